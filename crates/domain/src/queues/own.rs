//! What stands here about one person, for her export and her erasure. Nobody is asked for
//! permission: the context `privacy` does, on her.

use kernel::{Outcome, PersonId};

use super::model::Matter;
use crate::Op;

/// What waits for an answer about a person, by kind.
pub async fn waiting_about(op: &mut Op, person: &PersonId) -> Outcome<Vec<Matter>> {
    op.tx
        .query(
            "SELECT DISTINCT kind FROM queues_items WHERE person_id = $1 AND settled_at IS NULL \
             ORDER BY kind",
        )
        .bind(person)
        .all(|row| row.parse("kind"))
        .await
}

/// Erases what lists showed of things about a person: titles may hold her name.
pub async fn erase_of(op: &mut Op, person: &PersonId) -> Outcome<()> {
    op.tx
        .query("UPDATE queues_items SET title = '' WHERE person_id = $1")
        .bind(person)
        .execute()
        .await?;
    Ok(())
}
