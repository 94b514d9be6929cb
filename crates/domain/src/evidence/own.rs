//! What stands here about one person, for her export and her erasure. Nobody is asked for
//! permission: the context `privacy` does, on her.

use kernel::{EvidenceId, Outcome, PersonId};

use crate::Op;

/// The files of a person that are not erased yet. Whoever erases her erases each by
/// [`erase`](super::erase), after the commit that erases her name.
pub async fn files_of(op: &mut Op, person: &PersonId) -> Outcome<Vec<EvidenceId>> {
    op.tx
        .query(
            "SELECT id FROM evidence_files WHERE owner_id = $1 AND erased_at IS NULL ORDER BY id",
        )
        .bind(person)
        .all(|row| row.get("id"))
        .await
}
