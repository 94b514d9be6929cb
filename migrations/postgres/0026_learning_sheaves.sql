-- Beats lie in sheaves: those that a row of progress held together, as it held them. Twelve in one
-- row cost what one cost before.
CREATE TABLE learning_sheaves (
  person_id TEXT NOT NULL,
  session_id TEXT NOT NULL REFERENCES learning_sessions (id),
  -- The lowest number of its beats, and the highest.
  first_seq BIGINT NOT NULL,
  last_seq BIGINT NOT NULL,
  -- When the earliest of them was received, and the latest.
  first_at BIGINT NOT NULL,
  last_at BIGINT NOT NULL,
  -- [seq, received_at, segments, credited_ms, covered_ms, complete, refused], … without the outer
  -- brackets, in the order in which they were taken.
  beats TEXT NOT NULL CHECK (beats <> ''),
  PRIMARY KEY (person_id, session_id, first_seq)
);
-- Who looks at a day of everybody's finds its sheaves.
CREATE INDEX learning_sheaves_time ON learning_sheaves (last_at, first_at);
INSERT INTO learning_sheaves
  (person_id, session_id, first_seq, last_seq, first_at, last_at, beats)
SELECT person_id, session_id, min(seq) AS first_seq, max(seq) AS last_seq,
  min(received_at) AS first_at, max(received_at) AS last_at,
  string_agg(beat, ',' ORDER BY seq) AS beats
FROM (SELECT person_id, session_id, seq, received_at, row_number() OVER (
    PARTITION BY person_id, session_id ORDER BY seq) / 12 AS sheaf,
  CAST(json_build_array(seq, received_at, CAST(segments AS json), credited_ms, covered_ms, complete,
    CAST(refused AS json)) AS TEXT) AS beat
  FROM learning_beats) AS b
GROUP BY person_id, session_id, sheaf;
CREATE TRIGGER learning_sheaves_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON learning_sheaves
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

DROP VIEW learning_recent_beats;
DROP TABLE learning_beats;
-- All beats as rows: those in sheaves and the newest, which their row of progress still holds. Who
-- looks for a number or for a time also asks for the sheaves that may hold it.
CREATE VIEW learning_beats AS
SELECT f.person_id, f.session_id, f.first_seq, f.last_seq, f.first_at, f.last_at,
  CAST(b.value ->> 0 AS BIGINT) AS seq,
  CAST(b.value ->> 1 AS BIGINT) AS received_at, b.value ->> 2 AS segments,
  CAST(b.value ->> 3 AS BIGINT) AS credited_ms, CAST(b.value ->> 4 AS BIGINT) AS covered_ms,
  CAST(b.value ->> 5 AS BOOLEAN) AS complete, b.value ->> 6 AS refused
FROM learning_sheaves f
CROSS JOIN LATERAL json_array_elements(CAST('[' || f.beats || ']' AS json)) AS b (value)
UNION ALL
SELECT p.person_id, p.session_id, 0, 9223372036854775807, 0, 9223372036854775807, CAST(b.value ->> 0 AS BIGINT),
  CAST(b.value ->> 1 AS BIGINT), b.value ->> 2, CAST(b.value ->> 3 AS BIGINT),
  CAST(b.value ->> 4 AS BIGINT), CAST(b.value ->> 5 AS BOOLEAN), b.value ->> 6
FROM learning_progress p
CROSS JOIN LATERAL json_array_elements(CAST('[' || p.recent || ']' AS json)) AS b (value)
WHERE p.recent <> '';

-- What a row no longer holds lies in a sheaf, whoever took it away.
DROP TRIGGER learning_progress_recent_kept ON learning_progress;
CREATE FUNCTION keep_sheaf() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO learning_sheaves
    (person_id, session_id, first_seq, last_seq, first_at, last_at, beats)
  SELECT OLD.person_id, OLD.session_id, min(CAST(b.value ->> 0 AS BIGINT)),
    max(CAST(b.value ->> 0 AS BIGINT)), min(CAST(b.value ->> 1 AS BIGINT)),
    max(CAST(b.value ->> 1 AS BIGINT)), OLD.recent
  FROM json_array_elements(CAST('[' || OLD.recent || ']' AS json)) AS b (value);
  RETURN NULL;
END
$$;
CREATE TRIGGER learning_progress_recent_kept AFTER UPDATE OF recent ON learning_progress
FOR EACH ROW WHEN (OLD.recent <> '' AND NOT starts_with(NEW.recent, OLD.recent))
EXECUTE FUNCTION keep_sheaf();

CREATE FUNCTION refuse_owner() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'learning_progress.recent belongs to a session';
END
$$;
CREATE TRIGGER learning_progress_recent_owned BEFORE UPDATE OF session_id ON learning_progress
FOR EACH ROW WHEN (NEW.recent <> '' AND NEW.session_id IS DISTINCT FROM OLD.session_id)
EXECUTE FUNCTION refuse_owner();

DROP TRIGGER learning_progress_recent_no_delete ON learning_progress;
DROP FUNCTION keep_recent_beats;
CREATE FUNCTION refuse_loss() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'learning_progress.recent is append-only';
END
$$;
CREATE TRIGGER learning_progress_recent_no_delete BEFORE DELETE ON learning_progress
FOR EACH ROW WHEN (OLD.recent <> '') EXECUTE FUNCTION refuse_loss();
