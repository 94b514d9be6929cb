CREATE TABLE orders_orders (
  id TEXT NOT NULL PRIMARY KEY,
  -- What the payer writes on the transfer.
  number TEXT NOT NULL UNIQUE,
  person_id TEXT NOT NULL REFERENCES identity_people (id),
  territory_id TEXT NOT NULL REFERENCES territory_territories (id),
  study_year INTEGER NOT NULL,
  fen INTEGER NOT NULL CHECK (fen >= 0),
  status TEXT NOT NULL CHECK (status IN ('placed', 'paid', 'cancelled')),
  placed_at INTEGER NOT NULL,
  paid_at INTEGER
) STRICT;
CREATE INDEX orders_orders_person ON orders_orders (person_id, id);
-- The cashier's queue.
CREATE INDEX orders_orders_placed ON orders_orders (placed_at, id) WHERE status = 'placed';

CREATE TABLE orders_lines (
  order_id TEXT NOT NULL REFERENCES orders_orders (id),
  position INTEGER NOT NULL,
  course_id TEXT NOT NULL REFERENCES catalogue_courses (id),
  category TEXT NOT NULL CHECK (category IN ('public', 'professional')),
  hours INTEGER NOT NULL,
  fen INTEGER NOT NULL CHECK (fen >= 0),
  PRIMARY KEY (order_id, position)
) STRICT;
CREATE INDEX orders_lines_course ON orders_lines (course_id, order_id);

-- A payment counts once: the gateway's own reference is the key.
CREATE TABLE orders_payments (
  gateway TEXT NOT NULL,
  reference TEXT NOT NULL,
  order_id TEXT NOT NULL UNIQUE REFERENCES orders_orders (id),
  fen INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  confirmed_by TEXT REFERENCES identity_people (id),
  PRIMARY KEY (gateway, reference)
) STRICT;

CREATE TABLE orders_enrolments (
  id TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES identity_people (id),
  course_id TEXT NOT NULL REFERENCES catalogue_courses (id),
  study_year INTEGER NOT NULL,
  order_id TEXT NOT NULL REFERENCES orders_orders (id),
  activated_at INTEGER NOT NULL,
  -- A course counts once for a person.
  UNIQUE (person_id, course_id)
) STRICT;
