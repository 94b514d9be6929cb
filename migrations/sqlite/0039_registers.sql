-- Whom an employer reminded of a study year, so that nobody is reminded every day.
CREATE TABLE registers_reminders (
  employer_id TEXT NOT NULL REFERENCES employers_employers (id),
  person_id TEXT NOT NULL REFERENCES identity_people (id),
  study_year INTEGER NOT NULL,
  reminded_at INTEGER NOT NULL,
  reminded_by TEXT NOT NULL REFERENCES identity_people (id),
  PRIMARY KEY (employer_id, study_year, person_id)
) STRICT;
