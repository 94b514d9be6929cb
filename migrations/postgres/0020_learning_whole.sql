-- A session that was open while the installation was renewed ends; its player opens a new one.
UPDATE learning_sessions SET ended_at = mark_at, ended_why = 'silent' WHERE ended_at IS NULL;
ALTER TABLE learning_sessions DROP COLUMN mark_at;
ALTER TABLE learning_sessions DROP COLUMN allowance_ms;
-- Hash of what tells one device from another; empty where nothing was told.
ALTER TABLE learning_sessions ADD COLUMN device TEXT NOT NULL DEFAULT '';

-- One row holds all that a beat changes, so that a beat is one row written and one added.
-- The session that earns on it now.
ALTER TABLE learning_progress ADD COLUMN session_id TEXT REFERENCES learning_sessions (id);
-- Until when the server's clock has been turned into allowance, and what is left of it.
ALTER TABLE learning_progress ADD COLUMN mark_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE learning_progress ADD COLUMN left_ms BIGINT NOT NULL DEFAULT 0 CHECK (left_ms >= 0);
-- Claimed by the session and waiting for the clock.
ALTER TABLE learning_progress ADD COLUMN ahead TEXT NOT NULL DEFAULT '[]';
-- Credited since somebody was last known to be there.
ALTER TABLE learning_progress ADD COLUMN unproven TEXT NOT NULL DEFAULT '[]';
-- How much of that makes a presence check due; 0: none is.
ALTER TABLE learning_progress ADD COLUMN check_due_ms BIGINT NOT NULL DEFAULT 0;
-- Counts changes: who changes it says what it was when she read it.
ALTER TABLE learning_progress ADD COLUMN version BIGINT NOT NULL DEFAULT 0;
ALTER TABLE learning_progress
  ALTER COLUMN mark_at DROP DEFAULT, ALTER COLUMN left_ms DROP DEFAULT,
  ALTER COLUMN ahead DROP DEFAULT, ALTER COLUMN unproven DROP DEFAULT,
  ALTER COLUMN check_due_ms DROP DEFAULT, ALTER COLUMN version DROP DEFAULT;

-- Every beat with what was answered: sent again, it is answered again. Append-only.
ALTER TABLE learning_beats ADD COLUMN covered_ms BIGINT NOT NULL DEFAULT 0;
ALTER TABLE learning_beats ADD COLUMN complete BOOLEAN NOT NULL DEFAULT FALSE;
-- JSON [{segment, code}, …]: what was not credited and why. Evidence in a dispute.
ALTER TABLE learning_beats ADD COLUMN refused TEXT;
ALTER TABLE learning_beats DISABLE TRIGGER learning_beats_no_change;
UPDATE learning_beats SET
  covered_ms = CAST(CAST(answer AS jsonb) ->> 'covered_ms' AS BIGINT),
  complete = CAST(CAST(answer AS jsonb) ->> 'complete' AS BOOLEAN),
  refused = nullif(CAST(answer AS jsonb) ->> 'refused', '[]');
ALTER TABLE learning_beats ENABLE TRIGGER learning_beats_no_change;
ALTER TABLE learning_beats DROP COLUMN answer;
ALTER TABLE learning_beats ALTER COLUMN covered_ms DROP DEFAULT, ALTER COLUMN complete DROP DEFAULT;
