-- Sums of each person's entries by study year and category, kept in the statement that adds an entry:
-- a dashboard of five thousand people reads sums, not entries. The entries alone are the truth;
-- `xueshi doctor` adds them up again.
CREATE TABLE ledger_totals (
  person_id TEXT NOT NULL REFERENCES identity_people (id),
  study_year BIGINT NOT NULL,
  category TEXT NOT NULL,
  -- Hundredths of an hour.
  hours BIGINT NOT NULL,
  PRIMARY KEY (person_id, study_year, category)
);
INSERT INTO ledger_totals (person_id, study_year, category, hours)
SELECT person_id, study_year, category, sum(hours) FROM ledger_entries
GROUP BY person_id, study_year, category;
CREATE FUNCTION ledger_add_total() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO ledger_totals (person_id, study_year, category, hours)
  VALUES (NEW.person_id, NEW.study_year, NEW.category, NEW.hours)
  ON CONFLICT (person_id, study_year, category) DO UPDATE SET hours = ledger_totals.hours + excluded.hours;
  RETURN NULL;
END $$;
CREATE TRIGGER ledger_entries_total AFTER INSERT ON ledger_entries
FOR EACH ROW EXECUTE FUNCTION ledger_add_total();
