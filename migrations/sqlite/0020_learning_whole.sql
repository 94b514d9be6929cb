-- A session that was open while the installation was renewed ends; its player opens a new one.
UPDATE learning_sessions SET ended_at = mark_at, ended_why = 'silent' WHERE ended_at IS NULL;
ALTER TABLE learning_sessions DROP COLUMN mark_at;
ALTER TABLE learning_sessions DROP COLUMN allowance_ms;
-- Hash of what tells one device from another; empty where nothing was told.
ALTER TABLE learning_sessions ADD COLUMN device TEXT NOT NULL DEFAULT '';

-- One row holds all that a beat changes, so that a beat is one row written and one added.
CREATE TABLE learning_progress_whole (
  person_id TEXT NOT NULL REFERENCES identity_people (id),
  enrolment_id TEXT NOT NULL REFERENCES orders_enrolments (id),
  lesson_id TEXT NOT NULL REFERENCES catalogue_lessons (id),
  -- JSON [[from, to], …] in milliseconds, sorted, disjoint.
  covered TEXT NOT NULL,
  covered_ms INTEGER NOT NULL,
  completed_at INTEGER,
  -- The session that earns on it now.
  session_id TEXT REFERENCES learning_sessions (id),
  -- Until when the server's clock has been turned into allowance, and what is left of it.
  mark_at INTEGER NOT NULL,
  left_ms INTEGER NOT NULL CHECK (left_ms >= 0),
  -- Claimed by the session and waiting for the clock.
  ahead TEXT NOT NULL,
  -- Credited since somebody was last known to be there.
  unproven TEXT NOT NULL,
  -- How much of that makes a presence check due; 0: none is.
  check_due_ms INTEGER NOT NULL,
  -- Counts changes: who changes it says what it was when she read it.
  version INTEGER NOT NULL,
  PRIMARY KEY (person_id, enrolment_id, lesson_id)
) STRICT, WITHOUT ROWID;
INSERT INTO learning_progress_whole
SELECT person_id, enrolment_id, lesson_id, covered, covered_ms, completed_at, NULL, 0, 0, '[]', '[]', 0, 0
FROM learning_progress;
DROP TABLE learning_progress;
ALTER TABLE learning_progress_whole RENAME TO learning_progress;

-- Every beat with what was answered: sent again, it is answered again. Append-only.
CREATE TABLE learning_beats_whole (
  person_id TEXT NOT NULL,
  session_id TEXT NOT NULL REFERENCES learning_sessions (id),
  seq INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  segments TEXT NOT NULL,
  credited_ms INTEGER NOT NULL,
  covered_ms INTEGER NOT NULL,
  complete INTEGER NOT NULL,
  -- JSON [{segment, code}, …]: what was not credited and why. Evidence in a dispute.
  refused TEXT,
  PRIMARY KEY (person_id, session_id, seq)
) STRICT, WITHOUT ROWID;
INSERT INTO learning_beats_whole
SELECT person_id, session_id, seq, received_at, segments, credited_ms,
  json_extract(answer, '$.covered_ms'), json_extract(answer, '$.complete'),
  nullif(json_extract(answer, '$.refused'), '[]')
FROM learning_beats;
DROP TABLE learning_beats;
ALTER TABLE learning_beats_whole RENAME TO learning_beats;
CREATE TRIGGER learning_beats_no_update BEFORE UPDATE ON learning_beats
BEGIN SELECT RAISE(ABORT, 'learning_beats is append-only'); END;
CREATE TRIGGER learning_beats_no_delete BEFORE DELETE ON learning_beats
BEGIN SELECT RAISE(ABORT, 'learning_beats is append-only'); END;
