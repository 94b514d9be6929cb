-- A decision that was shown, with what it rested on.
CREATE TABLE decisions_decisions (
  id TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES identity_people (id),
  asked_by TEXT NOT NULL REFERENCES identity_people (id),
  asked_at BIGINT NOT NULL,
  edition TEXT NOT NULL,
  edition_digest TEXT NOT NULL,
  ledger_head TEXT NOT NULL,
  applicant TEXT NOT NULL,
  decision TEXT NOT NULL
);
CREATE INDEX decisions_decisions_person ON decisions_decisions (person_id, id);
