-- What somebody was told about her data, and agreed to: the version of the notice, and when.
CREATE TABLE identity_consents (
  person_id TEXT NOT NULL REFERENCES identity_people (id),
  version TEXT NOT NULL,
  given_at BIGINT NOT NULL,
  PRIMARY KEY (person_id, version)
);

-- When a person was erased: her row stays, because the ledger names it, and says nothing any more.
ALTER TABLE identity_people ADD COLUMN erased_at BIGINT;
-- What is over is erased by its age.
CREATE INDEX identity_sessions_old ON identity_sessions (created_at);
CREATE INDEX identity_codes_old ON identity_codes (expires_at);
-- Erasing somebody looks for what lists and queues say about her.
CREATE INDEX batches_rows_person ON batches_rows (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX rosters_rows_person ON rosters_rows (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX queues_items_person ON queues_items (person_id) WHERE person_id IS NOT NULL;

-- Everything about a person in one file, that she asked for. The file lies sealed in the file store.
CREATE TABLE privacy_exports (
  id TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES identity_people (id),
  language TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('gathering', 'ready', 'erased')),
  -- Parts that are gathered, of all.
  done BIGINT NOT NULL,
  parts BIGINT NOT NULL,
  asked_at BIGINT NOT NULL,
  ready_at BIGINT,
  -- From when on it is erased.
  erase_after BIGINT NOT NULL,
  bytes BIGINT,
  downloads BIGINT NOT NULL
);
CREATE INDEX privacy_exports_person ON privacy_exports (person_id, id);
CREATE INDEX privacy_exports_due ON privacy_exports (erase_after) WHERE state <> 'erased';

-- What is gathered for an export so far, sealed.
CREATE TABLE privacy_parts (
  export_id TEXT NOT NULL REFERENCES privacy_exports (id),
  at BIGINT NOT NULL,
  content BYTEA NOT NULL,
  PRIMARY KEY (export_id, at)
);

-- People who ask to be erased (注销).
CREATE TABLE privacy_erasures (
  id TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES identity_people (id),
  territory_id TEXT NOT NULL REFERENCES territory_territories (id),
  state TEXT NOT NULL CHECK (state IN ('asked', 'agreed', 'erased', 'refused', 'withdrawn')),
  words TEXT NOT NULL,
  asked_at BIGINT NOT NULL,
  -- The first of two officers, who agrees.
  agreed_by TEXT REFERENCES identity_people (id),
  agreed_at BIGINT,
  -- The second one, who has it done; or whoever refused.
  decided_by TEXT REFERENCES identity_people (id),
  decided_at BIGINT,
  reason TEXT NOT NULL
);
-- One request of a person waits at a time.
CREATE UNIQUE INDEX privacy_erasures_open ON privacy_erasures (person_id) WHERE state IN ('asked', 'agreed');
CREATE INDEX privacy_erasures_waiting ON privacy_erasures (territory_id, id) WHERE state IN ('asked', 'agreed');
CREATE INDEX privacy_erasures_person ON privacy_erasures (person_id, id);
