-- What a kept answer supposed beyond the records (JSON; `{}` for none), and: a kept answer is
-- evidence, so nobody changes it or takes it away.
ALTER TABLE decisions_decisions ADD COLUMN supposed TEXT NOT NULL DEFAULT '{}';
CREATE TRIGGER decisions_decisions_no_change BEFORE UPDATE OR DELETE OR TRUNCATE
ON decisions_decisions
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
