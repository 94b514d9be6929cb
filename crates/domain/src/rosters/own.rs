//! What stands here about one person, for her erasure. Nobody is asked for permission: the context
//! `privacy` does, on her.

use kernel::{Outcome, PersonId};

use crate::Op;

/// Erases who a person is from the rows of employers' lists, and what was written when she came.
pub async fn erase_of(op: &mut Op, person: &PersonId) -> Outcome<()> {
    for sql in [
        "UPDATE rosters_rows SET name = '', citizen_id_masked = '', cipher = NULL \
         WHERE person_id = $1",
        "UPDATE rosters_joinings SET note = '', answer = '' WHERE person_id = $1",
    ] {
        op.tx.query(sql).bind(person).execute().await?;
    }
    Ok(())
}
