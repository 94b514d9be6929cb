//! SQL of `learning_` tables.

use db::Row;
use kernel::{Fault, Instant, LessonId, Outcome, PersonId, WatchSessionId};

use super::coverage::Coverage;
use super::model::{Beat, BeatAnswer, WatchSession};
use crate::Op;
use crate::orders::Enrolment;

/// What is stored of a lesson for an enrolment.
#[derive(Clone, Debug, Default)]
pub(super) struct Progress {
    pub(super) covered: Coverage,
    pub(super) completed_at: Option<Instant>,
}

pub(super) async fn insert_session(op: &mut Op, session: &WatchSession) -> Outcome<()> {
    op.tx
        .query(
            "INSERT INTO learning_sessions (id, person_id, enrolment_id, lesson_id, opened_at, \
             mark_at, allowance_ms) VALUES ($1, $2, $3, $4, $5, $5, $6)",
        )
        .bind(&session.id)
        .bind(&session.person_id)
        .bind(&session.enrolment_id)
        .bind(&session.lesson_id)
        .bind(session.mark_at)
        .bind(session.allowance_ms)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn find_session(
    op: &mut Op,
    id: &WatchSessionId,
) -> Outcome<Option<WatchSession>> {
    op.tx
        .query("SELECT * FROM learning_sessions WHERE id = $1")
        .bind(id)
        .optional(session)
        .await
}

pub(super) async fn find_open(op: &mut Op, person: &PersonId) -> Outcome<Option<WatchSession>> {
    op.tx
        .query("SELECT * FROM learning_sessions WHERE person_id = $1 AND ended_at IS NULL")
        .bind(person)
        .optional(session)
        .await
}

pub(super) async fn end(op: &mut Op, id: &WatchSessionId, why: &str) -> Outcome<()> {
    op.tx
        .query("UPDATE learning_sessions SET ended_at = $2, ended_why = $3 WHERE id = $1")
        .bind(id)
        .bind(op.now)
        .bind(why)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn save_allowance(
    op: &mut Op,
    session: &WatchSession,
    allowance_ms: i64,
) -> Outcome<()> {
    op.tx
        .query("UPDATE learning_sessions SET mark_at = $2, allowance_ms = $3 WHERE id = $1")
        .bind(&session.id)
        .bind(op.now)
        .bind(allowance_ms)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn progress(op: &mut Op, session: &WatchSession) -> Outcome<Progress> {
    let found = op
        .tx
        .query(
            "SELECT * FROM learning_progress \
             WHERE person_id = $1 AND enrolment_id = $2 AND lesson_id = $3",
        )
        .bind(&session.person_id)
        .bind(&session.enrolment_id)
        .bind(&session.lesson_id)
        .optional(stored_progress)
        .await?;
    Ok(found.unwrap_or_default())
}

pub(super) async fn list_progress(
    op: &mut Op,
    enrolment: &Enrolment,
) -> Outcome<Vec<(LessonId, Progress)>> {
    op.tx
        .query("SELECT * FROM learning_progress WHERE person_id = $1 AND enrolment_id = $2")
        .bind(&enrolment.person_id)
        .bind(&enrolment.id)
        .all(|row| Ok((row.get("lesson_id")?, stored_progress(row)?)))
        .await
}

pub(super) async fn count_complete(op: &mut Op, enrolment: &Enrolment) -> Outcome<i64> {
    op.tx
        .query(
            "SELECT count(*) AS complete FROM learning_progress \
             WHERE person_id = $1 AND enrolment_id = $2 AND completed_at IS NOT NULL",
        )
        .bind(&enrolment.person_id)
        .bind(&enrolment.id)
        .one(|row| row.get("complete"))
        .await
}

pub(super) async fn save_progress(
    op: &mut Op,
    session: &WatchSession,
    covered: &Coverage,
    completed_at: Option<Instant>,
) -> Outcome<()> {
    op.tx
        .query(
            "INSERT INTO learning_progress (person_id, enrolment_id, lesson_id, covered, \
             covered_ms, completed_at) VALUES ($1, $2, $3, $4, $5, $6) \
             ON CONFLICT (person_id, enrolment_id, lesson_id) DO UPDATE SET \
             covered = excluded.covered, covered_ms = excluded.covered_ms, \
             completed_at = excluded.completed_at",
        )
        .bind(&session.person_id)
        .bind(&session.enrolment_id)
        .bind(&session.lesson_id)
        .bind(to_json(covered)?)
        .bind(covered.total())
        .bind(completed_at)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn find_answer(
    op: &mut Op,
    session: &WatchSession,
    seq: i64,
) -> Outcome<Option<BeatAnswer>> {
    op.tx
        .query(
            "SELECT answer FROM learning_beats \
             WHERE person_id = $1 AND session_id = $2 AND seq = $3",
        )
        .bind(&session.person_id)
        .bind(&session.id)
        .bind(seq)
        .optional(|row| from_json(&row.get::<String>("answer")?))
        .await
}

pub(super) async fn insert_beat(
    op: &mut Op,
    session: &WatchSession,
    beat: &Beat,
    answer: &BeatAnswer,
) -> Outcome<()> {
    op.tx
        .query(
            "INSERT INTO learning_beats (person_id, session_id, seq, received_at, segments, \
             answer, credited_ms) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(&session.person_id)
        .bind(&session.id)
        .bind(beat.seq)
        .bind(op.now)
        .bind(to_json(&beat.segments)?)
        .bind(to_json(answer)?)
        .bind(answer.credited_ms)
        .execute()
        .await?;
    Ok(())
}

fn session(row: Row<'_>) -> Outcome<WatchSession> {
    Ok(WatchSession {
        id: row.get("id")?,
        person_id: row.get("person_id")?,
        enrolment_id: row.get("enrolment_id")?,
        lesson_id: row.get("lesson_id")?,
        mark_at: row.get("mark_at")?,
        allowance_ms: row.get("allowance_ms")?,
        ended_at: row.get("ended_at")?,
        ended_why: row.get("ended_why")?,
    })
}

fn stored_progress(row: Row<'_>) -> Outcome<Progress> {
    Ok(Progress {
        covered: from_json(&row.get::<String>("covered")?)?,
        completed_at: row.get("completed_at")?,
    })
}

fn to_json<T: serde::Serialize>(value: &T) -> Outcome<String> {
    serde_json::to_string(value).map_err(|error| Fault::internal("db.broken", error))
}

fn from_json<T: serde::de::DeserializeOwned>(text: &str) -> Outcome<T> {
    serde_json::from_str(text).map_err(|error| Fault::internal("db.broken", error))
}
