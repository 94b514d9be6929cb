//! What stands here about one person, for her erasure. Nobody is asked for permission: the context
//! `privacy` does, on her.

use kernel::{Outcome, PersonId};

use crate::Op;

/// Erases who a person is from the rows of lists of earlier years. What was posted stays.
pub async fn erase_of(op: &mut Op, person: &PersonId) -> Outcome<()> {
    op.tx
        .query("UPDATE earlier_rows SET name = '', citizen_id_masked = '' WHERE person_id = $1")
        .bind(person)
        .execute()
        .await?;
    Ok(())
}
