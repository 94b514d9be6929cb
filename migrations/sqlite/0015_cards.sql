CREATE TABLE cards_cards (
  id TEXT NOT NULL PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  person_id TEXT NOT NULL REFERENCES identity_people (id),
  study_year INTEGER NOT NULL,
  report_id TEXT NOT NULL UNIQUE REFERENCES reports_reports (id),
  facts TEXT NOT NULL,
  issued_at INTEGER NOT NULL,
  file_key TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  UNIQUE (person_id, study_year)
) STRICT;
