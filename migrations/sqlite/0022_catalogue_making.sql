-- What a media file is; a document has pages, each to be looked at for so long at least.
ALTER TABLE catalogue_media ADD COLUMN kind TEXT NOT NULL DEFAULT 'video'
  CHECK (kind IN ('video', 'audio', 'document'));
ALTER TABLE catalogue_media ADD COLUMN pages INTEGER CHECK (pages > 0);
ALTER TABLE catalogue_media ADD COLUMN page_dwell_ms INTEGER CHECK (page_dwell_ms > 0);

-- A course in the catalogue is one published version of it. The versions of a course are a family,
-- named by its first one; who enrolled on a version finishes it.
ALTER TABLE catalogue_courses ADD COLUMN family_id TEXT;
ALTER TABLE catalogue_courses ADD COLUMN version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0);
-- When a newer version took its place, or when it was taken out: nobody orders it any more.
ALTER TABLE catalogue_courses ADD COLUMN replaced_at INTEGER;
ALTER TABLE catalogue_courses ADD COLUMN withdrawn_at INTEGER;
UPDATE catalogue_courses SET family_id = id;
CREATE INDEX catalogue_courses_family ON catalogue_courses (family_id, version);

-- Courses in the making. What learners see stands in catalogue_courses, from publication on.
CREATE TABLE catalogue_drafts (
  id TEXT NOT NULL PRIMARY KEY,
  base_id TEXT NOT NULL REFERENCES catalogue_bases (id),
  -- The published version that this shall take the place of; none for a new course.
  from_course_id TEXT REFERENCES catalogue_courses (id),
  category TEXT NOT NULL CHECK (category IN ('public', 'professional')),
  field TEXT NOT NULL,
  title TEXT NOT NULL,
  title_en TEXT NOT NULL,
  summary TEXT NOT NULL,
  year_from INTEGER NOT NULL,
  year_to INTEGER NOT NULL,
  exam_questions INTEGER NOT NULL CHECK (exam_questions > 0),
  exam_minutes INTEGER NOT NULL CHECK (exam_minutes > 0),
  exam_attempts INTEGER NOT NULL CHECK (exam_attempts > 0),
  state TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'returned', 'published', 'dropped')),
  -- What the bureau said when it returned it.
  words TEXT NOT NULL,
  submitted_at INTEGER,
  submitted_by TEXT REFERENCES identity_people (id),
  decided_at INTEGER,
  decided_by TEXT REFERENCES identity_people (id),
  -- What it became.
  course_id TEXT REFERENCES catalogue_courses (id),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX catalogue_drafts_base ON catalogue_drafts (base_id, updated_at);
CREATE INDEX catalogue_drafts_submitted ON catalogue_drafts (submitted_at)
  WHERE state = 'submitted';
-- One draft at a time for a course's next version.
CREATE UNIQUE INDEX catalogue_drafts_next ON catalogue_drafts (from_course_id)
  WHERE state IN ('draft', 'submitted', 'returned');

-- Files that were sent for lessons, and what was found in them.
CREATE TABLE catalogue_files (
  id TEXT NOT NULL PRIMARY KEY,
  base_id TEXT NOT NULL REFERENCES catalogue_bases (id),
  -- None for a file of a published version, from which a draft was begun.
  upload_id TEXT UNIQUE,
  name TEXT NOT NULL,
  purpose TEXT NOT NULL CHECK (purpose IN ('media', 'captions')),
  -- waiting to be looked into, storing into the file store, ready, refused.
  state TEXT NOT NULL CHECK (state IN ('waiting', 'storing', 'ready', 'refused')),
  -- Why it is refused, or why it waits: a code, with JSON values for its words.
  code TEXT,
  code_values TEXT,
  file_key TEXT,
  -- JSON: kind, mime, length_ms, pages, codecs.
  found TEXT,
  tries INTEGER NOT NULL,
  leased_until INTEGER,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX catalogue_files_due ON catalogue_files (id) WHERE state IN ('waiting', 'storing');

CREATE TABLE catalogue_draft_lessons (
  id TEXT NOT NULL PRIMARY KEY,
  draft_id TEXT NOT NULL REFERENCES catalogue_drafts (id),
  position INTEGER NOT NULL,
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  page_dwell_s INTEGER NOT NULL CHECK (page_dwell_s > 0),
  file_id TEXT REFERENCES catalogue_files (id),
  captions_id TEXT REFERENCES catalogue_files (id)
) STRICT;
CREATE INDEX catalogue_draft_lessons_draft ON catalogue_draft_lessons (draft_id, position);

CREATE TABLE catalogue_draft_questions (
  id TEXT NOT NULL PRIMARY KEY,
  draft_id TEXT NOT NULL REFERENCES catalogue_drafts (id),
  lesson_id TEXT NOT NULL REFERENCES catalogue_draft_lessons (id),
  -- Asked while the lesson plays (at its moment), or in the exam.
  purpose TEXT NOT NULL CHECK (purpose IN ('presence', 'exam')),
  at_ms INTEGER,
  stem TEXT NOT NULL,
  -- JSON: texts, and the indexes of the right ones.
  options TEXT NOT NULL,
  answer_key TEXT NOT NULL,
  CHECK ((purpose = 'presence') = (at_ms IS NOT NULL))
) STRICT;
CREATE INDEX catalogue_draft_questions_draft ON catalogue_draft_questions (draft_id, lesson_id);
