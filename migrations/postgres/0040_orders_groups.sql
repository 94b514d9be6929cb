-- An employer orders for many at once (单位订单): an envelope over ordinary orders, one of one line
-- for each seat.
CREATE TABLE orders_groups (
  id TEXT NOT NULL PRIMARY KEY,
  -- What the payer writes on the transfer. It begins with a letter: no learner's order does.
  number TEXT NOT NULL UNIQUE,
  employer_id TEXT NOT NULL REFERENCES employers_employers (id),
  -- The territory whose bureau is paid.
  territory_id TEXT NOT NULL REFERENCES territory_territories (id),
  study_year BIGINT NOT NULL,
  -- What its seats cost together, and how many they were when it was placed.
  fen BIGINT NOT NULL CHECK (fen >= 0),
  seats BIGINT NOT NULL CHECK (seats > 0),
  status TEXT NOT NULL CHECK (status IN ('placed', 'paid', 'cancelled')),
  -- Drawn with the page on which it was placed: submitted twice, it is one order.
  placing_key TEXT NOT NULL,
  placed_by TEXT NOT NULL REFERENCES identity_people (id),
  placed_at BIGINT NOT NULL,
  paid_at BIGINT,
  UNIQUE (employer_id, placing_key)
);
CREATE INDEX orders_groups_employer ON orders_groups (employer_id, id);
-- The cashier's queue.
CREATE INDEX orders_groups_placed ON orders_groups (id) WHERE status = 'placed';

ALTER TABLE orders_orders ADD COLUMN group_id TEXT REFERENCES orders_groups (id);
ALTER TABLE orders_orders DROP CONSTRAINT orders_orders_status_check;
ALTER TABLE orders_orders ADD CONSTRAINT orders_orders_status_check
  CHECK (status IN ('placed', 'paid', 'cancelled', 'moved', 'refunded'));
-- The seats of an employer's order.
CREATE INDEX orders_orders_group ON orders_orders (group_id, id) WHERE group_id IS NOT NULL;
CREATE INDEX orders_enrolments_order ON orders_enrolments (order_id);

-- A payment counts once, whatever it pays: the gateway's own reference is the key.
ALTER TABLE orders_payments ALTER COLUMN order_id DROP NOT NULL;
ALTER TABLE orders_payments ADD COLUMN group_id TEXT UNIQUE REFERENCES orders_groups (id);
ALTER TABLE orders_payments ADD CHECK ((order_id IS NULL) <> (group_id IS NULL));

-- An enrolment is never taken away: it ends, and what was learnt on it stays. The same person on the
-- same course again is the same enrolment, taken up anew: a course counts once for a person.
ALTER TABLE orders_enrolments ADD COLUMN ended_at BIGINT;
ALTER TABLE orders_enrolments ADD COLUMN ended_why TEXT
  CHECK (ended_why IN ('moved', 'refund_asked', 'refunded'));

-- Money that an employer asks back for seats.
CREATE TABLE orders_refunds (
  id TEXT NOT NULL PRIMARY KEY,
  group_id TEXT NOT NULL REFERENCES orders_groups (id),
  -- What the rule gave for its seats together, when it was asked.
  fen BIGINT NOT NULL CHECK (fen > 0),
  reason TEXT NOT NULL,
  edition_id TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('asked', 'confirmed', 'returned')),
  asked_by TEXT NOT NULL REFERENCES identity_people (id),
  asked_at BIGINT NOT NULL,
  -- The last day on which it is answered, as promised.
  answer_by TEXT NOT NULL,
  decided_by TEXT REFERENCES identity_people (id),
  decided_at BIGINT,
  -- The bank's reference of the money that went back.
  reference TEXT UNIQUE,
  -- Why it was returned.
  note TEXT NOT NULL,
  -- Nobody confirms what she asked for herself.
  CHECK (decided_by IS NULL OR decided_by <> asked_by)
);
CREATE INDEX orders_refunds_group ON orders_refunds (group_id, id);
-- The cashier's queue.
CREATE INDEX orders_refunds_asked ON orders_refunds (id) WHERE status = 'asked';

CREATE TABLE orders_refund_seats (
  refund_id TEXT NOT NULL REFERENCES orders_refunds (id),
  order_id TEXT NOT NULL REFERENCES orders_orders (id),
  fen BIGINT NOT NULL CHECK (fen >= 0),
  -- What had been learnt of how much, in milliseconds.
  covered_ms BIGINT NOT NULL,
  length_ms BIGINT NOT NULL,
  PRIMARY KEY (refund_id, order_id)
);
CREATE INDEX orders_refund_seats_order ON orders_refund_seats (order_id);

-- Who did what with an employer's order and its seats, when, and in which words. Append-only.
CREATE TABLE orders_steps (
  group_id TEXT NOT NULL REFERENCES orders_groups (id),
  seq BIGINT NOT NULL,
  action TEXT NOT NULL,
  -- Nobody where a payment house's notice did it.
  actor_id TEXT REFERENCES identity_people (id),
  -- Whose seat, and who got it.
  from_id TEXT REFERENCES identity_people (id),
  to_id TEXT REFERENCES identity_people (id),
  course_id TEXT REFERENCES catalogue_courses (id),
  note TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (group_id, seq)
);
CREATE TRIGGER orders_steps_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON orders_steps
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
