-- How somebody wants to be told outside of the product. Nobody who asked for nothing has a row.
CREATE TABLE messages_wishes (
  person_id TEXT NOT NULL PRIMARY KEY REFERENCES identity_people (id),
  by_text BOOLEAN NOT NULL,
  -- Her mail address, confirmed by a code; sealed.
  mail_cipher BYTEA,
  mail_masked TEXT,
  language TEXT NOT NULL,
  -- Since when she wants to be told at all: what was told before stays in the box.
  asked_at BIGINT NOT NULL,
  -- When something went out last.
  sent_at BIGINT
);

-- A mail address that is being confirmed.
CREATE TABLE messages_mail_codes (
  person_id TEXT NOT NULL PRIMARY KEY REFERENCES identity_people (id),
  mail_cipher BYTEA NOT NULL,
  mail_masked TEXT NOT NULL,
  code_hash BYTEA NOT NULL,
  sent_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  tries BIGINT NOT NULL
);
-- What is over is erased.
CREATE INDEX messages_mail_codes_expired ON messages_mail_codes (expires_at);
-- Messages read long ago are erased.
CREATE INDEX messages_messages_old ON messages_messages (read_at) WHERE read_at IS NOT NULL;
