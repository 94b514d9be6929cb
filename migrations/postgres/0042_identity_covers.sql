-- Who stands in for whom (代办): a deputy has the holder's role from one day to another, as long as
-- the holder has it herself.
CREATE TABLE identity_covers (
  id TEXT NOT NULL PRIMARY KEY,
  -- The deputy.
  person_id TEXT NOT NULL REFERENCES identity_people (id),
  -- Whose role it is.
  holder_id TEXT NOT NULL REFERENCES identity_people (id),
  role TEXT NOT NULL,
  -- The one thing that the role is held for.
  scope TEXT NOT NULL,
  -- The first and the last day.
  from_on TEXT NOT NULL,
  until_on TEXT NOT NULL,
  why TEXT NOT NULL,
  arranged_by TEXT NOT NULL REFERENCES identity_people (id),
  arranged_at BIGINT NOT NULL,
  ended_at BIGINT,
  ended_by TEXT REFERENCES identity_people (id),
  CHECK (person_id <> holder_id),
  CHECK (from_on <= until_on)
);
-- Asked with every page that somebody opens.
CREATE INDEX identity_covers_person ON identity_covers (person_id) WHERE ended_at IS NULL;
CREATE INDEX identity_covers_holder ON identity_covers (holder_id, id);
