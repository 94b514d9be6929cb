//! SQL of `learning_checks`.

use db::Row;
use kernel::{CheckId, EnrolmentId, LessonId, Outcome};

use super::model::{CheckOutcome, PresenceCheck};
use crate::Op;
use crate::learning::coverage::Coverage;
use crate::learning::json::{from_json, to_json};
use crate::learning::model::WatchSession;

pub(super) async fn insert(op: &mut Op, check: &PresenceCheck) -> Outcome<()> {
    op.tx
        .query(
            "INSERT INTO learning_checks (id, person_id, session_id, enrolment_id, lesson_id, \
             question_id, shown, asked_at, answer_by, tries, tries_most) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        )
        .bind(&check.id)
        .bind(&check.person_id)
        .bind(&check.session_id)
        .bind(&check.enrolment_id)
        .bind(&check.lesson_id)
        .bind(&check.question_id)
        .bind(to_json(&check.shown)?)
        .bind(check.asked_at)
        .bind(check.answer_by)
        .bind(check.tries)
        .bind(check.tries_most)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn find(op: &mut Op, id: &CheckId) -> Outcome<Option<PresenceCheck>> {
    op.tx
        .query("SELECT * FROM learning_checks WHERE id = $1")
        .bind(id)
        .optional(check)
        .await
}

pub(super) async fn find_open(
    op: &mut Op,
    session: &WatchSession,
) -> Outcome<Option<PresenceCheck>> {
    op.tx
        .query(
            "SELECT * FROM learning_checks WHERE person_id = $1 AND enrolment_id = $2 \
             AND lesson_id = $3 AND outcome IS NULL",
        )
        .bind(&session.person_id)
        .bind(&session.enrolment_id)
        .bind(&session.lesson_id)
        .optional(check)
        .await
}

pub(super) async fn list_of(
    op: &mut Op,
    enrolment: &EnrolmentId,
    lesson: &LessonId,
) -> Outcome<Vec<PresenceCheck>> {
    op.tx
        .query(
            "SELECT * FROM learning_checks WHERE enrolment_id = $1 AND lesson_id = $2 \
             ORDER BY asked_at, id",
        )
        .bind(enrolment)
        .bind(lesson)
        .all(check)
        .await
}

/// Keeps what an open check became. One that is decided is never written again.
pub(super) async fn save(op: &mut Op, check: &PresenceCheck) -> Outcome<()> {
    let missed = check.outcome == Some(CheckOutcome::Missed);
    let uncredited = missed.then(|| to_json(&check.uncredited)).transpose()?;
    op.tx
        .query(
            "UPDATE learning_checks SET shown = $2, asked_at = $3, answer_by = $4, \
             answered_at = $5, tries = $6, outcome = $7, uncredited = $8 \
             WHERE id = $1 AND outcome IS NULL",
        )
        .bind(&check.id)
        .bind(to_json(&check.shown)?)
        .bind(check.asked_at)
        .bind(check.answer_by)
        .bind(check.answered_at)
        .bind(check.tries)
        .bind(check.outcome.map(CheckOutcome::as_str))
        .bind(uncredited)
        .execute()
        .await?;
    Ok(())
}

fn check(row: Row<'_>) -> Outcome<PresenceCheck> {
    let outcome: Option<String> = row.get("outcome")?;
    let uncredited: Option<String> = row.get("uncredited")?;
    Ok(PresenceCheck {
        id: row.get("id")?,
        person_id: row.get("person_id")?,
        session_id: row.get("session_id")?,
        enrolment_id: row.get("enrolment_id")?,
        lesson_id: row.get("lesson_id")?,
        question_id: row.get("question_id")?,
        shown: from_json(&row.get::<String>("shown")?)?,
        asked_at: row.get("asked_at")?,
        answer_by: row.get("answer_by")?,
        answered_at: row.get("answered_at")?,
        tries: row.get("tries")?,
        tries_most: row.get("tries_most")?,
        outcome: outcome.map(|text| text.parse()).transpose()?,
        uncredited: uncredited.map_or(Ok(Coverage::default()), |text| from_json(&text))?,
    })
}
