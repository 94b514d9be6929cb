-- Truth is the set of milliseconds covered, each once; never a cursor.
CREATE TABLE learning_progress (
  person_id TEXT NOT NULL REFERENCES identity_people (id),
  enrolment_id TEXT NOT NULL REFERENCES orders_enrolments (id),
  lesson_id TEXT NOT NULL REFERENCES catalogue_lessons (id),
  -- JSON [[from, to], …] in milliseconds, sorted, disjoint.
  covered TEXT NOT NULL,
  covered_ms INTEGER NOT NULL,
  completed_at INTEGER,
  PRIMARY KEY (person_id, enrolment_id, lesson_id)
) STRICT;

CREATE TABLE learning_sessions (
  id TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES identity_people (id),
  enrolment_id TEXT NOT NULL REFERENCES orders_enrolments (id),
  lesson_id TEXT NOT NULL REFERENCES catalogue_lessons (id),
  opened_at INTEGER NOT NULL,
  -- Until when the server's clock has been turned into allowance, and what is left of it.
  mark_at INTEGER NOT NULL,
  allowance_ms INTEGER NOT NULL CHECK (allowance_ms >= 0),
  ended_at INTEGER,
  ended_why TEXT
) STRICT;
-- One crediting session per person.
CREATE UNIQUE INDEX learning_sessions_open ON learning_sessions (person_id) WHERE ended_at IS NULL;

-- Every beat with its answer: sent again, it is answered again. Refused ones are kept. Append-only.
CREATE TABLE learning_beats (
  person_id TEXT NOT NULL,
  session_id TEXT NOT NULL REFERENCES learning_sessions (id),
  seq INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  segments TEXT NOT NULL,
  answer TEXT NOT NULL,
  credited_ms INTEGER NOT NULL,
  PRIMARY KEY (person_id, session_id, seq)
) STRICT;
