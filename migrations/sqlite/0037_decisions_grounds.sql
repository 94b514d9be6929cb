-- What each fact of a kept decision rests on, as JSON: its confirmation is named with it.
ALTER TABLE decisions_decisions ADD COLUMN grounds TEXT NOT NULL DEFAULT '[]';
