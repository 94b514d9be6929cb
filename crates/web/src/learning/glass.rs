//! The glass box as pages show it: a bar, its legend, and a line per stretch with when, where and
//! why. Shared by the learner's page and the officer's.

use domain::learning::{LessonRecord, Lot, Seen, Stretch, WatchSession};
use kernel::Instant;

use super::length;
use crate::page::PageFrame;

/// Most lines of one page; the bar shows all.
const LINES_MAX: usize = 300;

/// A lesson laid open, with the words of a page.
pub(crate) struct Glass {
    pub length_ms: i64,
    /// Every stretch of the bar.
    pub bar: Vec<Bar>,
    pub lines: Vec<Line>,
    /// What there is of each lot, in the order of the legend.
    pub totals: Vec<Total>,
    /// Stretches that are on the bar only.
    pub left_out: usize,
    /// Whether older beats were left out.
    pub is_cut: bool,
}

/// A piece of the bar. Lots differ in height and place, not only in colour.
pub(crate) struct Bar {
    pub x: i64,
    pub width: i64,
    pub class: &'static str,
}

/// One stretch in words.
pub(crate) struct Line {
    pub from: String,
    pub to: String,
    /// The stretch in milliseconds, for a dispute.
    pub span: (i64, i64),
    pub class: &'static str,
    pub lot: String,
    /// Why, where it is not credited; by what, where an officer credited it.
    pub why: String,
    pub seen: Option<When>,
    pub is_credited: bool,
}

/// When and where a stretch was claimed.
pub(crate) struct When {
    pub first: Instant,
    /// None when it was one beat.
    pub last: Option<Instant>,
    /// The session; none when it is not listed any more.
    pub session: Option<WatchSession>,
}

/// How much stands so.
pub(crate) struct Total {
    pub class: &'static str,
    pub words: String,
    pub length: String,
}

impl Glass {
    pub fn of(p: &PageFrame, record: &LessonRecord) -> Self {
        let bar = record.stretches.iter().map(|stretch| Bar {
            x: stretch.span.0,
            width: stretch.span.1 - stretch.span.0,
            class: class(&stretch.lot),
        });
        let lines: Vec<Line> = record
            .stretches
            .iter()
            .take(LINES_MAX)
            .map(|stretch| line(p, record, stretch))
            .collect();
        Self {
            length_ms: record.lesson.length_ms,
            bar: bar.collect(),
            left_out: record.stretches.len() - lines.len(),
            lines,
            totals: totals(p, record),
            is_cut: record.is_cut,
        }
    }

    /// What the bar shows, in words.
    pub fn told(&self) -> String {
        let told = |total: &Total| format!("{} {}", total.words, total.length);
        let all: Vec<String> = self.totals.iter().map(told).collect();
        all.join(" · ")
    }
}

fn line(p: &PageFrame, record: &LessonRecord, stretch: &Stretch) -> Line {
    let (from, to) = stretch.span;
    Line {
        from: mark(from),
        to: mark(to),
        span: stretch.span,
        class: class(&stretch.lot),
        lot: p.t(&format!("glass-{}", class(&stretch.lot))),
        why: why(p, &stretch.lot),
        seen: stretch.seen.as_ref().map(|seen| when(record, seen)),
        is_credited: stretch.lot.is_credited(),
    }
}

fn when(record: &LessonRecord, seen: &Seen) -> When {
    // To the minute, as it is shown.
    let is_longer = seen.last_at.millis_since(seen.first_at) >= 60_000;
    When {
        first: seen.first_at,
        last: is_longer.then_some(seen.last_at),
        session: record.session(&seen.session).cloned(),
    }
}

/// What is told as one.
type Stands = fn(&Lot) -> bool;

fn totals(p: &PageFrame, record: &LessonRecord) -> Vec<Total> {
    let kinds: [(&'static str, Stands); 5] = [
        ("earned", |lot| *lot == Lot::Earned),
        ("granted", |lot| *lot == Lot::Granted),
        ("waiting", |lot| *lot == Lot::Waiting),
        ("refused", |lot| matches!(lot, Lot::Refused(_))),
        ("unseen", |lot| *lot == Lot::NotSeen),
    ];
    let total = |(class, stands): (&'static str, Stands)| {
        let ms = record.total(stands);
        Total {
            class,
            words: p.t(&format!("glass-{class}")),
            length: length(ms),
        }
    };
    kinds.into_iter().map(total).collect()
}

/// The lot's word in class names and keys.
fn class(lot: &Lot) -> &'static str {
    match lot {
        Lot::Earned => "earned",
        Lot::Granted => "granted",
        Lot::Waiting => "waiting",
        Lot::Refused(_) => "refused",
        Lot::NotSeen => "unseen",
    }
}

fn why(p: &PageFrame, lot: &Lot) -> String {
    match lot {
        Lot::Earned => String::new(),
        Lot::Granted => p.t("glass-why-granted"),
        Lot::Waiting => p.t("glass-why-waiting"),
        Lot::NotSeen => p.t("glass-why-unseen"),
        Lot::Refused(code) => refused(p, code),
    }
}

/// Why something was not credited, in words about what was; else those of the fault.
pub(crate) fn refused(p: &PageFrame, code: &str) -> String {
    let key = code.replace(['.', '_'], "-");
    let short = key.strip_prefix("learning-").unwrap_or(&key);
    let own = p.locale.find(&format!("glass-why-{short}"));
    own.or_else(|| p.locale.find(&key)).unwrap_or(key)
}

/// Where a stretch begins or ends, to the tenth of a second, so that neighbours meet: `0:10`,
/// `0:10.4`.
fn mark(ms: i64) -> String {
    let tenths = (ms.max(0) + 50) / 100;
    let whole = length(tenths / 10 * 1000);
    match tenths % 10 {
        0 => whole,
        tenth => format!("{whole}.{tenth}"),
    }
}

/// Reads `1:05`, `45:00` or `1:05:00`, in milliseconds.
pub(crate) fn parse_length(text: &str) -> Option<i64> {
    let parts: Vec<&str> = text.trim().split([':', '：']).collect();
    let digits =
        |part: &&str| (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    if !(2..=3).contains(&parts.len()) || !parts.iter().all(digits) {
        return None;
    }
    let numbers = parts.iter().enumerate().map(|(place, part)| {
        let number: i64 = part.parse().ok()?;
        (place == 0 || number < 60).then_some(number)
    });
    let seconds = numbers.reduce(|all, next| Some(all? * 60 + next?))??;
    Some(seconds * 1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_meet_to_the_tenth() {
        let marks = [
            (0, "0:00"),
            (10_000, "0:10"),
            (10_449, "0:10.4"),
            (59_960, "1:00"),
        ];
        for (ms, text) in marks {
            assert_eq!(mark(ms), text);
        }
    }

    #[test]
    fn places_are_read_as_they_are_told() {
        for (text, ms) in [
            ("0:00", Some(0)),
            (" 1:05 ", Some(65_000)),
            ("45：00", Some(2_700_000)),
            ("1:05:05", Some(3_905_000)),
            ("90:00", Some(5_400_000)),
            ("65", None),
            ("1:60", None),
            ("-1:05", None),
            ("1:2:3:4", None),
            ("", None),
        ] {
            assert_eq!(parse_length(text), ms, "{text}");
        }
    }
}
