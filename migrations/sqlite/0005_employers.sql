CREATE TABLE employers_employers (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  credit_code TEXT NOT NULL UNIQUE,
  sector TEXT NOT NULL CHECK (sector IN ('public_institution', 'state_enterprise', 'non_public', 'school')),
  grassroots INTEGER NOT NULL CHECK (grassroots IN (0, 1)),
  territory_id TEXT NOT NULL REFERENCES territory_territories (id),
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE employers_employments (
  id TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES identity_people (id),
  employer_id TEXT NOT NULL REFERENCES employers_employers (id),
  post_title TEXT NOT NULL,
  speciality TEXT NOT NULL,
  from_day TEXT NOT NULL,
  to_day TEXT,
  -- Day of transfer from a party or state organ (N2022 §3.7).
  from_government_on TEXT
) STRICT;
-- One employer at a time counts for the report; history stays.
CREATE UNIQUE INDEX employers_employments_current ON employers_employments (person_id) WHERE to_day IS NULL;
CREATE INDEX employers_employments_staff ON employers_employments (employer_id, person_id);
