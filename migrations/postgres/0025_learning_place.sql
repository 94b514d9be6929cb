-- The rows of sessions that earn now lie together: a row takes a new place, the last, when a session
-- begins on it. A group of beats then changes a few pages instead of one page for each learner.
ALTER TABLE learning_progress DROP CONSTRAINT learning_progress_pkey;
ALTER TABLE learning_progress ADD UNIQUE (person_id, enrolment_id, lesson_id);
ALTER TABLE learning_progress ADD COLUMN place BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY;
-- Room for a row's next version beside it, so that a beat changes no index.
ALTER TABLE learning_progress SET (fillfactor = 50);

-- The session's newest beats: [seq, received_at, segments, credited_ms, covered_ms, complete,
-- refused], … without the outer brackets. They move to learning_beats some at a time.
ALTER TABLE learning_progress ADD COLUMN recent TEXT NOT NULL DEFAULT '';

-- A beat writes one place and not two: its progress, with itself beside it. Here they are as rows.
CREATE VIEW learning_recent_beats AS
SELECT p.person_id, p.enrolment_id, p.lesson_id, p.session_id,
  CAST(b.value ->> 0 AS BIGINT) AS seq, CAST(b.value ->> 1 AS BIGINT) AS received_at,
  b.value ->> 2 AS segments, CAST(b.value ->> 3 AS BIGINT) AS credited_ms,
  CAST(b.value ->> 4 AS BIGINT) AS covered_ms, CAST(b.value ->> 5 AS BOOLEAN) AS complete,
  b.value ->> 6 AS refused
FROM learning_progress p
CROSS JOIN LATERAL json_array_elements(CAST('[' || p.recent || ']' AS json)) AS b (value)
WHERE p.recent <> '';

-- They are evidence like all beats: they may become more, and leave only when they have been moved.
CREATE FUNCTION keep_recent_beats() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR EXISTS (
    SELECT 1 FROM json_array_elements(CAST('[' || OLD.recent || ']' AS json)) AS b (value)
    WHERE NOT EXISTS (SELECT 1 FROM learning_beats k WHERE k.person_id = OLD.person_id
      AND k.session_id = OLD.session_id AND k.seq = CAST(b.value ->> 0 AS BIGINT)))
  THEN
    RAISE EXCEPTION 'learning_progress.recent is append-only';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER learning_progress_recent_kept BEFORE UPDATE OF recent ON learning_progress
FOR EACH ROW WHEN (NOT starts_with(NEW.recent, OLD.recent)) EXECUTE FUNCTION keep_recent_beats();
CREATE TRIGGER learning_progress_recent_no_delete BEFORE DELETE ON learning_progress
FOR EACH ROW WHEN (OLD.recent <> '') EXECUTE FUNCTION keep_recent_beats();
