-- Counts of whose outcome a draft edition changes.
CREATE TABLE effects_effects (
  id TEXT NOT NULL PRIMARY KEY,
  territory_id TEXT NOT NULL REFERENCES territory_territories (id),
  draft TEXT NOT NULL,
  draft_digest TEXT NOT NULL,
  base TEXT NOT NULL,
  -- The application day that everybody is asked about.
  on_day TEXT NOT NULL,
  started_by TEXT NOT NULL REFERENCES identity_people (id),
  started_at BIGINT NOT NULL,
  done_at BIGINT,
  -- People of the territory at the start, and how many were asked about so far.
  expected BIGINT NOT NULL,
  people BIGINT NOT NULL
);
CREATE INDEX effects_effects_draft ON effects_effects (draft, id);

CREATE TABLE effects_moves (
  effect_id TEXT NOT NULL REFERENCES effects_effects (id),
  -- Empty for whoever has no post.
  sector TEXT NOT NULL,
  level TEXT NOT NULL,
  was TEXT NOT NULL,
  becomes TEXT NOT NULL,
  people BIGINT NOT NULL,
  PRIMARY KEY (effect_id, sector, level, was, becomes)
);

CREATE TABLE effects_cases (
  effect_id TEXT NOT NULL REFERENCES effects_effects (id),
  sector TEXT NOT NULL,
  level TEXT NOT NULL,
  was TEXT NOT NULL,
  becomes TEXT NOT NULL,
  person_id TEXT NOT NULL REFERENCES identity_people (id),
  PRIMARY KEY (effect_id, sector, level, was, becomes, person_id)
);
