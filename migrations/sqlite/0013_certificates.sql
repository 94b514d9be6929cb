-- Issued once per passed course; facts and bytes never change.
CREATE TABLE certificates_certificates (
  id TEXT NOT NULL PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  person_id TEXT NOT NULL REFERENCES identity_people (id),
  enrolment_id TEXT NOT NULL UNIQUE REFERENCES orders_enrolments (id),
  -- The frozen facts, as JSON.
  facts TEXT NOT NULL,
  issued_at INTEGER NOT NULL,
  file_key TEXT NOT NULL,
  sha256 TEXT NOT NULL
) STRICT;
CREATE INDEX certificates_certificates_person ON certificates_certificates (person_id, id);
