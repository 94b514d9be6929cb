-- The rows of sessions that earn now lie together: a row takes a new place, the last, when a session
-- begins on it. A group of beats then changes a few pages instead of one page for each learner.
CREATE TABLE learning_progress_placed (
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
  place INTEGER PRIMARY KEY,
  -- The session's newest beats: [seq, received_at, segments, credited_ms, covered_ms, complete,
  -- refused], … without the outer brackets. They move to learning_beats some at a time.
  recent TEXT NOT NULL DEFAULT '',
  UNIQUE (person_id, enrolment_id, lesson_id)
) STRICT;
INSERT INTO learning_progress_placed (person_id, enrolment_id, lesson_id, covered, covered_ms,
  completed_at, session_id, mark_at, left_ms, ahead, unproven, check_due_ms, version)
SELECT person_id, enrolment_id, lesson_id, covered, covered_ms, completed_at, session_id, mark_at,
  left_ms, ahead, unproven, check_due_ms, version
FROM learning_progress;
DROP TABLE learning_progress;
ALTER TABLE learning_progress_placed RENAME TO learning_progress;

-- A beat writes one place and not two: its progress, with itself beside it. Here they are as rows.
CREATE VIEW learning_recent_beats AS
SELECT p.person_id, p.enrolment_id, p.lesson_id, p.session_id, b.value ->> 0 AS seq,
  b.value ->> 1 AS received_at, b.value ->> 2 AS segments, b.value ->> 3 AS credited_ms,
  b.value ->> 4 AS covered_ms, b.value ->> 5 AS complete, b.value ->> 6 AS refused
FROM learning_progress p JOIN json_each('[' || p.recent || ']') b
WHERE p.recent <> '';

-- They are evidence like all beats: they may become more, and leave only when they have been moved.
CREATE TRIGGER learning_progress_recent_kept BEFORE UPDATE OF recent ON learning_progress
WHEN substr(NEW.recent, 1, length(OLD.recent)) <> OLD.recent
  AND EXISTS (SELECT 1 FROM json_each('[' || OLD.recent || ']') b WHERE NOT EXISTS (
    SELECT 1 FROM learning_beats k WHERE k.person_id = OLD.person_id
    AND k.session_id = OLD.session_id AND k.seq = b.value ->> 0))
BEGIN SELECT RAISE(ABORT, 'learning_progress.recent is append-only'); END;
CREATE TRIGGER learning_progress_recent_no_delete BEFORE DELETE ON learning_progress
WHEN OLD.recent <> ''
BEGIN SELECT RAISE(ABORT, 'learning_progress.recent is append-only'); END;
