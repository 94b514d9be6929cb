//! What stands here about one person, for her erasure. Nobody is asked for permission: the context
//! `privacy` does, on her.

use kernel::{Outcome, PersonId};

use crate::Op;

/// Erases what officers wrote about a person's accounts. Who decided what, and when, stays.
pub async fn erase_of(op: &mut Op, person: &PersonId) -> Outcome<()> {
    op.tx
        .query(
            "UPDATE merges_cases SET words = '', reason = '', part_words = '' \
             WHERE twin_id = $1 OR kept_id = $1",
        )
        .bind(person)
        .execute()
        .await?;
    Ok(())
}
