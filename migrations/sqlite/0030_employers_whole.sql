-- An employer whole: registered and accepted, with admins, departments, and what it is from which day on.

-- An employer that asks to be accepted.
CREATE TABLE employers_registrations (
  id TEXT NOT NULL PRIMARY KEY,
  credit_code TEXT NOT NULL,
  name TEXT NOT NULL,
  sector TEXT NOT NULL CHECK (sector IN ('public_institution', 'state_enterprise', 'non_public', 'school')),
  grassroots INTEGER NOT NULL CHECK (grassroots IN (0, 1)),
  territory_id TEXT NOT NULL REFERENCES territory_territories (id),
  -- Why the code is right although its check character does not fit; empty when it fits.
  code_reason TEXT NOT NULL,
  -- A scan of the certificate with the code.
  evidence_id TEXT,
  applied_by TEXT NOT NULL REFERENCES identity_people (id),
  applied_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'accepted', 'returned', 'withdrawn')),
  decided_by TEXT REFERENCES identity_people (id),
  decided_at INTEGER,
  note TEXT NOT NULL,
  employer_id TEXT REFERENCES employers_employers (id)
) STRICT;
-- One application for a code waits at a time.
CREATE UNIQUE INDEX employers_registrations_code ON employers_registrations (credit_code) WHERE state = 'waiting';
-- Whoever applied looks at hers, the newest first.
CREATE INDEX employers_registrations_person ON employers_registrations (applied_by, id);

-- What an employer is from a day on. Only added to: of two for the same day the later decided counts.
CREATE TABLE employers_standings (
  employer_id TEXT NOT NULL REFERENCES employers_employers (id),
  from_day TEXT NOT NULL,
  decided_at INTEGER NOT NULL,
  sector TEXT NOT NULL CHECK (sector IN ('public_institution', 'state_enterprise', 'non_public', 'school')),
  grassroots INTEGER NOT NULL CHECK (grassroots IN (0, 1)),
  territory_id TEXT NOT NULL REFERENCES territory_territories (id),
  -- None for what was there before standings were dated.
  decided_by TEXT REFERENCES identity_people (id),
  note TEXT NOT NULL,
  PRIMARY KEY (employer_id, from_day, decided_at)
) STRICT;
INSERT INTO employers_standings (employer_id, from_day, decided_at, sector, grassroots, territory_id, note)
  SELECT id, '1900-01-01', created_at, sector, grassroots, territory_id, '' FROM employers_employers;

-- Why a code counts whose check character does not fit: the officer's words. Empty when it fits.
ALTER TABLE employers_employers ADD COLUMN code_note TEXT NOT NULL DEFAULT '';
-- The bureau lists employers by name, a page at a time.
CREATE INDEX employers_employers_name ON employers_employers (name, id);

CREATE TABLE employers_departments (
  id TEXT NOT NULL PRIMARY KEY,
  employer_id TEXT NOT NULL REFERENCES employers_employers (id),
  name TEXT NOT NULL,
  closed_at INTEGER
) STRICT;
CREATE UNIQUE INDEX employers_departments_name ON employers_departments (employer_id, name) WHERE closed_at IS NULL;

ALTER TABLE employers_employments ADD COLUMN department_id TEXT REFERENCES employers_departments (id);
-- Why it ended: retired, left, moved. None while it goes on, and for old ones.
ALTER TABLE employers_employments ADD COLUMN ended_why TEXT CHECK (ended_why IN ('retired', 'left', 'moved'));
-- Where somebody worked on a day, and in which years an employer may look at her record.
CREATE INDEX employers_employments_person ON employers_employments (person_id, from_day);

-- An employer that asks to lie in another territory: the new one's bureau accepts.
CREATE TABLE employers_territory_changes (
  id TEXT NOT NULL PRIMARY KEY,
  employer_id TEXT NOT NULL REFERENCES employers_employers (id),
  from_territory_id TEXT NOT NULL REFERENCES territory_territories (id),
  to_territory_id TEXT NOT NULL REFERENCES territory_territories (id),
  why TEXT NOT NULL,
  asked_by TEXT NOT NULL REFERENCES identity_people (id),
  asked_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'accepted', 'returned', 'withdrawn')),
  decided_by TEXT REFERENCES identity_people (id),
  decided_at INTEGER,
  note TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX employers_territory_changes_waiting ON employers_territory_changes (employer_id) WHERE state = 'waiting';
CREATE INDEX employers_territory_changes_employer ON employers_territory_changes (employer_id, id);

-- Who holds a role for one thing: the admins of an employer.
CREATE INDEX identity_grants_scope ON identity_grants (scope, role) WHERE ended_at IS NULL;
-- How many work in each department, and who is in it.
CREATE INDEX employers_employments_department ON employers_employments (department_id) WHERE to_day IS NULL;
-- Who left, the last first.
CREATE INDEX employers_employments_former ON employers_employments (employer_id, to_day, id) WHERE to_day IS NOT NULL;
