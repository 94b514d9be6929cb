-- An employer orders for many at once (单位订单): an envelope over ordinary orders, one of one line
-- for each seat.
CREATE TABLE orders_groups (
  id TEXT NOT NULL PRIMARY KEY,
  -- What the payer writes on the transfer. It begins with a letter: no learner's order does.
  number TEXT NOT NULL UNIQUE,
  employer_id TEXT NOT NULL REFERENCES employers_employers (id),
  -- The territory whose bureau is paid.
  territory_id TEXT NOT NULL REFERENCES territory_territories (id),
  study_year INTEGER NOT NULL,
  -- What its seats cost together, and how many they were when it was placed.
  fen INTEGER NOT NULL CHECK (fen >= 0),
  seats INTEGER NOT NULL CHECK (seats > 0),
  status TEXT NOT NULL CHECK (status IN ('placed', 'paid', 'cancelled')),
  -- Drawn with the page on which it was placed: submitted twice, it is one order.
  placing_key TEXT NOT NULL,
  placed_by TEXT NOT NULL REFERENCES identity_people (id),
  placed_at INTEGER NOT NULL,
  paid_at INTEGER,
  UNIQUE (employer_id, placing_key)
) STRICT;
CREATE INDEX orders_groups_employer ON orders_groups (employer_id, id);
-- The cashier's queue.
CREATE INDEX orders_groups_placed ON orders_groups (id) WHERE status = 'placed';

-- Tables that others refer to are made anew with what stood in them: what refers to them is looked at
-- when all of it is done.
PRAGMA defer_foreign_keys = ON;
CREATE INDEX orders_enrolments_order ON orders_enrolments (order_id);
CREATE TABLE orders_orders_kept AS SELECT * FROM orders_orders;
DROP TABLE orders_orders;
CREATE TABLE orders_orders (
  id TEXT NOT NULL PRIMARY KEY,
  -- What the payer writes on the transfer.
  number TEXT NOT NULL UNIQUE,
  person_id TEXT NOT NULL REFERENCES identity_people (id),
  territory_id TEXT NOT NULL REFERENCES territory_territories (id),
  study_year INTEGER NOT NULL,
  fen INTEGER NOT NULL CHECK (fen >= 0),
  status TEXT NOT NULL CHECK (status IN ('placed', 'paid', 'cancelled', 'moved', 'refunded')),
  placed_at INTEGER NOT NULL,
  paid_at INTEGER,
  -- The employer's order in which it is a seat.
  group_id TEXT REFERENCES orders_groups (id)
) STRICT;
INSERT INTO orders_orders
SELECT id, number, person_id, territory_id, study_year, fen, status, placed_at, paid_at, NULL
FROM orders_orders_kept;
DROP TABLE orders_orders_kept;
CREATE INDEX orders_orders_person ON orders_orders (person_id, id);
-- The cashier's queue.
CREATE INDEX orders_orders_placed ON orders_orders (placed_at, id) WHERE status = 'placed';
-- The seats of an employer's order.
CREATE INDEX orders_orders_group ON orders_orders (group_id, id) WHERE group_id IS NOT NULL;

-- A payment counts once, whatever it pays: the gateway's own reference is the key.
CREATE TABLE orders_payments_whole (
  gateway TEXT NOT NULL,
  reference TEXT NOT NULL,
  order_id TEXT UNIQUE REFERENCES orders_orders (id),
  fen INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  confirmed_by TEXT REFERENCES identity_people (id),
  group_id TEXT UNIQUE REFERENCES orders_groups (id),
  PRIMARY KEY (gateway, reference),
  CHECK ((order_id IS NULL) <> (group_id IS NULL))
) STRICT;
INSERT INTO orders_payments_whole
SELECT gateway, reference, order_id, fen, received_at, confirmed_by, NULL FROM orders_payments;
DROP TABLE orders_payments;
ALTER TABLE orders_payments_whole RENAME TO orders_payments;

-- An enrolment is never taken away: it ends, and what was learnt on it stays. The same person on the
-- same course again is the same enrolment, taken up anew: a course counts once for a person.
ALTER TABLE orders_enrolments ADD COLUMN ended_at INTEGER;
ALTER TABLE orders_enrolments ADD COLUMN ended_why TEXT
  CHECK (ended_why IN ('moved', 'refund_asked', 'refunded'));

-- Money that an employer asks back for seats.
CREATE TABLE orders_refunds (
  id TEXT NOT NULL PRIMARY KEY,
  group_id TEXT NOT NULL REFERENCES orders_groups (id),
  -- What the rule gave for its seats together, when it was asked.
  fen INTEGER NOT NULL CHECK (fen > 0),
  reason TEXT NOT NULL,
  edition_id TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('asked', 'confirmed', 'returned')),
  asked_by TEXT NOT NULL REFERENCES identity_people (id),
  asked_at INTEGER NOT NULL,
  -- The last day on which it is answered, as promised.
  answer_by TEXT NOT NULL,
  decided_by TEXT REFERENCES identity_people (id),
  decided_at INTEGER,
  -- The bank's reference of the money that went back.
  reference TEXT UNIQUE,
  -- Why it was returned.
  note TEXT NOT NULL,
  -- Nobody confirms what she asked for herself.
  CHECK (decided_by IS NULL OR decided_by <> asked_by)
) STRICT;
CREATE INDEX orders_refunds_group ON orders_refunds (group_id, id);
-- The cashier's queue.
CREATE INDEX orders_refunds_asked ON orders_refunds (id) WHERE status = 'asked';

CREATE TABLE orders_refund_seats (
  refund_id TEXT NOT NULL REFERENCES orders_refunds (id),
  order_id TEXT NOT NULL REFERENCES orders_orders (id),
  fen INTEGER NOT NULL CHECK (fen >= 0),
  -- What had been learnt of how much, in milliseconds.
  covered_ms INTEGER NOT NULL,
  length_ms INTEGER NOT NULL,
  PRIMARY KEY (refund_id, order_id)
) STRICT;
CREATE INDEX orders_refund_seats_order ON orders_refund_seats (order_id);

-- Who did what with an employer's order and its seats, when, and in which words. Append-only.
CREATE TABLE orders_steps (
  group_id TEXT NOT NULL REFERENCES orders_groups (id),
  seq INTEGER NOT NULL,
  action TEXT NOT NULL,
  -- Nobody where a payment house's notice did it.
  actor_id TEXT REFERENCES identity_people (id),
  -- Whose seat, and who got it.
  from_id TEXT REFERENCES identity_people (id),
  to_id TEXT REFERENCES identity_people (id),
  course_id TEXT REFERENCES catalogue_courses (id),
  note TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (group_id, seq)
) STRICT;
CREATE TRIGGER orders_steps_no_update BEFORE UPDATE ON orders_steps
BEGIN SELECT RAISE(ABORT, 'orders_steps is append-only'); END;
CREATE TRIGGER orders_steps_no_delete BEFORE DELETE ON orders_steps
BEGIN SELECT RAISE(ABORT, 'orders_steps is append-only'); END;
