//! SQL of `learning_disputes` and `learning_grants`, and what they change of a lesson's row.

use db::Row;
use kernel::{DisputeId, EnrolmentId, LessonId, Outcome, PersonId};

use super::model::{Dispute, Grant, Settlement};
use crate::Op;
use crate::learning::Error;
use crate::learning::json::{from_json, to_json};
use crate::learning::store::Progress;
use crate::orders::Enrolment;

/// Most disputes that are listed.
const LISTED_MAX: i64 = 200;

pub(super) async fn insert_dispute(op: &mut Op, new: &Dispute) -> Outcome<()> {
    op.tx
        .query(
            "INSERT INTO learning_disputes (id, person_id, enrolment_id, lesson_id, from_ms, \
             to_ms, words, opened_at, answer_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        )
        .bind(&new.id)
        .bind(&new.person_id)
        .bind(&new.enrolment_id)
        .bind(&new.lesson_id)
        .bind(new.span.0)
        .bind(new.span.1)
        .bind(&new.words)
        .bind(new.opened_at)
        .bind(new.answer_by)
        .execute()
        .await?;
    Ok(())
}

/// Keeps what came of a dispute that waits.
pub(super) async fn settle(op: &mut Op, id: &DisputeId, settled: &Settlement) -> Outcome<()> {
    op.tx
        .query(
            "UPDATE learning_disputes SET outcome = $2, reason = $3, settled_by = $4, \
             settled_at = $5 WHERE id = $1 AND outcome IS NULL",
        )
        .bind(id)
        .bind(&settled.outcome)
        .bind(&settled.reason)
        .bind(&settled.by)
        .bind(settled.at)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn get_dispute(op: &mut Op, id: &DisputeId) -> Outcome<Dispute> {
    op.tx
        .query("SELECT * FROM learning_disputes WHERE id = $1")
        .bind(id)
        .optional(dispute)
        .await?
        .ok_or_else(|| Error::UnknownDispute.into())
}

/// Disputes that wait and are younger than the id `after`, oldest first, some at a time.
pub(super) async fn list_open(op: &mut Op, after: &str) -> Outcome<Vec<Dispute>> {
    op.tx
        .query(
            "SELECT * FROM learning_disputes WHERE outcome IS NULL AND id > $1 \
             ORDER BY id LIMIT $2",
        )
        .bind(after)
        .bind(LISTED_MAX)
        .all(dispute)
        .await
}

/// Disputes about a lesson, newest first.
pub(super) async fn list_of_lesson(
    op: &mut Op,
    enrolment: &EnrolmentId,
    lesson: &LessonId,
) -> Outcome<Vec<Dispute>> {
    op.tx
        .query(
            "SELECT * FROM learning_disputes WHERE enrolment_id = $1 AND lesson_id = $2 \
             ORDER BY id DESC LIMIT $3",
        )
        .bind(enrolment)
        .bind(lesson)
        .bind(LISTED_MAX)
        .all(dispute)
        .await
}

/// How many disputes of a person wait.
pub(super) async fn count_open(op: &mut Op, person: &PersonId) -> Outcome<i64> {
    op.tx
        .query(
            "SELECT count(*) AS waiting FROM learning_disputes \
             WHERE person_id = $1 AND outcome IS NULL",
        )
        .bind(person)
        .one(|row| row.get("waiting"))
        .await
}

pub(super) async fn insert_grant(op: &mut Op, on: &Dispute, grant: &Grant) -> Outcome<()> {
    op.tx
        .query(
            "INSERT INTO learning_grants (id, person_id, enrolment_id, lesson_id, dispute_id, \
             spans, credited_ms, reason, granted_by, granted_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        )
        .bind(&grant.id)
        .bind(&on.person_id)
        .bind(&on.enrolment_id)
        .bind(&on.lesson_id)
        .bind(&grant.dispute_id)
        .bind(to_json(&grant.spans)?)
        .bind(grant.credited_ms)
        .bind(&grant.reason)
        .bind(&grant.by)
        .bind(grant.at)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn find_grant(op: &mut Op, dispute: &DisputeId) -> Outcome<Option<Grant>> {
    op.tx
        .query("SELECT * FROM learning_grants WHERE dispute_id = $1")
        .bind(dispute)
        .optional(grant)
        .await
}

/// What officers credited of a lesson, oldest first.
pub(in crate::learning) async fn grants_of(
    op: &mut Op,
    enrolment: &Enrolment,
    lesson: &LessonId,
) -> Outcome<Vec<Grant>> {
    op.tx
        .query(
            "SELECT * FROM learning_grants WHERE person_id = $1 AND enrolment_id = $2 \
             AND lesson_id = $3 ORDER BY id",
        )
        .bind(&enrolment.person_id)
        .bind(&enrolment.id)
        .bind(lesson)
        .all(grant)
        .await
}

/// Takes hold of a lesson's row until the end of the transaction, and makes what others read of it
/// before worthless to write by. A lesson that was never opened gets its row.
pub(super) async fn hold_lesson(
    op: &mut Op,
    enrolment: &Enrolment,
    lesson: &LessonId,
) -> Outcome<()> {
    op.tx
        .query(
            "INSERT INTO learning_progress (person_id, enrolment_id, lesson_id, covered, \
             covered_ms, mark_at, left_ms, ahead, unproven, check_due_ms, version) \
             VALUES ($1, $2, $3, '[]', 0, $4, 0, '[]', '[]', 0, 1) \
             ON CONFLICT (person_id, enrolment_id, lesson_id) \
             DO UPDATE SET version = learning_progress.version + 1",
        )
        .bind(&enrolment.person_id)
        .bind(&enrolment.id)
        .bind(lesson)
        .bind(op.now)
        .execute()
        .await?;
    Ok(())
}

/// Keeps what is covered of a lesson that is held.
pub(super) async fn save_covered(
    op: &mut Op,
    enrolment: &Enrolment,
    lesson: &LessonId,
    progress: &Progress,
) -> Outcome<()> {
    op.tx
        .query(
            "UPDATE learning_progress SET covered = $4, covered_ms = $5, completed_at = $6, \
             version = version + 1 \
             WHERE person_id = $1 AND enrolment_id = $2 AND lesson_id = $3",
        )
        .bind(&enrolment.person_id)
        .bind(&enrolment.id)
        .bind(lesson)
        .bind(to_json(&progress.covered)?)
        .bind(progress.covered.total())
        .bind(progress.completed_at)
        .execute()
        .await?;
    Ok(())
}

/// Whether a presence check of the lesson waits for its answer.
pub(super) async fn is_checked(
    op: &mut Op,
    enrolment: &Enrolment,
    lesson: &LessonId,
) -> Outcome<bool> {
    let open: i64 = op
        .tx
        .query(
            "SELECT count(*) AS waiting FROM learning_checks WHERE person_id = $1 \
             AND enrolment_id = $2 AND lesson_id = $3 AND outcome IS NULL",
        )
        .bind(&enrolment.person_id)
        .bind(&enrolment.id)
        .bind(lesson)
        .one(|row| row.get("waiting"))
        .await?;
    Ok(open > 0)
}

fn dispute(row: Row<'_>) -> Outcome<Dispute> {
    let outcome: Option<String> = row.get("outcome")?;
    let settlement = match outcome {
        None => None,
        Some(outcome) => Some(Settlement {
            outcome,
            reason: row.get::<Option<String>>("reason")?.unwrap_or_default(),
            by: row.get("settled_by")?,
            at: row.get("settled_at")?,
        }),
    };
    Ok(Dispute {
        id: row.get("id")?,
        person_id: row.get("person_id")?,
        enrolment_id: row.get("enrolment_id")?,
        lesson_id: row.get("lesson_id")?,
        span: (row.get("from_ms")?, row.get("to_ms")?),
        words: row.get("words")?,
        opened_at: row.get("opened_at")?,
        answer_by: row.get("answer_by")?,
        settlement,
    })
}

fn grant(row: Row<'_>) -> Outcome<Grant> {
    Ok(Grant {
        id: row.get("id")?,
        dispute_id: row.get("dispute_id")?,
        spans: from_json(&row.get::<String>("spans")?)?,
        credited_ms: row.get("credited_ms")?,
        reason: row.get("reason")?,
        by: row.get("granted_by")?,
        at: row.get("granted_at")?,
    })
}
