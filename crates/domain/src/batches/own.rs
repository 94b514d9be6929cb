//! What stands here about one person, for her export and her erasure. Nobody is asked for
//! permission: the context `privacy` does, on her.

use kernel::{Outcome, PersonId};

use super::store::json;
use crate::Op;

/// Erases who a person is from the rows of committees' lists. Where she stood there stays, without
/// what the list said beside.
pub async fn erase_of(op: &mut Op, person: &PersonId) -> Outcome<()> {
    let nothing = json(&Vec::<String>::new())?;
    op.tx
        .query(
            "UPDATE batches_rows SET name = '', citizen_id_cipher = NULL, citizen_id_masked = '', \
             listed = NULL, faults = $2 WHERE person_id = $1",
        )
        .bind(person)
        .bind(nothing)
        .execute()
        .await?;
    Ok(())
}
