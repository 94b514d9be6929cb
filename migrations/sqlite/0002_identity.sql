-- Who people are and how they sign in. Identity numbers are encrypted; they are found by a keyed hash.
CREATE TABLE identity_people (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  sex TEXT NOT NULL CHECK (sex IN ('female', 'male')),
  born TEXT NOT NULL,
  citizen_id_cipher BLOB NOT NULL,
  citizen_id_hash BLOB NOT NULL UNIQUE,
  citizen_id_masked TEXT NOT NULL,
  phone_cipher BLOB,
  -- One telephone signs in one person.
  phone_hash BLOB UNIQUE,
  phone_masked TEXT,
  territory_id TEXT NOT NULL REFERENCES territory_territories (id),
  created_at INTEGER NOT NULL
) STRICT;
-- Officers list the people of a territory by name, a page at a time.
CREATE INDEX identity_people_territory ON identity_people (territory_id, name, id);

CREATE TABLE identity_accounts (
  person_id TEXT NOT NULL PRIMARY KEY REFERENCES identity_people (id),
  -- argon2id in PHC form; none until the first sign-in by a code.
  password_hash TEXT,
  failures INTEGER NOT NULL,
  locked_until INTEGER,
  changed_at INTEGER NOT NULL
) STRICT;

CREATE TABLE identity_sessions (
  -- SHA-256 of the cookie: who reads the table cannot sign in with it.
  token_hash BLOB NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES identity_people (id),
  created_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  ended_at INTEGER
) STRICT;
CREATE INDEX identity_sessions_person ON identity_sessions (person_id);

CREATE TABLE identity_tokens (
  token_hash BLOB NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES identity_people (id),
  label TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  ended_at INTEGER
) STRICT;

CREATE TABLE identity_codes (
  person_id TEXT NOT NULL REFERENCES identity_people (id),
  purpose TEXT NOT NULL CHECK (purpose IN ('password', 'phone')),
  code_hash BLOB NOT NULL,
  -- The new telephone, for a change of phone.
  phone_cipher BLOB,
  sent_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  tries INTEGER NOT NULL,
  PRIMARY KEY (person_id, purpose)
) STRICT;

CREATE TABLE identity_grants (
  person_id TEXT NOT NULL REFERENCES identity_people (id),
  role TEXT NOT NULL,
  -- The one thing that the role is held for: a territory, an employer or a base.
  scope TEXT NOT NULL,
  granted_at INTEGER NOT NULL,
  ended_at INTEGER,
  PRIMARY KEY (person_id, role, scope)
) STRICT;
