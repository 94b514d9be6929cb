//! SQL of what employers ask back.

use kernel::{GroupOrderId, OrderId, Outcome, Page, PageSize, RefundId};

use super::refund_model::{KeptRefund, RefundSeat, RefundStatus};
use super::refunds::SeatBack;
use crate::Op;

/// What a cashier decided.
pub(super) struct Decision<'d> {
    pub status: RefundStatus,
    pub reference: Option<&'d str>,
    pub note: &'d str,
}

pub(super) async fn insert(op: &mut Op, group: &GroupOrderId, refund: &KeptRefund) -> Outcome<()> {
    op.tx
        .query(
            "INSERT INTO orders_refunds (id, group_id, fen, reason, edition_id, status, asked_by, \
             asked_at, answer_by, note) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, '')",
        )
        .bind(&refund.id)
        .bind(group)
        .bind(refund.fen)
        .bind(&refund.reason)
        .bind(&refund.edition_id)
        .bind(refund.status.as_str())
        .bind(&refund.asked_by)
        .bind(refund.asked_at)
        .bind(refund.answer_by)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn insert_seat(op: &mut Op, id: &RefundId, back: &SeatBack) -> Outcome<()> {
    op.tx
        .query(
            "INSERT INTO orders_refund_seats (refund_id, order_id, fen, covered_ms, length_ms) \
             VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(id)
        .bind(&back.seat.order.id)
        .bind(back.fen)
        .bind(back.covered_ms)
        .bind(back.length_ms)
        .execute()
        .await?;
    Ok(())
}

/// A request with the id of its order.
pub(super) async fn find(
    op: &mut Op,
    id: &RefundId,
) -> Outcome<Option<(GroupOrderId, KeptRefund)>> {
    op.tx
        .query("SELECT * FROM orders_refunds WHERE id = $1")
        .bind(id)
        .optional(|row| {
            let kept = KeptRefund {
                id: row.get("id")?,
                fen: row.get("fen")?,
                reason: row.get("reason")?,
                edition_id: row.get("edition_id")?,
                status: row.parse("status")?,
                asked_by: row.get("asked_by")?,
                asked_by_name: String::new(),
                asked_at: row.get("asked_at")?,
                answer_by: row.get("answer_by")?,
                decided_by: row.get("decided_by")?,
                decided_at: row.get("decided_at")?,
                reference: row.get("reference")?,
                note: row.get("note")?,
            };
            Ok((row.get("group_id")?, kept))
        })
        .await
}

pub(super) async fn list_seats(op: &mut Op, id: &RefundId) -> Outcome<Vec<RefundSeat>> {
    op.tx
        .query(
            "SELECT s.*, o.person_id, o.number, l.course_id, l.fen AS paid \
             FROM orders_refund_seats s JOIN orders_orders o ON o.id = s.order_id \
             JOIN orders_lines l ON l.order_id = o.id WHERE s.refund_id = $1 ORDER BY o.number",
        )
        .bind(id)
        .all(|row| {
            Ok(RefundSeat {
                order_id: row.get("order_id")?,
                person_id: row.get("person_id")?,
                name: String::new(),
                course_id: row.get("course_id")?,
                title: String::new(),
                title_en: String::new(),
                paid: row.get("paid")?,
                fen: row.get("fen")?,
                covered_ms: row.get("covered_ms")?,
                length_ms: row.get("length_ms")?,
            })
        })
        .await
}

pub(super) async fn list_of_group(op: &mut Op, id: &GroupOrderId) -> Outcome<Vec<RefundId>> {
    op.tx
        .query("SELECT id FROM orders_refunds WHERE group_id = $1 ORDER BY id DESC")
        .bind(id)
        .all(|row| row.get("id"))
        .await
}

pub(super) async fn list_asked(
    op: &mut Op,
    territories: &[&str],
    after: Option<&str>,
    size: PageSize,
) -> Outcome<Page<RefundId>> {
    let rows: Vec<RefundId> = op
        .tx
        .query(
            "SELECT r.id FROM orders_refunds r JOIN orders_groups g ON g.id = r.group_id \
             WHERE r.status = 'asked' AND r.id > $1 \
             AND $2 LIKE '%|' || g.territory_id || '|%' ORDER BY r.id LIMIT $3",
        )
        .bind(after.unwrap_or(""))
        .bind(format!("|{}|", territories.join("|")))
        .bind(size.rows())
        .all(|row| row.get("id"))
        .await?;
    Ok(size.page(rows, |id| id.as_str().to_owned()))
}

pub(super) async fn decide(op: &mut Op, id: &RefundId, decision: &Decision<'_>) -> Outcome<()> {
    let by = op.actor.signed_in()?.clone();
    op.tx
        .query(
            "UPDATE orders_refunds SET status = $2, decided_by = $3, decided_at = $4, \
             reference = $5, note = $6 WHERE id = $1",
        )
        .bind(id)
        .bind(decision.status.as_str())
        .bind(by)
        .bind(op.now)
        .bind(decision.reference.map(str::to_owned))
        .bind(decision.note)
        .execute()
        .await?;
    Ok(())
}

/// The enrolment of a seat is over for good.
pub(super) async fn finish_enrolment(op: &mut Op, order: &OrderId) -> Outcome<()> {
    op.tx
        .query(
            "UPDATE orders_enrolments SET ended_why = 'refunded' \
             WHERE order_id = $1 AND ended_why = 'refund_asked'",
        )
        .bind(order)
        .execute()
        .await?;
    Ok(())
}

/// The enrolment of a seat goes on.
pub(super) async fn resume_enrolment(op: &mut Op, order: &OrderId) -> Outcome<()> {
    op.tx
        .query(
            "UPDATE orders_enrolments SET ended_at = NULL, ended_why = NULL \
             WHERE order_id = $1 AND ended_why = 'refund_asked'",
        )
        .bind(order)
        .execute()
        .await?;
    Ok(())
}
