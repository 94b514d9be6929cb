//! SQL of `messages_` tables: the box. Wishes and codes stand in `store/wishes.rs`.

mod wishes;

use std::collections::BTreeMap;

use db::Row;
use kernel::{Fault, Instant, MessageId, Outcome, PageSize, PersonId, mask_numbers};

use super::model::{Message, Tell};
use crate::Op;

pub(super) use wishes::{
    StoredCode, StoredWishes, count_code_try, delete_code, delete_codes_expired, find_code,
    find_wishes, save_code, save_wishes,
};

/// Most messages of an export.
const EXPORTED_MAX: i64 = 10_000;

pub(super) async fn insert(op: &mut Op, tell: &Tell<'_>) -> Outcome<()> {
    let id: MessageId = op.new_id();
    let details: BTreeMap<&str, String> = tell
        .details
        .iter()
        .map(|(name, value)| (*name, mask_numbers(value)))
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
) -> Outcome<Vec<Message>> {
    op.tx
        .query(
            "SELECT * FROM messages_messages WHERE person_id = $1 AND ($2 = '' OR id < $2) \
             ORDER BY id DESC LIMIT $3",
        )
        .bind(person)
        .bind(after.unwrap_or_default())
        .bind(size.rows())
        .all(message)
        .await
}

/// All of a person's messages, the oldest first.
pub(super) async fn list_all(op: &mut Op, person: &PersonId) -> Outcome<Vec<Message>> {
    op.tx
        .query("SELECT * FROM messages_messages WHERE person_id = $1 ORDER BY id LIMIT $2")
        .bind(person)
        .bind(EXPORTED_MAX)
        .all(message)
        .await
}

/// Whether a person has messages to read, and how many up to a hundred: asked on every page.
pub(super) async fn count_unread(op: &mut Op, person: &PersonId) -> Outcome<i64> {
    op.tx
        .query(
            "SELECT count(*) AS n FROM (SELECT 1 AS one FROM messages_messages \
             WHERE person_id = $1 AND read_at IS NULL LIMIT 100) AS few",
        )
        .bind(person)
        .one(|row| row.get("n"))
        .await
}

pub(super) async fn mark_read(
    op: &mut Op,
    person: &PersonId,
    oldest: &MessageId,
    newest: &MessageId,
) -> Outcome<i64> {
    let now = op.now;
    let marked = op
        .tx
        .query(
            "UPDATE messages_messages SET read_at = $4 \
             WHERE person_id = $1 AND read_at IS NULL AND id >= $2 AND id <= $3",
        )
        .bind(person)
        .bind(oldest)
        .bind(newest)
        .bind(now)
        .execute()
        .await?;
    Ok(i64::try_from(marked).unwrap_or(i64::MAX))
}

/// What was told since then and was neither read nor sent, the oldest first.
pub(super) async fn list_unsent(
    op: &mut Op,
    person: &PersonId,
    since: Instant,
    most: i64,
) -> Outcome<Vec<Message>> {
    op.tx
        .query(
            "SELECT * FROM messages_messages WHERE person_id = $1 AND read_at IS NULL \
             AND sent_at IS NULL AND told_at >= $2 ORDER BY id LIMIT $3",
        )
        .bind(person)
        .bind(since)
        .bind(most)
        .all(message)
        .await
}

/// Notes that these went out, and that something did now.
pub(super) async fn mark_sent(
    op: &mut Op,
    person: &PersonId,
    oldest: &MessageId,
    newest: &MessageId,
) -> Outcome<()> {
    let now = op.now;
    op.tx
        .query(
            "UPDATE messages_messages SET sent_at = $4 WHERE person_id = $1 \
             AND read_at IS NULL AND sent_at IS NULL AND id >= $2 AND id <= $3",
        )
        .bind(person)
        .bind(oldest)
        .bind(newest)
        .bind(now)
        .execute()
        .await?;
    op.tx
        .query("UPDATE messages_wishes SET sent_at = $2 WHERE person_id = $1")
        .bind(person)
        .bind(now)
        .execute()
        .await?;
    Ok(())
}

/// Erases a thousand messages that were read before then; how many.
pub(super) async fn delete_old(op: &mut Op, before: Instant) -> Outcome<u64> {
    op.tx
        .query(
            "DELETE FROM messages_messages WHERE id IN (SELECT id FROM messages_messages \
             WHERE read_at IS NOT NULL AND read_at < $1 ORDER BY read_at LIMIT 1000)",
        )
        .bind(before)
        .execute()
        .await
}

/// Erases the box and the wishes of a person.
pub(super) async fn delete_all_of(op: &mut Op, person: &PersonId) -> Outcome<()> {
    op.tx
        .query("DELETE FROM messages_messages WHERE person_id = $1")
        .bind(person)
        .execute()
        .await?;
    op.tx
        .query("DELETE FROM messages_wishes WHERE person_id = $1")
        .bind(person)
        .execute()
        .await?;
    wishes::delete_code(op, person).await
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
