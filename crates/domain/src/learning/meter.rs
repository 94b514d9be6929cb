//! The meter of one lesson: which milliseconds are credited, and how much clock is left to credit
//! more. Pure: the time is given.

use std::time::Duration;

use kernel::{Instant, limits};
use policy::PlayerRules;

use super::coverage::{Coverage, Span};
use super::error::Error;
use super::model::Refused;

/// What a session has earned on a lesson, and what it may still earn.
///
/// INVARIANT: what a session credits is never more than the allowed speed times the time of the
/// server's clock since it was opened (`credit_never_outruns_the_clock`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Meter {
    /// Credited, each millisecond once.
    pub covered: Coverage,
    /// Claimed by the session before its time: credited by later beats as the clock allows.
    pub ahead: Coverage,
    /// Credited since somebody was last known to be there.
    pub unproven: Coverage,
    /// Until when the clock was turned into allowance.
    pub mark_at: Instant,
    /// Milliseconds that may still be credited: at most those of one lease.
    pub left_ms: i64,
}

/// What a beat added.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Taken {
    pub credited_ms: i64,
    pub refused: Vec<Refused>,
}

impl Meter {
    /// Credits what is new in the segments as far as the clock allows; what a beat claims beyond
    /// that is refused for now and waits.
    ///
    /// The same beats give the same total in whatever order they come, as long as no more than a
    /// lease of time is left unused between them (`any_order_gives_the_same_total`). Of a day with
    /// a cap no more than `left_of_day_ms` is credited, and nothing beyond it waits.
    pub fn take(
        &mut self,
        segments: &[Span],
        now: Instant,
        rules: &PlayerRules,
        left_of_day_ms: Option<i64>,
    ) -> Taken {
        self.run(now, rules);
        let of_clock = self.left_ms;
        self.left_ms = of_clock.min(left_of_day_ms.unwrap_or(i64::MAX).max(0));
        let is_day_full = self.left_ms < of_clock;
        let (mut credited_ms, mut refused) = (0, Vec::new());
        // As a set: stretches that overlap are one claim.
        let claimed: Coverage = segments.iter().copied().collect();
        for &span in claimed.spans() {
            for part in self.covered.missing(span) {
                if is_scattered(&self.covered, part) {
                    refused.push(refusal(part, Error::TooScattered));
                    continue;
                }
                let (from, to) = part;
                let good = self.credit(part);
                credited_ms += good;
                if from + good < to {
                    let late = (from + good, to);
                    if is_day_full {
                        refused.push(refusal(late, Error::DayFull));
                        continue;
                    }
                    if !is_scattered(&self.ahead, late) {
                        self.ahead.add(late);
                    }
                    refused.push(refusal(late, Error::FasterThanClock));
                }
            }
        }
        if is_day_full {
            self.ahead = Coverage::default();
        }
        if self.left_ms > 0 && !self.ahead.is_empty() {
            // An officer may have credited some of it meanwhile.
            for &span in self.covered.spans() {
                self.ahead.remove(span);
            }
            for part in self.ahead.spans().to_vec() {
                if !is_scattered(&self.covered, part) {
                    credited_ms += self.credit(part);
                }
            }
        }
        Taken {
            credited_ms,
            refused,
        }
    }

    /// Turns the time since the last beat into allowance: of a silence no more than the gap cap,
    /// and never more than one lease in all. A clock that went back gives nothing twice.
    fn run(&mut self, now: Instant, rules: &PlayerRules) {
        // A night outside the hours of the day is worth nothing in the morning.
        let hours = rules.hours_of_day;
        let mut from = self.mark_at;
        if !hours.is_all() && from < hours.begins(now.day()) {
            self.left_ms = 0;
            from = hours.begins(now.day());
        }
        let speed = rules.allowed_speed_percent;
        let lease = rules.gap_cap_s.saturating_mul(10).saturating_mul(speed);
        let whole = now.millis_since(from);
        let passed = whole.saturating_mul(speed) / 100;
        self.left_ms = self.left_ms.saturating_add(passed).min(lease);
        // The part of a millisecond that is left belongs to the next beat.
        if let Some(whole) = u64::try_from(whole).ok().filter(|whole| *whole > 0) {
            self.mark_at = from.plus(Duration::from_millis(whole));
        }
    }

    /// Credits the beginning of a part that is not covered, as far as the allowance goes; how much.
    fn credit(&mut self, (from, to): Span) -> i64 {
        let good = (to - from).min(self.left_ms);
        let span = (from, from + good);
        self.covered.add(span);
        self.unproven.add(span);
        self.ahead.remove(span);
        self.left_ms -= good;
        good
    }
}

fn refusal(segment: Span, why: Error) -> Refused {
    Refused {
        segment,
        code: why.fault().code().to_owned(),
    }
}

/// Whether a part would be one piece too many.
fn is_scattered(coverage: &Coverage, part: Span) -> bool {
    coverage.spans().len() >= limits::COVERAGE_SPANS_MAX && !coverage.touches(part)
}

#[cfg(test)]
mod tests;
