//! SQL of `messages_` tables.

use std::collections::BTreeMap;

use db::Row;
use kernel::{Fault, MessageId, Outcome, Page, PageSize, PersonId};

use super::model::{Message, Tell};
use crate::Op;

pub(super) async fn insert(op: &mut Op, tell: &Tell<'_>) -> Outcome<()> {
    let id: MessageId = op.new_id();
    let details: BTreeMap<&str, &str> = tell
        .details
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let details = serde_json::to_string(&details).map_err(broken)?;
    let now = op.now;
    op.tx
        .query(
            "INSERT INTO messages_messages (id, person_id, kind, details, link, told_at) \
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(id)
        .bind(tell.to)
        .bind(tell.kind)
        .bind(details)
        .bind(tell.link)
        .bind(now)
        .execute()
        .await?;
    Ok(())
}

/// A person's messages, the newest first.
pub(super) async fn list(
    op: &mut Op,
    person: &PersonId,
    after: Option<&str>,
    size: PageSize,
) -> Outcome<Page<Message>> {
    let rows = op
        .tx
        .query(
            "SELECT * FROM messages_messages WHERE person_id = $1 AND ($2 = '' OR id < $2) \
             ORDER BY id DESC LIMIT $3",
        )
        .bind(person)
        .bind(after.unwrap_or_default())
        .bind(size.rows())
        .all(message)
        .await?;
    Ok(size.page(rows, |message| message.id.to_string()))
}

pub(super) async fn count_unread(op: &mut Op, person: &PersonId) -> Outcome<i64> {
    op.tx
        .query(
            "SELECT count(*) AS n FROM messages_messages \
             WHERE person_id = $1 AND read_at IS NULL",
        )
        .bind(person)
        .one(|row| row.get("n"))
        .await
}

pub(super) async fn mark_read(op: &mut Op, person: &PersonId, newest: &str) -> Outcome<()> {
    let now = op.now;
    op.tx
        .query(
            "UPDATE messages_messages SET read_at = $3 \
             WHERE person_id = $1 AND read_at IS NULL AND id <= $2",
        )
        .bind(person)
        .bind(newest)
        .bind(now)
        .execute()
        .await?;
    Ok(())
}

fn message(row: Row<'_>) -> Outcome<Message> {
    let details: String = row.get("details")?;
    Ok(Message {
        id: row.get("id")?,
        person_id: row.get("person_id")?,
        kind: row.get("kind")?,
        details: serde_json::from_str(&details).map_err(broken)?,
        link: row.get("link")?,
        told_at: row.get("told_at")?,
        read_at: row.get("read_at")?,
    })
}

fn broken(error: serde_json::Error) -> Fault {
    Fault::internal("messages.broken", error)
}
