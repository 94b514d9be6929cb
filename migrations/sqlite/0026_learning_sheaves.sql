-- Beats lie in sheaves: those that a row of progress held together, as it held them. Twelve in one
-- row cost what one cost before.
CREATE TABLE learning_sheaves (
  person_id TEXT NOT NULL,
  session_id TEXT NOT NULL REFERENCES learning_sessions (id),
  -- The lowest number of its beats, and the highest.
  first_seq INTEGER NOT NULL,
  last_seq INTEGER NOT NULL,
  -- When the earliest of them was received, and the latest.
  first_at INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  -- [seq, received_at, segments, credited_ms, covered_ms, complete, refused], … without the outer
  -- brackets, in the order in which they were taken.
  beats TEXT NOT NULL CHECK (beats <> ''),
  PRIMARY KEY (person_id, session_id, first_seq)
) STRICT, WITHOUT ROWID;
-- Who looks at a day of everybody's finds its sheaves.
CREATE INDEX learning_sheaves_time ON learning_sheaves (last_at, first_at);
INSERT INTO learning_sheaves
  (person_id, session_id, first_seq, last_seq, first_at, last_at, beats)
SELECT person_id, session_id, min(seq) AS first_seq, max(seq) AS last_seq,
  min(received_at) AS first_at, max(received_at) AS last_at,
  group_concat(beat, ',' ORDER BY seq) AS beats
FROM (SELECT person_id, session_id, seq, received_at, row_number() OVER (
    PARTITION BY person_id, session_id ORDER BY seq) / 12 AS sheaf,
  json_array(seq, received_at, json(segments), credited_ms, covered_ms,
    json(CASE complete WHEN 0 THEN 'false' ELSE 'true' END), json(coalesce(refused, 'null'))) AS beat
  FROM learning_beats)
GROUP BY person_id, session_id, sheaf;
CREATE TRIGGER learning_sheaves_no_update BEFORE UPDATE ON learning_sheaves
BEGIN SELECT RAISE(ABORT, 'learning_sheaves is append-only'); END;
CREATE TRIGGER learning_sheaves_no_delete BEFORE DELETE ON learning_sheaves
BEGIN SELECT RAISE(ABORT, 'learning_sheaves is append-only'); END;

DROP VIEW learning_recent_beats;
DROP TABLE learning_beats;
-- All beats as rows: those in sheaves and the newest, which their row of progress still holds. Who
-- looks for a number or for a time also asks for the sheaves that may hold it.
CREATE VIEW learning_beats AS
SELECT f.person_id, f.session_id, f.first_seq, f.last_seq, f.first_at, f.last_at,
  b.value ->> 0 AS seq, b.value ->> 1 AS received_at,
  b.value ->> 2 AS segments, b.value ->> 3 AS credited_ms, b.value ->> 4 AS covered_ms,
  b.value ->> 5 AS complete, b.value ->> 6 AS refused
FROM learning_sheaves f JOIN json_each('[' || f.beats || ']') b
UNION ALL
SELECT p.person_id, p.session_id, 0, 9223372036854775807, 0, 9223372036854775807, b.value ->> 0, b.value ->> 1,
  b.value ->> 2, b.value ->> 3, b.value ->> 4, b.value ->> 5, b.value ->> 6
FROM learning_progress p JOIN json_each('[' || p.recent || ']') b
WHERE p.recent <> '';

-- What a row no longer holds lies in a sheaf, whoever took it away.
DROP TRIGGER learning_progress_recent_kept;
CREATE TRIGGER learning_progress_recent_kept AFTER UPDATE OF recent ON learning_progress
WHEN OLD.recent <> '' AND substr(NEW.recent, 1, length(OLD.recent)) <> OLD.recent
BEGIN
  INSERT INTO learning_sheaves
    (person_id, session_id, first_seq, last_seq, first_at, last_at, beats)
  SELECT OLD.person_id, OLD.session_id, min(b.value ->> 0), max(b.value ->> 0),
    min(b.value ->> 1), max(b.value ->> 1), OLD.recent
  FROM json_each('[' || OLD.recent || ']') b;
END;
CREATE TRIGGER learning_progress_recent_owned BEFORE UPDATE OF session_id ON learning_progress
WHEN NEW.recent <> '' AND NEW.session_id IS NOT OLD.session_id
BEGIN SELECT RAISE(ABORT, 'learning_progress.recent belongs to a session'); END;
