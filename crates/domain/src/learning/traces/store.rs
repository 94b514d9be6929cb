//! SQL of traces. Beats of a stretch of time are found by the sessions that were alive in it.

use std::time::Duration;

use db::Row;
use kernel::{Outcome, PersonId, WatchSessionId};

use super::{Measured, TRACES_MAX, Trace, Window};
use crate::Op;
use crate::learning::Error;
use crate::learning::glass::{KeptBeat, kept_beat};
use crate::learning::model::WatchSession;
use crate::learning::store::session;

/// Devices on which at least so many people learned.
pub async fn shared_devices(
    op: &mut Op,
    (from, to): Window,
    people: i64,
) -> Outcome<Vec<(String, i64)>> {
    op.tx
        .query(
            "SELECT device, count(DISTINCT person_id) AS people FROM learning_sessions \
             WHERE (ended_at IS NULL OR ended_at >= $1) AND opened_at >= $1 AND opened_at < $2 \
             AND device <> '' GROUP BY device HAVING count(DISTINCT person_id) >= $3 \
             ORDER BY device",
        )
        .bind(from)
        .bind(to)
        .bind(people)
        .all(|row| Ok((row.get("device")?, row.get("people")?)))
        .await
}

/// Sessions that were opened on a device.
pub async fn sessions_of_device(
    op: &mut Op,
    (from, to): Window,
    device: &str,
) -> Outcome<Vec<Trace>> {
    op.tx
        .query(
            "SELECT person_id, id FROM learning_sessions \
             WHERE (ended_at IS NULL OR ended_at >= $1) AND opened_at >= $1 AND opened_at < $2 \
             AND device = $3 ORDER BY id LIMIT $4",
        )
        .bind(from)
        .bind(to)
        .bind(device)
        .bind(TRACES_MAX)
        .all(trace)
        .await
}

/// People to whom at least so many milliseconds were credited.
pub async fn credited_totals(
    op: &mut Op,
    (from, to): Window,
    least_ms: i64,
) -> Outcome<Vec<Measured>> {
    op.tx
        .query(
            "SELECT person_id, CAST(sum(credited_ms) AS BIGINT) AS figure FROM learning_beats \
             WHERE last_at >= $1 AND first_at < $2 AND received_at >= $1 AND received_at < $2 \
             GROUP BY person_id HAVING sum(credited_ms) >= $3 ORDER BY person_id",
        )
        .bind(from)
        .bind(to)
        .bind(least_ms)
        .all(measured)
        .await
}

/// People to whom something was credited from the beginning of a night to its end with no pause
/// longer than this; the longest pause in milliseconds.
pub async fn sleepless(op: &mut Op, (from, to): Window, pause: Duration) -> Outcome<Vec<Measured>> {
    let longest = i64::try_from(pause.as_micros()).unwrap_or(i64::MAX);
    op.tx
        .query(
            "SELECT person_id, max(gap) / 1000 AS figure FROM (SELECT person_id, received_at, \
             received_at - lag(received_at) OVER (PARTITION BY person_id ORDER BY received_at) \
             AS gap FROM learning_beats WHERE last_at >= $1 AND first_at < $2 \
             AND received_at >= $1 AND received_at < $2 AND credited_ms > 0) AS beaten \
             GROUP BY person_id HAVING min(received_at) <= $3 AND max(received_at) >= $4 \
             AND max(gap) <= $5 ORDER BY person_id",
        )
        .bind(from)
        .bind(to)
        .bind(from.plus(pause))
        .bind(to.minus(pause))
        .bind(longest)
        .all(measured)
        .await
}

/// People who answered at least so many presence checks rightly within this time.
pub async fn quick_checks(
    op: &mut Op,
    (from, to): Window,
    within: Duration,
    least: i64,
) -> Outcome<Vec<Measured>> {
    op.tx
        .query(
            "SELECT person_id, count(*) AS figure FROM learning_checks \
             WHERE answered_at >= $1 AND answered_at < $2 AND outcome = 'passed' \
             AND answered_at - asked_at < $3 GROUP BY person_id HAVING count(*) >= $4 \
             ORDER BY person_id",
        )
        .bind(from)
        .bind(to)
        .bind(i64::try_from(within.as_micros()).unwrap_or(i64::MAX))
        .bind(least)
        .all(measured)
        .await
}

/// Sessions of a person that were alive.
pub async fn sessions_of_person(
    op: &mut Op,
    (from, to): Window,
    person: &PersonId,
) -> Outcome<Vec<Trace>> {
    op.tx
        .query(
            "SELECT person_id, id FROM learning_sessions WHERE person_id = $3 \
             AND (ended_at IS NULL OR ended_at >= $1) AND opened_at < $2 ORDER BY id LIMIT $4",
        )
        .bind(from)
        .bind(to)
        .bind(person)
        .bind(TRACES_MAX)
        .all(trace)
        .await
}

/// A session with how many beats it sent and what they added, in milliseconds.
pub async fn find_session(op: &mut Op, id: &WatchSessionId) -> Outcome<(WatchSession, i64, i64)> {
    let found = op
        .tx
        .query("SELECT * FROM learning_sessions WHERE id = $1")
        .bind(id)
        .optional(session)
        .await?
        .ok_or(Error::UnknownSession)?;
    let (beats, credited_ms) = op
        .tx
        .query(
            "SELECT count(*) AS beats, CAST(coalesce(sum(credited_ms), 0) AS BIGINT) AS credited \
             FROM learning_beats WHERE person_id = $1 AND session_id = $2",
        )
        .bind(&found.person_id)
        .bind(id)
        .one(|row| Ok((row.get("beats")?, row.get("credited")?)))
        .await?;
    Ok((found, beats, credited_ms))
}

/// The first beats of a session, in the order of their numbers.
pub async fn beats_of_session(
    op: &mut Op,
    session: &WatchSession,
    most: i64,
) -> Outcome<Vec<KeptBeat>> {
    op.tx
        .query(
            "SELECT session_id, seq, received_at, segments, credited_ms, refused \
             FROM learning_beats WHERE person_id = $1 AND session_id = $2 \
             ORDER BY seq LIMIT $3",
        )
        .bind(&session.person_id)
        .bind(&session.id)
        .bind(most)
        .all(kept_beat)
        .await
}

fn trace(row: Row<'_>) -> Outcome<Trace> {
    Ok(Trace {
        person: row.get("person_id")?,
        session: row.get("id")?,
    })
}

fn measured(row: Row<'_>) -> Outcome<Measured> {
    Ok(Measured {
        person: row.get("person_id")?,
        figure: row.get("figure")?,
    })
}
