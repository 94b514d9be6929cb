//! What stands here about one person, for her export and her erasure. Nobody is asked for
//! permission: the context `privacy` does, on her.

use kernel::{Outcome, PersonId};

use super::store;
use crate::Op;

/// Whether a dispute of a person waits for its answer.
pub async fn has_dispute(op: &mut Op, person: &PersonId) -> Outcome<bool> {
    Ok(store::count_open(op, person).await? > 0)
}

/// Erases what a person wrote about her disputes. What was decided stays.
pub async fn erase_words_of(op: &mut Op, person: &PersonId) -> Outcome<()> {
    op.tx
        .query("UPDATE learning_disputes SET words = '' WHERE person_id = $1")
        .bind(person)
        .execute()
        .await?;
    Ok(())
}
