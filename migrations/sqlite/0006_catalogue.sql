CREATE TABLE catalogue_bases (
  id TEXT NOT NULL PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  territory_id TEXT NOT NULL REFERENCES territory_territories (id),
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE catalogue_media (
  id TEXT NOT NULL PRIMARY KEY,
  -- Where the bytes stand behind the file store.
  file_key TEXT NOT NULL,
  captions_key TEXT,
  mime TEXT NOT NULL,
  length_ms INTEGER NOT NULL CHECK (length_ms > 0),
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE catalogue_courses (
  id TEXT NOT NULL PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  base_id TEXT NOT NULL REFERENCES catalogue_bases (id),
  category TEXT NOT NULL CHECK (category IN ('public', 'professional')),
  -- The topic of a public course or the speciality of a professional one.
  field TEXT NOT NULL,
  title TEXT NOT NULL,
  title_en TEXT NOT NULL,
  summary TEXT NOT NULL,
  -- Study years that it may count for, both included.
  year_from INTEGER NOT NULL,
  year_to INTEGER NOT NULL,
  hours INTEGER NOT NULL CHECK (hours > 0),
  exam_questions INTEGER NOT NULL CHECK (exam_questions > 0),
  exam_minutes INTEGER NOT NULL CHECK (exam_minutes > 0),
  exam_attempts INTEGER NOT NULL CHECK (exam_attempts > 0),
  -- Title and summary in small letters, for the search.
  search TEXT NOT NULL,
  published_at INTEGER NOT NULL,
  CHECK (year_from <= year_to)
) STRICT;
-- The list is paged by title, whatever it is narrowed by: the index gives a page without sorting.
CREATE INDEX catalogue_courses_title ON catalogue_courses (title, id);
-- Which topics and specialities there are, without reading the courses.
CREATE INDEX catalogue_courses_fields ON catalogue_courses (category, field);

CREATE TABLE catalogue_lessons (
  id TEXT NOT NULL PRIMARY KEY,
  course_id TEXT NOT NULL REFERENCES catalogue_courses (id),
  position INTEGER NOT NULL CHECK (position > 0),
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  media_id TEXT NOT NULL REFERENCES catalogue_media (id),
  length_ms INTEGER NOT NULL CHECK (length_ms > 0),
  UNIQUE (course_id, position)
) STRICT;
