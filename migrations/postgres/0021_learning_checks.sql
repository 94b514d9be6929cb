-- Questions of a lesson, by which presence is checked: each about the minute before its moment.
-- The key is read for marking, and for who makes the lesson.
CREATE TABLE catalogue_questions (
  id TEXT NOT NULL PRIMARY KEY,
  lesson_id TEXT NOT NULL REFERENCES catalogue_lessons (id),
  at_ms BIGINT NOT NULL CHECK (at_ms > 0),
  text TEXT NOT NULL,
  -- JSON, a list of texts.
  options TEXT NOT NULL,
  answer_key BIGINT NOT NULL CHECK (answer_key >= 0)
);
CREATE INDEX catalogue_questions_lesson ON catalogue_questions (lesson_id, at_ms);

-- Presence checks: what was asked, when, and what came of it.
CREATE TABLE learning_checks (
  id TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES identity_people (id),
  session_id TEXT NOT NULL REFERENCES learning_sessions (id),
  enrolment_id TEXT NOT NULL REFERENCES orders_enrolments (id),
  lesson_id TEXT NOT NULL REFERENCES catalogue_lessons (id),
  question_id TEXT NOT NULL,
  -- What was shown, so that it can be shown again when the lesson has other questions: JSON
  -- { "text", "options", "order" }; option n of the screen is `order[n]` of the question.
  shown TEXT NOT NULL,
  asked_at BIGINT NOT NULL,
  answer_by BIGINT NOT NULL,
  answered_at BIGINT,
  -- Tries that are used up, of how many.
  tries BIGINT NOT NULL CHECK (tries >= 0),
  tries_most BIGINT NOT NULL CHECK (tries_most > 0),
  outcome TEXT CHECK (outcome IN ('passed', 'missed')),
  -- JSON [[from, to], …] in milliseconds: what a missed check took back.
  uncredited TEXT,
  CHECK ((outcome IS NULL) = (answered_at IS NULL)),
  CHECK ((outcome = 'missed') = (uncredited IS NOT NULL) OR outcome IS NULL)
);
-- One open check of a lesson.
CREATE UNIQUE INDEX learning_checks_open ON learning_checks (person_id, enrolment_id, lesson_id)
  WHERE outcome IS NULL;
CREATE INDEX learning_checks_lesson ON learning_checks (enrolment_id, lesson_id, asked_at);
