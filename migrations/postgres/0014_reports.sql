-- The year's record of a person on its way to approval.
CREATE TABLE reports_reports (
  id TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES identity_people (id),
  study_year BIGINT NOT NULL,
  employer_id TEXT NOT NULL REFERENCES employers_employers (id),
  territory_id TEXT NOT NULL REFERENCES territory_territories (id),
  status TEXT NOT NULL CHECK (status IN ('with_employer', 'with_bureau', 'approved', 'returned')),
  -- Sums at the moment it was drawn up, and the ledger head that they rest on.
  public_hours BIGINT NOT NULL,
  professional_hours BIGINT NOT NULL,
  ledger_head TEXT NOT NULL,
  since BIGINT NOT NULL,
  UNIQUE (person_id, study_year)
);
CREATE INDEX reports_reports_employer ON reports_reports (employer_id, status, since, id);
CREATE INDEX reports_reports_bureau ON reports_reports (territory_id, status, since, id);

-- Each step with who took it. Append-only.
CREATE TABLE reports_steps (
  report_id TEXT NOT NULL REFERENCES reports_reports (id),
  seq BIGINT NOT NULL,
  status TEXT NOT NULL,
  actor_id TEXT NOT NULL REFERENCES identity_people (id),
  note TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (report_id, seq)
);
