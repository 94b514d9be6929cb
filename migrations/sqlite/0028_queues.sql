-- Who owes whom an answer, and until when. A context puts a thing here when it begins to wait for a
-- desk (a bureau's or an employer's), and settles it when the answer is given.
CREATE TABLE queues_items (
  id TEXT NOT NULL PRIMARY KEY,
  -- `bureau:<territory id>` or `employer:<employer id>`.
  desk TEXT NOT NULL,
  kind TEXT NOT NULL,
  -- The id of the thing that waits.
  subject TEXT NOT NULL,
  person_id TEXT REFERENCES identity_people (id),
  -- What a list shows of it: a name, a course. Never an identity number.
  title TEXT NOT NULL,
  since INTEGER NOT NULL,
  -- The last day on which the answer is in time.
  answer_by TEXT NOT NULL,
  -- The day on which the person needs it, when she said so.
  needed_by TEXT,
  -- The earlier of both: what a list is ordered by.
  harm_on TEXT NOT NULL,
  -- The desk that gets it when the day has passed.
  escalates_to TEXT,
  escalated_at INTEGER,
  -- The officer who has taken it.
  taken_by TEXT REFERENCES identity_people (id),
  settled_at INTEGER
) STRICT;
-- A thing waits at one desk at a time.
CREATE UNIQUE INDEX queues_items_subject ON queues_items (kind, subject) WHERE settled_at IS NULL;
-- A desk's list, the greatest harm first.
CREATE INDEX queues_items_desk ON queues_items (desk, harm_on, id) WHERE settled_at IS NULL;
-- The ticker looks for what has waited too long at an employer.
CREATE INDEX queues_items_late ON queues_items (answer_by) WHERE settled_at IS NULL AND escalates_to IS NOT NULL;

-- How many wait at each desk, kept by every put, move and settle; `doctor` counts again.
CREATE TABLE queues_counts (
  desk TEXT NOT NULL,
  kind TEXT NOT NULL,
  waiting INTEGER NOT NULL CHECK (waiting >= 0),
  PRIMARY KEY (desk, kind)
) STRICT;
