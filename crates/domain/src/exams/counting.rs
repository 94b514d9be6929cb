//! Figures per course, all courses at once. Asks for no permission: for the context that shows
//! them, which asks before.

use std::collections::BTreeMap;

use kernel::{CourseId, EnrolmentId, Instant, Outcome, PersonId};

use crate::Op;

/// How many questions the bank of each course holds.
pub async fn count_questions(op: &mut Op) -> Outcome<BTreeMap<CourseId, i64>> {
    let rows: Vec<(CourseId, i64)> = op
        .tx
        .query("SELECT course_id, count(*) AS many FROM exams_questions GROUP BY course_id")
        .all(|row| Ok((row.get("course_id")?, row.get("many")?)))
        .await?;
    Ok(rows.into_iter().collect())
}

/// How many enrolments of each course have passed its exam.
pub async fn count_passes(op: &mut Op) -> Outcome<BTreeMap<CourseId, i64>> {
    let rows: Vec<(CourseId, i64)> = op
        .tx
        .query(
            "SELECT course_id, count(DISTINCT enrolment_id) AS many FROM exams_attempts \
             WHERE passed = $1 GROUP BY course_id",
        )
        .bind(true)
        .all(|row| Ok((row.get("course_id")?, row.get("many")?)))
        .await?;
    Ok(rows.into_iter().collect())
}

/// How many questions of a course ask about each of its lessons, by the lesson's position.
pub async fn count_questions_by_lesson(
    op: &mut Op,
    course: &CourseId,
) -> Outcome<BTreeMap<i64, i64>> {
    let rows: Vec<(i64, i64)> = op
        .tx
        .query(
            "SELECT lesson_position, count(*) AS many FROM exams_questions WHERE course_id = $1 \
             GROUP BY lesson_position",
        )
        .bind(course)
        .all(|row| Ok((row.get("lesson_position")?, row.get("many")?)))
        .await?;
    Ok(rows.into_iter().collect())
}

/// When the attempt was opened by which each enrolment of people from one id to another was first
/// passed.
pub async fn passed_between(
    op: &mut Op,
    first: &PersonId,
    last: &PersonId,
) -> Outcome<BTreeMap<EnrolmentId, Instant>> {
    let rows: Vec<(EnrolmentId, Instant)> = op
        .tx
        .query(
            "SELECT enrolment_id, min(opened_at) AS opened_at FROM exams_attempts \
             WHERE person_id >= $1 AND person_id <= $2 AND passed = $3 GROUP BY enrolment_id",
        )
        .bind(first)
        .bind(last)
        .bind(true)
        .all(|row| Ok((row.get("enrolment_id")?, row.get("opened_at")?)))
        .await?;
    Ok(rows.into_iter().collect())
}
