//! SQL of the check: what was kept about people from one id to another.

use db::Row;
use kernel::{Instant, Outcome, PersonId, WatchSessionId};

use super::Key;
use crate::Op;
use crate::learning::coverage::Coverage;
use crate::learning::json::from_json;
use crate::learning::sheaf::{Earned, earned};

/// Sheaves that are read at once, of a dozen beats each.
pub(super) const SHEAVES_AT_ONCE: usize = 500;

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

/// Beats of a session that lie together.
#[derive(Debug)]
pub(super) struct SheafRow {
    pub person: PersonId,
    pub session: WatchSessionId,
    /// The lowest and the highest number, as the sheaf says; none while the row still holds them.
    pub numbers: Option<(i64, i64)>,
    /// The earliest and the latest instant, as the sheaf says.
    pub times: Option<(Instant, Instant)>,
    /// What each of them earned.
    pub beats: Vec<Earned>,
}

impl SheafRow {
    /// Whether what it says of its beats is so: who looks for them goes by that.
    pub fn is_true(&self) -> bool {
        let numbers = self.beats.iter().map(|beat| beat.seq);
        let times = self.beats.iter().map(|beat| beat.received_at);
        let (numbers, times) = (ends(numbers), ends(times));
        self.numbers.is_none_or(|said| Some(said) == numbers)
            && self.times.is_none_or(|said| Some(said) == times)
    }
}

/// The least and the greatest.
fn ends<T: Ord + Copy>(all: impl Iterator<Item = T> + Clone) -> Option<(T, T)> {
    Some((all.clone().min()?, all.max()?))
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

/// The next sheaves in the order of their keys.
pub(super) async fn list_sheaves(
    op: &mut Op,
    first: &PersonId,
    last: &PersonId,
    after: Option<&SheafRow>,
) -> Outcome<Vec<SheafRow>> {
    let (person, session, seq) = match after {
        Some(row) => {
            let first = row.numbers.map_or(i64::MAX, |(first, _)| first);
            (row.person.as_str(), row.session.as_str(), first)
        }
        None => (first.as_str(), "", i64::MIN),
    };
    op.tx
        .query(
            "SELECT person_id, session_id, first_seq, last_seq, first_at, last_at, beats \
             FROM learning_sheaves \
             WHERE (person_id, session_id, first_seq) > ($1, $2, $3) AND person_id <= $4 \
             ORDER BY person_id, session_id, first_seq LIMIT $5",
        )
        .bind(person)
        .bind(session)
        .bind(seq)
        .bind(last)
        .bind(i64::try_from(SHEAVES_AT_ONCE).unwrap_or(i64::MAX))
        .all(|row| {
            Ok(SheafRow {
                numbers: Some((row.get("first_seq")?, row.get("last_seq")?)),
                times: Some((row.get("first_at")?, row.get("last_at")?)),
                ..held(row)?
            })
        })
        .await
}

/// The newest beats of people who learn now: those that their rows still hold.
pub(super) async fn list_held(
    op: &mut Op,
    first: &PersonId,
    last: &PersonId,
) -> Outcome<Vec<SheafRow>> {
    op.tx
        .query(
            "SELECT person_id, session_id, recent AS beats \
             FROM learning_progress WHERE person_id >= $1 AND person_id <= $2 AND recent <> ''",
        )
        .bind(first)
        .bind(last)
        .all(held)
        .await
}

fn held(row: Row<'_>) -> Outcome<SheafRow> {
    Ok(SheafRow {
        person: row.get("person_id")?,
        session: row.get("session_id")?,
        numbers: None,
        times: None,
        beats: earned(&row.get::<String>("beats")?)?,
    })
}

fn key(row: Row<'_>) -> Outcome<Key> {
    Ok(Key {
        person: row.get("person_id")?,
        enrolment: row.get("enrolment_id")?,
        lesson: row.get("lesson_id")?,
    })
}
