//! What must agree. Pure.

use std::collections::BTreeMap;

use kernel::{EnrolmentId, Instant};

use super::tally::{Books, Key, Lengths, SessionSum, Sum};
use super::{Asked, SPANS_MAX, store};
use crate::learning::coverage::{Coverage, Span};
use crate::learning::rules::completes;
use crate::orders::Enrolment;

/// Finds what does not agree in the books.
pub(super) fn judge(
    books: &mut Books,
    enrolments: &BTreeMap<EnrolmentId, Enrolment>,
    asked: impl Fn(&Enrolment) -> Option<Asked>,
    lengths: &Lengths,
) {
    let mut found = Vec::new();
    let asked_of = |key: &Key| enrolments.get(&key.enrolment).and_then(&asked);
    for (key, row) in &books.rows {
        let empty = Sum::default();
        let sum = books.sums.get(key).unwrap_or(&empty);
        let length_ms = lengths.get(&key.lesson).copied().unwrap_or_default();
        let mut tell = |code, words| found.push((code, key.person.clone(), subject(key), words));
        sums(row, sum, &mut tell);
        stretches(row, sum, length_ms, &mut tell);
        if let Some(asked) = asked_of(key) {
            completion(row, sum, length_ms, asked, &mut tell);
        }
        if let Some(at) = row.completed_at {
            let complete = books.counted.complete.entry(key.enrolment.clone());
            let complete = complete.or_insert((0, at));
            *complete = (complete.0 + 1, complete.1.max(at));
        }
    }
    for (key, sum) in &books.sums {
        let credited = sum.credited_ms + sum.granted_ms;
        if credited > 0 && !books.rows.contains_key(key) {
            let words = format!("{credited} ms were credited, and nothing is stored as covered");
            found.push(("learning.lost", key.person.clone(), subject(key), words));
        }
    }
    for one in books.sessions.values() {
        let key = &one.session.key;
        if let Some(words) = asked_of(key).and_then(|asked| outran(one, asked)) {
            let id = one.session.id.to_string();
            found.push(("learning.outran_clock", key.person.clone(), id, words));
        }
    }
    overlaps(books, |one, other| {
        let words = format!("was open when {} was opened", other.session.id);
        let person = one.session.key.person.clone();
        found.push((
            "learning.sessions_overlap",
            person,
            one.session.id.to_string(),
            words,
        ));
    });
    for (code, person, subject, words) in found {
        books.tell(code, &person, subject, words);
    }
}

fn subject(key: &Key) -> String {
    format!("{} {}", key.enrolment, key.lesson)
}

/// Credited by beats and officers, less what was taken back, is what is stored.
fn sums(row: &store::ProgressRow, sum: &Sum, tell: &mut impl FnMut(&'static str, String)) {
    let due = sum.credited_ms + sum.granted_ms - sum.taken_back_ms;
    if due != row.covered_ms {
        tell(
            "learning.sum",
            format!(
                "{} ms are stored as covered; beats credited {}, officers {}, missed checks took \
                 back {}: that is {due}",
                row.covered_ms, sum.credited_ms, sum.granted_ms, sum.taken_back_ms
            ),
        );
    }
}

/// The stretches are well-formed, add up to the total, and somebody claimed each of them.
fn stretches(
    row: &store::ProgressRow,
    sum: &Sum,
    length_ms: i64,
    tell: &mut impl FnMut(&'static str, String),
) {
    let spans = row.covered.spans();
    let apart = |pair: &[Span]| matches!(pair, [a, b] if a.1 < b.0);
    let inside = |&(from, to): &Span| 0 <= from && from < to && to <= length_ms;
    if !spans.windows(2).all(apart) || !spans.iter().all(inside) || spans.len() > SPANS_MAX {
        let words = "the stretches that are stored are no stretches of the lesson";
        tell("learning.stretches", words.to_owned());
    }
    let total = row.covered.total();
    if total != row.covered_ms {
        let words = format!(
            "the stretches add up to {total} ms, the total says {}",
            row.covered_ms
        );
        tell("learning.total", words);
    }
    let missing = |span: &Span| sum.claimed.missing(*span);
    let unclaimed: Coverage = spans.iter().flat_map(missing).collect();
    if !unclaimed.is_empty() {
        let words = format!("{} ms are covered that no beat claimed", unclaimed.total());
        tell("learning.unclaimed", words);
    }
}

/// A lesson is complete if and only if the rules ask for no more.
fn completion(
    row: &store::ProgressRow,
    sum: &Sum,
    length_ms: i64,
    asked: Asked,
    tell: &mut impl FnMut(&'static str, String),
) {
    let covered_ms = row.covered_ms;
    let is_enough = completes(covered_ms, length_ms, asked.complete_percent);
    match row.completed_at {
        Some(_) if !is_enough => tell(
            "learning.incomplete",
            format!(
                "is complete with {covered_ms} of {length_ms} ms; {}% are asked for",
                asked.complete_percent
            ),
        ),
        // The rules may have asked for more on the day of the last beat; for no more than all.
        None if covered_ms >= length_ms && !sum.is_checked => tell(
            "learning.not_completed",
            format!("all {length_ms} ms are covered, and it is not complete"),
        ),
        _ => {}
    }
}

/// A session credits no more than the allowed speed times its time.
fn outran(one: &SessionSum, asked: Asked) -> Option<String> {
    let (opened, last) = (one.session.opened_at, one.last_at?);
    let allowed = last
        .millis_since(opened)
        .saturating_mul(asked.allowed_speed_percent)
        / 100;
    (one.credited_ms > allowed).then(|| {
        format!(
            "credited {} ms in a time that allows {allowed}",
            one.credited_ms
        )
    })
}

/// One session at a time earns for a person.
fn overlaps(books: &Books, mut tell: impl FnMut(&SessionSum, &SessionSum)) {
    let mut all: Vec<&SessionSum> = books.sessions.values().collect();
    all.sort_by(|a, b| {
        let place = |one: &SessionSum| (one.session.key.person.clone(), one.session.opened_at);
        place(a).cmp(&place(b))
    });
    let mut before: Option<&SessionSum> = None;
    let end = |one: &SessionSum| {
        one.session
            .ended_at
            .unwrap_or(Instant::from_micros(i64::MAX))
    };
    for one in all {
        match before.filter(|other| other.session.key.person == one.session.key.person) {
            Some(other) if end(other) > one.session.opened_at => {
                tell(other, one);
                before = Some(if end(other) > end(one) { other } else { one });
            }
            _ => before = Some(one),
        }
    }
}
