-- Hours asked for on evidence.
CREATE TABLE claims_claims (
  id TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES identity_people (id),
  -- As the edition names it.
  kind TEXT NOT NULL,
  study_year INTEGER NOT NULL,
  category TEXT NOT NULL,
  organiser TEXT NOT NULL,
  title TEXT NOT NULL,
  place TEXT NOT NULL,
  from_day TEXT NOT NULL,
  to_day TEXT NOT NULL,
  certificate_number TEXT NOT NULL,
  -- Units, in hundredths; 0 of an exam.
  quantity INTEGER NOT NULL,
  speciality TEXT NOT NULL,
  -- Of an exam: whether it was taken in the region.
  in_region INTEGER NOT NULL CHECK (in_region IN (0, 1)),
  needed_by TEXT,
  -- The clause and the edition by which it was reckoned.
  cite TEXT NOT NULL,
  edition_id TEXT NOT NULL,
  -- What the rate gave, in hundredths of an hour; none of an exam.
  asked INTEGER,
  -- Who confirms, and whose bureau decides: as of the day on which it was submitted.
  employer_id TEXT REFERENCES employers_employers (id),
  territory_id TEXT NOT NULL REFERENCES territory_territories (id),
  status TEXT NOT NULL CHECK (status IN ('draft', 'with_employer', 'returned', 'with_bureau',
    'approved', 'refused', 'appealed', 'withdrawn', 'undeemed')),
  granted_hours INTEGER CHECK (granted_hours > 0),
  -- Whether the year's category is deemed complete.
  deems INTEGER NOT NULL CHECK (deems IN (0, 1)),
  decided_by TEXT REFERENCES identity_people (id),
  appeal_until TEXT,
  appealed_at INTEGER,
  undeem_proposed_by TEXT REFERENCES identity_people (id),
  since INTEGER NOT NULL,
  -- Nobody decides her own.
  CHECK (decided_by IS NULL OR decided_by <> person_id)
) STRICT;
-- A person's claims, the newest first.
CREATE INDEX claims_claims_person ON claims_claims (person_id, id);
-- What counts towards a cap.
CREATE INDEX claims_claims_year ON claims_claims (person_id, kind, study_year);

-- Which files prove a claim, in the order in which they came.
CREATE TABLE claims_files (
  claim_id TEXT NOT NULL REFERENCES claims_claims (id),
  evidence_id TEXT NOT NULL UNIQUE REFERENCES evidence_files (id),
  PRIMARY KEY (claim_id, evidence_id)
) STRICT;

-- Who did what with a claim, when, and in which words. Append-only.
CREATE TABLE claims_steps (
  claim_id TEXT NOT NULL REFERENCES claims_claims (id),
  seq INTEGER NOT NULL,
  action TEXT NOT NULL,
  actor_id TEXT NOT NULL REFERENCES identity_people (id),
  note TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (claim_id, seq)
) STRICT;
CREATE TRIGGER claims_steps_no_update BEFORE UPDATE ON claims_steps
BEGIN SELECT RAISE(ABORT, 'claims_steps is append-only'); END;
CREATE TRIGGER claims_steps_no_delete BEFORE DELETE ON claims_steps
BEGIN SELECT RAISE(ABORT, 'claims_steps is append-only'); END;
