-- How somebody wants to be told outside of the product. Nobody who asked for nothing has a row.
CREATE TABLE messages_wishes (
  person_id TEXT NOT NULL PRIMARY KEY REFERENCES identity_people (id),
  by_text INTEGER NOT NULL CHECK (by_text IN (0, 1)),
  -- Her mail address, confirmed by a code; sealed.
  mail_cipher BLOB,
  mail_masked TEXT,
  language TEXT NOT NULL,
  -- Since when she wants to be told at all: what was told before stays in the box.
  asked_at INTEGER NOT NULL,
  -- When something went out last.
  sent_at INTEGER
) STRICT;

-- A mail address that is being confirmed.
CREATE TABLE messages_mail_codes (
  person_id TEXT NOT NULL PRIMARY KEY REFERENCES identity_people (id),
  mail_cipher BLOB NOT NULL,
  mail_masked TEXT NOT NULL,
  code_hash BLOB NOT NULL,
  sent_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  tries INTEGER NOT NULL
) STRICT;
-- What is over is erased.
CREATE INDEX messages_mail_codes_expired ON messages_mail_codes (expires_at);
-- Messages read long ago are erased.
CREATE INDEX messages_messages_old ON messages_messages (read_at) WHERE read_at IS NOT NULL;
