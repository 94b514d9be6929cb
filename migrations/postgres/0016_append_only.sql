-- Append-only tables refuse to be changed, whoever asks.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END
$$;
CREATE TRIGGER audit_lines_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_lines
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER learning_beats_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON learning_beats
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER exams_answers_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON exams_answers
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_entries_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entries
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER reports_steps_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON reports_steps
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
