-- The queue: a job is enqueued in the transaction that made it necessary.
CREATE TABLE jobs_jobs (
  id TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL,
  -- The same key is queued once, ever.
  dedup TEXT UNIQUE,
  state TEXT NOT NULL CHECK (state IN ('queued', 'done', 'dead')),
  run_at INTEGER NOT NULL,
  leased_until INTEGER,
  tries INTEGER NOT NULL,
  last_error TEXT,
  created_at INTEGER NOT NULL,
  done_at INTEGER
) STRICT;
-- The claim reads the oldest due job; done ones stand aside.
CREATE INDEX jobs_jobs_due ON jobs_jobs (run_at, id) WHERE state = 'queued';
