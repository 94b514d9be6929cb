//! Figures per course, all courses at once. Asks for no permission: for the context that shows
//! them, which asks before.

use std::collections::BTreeMap;

use kernel::{CourseId, Outcome, PersonId};

use super::model::Enrolment;
use super::store;
use crate::Op;

/// How many people were ever put on each course.
pub async fn count_enrolments(op: &mut Op) -> Outcome<BTreeMap<CourseId, i64>> {
    let rows: Vec<(CourseId, i64)> = op
        .tx
        .query("SELECT course_id, count(*) AS many FROM orders_enrolments GROUP BY course_id")
        .all(|row| Ok((row.get("course_id")?, row.get("many")?)))
        .await?;
    Ok(rows.into_iter().collect())
}

/// All enrolments of people from one id to another.
pub async fn enrolments_between(
    op: &mut Op,
    first: &PersonId,
    last: &PersonId,
) -> Outcome<Vec<Enrolment>> {
    op.tx
        .query(
            "SELECT * FROM orders_enrolments WHERE person_id >= $1 AND person_id <= $2 \
             ORDER BY person_id, id",
        )
        .bind(first)
        .bind(last)
        .all(store::enrolment)
        .await
}
