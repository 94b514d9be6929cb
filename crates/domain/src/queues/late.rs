//! What an employer has not answered in time goes to the bureau: nobody's hours wait for ever.

use kernel::Outcome;

use super::model::{Desk, Item};
use super::store;
use crate::{Event, Op};

/// Most that are moved at once; the ticker comes again.
const MOVED_MAX: i64 = 200;

/// Moves what waits past its promised day to the desk that it escalates to; what was moved. It
/// keeps its promised day, so that the new desk sees how late it is. Called by the ticker.
pub async fn move_late(op: &mut Op) -> Outcome<Vec<Item>> {
    let today = op.now.day();
    let late: Vec<(Item, Desk)> = op
        .tx
        .query(
            "SELECT * FROM queues_items WHERE settled_at IS NULL AND escalates_to IS NOT NULL \
             AND answer_by < $1 ORDER BY answer_by LIMIT $2",
        )
        .bind(today)
        .bind(MOVED_MAX)
        .all(|row| Ok((store::item(row)?, row.parse("escalates_to")?)))
        .await?;
    let mut moved = Vec::with_capacity(late.len());
    for (mut item, to) in late {
        let now = op.now;
        op.tx
            .query(
                "UPDATE queues_items SET desk = $2, escalates_to = NULL, escalated_at = $3, \
                 taken_by = NULL WHERE id = $1",
            )
            .bind(&item.id)
            .bind(to.to_string())
            .bind(now)
            .execute()
            .await?;
        store::count_down(op, &item.desk, item.kind).await?;
        store::count_up(op, &to, item.kind).await?;
        item.desk = to;
        item.escalated_at = Some(now);
        item.taken_by = None;
        op.audit(Event {
            action: "queues.escalated",
            about: item.person_id.as_ref(),
            subject: &item.subject,
            details: item.kind.as_str(),
        })
        .await?;
        moved.push(item);
    }
    Ok(moved)
}
