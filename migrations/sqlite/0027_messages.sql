-- What somebody was told, in the product. The words are the pages'; here stand the kind and its values.
CREATE TABLE messages_messages (
  id TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES identity_people (id),
  kind TEXT NOT NULL,
  -- Values of the words, as a JSON object of texts; never an identity number.
  details TEXT NOT NULL,
  -- Where she can do something about it.
  link TEXT NOT NULL,
  told_at INTEGER NOT NULL,
  read_at INTEGER,
  -- When it went out by text message or mail too, if she asked for that.
  sent_at INTEGER
) STRICT;
-- Her box, the newest first.
CREATE INDEX messages_messages_person ON messages_messages (person_id, id);
-- How many she has not read: asked on every page.
CREATE INDEX messages_messages_unread ON messages_messages (person_id) WHERE read_at IS NULL;
