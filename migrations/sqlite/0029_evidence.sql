-- Files that prove something. The bytes lie sealed in the file store, under `evidence/<id>`; our own
-- drawing of them beside.
CREATE TABLE evidence_files (
  id TEXT NOT NULL PRIMARY KEY,
  owner_id TEXT NOT NULL REFERENCES identity_people (id),
  -- For people to read; no path is ever made of it. Empty once the file is erased.
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('pdf', 'jpg', 'png')),
  bytes INTEGER NOT NULL CHECK (bytes > 0),
  -- Keyed hash of the bytes: finds the same file, tells nobody what stands in it.
  digest BLOB NOT NULL,
  -- The grey of 64 × 64 cells of the picture; none when there is no drawing.
  cells BLOB,
  drawn INTEGER NOT NULL CHECK (drawn IN (0, 1)),
  kept_at INTEGER NOT NULL,
  -- When the time for disputes is over; none while it is not decided what the file proves.
  erase_after INTEGER,
  erased_at INTEGER
) STRICT;
-- The same bytes, of anybody.
CREATE INDEX evidence_files_digest ON evidence_files (digest);
-- Everything that somebody gave.
CREATE INDEX evidence_files_owner ON evidence_files (owner_id, id);
-- The ticker looks for what is due.
CREATE INDEX evidence_files_due ON evidence_files (erase_after) WHERE erase_after IS NOT NULL;

-- A coarse measure of what a picture looks like, in parts: copies agree in at least one.
CREATE TABLE evidence_bands (
  band INTEGER NOT NULL,
  value INTEGER NOT NULL,
  evidence_id TEXT NOT NULL REFERENCES evidence_files (id),
  PRIMARY KEY (band, value, evidence_id)
) STRICT;
CREATE INDEX evidence_bands_file ON evidence_bands (evidence_id);
