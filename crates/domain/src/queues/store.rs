//! SQL of `queues_` tables.

use db::Row;
use kernel::{Outcome, Page, PageSize, PersonId, QueueItemId};

use super::model::{Desk, Item, Matter};
use crate::Op;

pub(super) async fn insert(op: &mut Op, item: &Item, escalates_to: Option<&Desk>) -> Outcome<()> {
    op.tx
        .query(
            "INSERT INTO queues_items (id, desk, kind, subject, person_id, title, since, \
             answer_by, needed_by, harm_on, escalates_to, escalated_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        )
        .bind(&item.id)
        .bind(item.desk.to_string())
        .bind(item.kind.as_str())
        .bind(&item.subject)
        .bind(item.person_id.clone())
        .bind(&item.title)
        .bind(item.since)
        .bind(item.answer_by)
        .bind(item.needed_by)
        .bind(item.harm_on)
        .bind(escalates_to.map(Desk::to_string))
        .bind(item.escalated_at)
        .execute()
        .await?;
    Ok(())
}

/// Settles what waits; the desk at which it did.
pub(super) async fn settle(op: &mut Op, kind: Matter, subject: &str) -> Outcome<Option<Desk>> {
    let now = op.now;
    op.tx
        .query(
            "UPDATE queues_items SET settled_at = $3 \
             WHERE kind = $1 AND subject = $2 AND settled_at IS NULL RETURNING desk",
        )
        .bind(kind.as_str())
        .bind(subject)
        .bind(now)
        .optional(|row| row.parse("desk"))
        .await
}

pub(super) async fn count_up(op: &mut Op, desk: &Desk, kind: Matter) -> Outcome<()> {
    op.tx
        .query(
            "INSERT INTO queues_counts (desk, kind, waiting) VALUES ($1, $2, 1) \
             ON CONFLICT (desk, kind) DO UPDATE SET waiting = queues_counts.waiting + 1",
        )
        .bind(desk.to_string())
        .bind(kind.as_str())
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn count_down(op: &mut Op, desk: &Desk, kind: Matter) -> Outcome<()> {
    op.tx
        .query("UPDATE queues_counts SET waiting = waiting - 1 WHERE desk = $1 AND kind = $2")
        .bind(desk.to_string())
        .bind(kind.as_str())
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn find(op: &mut Op, kind: Matter, subject: &str) -> Outcome<Option<Item>> {
    op.tx
        .query("SELECT * FROM queues_items WHERE kind = $1 AND subject = $2 AND settled_at IS NULL")
        .bind(kind.as_str())
        .bind(subject)
        .optional(item)
        .await
}

pub(super) async fn list(
    op: &mut Op,
    desk: &Desk,
    kind: Option<Matter>,
    after: Option<&str>,
    size: PageSize,
) -> Outcome<Page<Item>> {
    let (harm_on, id) = after
        .and_then(|key| key.split_once('|'))
        .unwrap_or_default();
    let rows = op
        .tx
        .query(
            "SELECT * FROM queues_items WHERE desk = $1 AND settled_at IS NULL \
             AND ($2 = '' OR kind = $2) AND (harm_on, id) > ($3, $4) \
             ORDER BY harm_on, id LIMIT $5",
        )
        .bind(desk.to_string())
        .bind(kind.map_or("", Matter::as_str))
        .bind(harm_on)
        .bind(id)
        .bind(size.rows())
        .all(item)
        .await?;
    Ok(size.page(rows, |item| format!("{}|{}", item.harm_on, item.id)))
}

pub(super) async fn counts(op: &mut Op, desk: &Desk) -> Outcome<Vec<(Matter, i64)>> {
    op.tx
        .query(
            "SELECT kind, waiting FROM queues_counts WHERE desk = $1 AND waiting > 0 \
             ORDER BY kind",
        )
        .bind(desk.to_string())
        .all(|row| Ok((row.parse("kind")?, row.get("waiting")?)))
        .await
}

/// Sets who has taken it, unless somebody else than `me` has.
pub(super) async fn take(
    op: &mut Op,
    id: &QueueItemId,
    by: Option<&PersonId>,
    me: &PersonId,
) -> Outcome<bool> {
    let done = op
        .tx
        .query(
            "UPDATE queues_items SET taken_by = $2 WHERE id = $1 AND settled_at IS NULL \
             AND (taken_by IS NULL OR taken_by = $3)",
        )
        .bind(id)
        .bind(by.cloned())
        .bind(me)
        .execute()
        .await?;
    Ok(done > 0)
}

pub(super) fn item(row: Row<'_>) -> Outcome<Item> {
    Ok(Item {
        id: row.get("id")?,
        desk: row.parse("desk")?,
        kind: row.parse("kind")?,
        subject: row.get("subject")?,
        person_id: row.get("person_id")?,
        title: row.get("title")?,
        since: row.get("since")?,
        answer_by: row.get("answer_by")?,
        needed_by: row.get("needed_by")?,
        harm_on: row.get("harm_on")?,
        escalated_at: row.get("escalated_at")?,
        taken_by: row.get("taken_by")?,
    })
}
