//! Figures per course, all courses at once. Asks for no permission: for the context that shows
//! them, which asks before.

use std::collections::BTreeMap;

use kernel::{CourseId, Outcome};

use crate::Op;

/// How many lessons each course has.
pub async fn count_lessons(op: &mut Op) -> Outcome<BTreeMap<CourseId, i64>> {
    let rows: Vec<(CourseId, i64)> = op
        .tx
        .query("SELECT course_id, count(*) AS many FROM catalogue_lessons GROUP BY course_id")
        .all(|row| Ok((row.get("course_id")?, row.get("many")?)))
        .await?;
    Ok(rows.into_iter().collect())
}
