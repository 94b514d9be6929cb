-- Our own tree of territories; codes with their source and year, never derived from an id number.
CREATE TABLE territory_territories (
  id TEXT NOT NULL PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL,
  bureau_zh TEXT NOT NULL,
  bureau_en TEXT NOT NULL,
  parent_id TEXT REFERENCES territory_territories (id),
  -- '/code/code/': who holds a right for a territory holds it for all whose path begins so.
  path TEXT NOT NULL UNIQUE,
  source TEXT NOT NULL,
  source_year INTEGER NOT NULL
) STRICT;
