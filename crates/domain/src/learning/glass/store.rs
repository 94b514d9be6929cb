//! SQL of what a lesson is laid out from.

use db::Row;
use kernel::{LessonId, Outcome, WatchSessionId};

use super::model::{KeptBeat, Miss, SessionLine};
use crate::Op;
use crate::learning::coverage::Coverage;
use crate::learning::json::from_json;
use crate::learning::store::session;
use crate::orders::Enrolment;

/// Most sessions that are listed of a lesson.
const SESSIONS_MAX: i64 = 500;
/// The beats of a lesson in the order in which they were received, at most `most` of them: those
/// of the newest sessions.
pub(super) async fn list_beats(
    op: &mut Op,
    enrolment: &Enrolment,
    lesson: &LessonId,
    most: i64,
) -> Outcome<Vec<KeptBeat>> {
    let Some((oldest, newest)) = bounds(op, enrolment, lesson).await? else {
        return Ok(Vec::new());
    };
    let mut beats: Vec<KeptBeat> = op
        .tx
        .query(
            "SELECT b.session_id, b.seq, b.received_at, b.segments, b.credited_ms, b.refused \
             FROM learning_beats b JOIN learning_sessions s ON s.id = b.session_id \
             WHERE b.person_id = $1 AND b.session_id >= $4 AND b.session_id <= $5 \
             AND s.enrolment_id = $2 AND s.lesson_id = $3 \
             ORDER BY b.session_id DESC, b.seq DESC LIMIT $6",
        )
        .bind(&enrolment.person_id)
        .bind(&enrolment.id)
        .bind(lesson)
        .bind(&oldest)
        .bind(&newest)
        .bind(most)
        .all(beat)
        .await?;
    beats.sort_by(|a, b| {
        (a.received_at, &a.session, a.seq).cmp(&(b.received_at, &b.session, b.seq))
    });
    Ok(beats)
}

/// The oldest and the newest of a lesson's newest sessions; none without a session. Their beats are
/// found between the two, past those of all other lessons and years.
async fn bounds(
    op: &mut Op,
    enrolment: &Enrolment,
    lesson: &LessonId,
) -> Outcome<Option<(WatchSessionId, WatchSessionId)>> {
    op.tx
        .query(
            "SELECT min(id) AS oldest, max(id) AS newest FROM (SELECT id FROM learning_sessions \
             WHERE person_id = $1 AND enrolment_id = $2 AND lesson_id = $3 \
             ORDER BY id DESC LIMIT $4) AS s HAVING count(*) > 0",
        )
        .bind(&enrolment.person_id)
        .bind(&enrolment.id)
        .bind(lesson)
        .bind(SESSIONS_MAX)
        .optional(|row| Ok((row.get("oldest")?, row.get("newest")?)))
        .await
}

/// The newest sessions of a lesson with their figures.
pub(super) async fn list_sessions(
    op: &mut Op,
    enrolment: &Enrolment,
    lesson: &LessonId,
) -> Outcome<Vec<SessionLine>> {
    let Some((oldest, newest)) = bounds(op, enrolment, lesson).await? else {
        return Ok(Vec::new());
    };
    op.tx
        .query(
            "SELECT s.*, coalesce(b.beats, 0) AS beats, coalesce(b.credited, 0) AS credited, \
             b.last_at FROM learning_sessions s LEFT JOIN (SELECT session_id, count(*) AS beats, \
             CAST(sum(credited_ms) AS BIGINT) AS credited, max(received_at) AS last_at \
             FROM learning_beats WHERE person_id = $1 AND session_id >= $4 AND session_id <= $5 \
             GROUP BY session_id) b ON b.session_id = s.id \
             WHERE s.person_id = $1 AND s.enrolment_id = $2 AND s.lesson_id = $3 \
             AND s.id >= $4 ORDER BY s.id DESC",
        )
        .bind(&enrolment.person_id)
        .bind(&enrolment.id)
        .bind(lesson)
        .bind(&oldest)
        .bind(&newest)
        .all(|row| {
            Ok(SessionLine {
                session: session(row)?,
                beats: row.get("beats")?,
                credited_ms: row.get("credited")?,
                last_at: row.get("last_at")?,
            })
        })
        .await
}

/// Presence checks that were missed, in the order in which that was decided.
pub(super) async fn list_misses(
    op: &mut Op,
    enrolment: &Enrolment,
    lesson: &LessonId,
) -> Outcome<Vec<Miss>> {
    op.tx
        .query(
            "SELECT session_id, answered_at, uncredited FROM learning_checks \
             WHERE enrolment_id = $1 AND lesson_id = $2 AND outcome = 'missed' \
             ORDER BY answered_at, id",
        )
        .bind(&enrolment.id)
        .bind(lesson)
        .all(|row| {
            Ok(Miss {
                session: row.get("session_id")?,
                at: row.get("answered_at")?,
                spans: from_json(&row.get::<String>("uncredited")?)?,
            })
        })
        .await
}

/// What waits for the clock of an open session.
pub(super) async fn find_ahead(
    op: &mut Op,
    enrolment: &Enrolment,
    lesson: &LessonId,
) -> Outcome<Coverage> {
    let found: Option<String> = op
        .tx
        .query(
            "SELECT p.ahead FROM learning_progress p JOIN learning_sessions s \
             ON s.id = p.session_id WHERE p.person_id = $1 AND p.enrolment_id = $2 \
             AND p.lesson_id = $3 AND s.ended_at IS NULL",
        )
        .bind(&enrolment.person_id)
        .bind(&enrolment.id)
        .bind(lesson)
        .optional(|row| row.get("ahead"))
        .await?;
    found.map_or(Ok(Coverage::default()), |text| from_json(&text))
}

/// A beat as it is kept, of `session_id, seq, received_at, segments, credited_ms, refused`.
pub(in crate::learning) fn beat(row: Row<'_>) -> Outcome<KeptBeat> {
    let refused: Option<String> = row.get("refused")?;
    Ok(KeptBeat {
        session: row.get("session_id")?,
        seq: row.get("seq")?,
        received_at: row.get("received_at")?,
        segments: from_json(&row.get::<String>("segments")?)?,
        credited_ms: row.get("credited_ms")?,
        refused: refused.map_or(Ok(Vec::new()), |text| from_json(&text))?,
    })
}
