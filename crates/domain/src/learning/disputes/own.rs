//! What stands here about one person, for her export and her erasure. Nobody is asked for
//! permission: the context `privacy` does, on her.

use kernel::{EnrolmentId, Outcome, PersonId};

use super::store;
use crate::Op;

/// Whether a dispute of a person waits for its answer.
pub async fn has_dispute(op: &mut Op, person: &PersonId) -> Outcome<bool> {
    Ok(store::count_open(op, person).await? > 0)
}

/// Whether a dispute about an enrolment waits for its answer.
pub(in crate::learning) async fn is_disputed(
    op: &mut Op,
    enrolment: &EnrolmentId,
) -> Outcome<bool> {
    let waiting: i64 = op
        .tx
        .query(
            "SELECT count(*) AS waiting FROM learning_disputes \
             WHERE enrolment_id = $1 AND outcome IS NULL",
        )
        .bind(enrolment)
        .one(|row| row.get("waiting"))
        .await?;
    Ok(waiting > 0)
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
