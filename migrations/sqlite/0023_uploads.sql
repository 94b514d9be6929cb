-- Files on their way to us, a piece at a time.
CREATE TABLE uploads_uploads (
  id TEXT NOT NULL PRIMARY KEY,
  -- The base for whose courses it is sent.
  base_id TEXT NOT NULL,
  person_id TEXT NOT NULL REFERENCES identity_people (id),
  name TEXT NOT NULL,
  -- What the sender told about it, as it was told.
  metadata TEXT NOT NULL,
  bytes INTEGER NOT NULL CHECK (bytes >= 0),
  -- Bytes that stand durably on the disk: what was acknowledged.
  received INTEGER NOT NULL CHECK (received BETWEEN 0 AND bytes),
  state TEXT NOT NULL CHECK (state IN ('open', 'taken', 'ended')),
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
-- How many a base has on their way; which ones are forgotten next.
CREATE INDEX uploads_uploads_open ON uploads_uploads (base_id, id) WHERE state = 'open';
CREATE INDEX uploads_uploads_expiry ON uploads_uploads (expires_at) WHERE state = 'open';
