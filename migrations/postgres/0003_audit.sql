-- Who did or read what, and when. Append-only.
CREATE TABLE audit_lines (
  id TEXT NOT NULL PRIMARY KEY,
  at BIGINT NOT NULL,
  actor_id TEXT,
  action TEXT NOT NULL,
  -- The person whom the line is about, so that she can see it.
  about_id TEXT,
  subject TEXT NOT NULL,
  details TEXT NOT NULL,
  request_id TEXT NOT NULL
);
CREATE INDEX audit_lines_about ON audit_lines (about_id, id);
