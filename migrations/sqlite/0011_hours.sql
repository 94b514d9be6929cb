-- Hours that a bureau recognised on evidence (N2022 §3.9), the source of their ledger entry.
CREATE TABLE hours_recognitions (
  id TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES identity_people (id),
  study_year INTEGER NOT NULL,
  category TEXT NOT NULL CHECK (category IN ('public', 'professional')),
  hours INTEGER NOT NULL CHECK (hours > 0),
  evidence TEXT NOT NULL,
  recognised_by TEXT NOT NULL REFERENCES identity_people (id),
  recognised_at INTEGER NOT NULL
) STRICT;

-- A revocation takes two persons: one proposes, another decides.
CREATE TABLE hours_revocations (
  id TEXT NOT NULL PRIMARY KEY,
  entry_id TEXT NOT NULL REFERENCES ledger_entries (id),
  person_id TEXT NOT NULL REFERENCES identity_people (id),
  reason TEXT NOT NULL,
  proposed_by TEXT NOT NULL REFERENCES identity_people (id),
  proposed_at INTEGER NOT NULL,
  decision TEXT CHECK (decision IN ('confirmed', 'rejected')),
  decided_by TEXT REFERENCES identity_people (id),
  decided_at INTEGER,
  CHECK (decided_by IS NULL OR decided_by <> proposed_by)
) STRICT;
CREATE UNIQUE INDEX hours_revocations_open ON hours_revocations (entry_id) WHERE decision IS NULL;
CREATE INDEX hours_revocations_person ON hours_revocations (person_id, id);
