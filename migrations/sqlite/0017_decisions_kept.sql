-- What a kept answer supposed beyond the records (JSON; `{}` for none), and: a kept answer is
-- evidence, so nobody changes it or takes it away.
ALTER TABLE decisions_decisions ADD COLUMN supposed TEXT NOT NULL DEFAULT '{}';
CREATE TRIGGER decisions_decisions_no_update BEFORE UPDATE ON decisions_decisions
BEGIN SELECT RAISE(ABORT, 'decisions_decisions is append-only'); END;
CREATE TRIGGER decisions_decisions_no_delete BEFORE DELETE ON decisions_decisions
BEGIN SELECT RAISE(ABORT, 'decisions_decisions is append-only'); END;
