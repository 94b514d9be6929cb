CREATE TABLE exams_questions (
  id TEXT NOT NULL PRIMARY KEY,
  course_id TEXT NOT NULL REFERENCES catalogue_courses (id),
  position BIGINT NOT NULL,
  -- The lesson that teaches it, by its position in the course.
  lesson_position BIGINT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('single', 'multiple', 'true_false')),
  stem TEXT NOT NULL,
  -- JSON array of texts.
  options TEXT NOT NULL,
  -- JSON array of indexes into options. Read for marking and for a paper that may be looked at.
  answer_key TEXT NOT NULL,
  UNIQUE (course_id, position)
);

CREATE TABLE exams_attempts (
  id TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES identity_people (id),
  enrolment_id TEXT NOT NULL REFERENCES orders_enrolments (id),
  course_id TEXT NOT NULL REFERENCES catalogue_courses (id),
  number BIGINT NOT NULL,
  opened_at BIGINT NOT NULL,
  deadline_at BIGINT NOT NULL,
  -- JSON: the questions drawn, and the order of their options.
  paper TEXT NOT NULL,
  closed_at BIGINT,
  closed_why TEXT CHECK (closed_why IN ('submitted', 'time')),
  score BIGINT CHECK (score BETWEEN 0 AND 100),
  passed BOOLEAN,
  UNIQUE (enrolment_id, number)
);
-- One open attempt per enrolment.
CREATE UNIQUE INDEX exams_attempts_open ON exams_attempts (enrolment_id) WHERE closed_at IS NULL;

-- Each answer as it came in; a later revision counts. Append-only.
CREATE TABLE exams_answers (
  attempt_id TEXT NOT NULL REFERENCES exams_attempts (id),
  position BIGINT NOT NULL,
  revision BIGINT NOT NULL,
  -- JSON array of indexes into the options as shown on this paper.
  choice TEXT NOT NULL,
  received_at BIGINT NOT NULL,
  PRIMARY KEY (attempt_id, position, revision)
);
