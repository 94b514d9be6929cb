-- All sessions of a lesson, in the order in which they were opened.
CREATE INDEX learning_sessions_lesson ON learning_sessions (person_id, enrolment_id, lesson_id, id);
-- Sessions that were alive in a stretch of time; one that is open has no end yet.
CREATE INDEX learning_sessions_ended ON learning_sessions (ended_at);
-- Checks of a day.
CREATE INDEX learning_checks_answered ON learning_checks (answered_at);

-- A learner says that a stretch of a lesson was seen and should count.
CREATE TABLE learning_disputes (
  id TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES identity_people (id),
  enrolment_id TEXT NOT NULL REFERENCES orders_enrolments (id),
  lesson_id TEXT NOT NULL REFERENCES catalogue_lessons (id),
  -- Milliseconds of the lesson, the end excluded.
  from_ms BIGINT NOT NULL CHECK (from_ms >= 0),
  to_ms BIGINT NOT NULL CHECK (to_ms > from_ms),
  words TEXT NOT NULL,
  opened_at BIGINT NOT NULL,
  -- The day by which an answer was promised when it was opened.
  answer_by TEXT NOT NULL,
  outcome TEXT CHECK (outcome IN ('withdrawn', 'credited', 'refused')),
  reason TEXT,
  settled_by TEXT REFERENCES identity_people (id),
  settled_at BIGINT,
  CHECK ((outcome IS NULL) = (settled_at IS NULL)),
  -- Nobody decides her own case; only she withdraws it.
  CHECK (outcome IS NULL OR (outcome = 'withdrawn') = (settled_by = person_id))
);
CREATE UNIQUE INDEX learning_disputes_open
  ON learning_disputes (enrolment_id, lesson_id, from_ms, to_ms) WHERE outcome IS NULL;
CREATE INDEX learning_disputes_waiting ON learning_disputes (id) WHERE outcome IS NULL;
CREATE INDEX learning_disputes_lesson ON learning_disputes (enrolment_id, lesson_id, id);
CREATE INDEX learning_disputes_person ON learning_disputes (person_id, id);

-- Seconds that an officer credited, with her reason: not measured by the clock. Append-only.
CREATE TABLE learning_grants (
  id TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES identity_people (id),
  enrolment_id TEXT NOT NULL REFERENCES orders_enrolments (id),
  lesson_id TEXT NOT NULL REFERENCES catalogue_lessons (id),
  dispute_id TEXT NOT NULL UNIQUE REFERENCES learning_disputes (id),
  -- JSON [[from, to], …] in milliseconds: what was not covered before.
  spans TEXT NOT NULL,
  credited_ms BIGINT NOT NULL CHECK (credited_ms > 0),
  reason TEXT NOT NULL,
  granted_by TEXT NOT NULL REFERENCES identity_people (id),
  granted_at BIGINT NOT NULL,
  CHECK (granted_by <> person_id)
);
CREATE INDEX learning_grants_person ON learning_grants (person_id, enrolment_id, lesson_id);
CREATE TRIGGER learning_grants_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON learning_grants
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What an inspector might want to look at. It changes no hours.
CREATE TABLE inspections_signals (
  id TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('shared_device', 'day_total', 'sleepless', 'quick_checks')),
  -- Whom or what it is about: a person's id or a device's hash.
  subject TEXT NOT NULL,
  -- Path of the territory whose inspectors see it.
  territory_path TEXT NOT NULL,
  -- The day that was looked at.
  day TEXT NOT NULL,
  -- What was measured and from where on it is told, in the kind's unit.
  figure BIGINT NOT NULL,
  threshold BIGINT NOT NULL,
  -- JSON [{ person, session }, …].
  evidence TEXT NOT NULL,
  found_at BIGINT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('new', 'seen', 'dismissed')),
  note TEXT,
  settled_by TEXT REFERENCES identity_people (id),
  settled_at BIGINT,
  CHECK ((state = 'new') = (note IS NULL)),
  CHECK ((note IS NULL) = (settled_by IS NULL) AND (note IS NULL) = (settled_at IS NULL)),
  -- The same thing is told once a day and territory.
  UNIQUE (kind, subject, day, territory_path)
);
CREATE INDEX inspections_signals_newest ON inspections_signals (territory_path, id);
