-- Which accounts are one person's: a row stands as long as it is so.
CREATE TABLE identity_twins (
  -- An account is twin of one other, which is nobody's twin.
  twin_id TEXT NOT NULL PRIMARY KEY REFERENCES identity_people (id),
  kept_id TEXT NOT NULL REFERENCES identity_people (id),
  -- What was decided, in `merges_cases`.
  merge_id TEXT NOT NULL UNIQUE,
  -- The second officer.
  decided_by TEXT NOT NULL REFERENCES identity_people (id),
  since BIGINT NOT NULL,
  CHECK (twin_id <> kept_id)
);
-- The twins of whoever is signed in.
CREATE INDEX identity_twins_kept ON identity_twins (kept_id, twin_id);
-- People of one name and one birthday.
CREATE INDEX identity_people_alike ON identity_people (name, born, id) WHERE erased_at IS NULL;

-- Entries of a twin's chain that stand in the chain of the account that was kept, or the way back.
CREATE TABLE hours_carried (
  merge_id TEXT NOT NULL,
  -- The entry of the twin's chain that was reversed.
  from_entry TEXT NOT NULL REFERENCES ledger_entries (id),
  twin_id TEXT NOT NULL REFERENCES identity_people (id),
  kept_id TEXT NOT NULL REFERENCES identity_people (id),
  -- The source of the first entry, before anything was carried.
  root TEXT NOT NULL,
  -- How often what the source earned was carried before.
  depth BIGINT NOT NULL,
  -- carried: posted in the kept chain. same: it counts there already, as `to_entry`. back: posted in
  -- the twin's chain again.
  state TEXT NOT NULL CHECK (state IN ('carried', 'same', 'back')),
  -- The entry that stands for it now.
  to_entry TEXT NOT NULL REFERENCES ledger_entries (id),
  -- How many entries of this row were posted.
  turn BIGINT NOT NULL,
  -- When the hours were earned: the time of the first entry.
  earned_at BIGINT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (merge_id, from_entry)
);
CREATE UNIQUE INDEX hours_carried_root ON hours_carried (root, depth);
CREATE INDEX hours_carried_to ON hours_carried (to_entry);
CREATE INDEX hours_carried_kept ON hours_carried (kept_id);

-- Two accounts that are said to be one person's: who said so, who decided, and whether it is undone.
CREATE TABLE merges_cases (
  id TEXT NOT NULL PRIMARY KEY,
  twin_id TEXT NOT NULL REFERENCES identity_people (id),
  kept_id TEXT NOT NULL REFERENCES identity_people (id),
  -- Where the account lies that is kept.
  territory_id TEXT NOT NULL REFERENCES territory_territories (id),
  state TEXT NOT NULL CHECK (state IN ('proposed', 'rejected', 'in_force', 'parting', 'parted')),
  words TEXT NOT NULL,
  proposed_by TEXT NOT NULL REFERENCES identity_people (id),
  proposed_at BIGINT NOT NULL,
  -- Why it was rejected; empty otherwise.
  reason TEXT NOT NULL,
  decided_by TEXT REFERENCES identity_people (id),
  decided_at BIGINT,
  -- Why it is to be undone.
  part_words TEXT NOT NULL,
  part_proposed_by TEXT REFERENCES identity_people (id),
  part_proposed_at BIGINT,
  parted_by TEXT REFERENCES identity_people (id),
  parted_at BIGINT,
  CHECK (twin_id <> kept_id),
  CHECK (decided_by IS NULL OR decided_by <> proposed_by),
  CHECK (parted_by IS NULL OR parted_by <> part_proposed_by),
  CHECK (proposed_by NOT IN (twin_id, kept_id)),
  CHECK (decided_by IS NULL OR decided_by NOT IN (twin_id, kept_id))
);
-- An account is said to be a twin once at a time.
CREATE UNIQUE INDEX merges_cases_twin ON merges_cases (twin_id)
  WHERE state IN ('proposed', 'in_force', 'parting');
CREATE INDEX merges_cases_kept ON merges_cases (kept_id, id);
CREATE INDEX merges_cases_waiting ON merges_cases (territory_id, id)
  WHERE state IN ('proposed', 'parting');
