-- Categories of study years that stand complete without hours (N2022 §3.6): what is said of them
-- here counts wherever hours are asked for. Nothing is
-- deleted: what was taken back has an end.
CREATE TABLE hours_deemings (
  -- What it rests on, such as `claim:…`.
  source TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES identity_people (id),
  study_year INTEGER NOT NULL,
  category TEXT NOT NULL CHECK (category IN ('public', 'professional')),
  clause TEXT NOT NULL,
  from_at INTEGER NOT NULL,
  until_at INTEGER CHECK (until_at >= from_at)
) STRICT;
CREATE INDEX hours_deemings_person ON hours_deemings (person_id, study_year);

INSERT INTO hours_deemings (source, person_id, study_year, category, clause, from_at)
SELECT 'claim:' || id, person_id, study_year, category, cite, since
FROM claims_claims WHERE status = 'approved' AND deems;

-- The category that a report's year has without hours, as of when it was drawn up or approved.
ALTER TABLE reports_reports ADD COLUMN deemed TEXT CHECK (deemed IN ('public', 'professional'));
