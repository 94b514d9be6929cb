-- Hours of earlier years: lists that a bureau imports, and what learners ask for.
CREATE TABLE earlier_lists (
  id TEXT NOT NULL PRIMARY KEY,
  territory_id TEXT NOT NULL REFERENCES territory_territories (id),
  uploaded_by TEXT NOT NULL REFERENCES identity_people (id),
  uploaded_at BIGINT NOT NULL,
  file_name TEXT NOT NULL,
  file_digest TEXT NOT NULL,
  format TEXT NOT NULL,
  -- Headings whose cells were not read, as JSON.
  ignored TEXT NOT NULL,
  rows BIGINT NOT NULL,
  faulty BIGINT NOT NULL,
  flagged BIGINT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('checking', 'checked', 'posting', 'done', 'cancelled')),
  -- Rows that the present phase has behind it: a job that begins elsewhere is stale.
  progress BIGINT NOT NULL,
  confirmed_by TEXT REFERENCES identity_people (id),
  confirmed_at BIGINT,
  finished_at BIGINT,
  -- Two persons.
  CHECK (confirmed_by IS NULL OR confirmed_by <> uploaded_by)
);
-- A bureau looks at its newest lists.
CREATE INDEX earlier_lists_territory ON earlier_lists (territory_id, id);
-- The same file once.
CREATE UNIQUE INDEX earlier_lists_file ON earlier_lists (territory_id, file_digest) WHERE state <> 'cancelled';

-- What was read of a list and is not checked yet, a few hundred rows each, sealed.
CREATE TABLE earlier_parts (
  list_id TEXT NOT NULL REFERENCES earlier_lists (id),
  -- Rows before it.
  first BIGINT NOT NULL,
  content BYTEA NOT NULL,
  PRIMARY KEY (list_id, first)
);

CREATE TABLE earlier_rows (
  list_id TEXT NOT NULL REFERENCES earlier_lists (id),
  -- Place in the list, from 1.
  at BIGINT NOT NULL,
  -- Number of the row in the sheet.
  line BIGINT NOT NULL,
  name TEXT NOT NULL,
  citizen_id_masked TEXT NOT NULL,
  -- None in a row with faults.
  person_id TEXT REFERENCES identity_people (id),
  study_year BIGINT NOT NULL,
  category TEXT NOT NULL,
  hours BIGINT NOT NULL,
  -- The former site or the paper card, and its number.
  origin TEXT NOT NULL,
  document TEXT NOT NULL,
  standing TEXT NOT NULL CHECK (standing IN ('error', 'flagged', 'ready', 'posted')),
  -- What must be mended or looked at, as JSON.
  faults TEXT NOT NULL,
  PRIMARY KEY (list_id, at)
);
-- Pages list the rows that stand somewhere.
CREATE INDEX earlier_rows_standing ON earlier_rows (list_id, standing, at);
-- The same document of a person in another list.
CREATE INDEX earlier_rows_person ON earlier_rows (person_id, study_year, category);

-- Hours of an earlier year that a learner asks for, with a picture of the card.
CREATE TABLE earlier_requests (
  id TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES identity_people (id),
  study_year BIGINT NOT NULL,
  category TEXT NOT NULL,
  hours BIGINT NOT NULL CHECK (hours > 0),
  origin TEXT NOT NULL,
  document TEXT NOT NULL,
  -- Whether another province verified them: a person looks, always.
  outside BOOLEAN NOT NULL,
  words TEXT NOT NULL,
  needed_by TEXT,
  evidence_id TEXT NOT NULL UNIQUE REFERENCES evidence_files (id),
  -- Whose bureau decides.
  territory_id TEXT NOT NULL REFERENCES territory_territories (id),
  status TEXT NOT NULL CHECK (status IN ('with_bureau', 'granted', 'refused', 'withdrawn')),
  granted BIGINT CHECK (granted > 0),
  reason TEXT NOT NULL,
  asked_at BIGINT NOT NULL,
  decided_by TEXT REFERENCES identity_people (id),
  decided_at BIGINT,
  -- Nobody decides her own.
  CHECK (decided_by IS NULL OR decided_by <> person_id),
  CHECK ((granted IS NOT NULL) = (status = 'granted'))
);
CREATE INDEX earlier_requests_person ON earlier_requests (person_id, id);
