//! SQL of the check: what was kept about people from one id to another.

use db::Row;
use kernel::{Instant, Outcome, PersonId, WatchSessionId};

use super::Key;
use crate::Op;
use crate::learning::coverage::{Coverage, Span};
use crate::learning::store::from_json;

/// Beats that are read at once.
pub(super) const BEATS_AT_ONCE: usize = 5_000;

#[derive(Debug)]
pub(super) struct ProgressRow {
    pub key: Key,
    pub covered: Coverage,
    pub covered_ms: i64,
    pub completed_at: Option<Instant>,
}

#[derive(Debug)]
pub(super) struct SessionRow {
    pub id: WatchSessionId,
    pub key: Key,
    pub opened_at: Instant,
    pub ended_at: Option<Instant>,
}

#[derive(Debug)]
pub(super) struct GrantRow {
    pub key: Key,
    pub spans: Coverage,
    pub credited_ms: i64,
}

/// A check that took something back, or one that is open.
#[derive(Debug)]
pub(super) struct CheckRow {
    pub key: Key,
    pub uncredited: Option<Coverage>,
}

#[derive(Debug)]
pub(super) struct BeatRow {
    pub person: PersonId,
    pub session: WatchSessionId,
    pub seq: i64,
    pub received_at: Instant,
    pub segments: Vec<Span>,
    pub credited_ms: i64,
}

impl BeatRow {
    /// Its place in the order in which beats are read.
    pub fn place(&self) -> (PersonId, WatchSessionId, i64) {
        (self.person.clone(), self.session.clone(), self.seq)
    }
}

pub(super) async fn list_progress(
    op: &mut Op,
    first: &PersonId,
    last: &PersonId,
) -> Outcome<Vec<ProgressRow>> {
    op.tx
        .query(
            "SELECT person_id, enrolment_id, lesson_id, covered, covered_ms, completed_at \
             FROM learning_progress WHERE person_id >= $1 AND person_id <= $2",
        )
        .bind(first)
        .bind(last)
        .all(|row| {
            Ok(ProgressRow {
                key: key(row)?,
                covered: from_json(&row.get::<String>("covered")?)?,
                covered_ms: row.get("covered_ms")?,
                completed_at: row.get("completed_at")?,
            })
        })
        .await
}

pub(super) async fn list_sessions(
    op: &mut Op,
    first: &PersonId,
    last: &PersonId,
) -> Outcome<Vec<SessionRow>> {
    op.tx
        .query(
            "SELECT id, person_id, enrolment_id, lesson_id, opened_at, ended_at \
             FROM learning_sessions WHERE person_id >= $1 AND person_id <= $2",
        )
        .bind(first)
        .bind(last)
        .all(|row| {
            Ok(SessionRow {
                id: row.get("id")?,
                key: key(row)?,
                opened_at: row.get("opened_at")?,
                ended_at: row.get("ended_at")?,
            })
        })
        .await
}

pub(super) async fn list_grants(
    op: &mut Op,
    first: &PersonId,
    last: &PersonId,
) -> Outcome<Vec<GrantRow>> {
    op.tx
        .query(
            "SELECT person_id, enrolment_id, lesson_id, spans, credited_ms FROM learning_grants \
             WHERE person_id >= $1 AND person_id <= $2",
        )
        .bind(first)
        .bind(last)
        .all(|row| {
            Ok(GrantRow {
                key: key(row)?,
                spans: from_json(&row.get::<String>("spans")?)?,
                credited_ms: row.get("credited_ms")?,
            })
        })
        .await
}

pub(super) async fn list_checks(
    op: &mut Op,
    first: &PersonId,
    last: &PersonId,
) -> Outcome<Vec<CheckRow>> {
    op.tx
        .query(
            "SELECT person_id, enrolment_id, lesson_id, uncredited FROM learning_checks \
             WHERE person_id >= $1 AND person_id <= $2 \
             AND (outcome IS NULL OR uncredited IS NOT NULL)",
        )
        .bind(first)
        .bind(last)
        .all(|row| {
            let uncredited: Option<String> = row.get("uncredited")?;
            Ok(CheckRow {
                key: key(row)?,
                uncredited: uncredited.map(|text| from_json(&text)).transpose()?,
            })
        })
        .await
}

/// The next beats in the order of their keys.
pub(super) async fn list_beats(
    op: &mut Op,
    first: &PersonId,
    last: &PersonId,
    after: Option<&(PersonId, WatchSessionId, i64)>,
) -> Outcome<Vec<BeatRow>> {
    let (person, session, seq) = match after {
        Some((person, session, seq)) => (person.as_str(), session.as_str(), *seq),
        None => (first.as_str(), "", i64::MIN),
    };
    op.tx
        .query(
            "SELECT * FROM (SELECT person_id, session_id, seq, received_at, segments, \
             credited_ms FROM learning_beats WHERE (person_id, session_id, seq) > ($1, $2, $3) \
             AND person_id <= $4 ORDER BY person_id, session_id, seq LIMIT $5) AS kept UNION ALL \
             SELECT person_id, session_id, seq, received_at, segments, credited_ms \
             FROM learning_recent_beats WHERE (person_id, session_id, seq) > ($1, $2, $3) \
             AND person_id >= $1 AND person_id <= $4 \
             ORDER BY person_id, session_id, seq LIMIT $5",
        )
        .bind(person)
        .bind(session)
        .bind(seq)
        .bind(last)
        .bind(i64::try_from(BEATS_AT_ONCE).unwrap_or(i64::MAX))
        .all(|row| {
            Ok(BeatRow {
                person: row.get("person_id")?,
                session: row.get("session_id")?,
                seq: row.get("seq")?,
                received_at: row.get("received_at")?,
                segments: from_json(&row.get::<String>("segments")?)?,
                credited_ms: row.get("credited_ms")?,
            })
        })
        .await
}

fn key(row: Row<'_>) -> Outcome<Key> {
    Ok(Key {
        person: row.get("person_id")?,
        enrolment: row.get("enrolment_id")?,
        lesson: row.get("lesson_id")?,
    })
}
