-- Who joins an employer, one by one or by a list; and what a list brings, hidden until it is whole.

-- People who come with a list are there for nobody before the list is in force.
CREATE TABLE identity_arrivals (
  id TEXT NOT NULL PRIMARY KEY,
  in_force_at BIGINT
);
ALTER TABLE identity_people ADD COLUMN arrival_id TEXT REFERENCES identity_arrivals (id);
CREATE INDEX identity_people_arrival ON identity_people (arrival_id, id) WHERE arrival_id IS NOT NULL;

-- The same for posts and departments.
CREATE TABLE employers_arrivals (
  id TEXT NOT NULL PRIMARY KEY,
  in_force_at BIGINT
);
ALTER TABLE employers_departments ADD COLUMN arrival_id TEXT REFERENCES employers_arrivals (id);
ALTER TABLE employers_employments ADD COLUMN arrival_id TEXT REFERENCES employers_arrivals (id);
CREATE INDEX employers_employments_arrival ON employers_employments (arrival_id, id) WHERE arrival_id IS NOT NULL;

-- Lists of an employer's people.
CREATE TABLE rosters_rosters (
  id TEXT NOT NULL PRIMARY KEY,
  employer_id TEXT NOT NULL REFERENCES employers_employers (id),
  uploaded_by TEXT NOT NULL REFERENCES identity_people (id),
  uploaded_at BIGINT NOT NULL,
  file_name TEXT NOT NULL,
  file_digest TEXT NOT NULL,
  format TEXT NOT NULL,
  -- Headings whose cells were not read, as JSON.
  ignored TEXT NOT NULL,
  rows BIGINT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('checking', 'checked', 'committing', 'reverting', 'done', 'undoing', 'undone', 'discarded')),
  -- Rows that the present phase has behind it: a job that begins elsewhere is stale.
  progress BIGINT NOT NULL,
  moved_at BIGINT NOT NULL,
  -- How often the phases were begun: a job of an earlier beginning is stale.
  runs BIGINT NOT NULL,
  -- How often it was checked anew because something had changed before it was in force.
  rechecks BIGINT NOT NULL,
  confirmed_by TEXT REFERENCES identity_people (id),
  confirmed_at BIGINT,
  -- When it came into force: everything of it, at once.
  done_at BIGINT,
  undone_at BIGINT,
  -- How many rows have which verdict, as JSON.
  tallies TEXT NOT NULL
);
-- An employer looks at its newest lists.
CREATE INDEX rosters_rosters_employer ON rosters_rosters (employer_id, id);
-- The same file again is the same list.
CREATE UNIQUE INDEX rosters_rosters_digest ON rosters_rosters (employer_id, file_digest) WHERE state NOT IN ('undone', 'discarded');
-- The ticker looks for lists that nobody put in force.
CREATE INDEX rosters_rosters_old ON rosters_rosters (moved_at) WHERE state = 'checked';

-- What was read of a list, a few hundred rows each, sealed; kept until the list is in force or given up.
CREATE TABLE rosters_parts (
  roster_id TEXT NOT NULL REFERENCES rosters_rosters (id),
  -- Rows before it.
  first BIGINT NOT NULL,
  content BYTEA NOT NULL,
  PRIMARY KEY (roster_id, first)
);

CREATE TABLE rosters_rows (
  roster_id TEXT NOT NULL REFERENCES rosters_rosters (id),
  -- Place in the list, from 1.
  at BIGINT NOT NULL,
  -- Number of the row in the sheet.
  line BIGINT NOT NULL,
  name TEXT NOT NULL,
  citizen_id_masked TEXT NOT NULL,
  -- Identity number and telephone, sealed; gone when the list is in force.
  cipher BYTEA,
  -- The department that it names; empty when it names none.
  department TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('new', 'known', 'moves', 'changes', 'same', 'error')),
  -- The post that the list names, and what must be mended, as JSON.
  post TEXT,
  faults TEXT NOT NULL,
  -- The person, when we know her, or once she is there.
  person_id TEXT,
  employment_id TEXT,
  -- The post as it was before the list changed it, as JSON.
  post_before TEXT,
  -- The territory to which she belonged before she came.
  territory_before TEXT,
  PRIMARY KEY (roster_id, at)
);
CREATE INDEX rosters_rows_verdict ON rosters_rows (roster_id, verdict, at);

-- Somebody is invited by an employer, or says that she works there.
CREATE TABLE rosters_joinings (
  id TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('invitation', 'claim')),
  employer_id TEXT NOT NULL REFERENCES employers_employers (id),
  person_id TEXT NOT NULL REFERENCES identity_people (id),
  from_day TEXT NOT NULL,
  post_title TEXT NOT NULL,
  speciality TEXT NOT NULL,
  department_id TEXT REFERENCES employers_departments (id),
  note TEXT NOT NULL,
  -- The list that it came with; `prepared` until that is in force.
  roster_id TEXT REFERENCES rosters_rosters (id),
  made_by TEXT NOT NULL REFERENCES identity_people (id),
  made_at BIGINT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('prepared', 'waiting', 'accepted', 'declined', 'withdrawn')),
  decided_by TEXT REFERENCES identity_people (id),
  decided_at BIGINT,
  answer TEXT NOT NULL
);
-- One waits between a person and an employer.
CREATE UNIQUE INDEX rosters_joinings_open ON rosters_joinings (employer_id, person_id) WHERE state IN ('prepared', 'waiting');
CREATE INDEX rosters_joinings_person ON rosters_joinings (person_id, id);
CREATE INDEX rosters_joinings_employer ON rosters_joinings (employer_id, id) WHERE state = 'waiting';
CREATE INDEX rosters_joinings_roster ON rosters_joinings (roster_id, id) WHERE roster_id IS NOT NULL;
