//! SQL of `orders_` tables.

use db::Row;
use kernel::{
    CourseId, EnrolmentId, Fen, Instant, OrderId, Outcome, Page, PageSize, PersonId, Year,
};

use super::model::{Bill, Enrolment, EnrolmentEnd, Order, OrderLine, OrderStatus, Payment, Price};
use crate::Op;
use crate::seams::PaymentNotice;
use crate::territory::Territory;

pub(super) async fn insert_order(op: &mut Op, order: &Order) -> Outcome<()> {
    op.tx
        .query(
            "INSERT INTO orders_orders (id, number, person_id, territory_id, study_year, fen, \
             status, placed_at, paid_at, group_id) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        )
        .bind(&order.id)
        .bind(&order.number)
        .bind(&order.person_id)
        .bind(&order.territory_id)
        .bind(order.study_year)
        .bind(order.fen)
        .bind(order.status.as_str())
        .bind(order.placed_at)
        .bind(order.paid_at)
        .bind(order.group_id.clone())
        .execute()
        .await?;
    for (position, line) in (1_i64..).zip(&order.lines) {
        op.tx
            .query(
                "INSERT INTO orders_lines (order_id, position, course_id, category, hours, fen) \
                 VALUES ($1, $2, $3, $4, $5, $6)",
            )
            .bind(&order.id)
            .bind(position)
            .bind(&line.course_id)
            .bind(line.category.as_str())
            .bind(line.hours)
            .bind(line.fen)
            .execute()
            .await?;
    }
    Ok(())
}

pub(super) async fn find_order(op: &mut Op, id: &OrderId) -> Outcome<Option<Order>> {
    let found = op
        .tx
        .query("SELECT * FROM orders_orders WHERE id = $1")
        .bind(id)
        .optional(order)
        .await?;
    let Some(mut order) = found else {
        return Ok(None);
    };
    order.lines = lines(op, id).await?;
    Ok(Some(order))
}

pub(super) async fn lines(op: &mut Op, id: &OrderId) -> Outcome<Vec<OrderLine>> {
    op.tx
        .query("SELECT * FROM orders_lines WHERE order_id = $1 ORDER BY position")
        .bind(id)
        .all(|row| {
            Ok(OrderLine {
                course_id: row.get("course_id")?,
                category: row.parse("category")?,
                hours: row.get("hours")?,
                fen: row.get("fen")?,
            })
        })
        .await
}

pub(super) async fn find_id_by_number(op: &mut Op, number: &str) -> Outcome<Option<OrderId>> {
    op.tx
        .query("SELECT id FROM orders_orders WHERE number = $1")
        .bind(number)
        .optional(|row| row.get("id"))
        .await
}

pub(super) async fn list_orders(
    op: &mut Op,
    person: &PersonId,
    after: Option<&str>,
    size: PageSize,
) -> Outcome<Vec<Order>> {
    let mut orders = op
        .tx
        .query(
            "SELECT * FROM orders_orders WHERE person_id = $1 AND ($2 = '' OR id < $2) \
             ORDER BY id DESC LIMIT $3",
        )
        .bind(person)
        .bind(after.unwrap_or(""))
        .bind(size.rows())
        .all(order)
        .await?;
    for order in &mut orders {
        order.lines = lines(op, &order.id).await?;
    }
    Ok(orders)
}

pub(super) async fn list_placed(
    op: &mut Op,
    territories: &[Territory],
    after: Option<&str>,
    size: PageSize,
) -> Outcome<Page<Order>> {
    // A territory's bureaus are few; the list is given as one text with separators.
    let ids: Vec<&str> = territories
        .iter()
        .map(|territory| territory.id.as_str())
        .collect();
    let rows = op
        .tx
        .query(
            "SELECT * FROM orders_orders WHERE status = 'placed' AND group_id IS NULL \
             AND id > $1 AND $2 LIKE '%|' || territory_id || '|%' ORDER BY id LIMIT $3",
        )
        .bind(after.unwrap_or(""))
        .bind(format!("|{}|", ids.join("|")))
        .bind(size.rows())
        .all(order)
        .await?;
    let mut page = size.page(rows, |order| order.id.as_str().to_owned());
    for order in &mut page.items {
        order.lines = lines(op, &order.id).await?;
    }
    Ok(page)
}

pub(super) async fn save_status(
    op: &mut Op,
    id: &OrderId,
    status: OrderStatus,
    paid_at: Option<Instant>,
) -> Outcome<()> {
    op.tx
        .query("UPDATE orders_orders SET status = $2, paid_at = $3 WHERE id = $1")
        .bind(id)
        .bind(status.as_str())
        .bind(paid_at)
        .execute()
        .await?;
    Ok(())
}

/// What was paid for public hours of a study year. What is merely ordered counts for nothing: it
/// may be given up again.
pub(super) async fn public_paid(op: &mut Op, person: &PersonId, year: Year) -> Outcome<Fen> {
    op.tx
        .query(
            "SELECT CAST(coalesce(sum(l.fen), 0) AS BIGINT) AS fen FROM orders_orders o \
             JOIN orders_lines l ON l.order_id = o.id WHERE o.person_id = $1 \
             AND o.study_year = $2 AND o.status = 'paid' AND l.category = 'public'",
        )
        .bind(person)
        .bind(year)
        .one(|row| row.get("fen"))
        .await
}

/// The order with public hours of a study year that waits for its payment.
pub(super) async fn public_waiting(
    op: &mut Op,
    person: &PersonId,
    year: Year,
) -> Outcome<Option<String>> {
    op.tx
        .query(
            "SELECT o.number FROM orders_orders o JOIN orders_lines l ON l.order_id = o.id \
             WHERE o.person_id = $1 AND o.study_year = $2 AND o.status = 'placed' \
             AND l.category = 'public' LIMIT 1",
        )
        .bind(person)
        .bind(year)
        .optional(|row| row.get("number"))
        .await
}

/// Whether a reference is known already: of a payment, or, where it is a bank's, of money that went
/// back. The transfer by which money came proves no refund, nor the other way round.
pub(super) async fn is_reference_used(
    op: &mut Op,
    gateway: &str,
    reference: &str,
) -> Outcome<bool> {
    let found: Option<String> = op
        .tx
        .query(
            "SELECT reference FROM orders_payments WHERE gateway = $1 AND reference = $2 \
             UNION ALL SELECT reference FROM orders_refunds \
             WHERE $1 = 'transfer' AND reference = $2 LIMIT 1",
        )
        .bind(gateway)
        .bind(reference)
        .optional(|row| row.get("reference"))
        .await?;
    Ok(found.is_some())
}

/// Whether the course stands in an order of the person that waits for its payment.
pub(super) async fn is_ordered(op: &mut Op, person: &PersonId, course: &CourseId) -> Outcome<bool> {
    let found = op
        .tx
        .query(
            "SELECT o.id FROM orders_lines l JOIN orders_orders o ON o.id = l.order_id \
             WHERE l.course_id = $2 AND o.person_id = $1 AND o.status = 'placed' LIMIT 1",
        )
        .bind(person)
        .bind(course)
        .optional(|row| row.get::<OrderId>("id"))
        .await?;
    Ok(found.is_some())
}

pub(super) async fn list_waiting_courses(
    op: &mut Op,
    person: &PersonId,
) -> Outcome<Vec<(CourseId, OrderId)>> {
    op.tx
        .query(
            "SELECT l.course_id, o.id FROM orders_orders o JOIN orders_lines l \
             ON l.order_id = o.id WHERE o.person_id = $1 AND o.status = 'placed' \
             ORDER BY o.id DESC, l.position",
        )
        .bind(person)
        .all(|row| Ok((row.get("course_id")?, row.get("id")?)))
        .await
}

/// Keeps what paid an order, or an employer's.
pub(super) async fn insert_payment(
    op: &mut Op,
    bill: &Bill,
    notice: &PaymentNotice,
) -> Outcome<()> {
    let (order, group) = match bill {
        Bill::Order(order) => (Some(order.id.clone()), None),
        Bill::Group(group) => (None, Some(group.id.clone())),
    };
    let by = op.actor.person().cloned();
    op.tx
        .query(
            "INSERT INTO orders_payments (gateway, reference, order_id, fen, received_at, \
             confirmed_by, group_id) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(notice.gateway)
        .bind(&notice.reference)
        .bind(order)
        .bind(notice.fen)
        .bind(op.now)
        .bind(by)
        .bind(group)
        .execute()
        .await?;
    Ok(())
}

/// What paid an order, or an employer's.
pub(super) async fn find_payment(op: &mut Op, bill: &Bill) -> Outcome<Option<Payment>> {
    let id = match bill {
        Bill::Order(order) => order.id.as_str(),
        Bill::Group(group) => group.id.as_str(),
    };
    op.tx
        .query("SELECT * FROM orders_payments WHERE order_id = $1 OR group_id = $1")
        .bind(id)
        .optional(|row| {
            Ok(Payment {
                gateway: row.get("gateway")?,
                reference: row.get("reference")?,
                received_at: row.get("received_at")?,
            })
        })
        .await
}

/// Puts the person of an order on a course of it. One that ended is taken up again, with all that
/// was learnt on it: a course counts once for a person. `false` when she is on it already.
pub(super) async fn enrol(op: &mut Op, order: &Order, course: &CourseId) -> Outcome<bool> {
    let id: EnrolmentId = op.new_id();
    let written = op
        .tx
        .query(
            "INSERT INTO orders_enrolments (id, person_id, course_id, study_year, order_id, \
             activated_at) VALUES ($1, $2, $3, $4, $5, $6) \
             ON CONFLICT (person_id, course_id) DO UPDATE SET study_year = excluded.study_year, \
             order_id = excluded.order_id, activated_at = excluded.activated_at, \
             ended_at = NULL, ended_why = NULL WHERE orders_enrolments.ended_at IS NOT NULL",
        )
        .bind(id)
        .bind(&order.person_id)
        .bind(course)
        .bind(order.study_year)
        .bind(&order.id)
        .bind(op.now)
        .execute()
        .await?;
    Ok(written == 1)
}

/// Ends an enrolment; what was learnt on it stays.
pub(super) async fn end_enrolment(op: &mut Op, id: &EnrolmentId, why: EnrolmentEnd) -> Outcome<()> {
    op.tx
        .query("UPDATE orders_enrolments SET ended_at = $2, ended_why = $3 WHERE id = $1")
        .bind(id)
        .bind(op.now)
        .bind(why.as_str())
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn find_enrolment(op: &mut Op, id: &EnrolmentId) -> Outcome<Option<Enrolment>> {
    op.tx
        .query("SELECT * FROM orders_enrolments WHERE id = $1")
        .bind(id)
        .optional(enrolment)
        .await
}

pub(super) async fn find_enrolment_on(
    op: &mut Op,
    person: &PersonId,
    course: &CourseId,
) -> Outcome<Option<Enrolment>> {
    op.tx
        .query(
            "SELECT * FROM orders_enrolments WHERE person_id = $1 AND course_id = $2 \
             AND ended_at IS NULL",
        )
        .bind(person)
        .bind(course)
        .optional(enrolment)
        .await
}

/// Whether the person was on a course for which its payer asks the money back, unanswered.
pub(super) async fn is_asked_back(
    op: &mut Op,
    person: &PersonId,
    course: &CourseId,
) -> Outcome<bool> {
    let found: Option<i64> = op
        .tx
        .query(
            "SELECT CAST(1 AS BIGINT) AS one FROM orders_enrolments \
             WHERE person_id = $1 AND course_id = $2 AND ended_why = 'refund_asked'",
        )
        .bind(person)
        .bind(course)
        .optional(|row| row.get("one"))
        .await?;
    Ok(found.is_some())
}

pub(super) async fn price_of(op: &mut Op, enrolment: &EnrolmentId) -> Outcome<Option<Price>> {
    op.tx
        .query(
            "SELECT l.fen, g.employer_id FROM orders_enrolments e JOIN orders_lines l \
             ON l.order_id = e.order_id AND l.course_id = e.course_id \
             JOIN orders_orders o ON o.id = e.order_id \
             LEFT JOIN orders_groups g ON g.id = o.group_id WHERE e.id = $1",
        )
        .bind(enrolment)
        .optional(|row| {
            Ok(Price {
                fen: row.get("fen")?,
                payer: row.get("employer_id")?,
            })
        })
        .await
}

/// The newest order of a person that waits for her own payment.
pub(super) async fn find_to_pay(op: &mut Op, person: &PersonId) -> Outcome<Option<OrderId>> {
    op.tx
        .query(
            "SELECT id FROM orders_orders WHERE person_id = $1 AND status = 'placed' \
             AND group_id IS NULL ORDER BY id DESC LIMIT 1",
        )
        .bind(person)
        .optional(|row| row.get("id"))
        .await
}

pub(super) async fn list_enrolments(op: &mut Op, person: &PersonId) -> Outcome<Vec<Enrolment>> {
    op.tx
        .query(
            "SELECT * FROM orders_enrolments WHERE person_id = $1 AND ended_at IS NULL \
             ORDER BY id DESC",
        )
        .bind(person)
        .all(enrolment)
        .await
}

pub(super) fn order(row: Row<'_>) -> Outcome<Order> {
    Ok(Order {
        id: row.get("id")?,
        number: row.get("number")?,
        person_id: row.get("person_id")?,
        territory_id: row.get("territory_id")?,
        territory_path: String::new(),
        study_year: row.get("study_year")?,
        fen: row.get("fen")?,
        status: row.parse("status")?,
        placed_at: row.get("placed_at")?,
        paid_at: row.get("paid_at")?,
        group_id: row.get("group_id")?,
        lines: Vec::new(),
    })
}

pub(super) fn enrolment(row: Row<'_>) -> Outcome<Enrolment> {
    Ok(Enrolment {
        id: row.get("id")?,
        person_id: row.get("person_id")?,
        course_id: row.get("course_id")?,
        study_year: row.get("study_year")?,
        activated_at: row.get("activated_at")?,
        ended_at: row.get("ended_at")?,
    })
}
