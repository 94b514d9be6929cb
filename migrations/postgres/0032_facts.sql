-- Facts that decisions rest on (事实认定): claimed with evidence, confirmed by who may, dated.
CREATE TABLE facts_facts (
  id TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES identity_people (id),
  kind TEXT NOT NULL,
  -- What it says: a sector, a degree, a level; empty where the kind says it all.
  value TEXT NOT NULL,
  -- First and last day on which it is so; no last day while it goes on.
  from_day TEXT NOT NULL,
  to_day TEXT,
  words TEXT NOT NULL,
  evidence_id TEXT,
  -- The employer that is asked first, and the territory whose bureau decides.
  employer_id TEXT REFERENCES employers_employers (id),
  territory_id TEXT NOT NULL REFERENCES territory_territories (id),
  state TEXT NOT NULL CHECK (state IN ('with_employer', 'with_bureau', 'confirmed', 'refused', 'withdrawn', 'revoked')),
  claimed_at BIGINT NOT NULL,
  -- Who gave the last word, and when.
  decided_by TEXT REFERENCES identity_people (id),
  decided_at BIGINT,
  CHECK (to_day IS NULL OR to_day >= from_day)
);
CREATE INDEX facts_facts_person ON facts_facts (person_id, id);
-- What decisions ask of many people at once.
CREATE INDEX facts_facts_confirmed ON facts_facts (person_id, kind) WHERE state = 'confirmed';

-- What became of a fact, step by step. Append-only.
CREATE TABLE facts_steps (
  fact_id TEXT NOT NULL REFERENCES facts_facts (id),
  seq BIGINT NOT NULL,
  step TEXT NOT NULL CHECK (step IN ('claimed', 'employer_confirmed', 'confirmed', 'refused', 'withdrawn', 'ended', 'revoked')),
  actor_id TEXT NOT NULL REFERENCES identity_people (id),
  words TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (fact_id, seq)
);
CREATE TRIGGER facts_steps_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON facts_steps
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
