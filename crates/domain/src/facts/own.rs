//! What stands here about one person, for her export and her erasure. Nobody is asked for
//! permission: the context `privacy` does, on her.

use kernel::{Outcome, PersonId};

use crate::Op;

/// Erases what a person wrote when she claimed facts. What was confirmed stays, with its steps.
pub async fn erase_of(op: &mut Op, person: &PersonId) -> Outcome<()> {
    op.tx
        .query("UPDATE facts_facts SET words = '' WHERE person_id = $1")
        .bind(person)
        .execute()
        .await?;
    Ok(())
}
