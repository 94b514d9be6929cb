-- Lists of applicants that a committee has decided at once.
CREATE TABLE batches_batches (
  id TEXT NOT NULL PRIMARY KEY,
  territory_id TEXT NOT NULL REFERENCES territory_territories (id),
  uploaded_by TEXT NOT NULL REFERENCES identity_people (id),
  uploaded_at BIGINT NOT NULL,
  file_name TEXT NOT NULL,
  file_digest TEXT NOT NULL,
  format TEXT NOT NULL,
  -- Headings whose cells were not read, as JSON.
  ignored TEXT NOT NULL,
  -- Entries posted after this day do not count; none for the day of deciding.
  cut_off TEXT,
  rows BIGINT NOT NULL,
  known BIGINT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('checking', 'checked', 'deciding', 'done', 'cancelled', 'erased')),
  -- Rows that the present phase has behind it: a job that begins elsewhere is stale.
  progress BIGINT NOT NULL,
  moved_at BIGINT NOT NULL,
  restarts BIGINT NOT NULL,
  confirmed_by TEXT REFERENCES identity_people (id),
  confirmed_at BIGINT,
  finished_at BIGINT,
  -- When the rows are to be erased, or were.
  erase_at BIGINT NOT NULL,
  -- How many rows stand where, as JSON; kept when the rows are gone.
  standings TEXT NOT NULL
);
-- A committee looks at its newest lists.
CREATE INDEX batches_batches_territory ON batches_batches (territory_id, id);
-- The ticker looks for what is to be erased.
CREATE INDEX batches_batches_erase ON batches_batches (erase_at) WHERE state <> 'erased';

-- What was read of a list and is not checked yet, a few hundred rows each, sealed.
CREATE TABLE batches_parts (
  batch_id TEXT NOT NULL REFERENCES batches_batches (id),
  -- Rows before it.
  first BIGINT NOT NULL,
  content BYTEA NOT NULL,
  PRIMARY KEY (batch_id, first)
);

CREATE TABLE batches_rows (
  batch_id TEXT NOT NULL REFERENCES batches_batches (id),
  -- Place in the list, from 1.
  at BIGINT NOT NULL,
  -- Number of the row in the sheet.
  line BIGINT NOT NULL,
  name TEXT NOT NULL,
  citizen_id_cipher BYTEA,
  citizen_id_masked TEXT NOT NULL,
  -- The person, when we know her.
  person_id TEXT REFERENCES identity_people (id),
  standing TEXT NOT NULL CHECK (standing IN ('error', 'ready', 'exempt', 'met', 'reference', 'not_met', 'undecided')),
  -- What the list says, and what must be mended in it, as JSON.
  listed TEXT,
  faults TEXT NOT NULL,
  cut_off TEXT,
  ledger_head TEXT NOT NULL,
  -- The facts that were put to the engine, and its answer.
  applicant TEXT,
  decision TEXT,
  PRIMARY KEY (batch_id, at)
);
-- Pages list the rows that stand somewhere.
CREATE INDEX batches_rows_standing ON batches_rows (batch_id, standing, at);
