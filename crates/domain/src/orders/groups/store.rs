//! SQL of employers' orders.

use std::collections::{BTreeMap, BTreeSet};

use db::Row;
use kernel::{
    Category, CourseId, EmployerId, EnrolmentId, Fault, Fen, GroupOrderId, Instant, OrderId,
    Outcome, Page, PageSize, PersonId, Year,
};

use super::model::{Group, GroupStatus};
use crate::Op;
use crate::orders::model::{Enrolment, Order, OrderLine};
use crate::orders::store as ordinary;

/// A line of an order that waits for its payment.
pub(super) struct WaitingLine {
    pub person_id: PersonId,
    pub course_id: CourseId,
    pub category: Category,
    pub study_year: Year,
}

/// A step that is to be kept.
#[derive(Default)]
pub(super) struct Step<'s> {
    pub action: &'static str,
    pub from: Option<&'s PersonId>,
    pub to: Option<&'s PersonId>,
    pub course: Option<&'s CourseId>,
    pub note: &'s str,
}

impl Step<'_> {
    /// One about the whole order.
    pub fn of(action: &'static str) -> Self {
        Self {
            action,
            ..Self::default()
        }
    }
}

/// A step as it is kept.
pub(super) struct KeptStep {
    pub action: String,
    pub actor_id: Option<PersonId>,
    pub from_id: Option<PersonId>,
    pub to_id: Option<PersonId>,
    pub course_id: Option<CourseId>,
    pub note: String,
    pub at: Instant,
}

pub(super) async fn insert_group(op: &mut Op, group: &Group, key: &str) -> Outcome<()> {
    op.tx
        .query(
            "INSERT INTO orders_groups (id, number, employer_id, territory_id, study_year, fen, \
             seats, status, placing_key, placed_by, placed_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        )
        .bind(&group.id)
        .bind(&group.number)
        .bind(&group.employer_id)
        .bind(&group.territory_id)
        .bind(group.study_year)
        .bind(group.fen)
        .bind(group.seats)
        .bind(group.status.as_str())
        .bind(key)
        .bind(&group.placed_by)
        .bind(group.placed_at)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn find_by_key(
    op: &mut Op,
    employer: &EmployerId,
    key: &str,
) -> Outcome<Option<GroupOrderId>> {
    op.tx
        .query("SELECT id FROM orders_groups WHERE employer_id = $1 AND placing_key = $2")
        .bind(employer)
        .bind(key)
        .optional(|row| row.get("id"))
        .await
}

pub(super) async fn find_group(op: &mut Op, id: &GroupOrderId) -> Outcome<Option<Group>> {
    op.tx
        .query("SELECT * FROM orders_groups WHERE id = $1")
        .bind(id)
        .optional(group)
        .await
}

pub(super) async fn find_id_by_number(op: &mut Op, number: &str) -> Outcome<Option<GroupOrderId>> {
    op.tx
        .query("SELECT id FROM orders_groups WHERE number = $1")
        .bind(number)
        .optional(|row| row.get("id"))
        .await
}

pub(super) async fn list_of_employer(
    op: &mut Op,
    employer: &EmployerId,
    after: Option<&str>,
    size: PageSize,
) -> Outcome<Page<Group>> {
    let rows = op
        .tx
        .query(
            "SELECT * FROM orders_groups WHERE employer_id = $1 AND ($2 = '' OR id < $2) \
             ORDER BY id DESC LIMIT $3",
        )
        .bind(employer)
        .bind(after.unwrap_or(""))
        .bind(size.rows())
        .all(group)
        .await?;
    Ok(size.page(rows, |group| group.id.as_str().to_owned()))
}

pub(super) async fn list_placed(
    op: &mut Op,
    territories: &[&str],
    after: Option<&str>,
    size: PageSize,
) -> Outcome<Page<Group>> {
    // A territory's bureaus are few; the list is given as one text with separators.
    let rows = op
        .tx
        .query(
            "SELECT * FROM orders_groups WHERE status = 'placed' AND id > $1 \
             AND $2 LIKE '%|' || territory_id || '|%' ORDER BY id LIMIT $3",
        )
        .bind(after.unwrap_or(""))
        .bind(format!("|{}|", territories.join("|")))
        .bind(size.rows())
        .all(group)
        .await?;
    Ok(size.page(rows, |group| group.id.as_str().to_owned()))
}

/// Marks an order, and its seats that wait with it.
pub(super) async fn save_status(
    op: &mut Op,
    id: &GroupOrderId,
    status: GroupStatus,
) -> Outcome<()> {
    let paid_at = (status == GroupStatus::Paid).then_some(op.now);
    for statement in [
        "UPDATE orders_groups SET status = $2, paid_at = $3 WHERE id = $1",
        "UPDATE orders_orders SET status = $2, paid_at = $3 \
         WHERE group_id = $1 AND status = 'placed'",
    ] {
        op.tx
            .query(statement)
            .bind(id)
            .bind(status.as_str())
            .bind(paid_at)
            .execute()
            .await?;
    }
    Ok(())
}

/// The seats of an order as the ordinary orders that they are, in the order of their numbers.
pub(super) async fn list_orders(op: &mut Op, id: &GroupOrderId) -> Outcome<Vec<Order>> {
    op.tx
        .query(
            "SELECT o.*, l.course_id, l.category, l.hours, l.fen AS line_fen \
             FROM orders_orders o JOIN orders_lines l ON l.order_id = o.id \
             WHERE o.group_id = $1 ORDER BY o.id, l.position",
        )
        .bind(id)
        .all(|row| {
            let line = OrderLine {
                course_id: row.get("course_id")?,
                category: row.parse("category")?,
                hours: row.get("hours")?,
                fen: row.get("line_fen")?,
            };
            let mut order = ordinary::order(row)?;
            order.lines.push(line);
            Ok(order)
        })
        .await
}

/// The enrolments that the seats of an order activated, by the seat, as long as no other order took
/// one up.
pub(super) async fn enrolments_of_group(
    op: &mut Op,
    id: &GroupOrderId,
) -> Outcome<BTreeMap<OrderId, EnrolmentId>> {
    let rows: Vec<(OrderId, EnrolmentId)> = op
        .tx
        .query(
            "SELECT e.order_id, e.id FROM orders_orders o \
             JOIN orders_enrolments e ON e.order_id = o.id WHERE o.group_id = $1",
        )
        .bind(id)
        .all(|row| Ok((row.get("order_id")?, row.get("id")?)))
        .await?;
    Ok(rows.into_iter().collect())
}

/// The enrolment that a seat pays now.
pub(super) async fn enrolment_of(op: &mut Op, order: &OrderId) -> Outcome<Option<Enrolment>> {
    op.tx
        .query("SELECT * FROM orders_enrolments WHERE order_id = $1 AND ended_at IS NULL")
        .bind(order)
        .optional(ordinary::enrolment)
        .await
}

/// How many seats an order has had, those that were given away too.
pub(super) async fn count_orders(op: &mut Op, id: &GroupOrderId) -> Outcome<i64> {
    op.tx
        .query("SELECT count(*) AS seats FROM orders_orders WHERE group_id = $1")
        .bind(id)
        .one(|row| row.get("seats"))
        .await
}

/// What stands paid for public hours of a person's study year, and is not asked back.
pub(super) async fn public_lines(
    op: &mut Op,
    person: &PersonId,
    year: Year,
) -> Outcome<Vec<(OrderId, OrderLine)>> {
    op.tx
        .query(
            "SELECT o.id, l.course_id, l.category, l.hours, l.fen FROM orders_orders o \
             JOIN orders_lines l ON l.order_id = o.id WHERE o.person_id = $1 \
             AND o.study_year = $2 AND o.status = 'paid' AND l.category = 'public' \
             AND NOT EXISTS (SELECT 1 FROM orders_refund_seats s \
             JOIN orders_refunds r ON r.id = s.refund_id \
             WHERE s.order_id = o.id AND r.status = 'asked') ORDER BY o.id, l.position",
        )
        .bind(person)
        .bind(year)
        .all(|row| {
            let line = OrderLine {
                course_id: row.get("course_id")?,
                category: row.parse("category")?,
                hours: row.get("hours")?,
                fen: row.get("fen")?,
            };
            Ok((row.get("id")?, line))
        })
        .await
}

/// The seats of an order whose money was asked back and not decided about.
pub(super) async fn seats_asked_back(op: &mut Op, id: &GroupOrderId) -> Outcome<BTreeSet<OrderId>> {
    let rows: Vec<OrderId> = op
        .tx
        .query(
            "SELECT s.order_id FROM orders_refunds r \
             JOIN orders_refund_seats s ON s.refund_id = r.id \
             WHERE r.group_id = $1 AND r.status = 'asked'",
        )
        .bind(id)
        .all(|row| row.get("order_id"))
        .await?;
    Ok(rows.into_iter().collect())
}

/// The courses on which these people are, or were until money was asked back for them.
pub(super) async fn held_courses(
    op: &mut Op,
    people: &[PersonId],
) -> Outcome<BTreeSet<(PersonId, CourseId)>> {
    let rows: Vec<(PersonId, CourseId)> = op
        .tx
        .query_per_engine(
            "SELECT person_id, course_id FROM orders_enrolments \
             WHERE person_id IN (SELECT value FROM json_each($1)) \
             AND (ended_at IS NULL OR ended_why = 'refund_asked')",
            "SELECT person_id, course_id FROM orders_enrolments \
             WHERE person_id IN (SELECT json_array_elements_text($1::json)) \
             AND (ended_at IS NULL OR ended_why = 'refund_asked')",
        )
        .bind(ids_json(people)?)
        .all(|row| Ok((row.get("person_id")?, row.get("course_id")?)))
        .await?;
    Ok(rows.into_iter().collect())
}

/// What stands in orders of these people that wait.
pub(super) async fn waiting_lines(op: &mut Op, people: &[PersonId]) -> Outcome<Vec<WaitingLine>> {
    op.tx
        .query_per_engine(
            "SELECT o.person_id, o.study_year, l.course_id, l.category FROM orders_orders o \
             JOIN orders_lines l ON l.order_id = o.id WHERE o.status = 'placed' \
             AND o.person_id IN (SELECT value FROM json_each($1))",
            "SELECT o.person_id, o.study_year, l.course_id, l.category FROM orders_orders o \
             JOIN orders_lines l ON l.order_id = o.id WHERE o.status = 'placed' \
             AND o.person_id IN (SELECT json_array_elements_text($1::json))",
        )
        .bind(ids_json(people)?)
        .all(|row| {
            Ok(WaitingLine {
                person_id: row.get("person_id")?,
                course_id: row.get("course_id")?,
                category: row.parse("category")?,
                study_year: row.get("study_year")?,
            })
        })
        .await
}

/// What was paid for public hours of a study year for each of these people.
pub(super) async fn public_paid_of(
    op: &mut Op,
    people: &[PersonId],
    year: Year,
) -> Outcome<BTreeMap<PersonId, Fen>> {
    let rows: Vec<(PersonId, Fen)> = op
        .tx
        .query_per_engine(
            "SELECT o.person_id, CAST(sum(l.fen) AS BIGINT) AS fen FROM orders_orders o \
             JOIN orders_lines l ON l.order_id = o.id WHERE o.study_year = $2 \
             AND o.status = 'paid' AND l.category = 'public' \
             AND o.person_id IN (SELECT value FROM json_each($1)) GROUP BY o.person_id",
            "SELECT o.person_id, CAST(sum(l.fen) AS BIGINT) AS fen FROM orders_orders o \
             JOIN orders_lines l ON l.order_id = o.id WHERE o.study_year = $2 \
             AND o.status = 'paid' AND l.category = 'public' \
             AND o.person_id IN (SELECT json_array_elements_text($1::json)) GROUP BY o.person_id",
        )
        .bind(ids_json(people)?)
        .bind(year)
        .all(|row| Ok((row.get("person_id")?, row.get("fen")?)))
        .await?;
    Ok(rows.into_iter().collect())
}

/// Keeps a step. The callers hold the order, so that steps are counted by one at a time.
pub(super) async fn insert_step(op: &mut Op, group: &GroupOrderId, step: &Step<'_>) -> Outcome<()> {
    let actor = op.actor.person().cloned();
    op.tx
        .query(
            "INSERT INTO orders_steps (group_id, seq, action, actor_id, from_id, to_id, \
             course_id, note, at) SELECT $1, coalesce(max(seq), 0) + 1, $2, $3, $4, $5, $6, $7, \
             $8 FROM orders_steps WHERE group_id = $1",
        )
        .bind(group)
        .bind(step.action)
        .bind(actor)
        .bind(step.from.cloned())
        .bind(step.to.cloned())
        .bind(step.course.cloned())
        .bind(step.note)
        .bind(op.now)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn list_steps(op: &mut Op, group: &GroupOrderId) -> Outcome<Vec<KeptStep>> {
    op.tx
        .query("SELECT * FROM orders_steps WHERE group_id = $1 ORDER BY seq DESC")
        .bind(group)
        .all(|row| {
            Ok(KeptStep {
                action: row.get("action")?,
                actor_id: row.get("actor_id")?,
                from_id: row.get("from_id")?,
                to_id: row.get("to_id")?,
                course_id: row.get("course_id")?,
                note: row.get("note")?,
                at: row.get("at")?,
            })
        })
        .await
}

fn ids_json(people: &[PersonId]) -> Outcome<String> {
    serde_json::to_string(people).map_err(|error| Fault::internal("orders.people", error))
}

fn group(row: Row<'_>) -> Outcome<Group> {
    Ok(Group {
        id: row.get("id")?,
        number: row.get("number")?,
        employer_id: row.get("employer_id")?,
        employer_name: String::new(),
        territory_id: row.get("territory_id")?,
        territory_path: String::new(),
        study_year: row.get("study_year")?,
        fen: row.get("fen")?,
        seats: row.get("seats")?,
        status: row.parse("status")?,
        placed_by: row.get("placed_by")?,
        placed_at: row.get("placed_at")?,
        paid_at: row.get("paid_at")?,
    })
}
