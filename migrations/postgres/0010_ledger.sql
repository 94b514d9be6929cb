-- Hours, append-only. Each entry carries the hash of its bytes and of the person's entry before it.
CREATE TABLE ledger_entries (
  person_id TEXT NOT NULL REFERENCES identity_people (id),
  seq BIGINT NOT NULL CHECK (seq > 0),
  id TEXT NOT NULL UNIQUE,
  study_year BIGINT NOT NULL,
  category TEXT NOT NULL,
  -- Hundredths of an hour; negative in a revocation.
  hours BIGINT NOT NULL,
  -- What earned them: `enrolment:…`, `recognition:…`.
  source TEXT NOT NULL,
  reverses TEXT REFERENCES ledger_entries (id),
  clause TEXT NOT NULL,
  title TEXT NOT NULL,
  recorded_by TEXT,
  at BIGINT NOT NULL,
  previous_hash BYTEA NOT NULL,
  hash BYTEA NOT NULL,
  PRIMARY KEY (person_id, seq),
  CHECK ((reverses IS NULL) = (hours > 0))
);
-- A source posts once; an entry is reversed once.
CREATE UNIQUE INDEX ledger_entries_source ON ledger_entries (source) WHERE reverses IS NULL;
CREATE UNIQUE INDEX ledger_entries_reverses ON ledger_entries (reverses) WHERE reverses IS NOT NULL;
