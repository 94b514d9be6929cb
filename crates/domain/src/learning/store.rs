//! SQL of `learning_` tables.

use db::Row;
use kernel::{Instant, LessonId, Outcome, PersonId, WatchSessionId};

use super::coverage::Coverage;
use super::json::{from_json, to_json};
use super::meter::Meter;
use super::model::{Beat, BeatAnswer, WatchSession};
use super::sheaf;
use crate::Op;
use crate::orders::Enrolment;

/// A session with the row of the lesson on which it earns.
#[derive(Clone, Debug)]
pub(super) struct Watching {
    pub session: WatchSession,
    pub meter: Meter,
    pub completed_at: Option<Instant>,
    /// How much unproven credit makes a presence check due; 0: none is.
    pub check_due_ms: i64,
    /// Where the row lies since the session began on it.
    pub place: i64,
    /// Counts changes of the row.
    pub version: i64,
}

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
             device) VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(&session.id)
        .bind(&session.person_id)
        .bind(&session.enrolment_id)
        .bind(&session.lesson_id)
        .bind(session.opened_at)
        .bind(&session.device)
        .execute()
        .await?;
    Ok(())
}

/// Gives the lesson's row to a session: from now on it earns. The row is made when it is the first;
/// one that is there moves to the end, where those of all sessions of this hour lie.
pub(super) async fn give_row(op: &mut Op, session: &WatchSession) -> Outcome<()> {
    let row = take_up(op, session).await?.unwrap_or_default();
    op.tx
        .query(
            "INSERT INTO learning_progress (person_id, enrolment_id, lesson_id, covered, \
             covered_ms, completed_at, session_id, mark_at, left_ms, ahead, unproven, \
             check_due_ms, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, '[]', $9, $10, $11)",
        )
        .bind(&session.person_id)
        .bind(&session.enrolment_id)
        .bind(&session.lesson_id)
        .bind(to_json(&row.progress.covered)?)
        .bind(row.progress.covered.total())
        .bind(row.progress.completed_at)
        .bind(&session.id)
        .bind(session.opened_at)
        .bind(to_json(&row.unproven)?)
        .bind(row.check_due_ms)
        .bind(row.version + 1)
        .execute()
        .await?;
    Ok(())
}

/// What a row keeps when it moves.
#[derive(Default)]
struct Moved {
    progress: Progress,
    unproven: Coverage,
    check_due_ms: i64,
    version: i64,
}

/// Takes a row away that has let all its beats go, as it does when a session ends.
async fn take_up(op: &mut Op, session: &WatchSession) -> Outcome<Option<Moved>> {
    op.tx
        .query(
            "DELETE FROM learning_progress \
             WHERE person_id = $1 AND enrolment_id = $2 AND lesson_id = $3 AND recent = '' \
             RETURNING covered, completed_at, unproven, check_due_ms, version",
        )
        .bind(&session.person_id)
        .bind(&session.enrolment_id)
        .bind(&session.lesson_id)
        .optional(|row| {
            Ok(Moved {
                progress: stored_progress(row)?,
                unproven: from_json(&row.get::<String>("unproven")?)?,
                check_due_ms: row.get("check_due_ms")?,
                version: row.get("version")?,
            })
        })
        .await
}

/// Takes hold of a lesson's row until the end of the transaction, and makes what others read of it
/// before worthless to write by.
pub(super) async fn hold(op: &mut Op, session: &WatchSession) -> Outcome<()> {
    op.tx
        .query(
            "UPDATE learning_progress SET version = version + 1 \
             WHERE person_id = $1 AND enrolment_id = $2 AND lesson_id = $3",
        )
        .bind(&session.person_id)
        .bind(&session.enrolment_id)
        .bind(&session.lesson_id)
        .execute()
        .await?;
    Ok(())
}

/// Takes hold of all rows of an enrolment in the same way.
pub(super) async fn hold_all(op: &mut Op, enrolment: &Enrolment) -> Outcome<()> {
    op.tx
        .query(
            "UPDATE learning_progress SET version = version + 1 \
             WHERE person_id = $1 AND enrolment_id = $2",
        )
        .bind(&enrolment.person_id)
        .bind(&enrolment.id)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn find_watching(op: &mut Op, id: &WatchSessionId) -> Outcome<Option<Watching>> {
    op.tx
        .query(
            "SELECT s.*, p.covered, p.completed_at, p.mark_at, p.left_ms, p.ahead, p.unproven, \
             p.check_due_ms, p.place, p.version FROM learning_sessions s \
             JOIN learning_progress p ON p.person_id = s.person_id \
             AND p.enrolment_id = s.enrolment_id AND p.lesson_id = s.lesson_id WHERE s.id = $1",
        )
        .bind(id)
        .optional(watching)
        .await
}

/// Milliseconds that a person was credited from an instant on, by all her sessions.
pub(super) async fn credited_since(op: &mut Op, person: &PersonId, from: Instant) -> Outcome<i64> {
    op.tx
        .query(
            "SELECT CAST(coalesce(sum(credited_ms), 0) AS BIGINT) AS credited \
             FROM learning_beats WHERE person_id = $1 AND last_at >= $2 AND received_at >= $2",
        )
        .bind(person)
        .bind(from)
        .one(|row| row.get("credited"))
        .await
}

/// The highest number of the session's beats; -1 before the first. Sheaves say theirs; only what
/// the row still holds, which the view shows without an end, is looked through.
pub(super) async fn last_seq(op: &mut Op, session: &WatchSession) -> Outcome<i64> {
    op.tx
        .query(
            "SELECT coalesce(max(seq), -1) AS seq FROM (SELECT max(last_seq) AS seq \
             FROM learning_sheaves WHERE person_id = $1 AND session_id = $2 UNION ALL \
             SELECT max(seq) FROM learning_beats WHERE person_id = $1 AND session_id = $2 \
             AND last_seq = 9223372036854775807) AS b",
        )
        .bind(&session.person_id)
        .bind(&session.id)
        .one(|row| row.get("seq"))
        .await
}

pub(super) async fn find_open(op: &mut Op, person: &PersonId) -> Outcome<Option<Watching>> {
    op.tx
        .query(
            "SELECT s.*, p.covered, p.completed_at, p.mark_at, p.left_ms, p.ahead, p.unproven, \
             p.check_due_ms, p.place, p.version FROM learning_sessions s \
             JOIN learning_progress p ON p.person_id = s.person_id \
             AND p.enrolment_id = s.enrolment_id AND p.lesson_id = s.lesson_id \
             WHERE s.person_id = $1 AND s.ended_at IS NULL",
        )
        .bind(person)
        .optional(watching)
        .await
}

/// Ends a session and takes the lesson's row from it: a beat that is on its way is refused.
pub(super) async fn end(op: &mut Op, session: &WatchSession, why: &str) -> Outcome<()> {
    hold(op, session).await?;
    op.tx
        .query(
            "UPDATE learning_progress SET session_id = NULL, recent = '', version = version + 1 \
             WHERE person_id = $1 AND enrolment_id = $2 AND lesson_id = $3 AND session_id = $4",
        )
        .bind(&session.person_id)
        .bind(&session.enrolment_id)
        .bind(&session.lesson_id)
        .bind(&session.id)
        .execute()
        .await?;
    op.tx
        .query("UPDATE learning_sessions SET ended_at = $2, ended_why = $3 WHERE id = $1")
        .bind(&session.id)
        .bind(op.now)
        .bind(why)
        .execute()
        .await?;
    Ok(())
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

pub(super) async fn save_progress(op: &mut Op, watching: &Watching) -> Outcome<()> {
    let (session, meter) = (&watching.session, &watching.meter);
    op.tx
        .query(
            "UPDATE learning_progress SET covered = $4, covered_ms = $5, completed_at = $6, \
             mark_at = $7, left_ms = $8, ahead = $9, unproven = $10, check_due_ms = $11, \
             version = version + 1 \
             WHERE person_id = $1 AND enrolment_id = $2 AND lesson_id = $3",
        )
        .bind(&session.person_id)
        .bind(&session.enrolment_id)
        .bind(&session.lesson_id)
        .bind(to_json(&meter.covered)?)
        .bind(meter.covered.total())
        .bind(watching.completed_at)
        .bind(meter.mark_at)
        .bind(meter.left_ms)
        .bind(to_json(&meter.ahead)?)
        .bind(to_json(&meter.unproven)?)
        .bind(watching.check_due_ms)
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
            "SELECT seq, covered_ms, credited_ms, complete, refused FROM learning_beats \
             WHERE person_id = $1 AND session_id = $2 AND first_seq <= $3 AND last_seq >= $3 \
             AND seq = $3",
        )
        .bind(&session.person_id)
        .bind(&session.id)
        .bind(seq)
        .optional(answer)
        .await
}

/// Keeps a beat that an operation of its own took, as a sheaf of one.
pub(super) async fn insert_beat(
    op: &mut Op,
    session: &WatchSession,
    beat: &Beat,
    answer: &BeatAnswer,
) -> Outcome<()> {
    let mut sheaf = String::new();
    sheaf::lay(&mut sheaf, beat, op.now, answer)?;
    op.tx
        .query(
            "INSERT INTO learning_sheaves \
             (person_id, session_id, first_seq, last_seq, first_at, last_at, beats) \
             VALUES ($1, $2, $3, $3, $4, $4, $5)",
        )
        .bind(&session.person_id)
        .bind(&session.id)
        .bind(beat.seq)
        .bind(op.now)
        .bind(sheaf)
        .execute()
        .await?;
    Ok(())
}

pub(super) fn session(row: Row<'_>) -> Outcome<WatchSession> {
    Ok(WatchSession {
        id: row.get("id")?,
        person_id: row.get("person_id")?,
        enrolment_id: row.get("enrolment_id")?,
        lesson_id: row.get("lesson_id")?,
        opened_at: row.get("opened_at")?,
        device: row.get("device")?,
        ended_at: row.get("ended_at")?,
        ended_why: row.get("ended_why")?,
    })
}

fn watching(row: Row<'_>) -> Outcome<Watching> {
    Ok(Watching {
        session: session(row)?,
        meter: Meter {
            covered: from_json(&row.get::<String>("covered")?)?,
            ahead: from_json(&row.get::<String>("ahead")?)?,
            unproven: from_json(&row.get::<String>("unproven")?)?,
            mark_at: row.get("mark_at")?,
            left_ms: row.get("left_ms")?,
        },
        completed_at: row.get("completed_at")?,
        check_due_ms: row.get("check_due_ms")?,
        place: row.get("place")?,
        version: row.get("version")?,
    })
}

fn stored_progress(row: Row<'_>) -> Outcome<Progress> {
    Ok(Progress {
        covered: from_json(&row.get::<String>("covered")?)?,
        completed_at: row.get("completed_at")?,
    })
}

fn answer(row: Row<'_>) -> Outcome<BeatAnswer> {
    let refused: Option<String> = row.get("refused")?;
    Ok(BeatAnswer {
        seq: row.get("seq")?,
        covered_ms: row.get("covered_ms")?,
        credited_ms: row.get("credited_ms")?,
        complete: row.get("complete")?,
        refused: refused.map_or(Ok(Vec::new()), |text| from_json(&text))?,
        check: None,
        missed: None,
    })
}
