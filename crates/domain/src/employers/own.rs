//! What stands here about one person, for her export and her erasure. Nobody is asked for
//! permission: the context `privacy` does, on her.

use kernel::{Outcome, PersonId};

use super::model::Employment;
use super::store;
use crate::Op;

/// All posts that a person ever had, the oldest first.
pub async fn posts_of(op: &mut Op, person: &PersonId) -> Outcome<Vec<Employment>> {
    op.tx
        .query("SELECT * FROM employers_employments WHERE person_id = $1 ORDER BY from_day, id")
        .bind(person)
        .all(store::employment)
        .await
}

/// Ends the post of somebody who is erased: nobody's staff list goes on with her.
pub async fn end_posts_of(op: &mut Op, person: &PersonId) -> Outcome<()> {
    let today = op.now.day();
    op.tx
        .query(
            "UPDATE employers_employments SET to_day = $2, ended_why = 'left' \
             WHERE person_id = $1 AND to_day IS NULL",
        )
        .bind(person)
        .bind(today)
        .execute()
        .await?;
    Ok(())
}
