//! How much of a beat is credited. Pure.

use super::coverage::{Coverage, Span};
use super::error::Error;
use super::model::Refused;
use kernel::{Outcome, limits};

/// What a beat adds.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Credit {
    pub(super) coverage: Coverage,
    pub(super) credited_ms: i64,
    pub(super) allowance_ms: i64,
    pub(super) refused: Vec<Refused>,
}

/// Allowance after `elapsed_ms` of the server's clock: never more than the clock gave at the
/// allowed speed, and never more than a silence of the gap cap is worth.
///
/// INVARIANT: all that a session credits is at most its speed times its time
/// (`credit_never_outruns_the_clock`).
pub(super) fn allowance(left_ms: i64, elapsed_ms: i64, speed_percent: i64, gap_cap_s: i64) -> i64 {
    let earned = elapsed_ms.max(0).saturating_mul(speed_percent) / 100;
    let most = gap_cap_s.saturating_mul(10).saturating_mul(speed_percent);
    left_ms.saturating_add(earned).min(most)
}

/// Refuses a beat whose segments are not stretches of the lesson.
pub(super) fn check(segments: &[Span], length_ms: i64) -> Outcome<()> {
    if segments.len() > limits::BEAT_SEGMENTS_MAX {
        return Err(Error::TooManySegments
            .fault()
            .with("most", limits::BEAT_SEGMENTS_MAX));
    }
    let fits = |&(from, to): &Span| 0 <= from && from < to && to <= length_ms;
    match segments.iter().find(|span| !fits(span)) {
        None => Ok(()),
        Some((from, to)) => Err(Error::BadSegment
            .fault()
            .with("from", ms(*from))
            .with("to", ms(*to))),
    }
}

fn ms(value: i64) -> String {
    let sign = if value < 0 { "-" } else { "" };
    let value = value.unsigned_abs();
    format!("{sign}{}.{:03}", value / 1000, value % 1000)
}

/// Credits what is new in the segments, in the order of the lesson, as far as the allowance goes.
pub(super) fn credit(mut coverage: Coverage, segments: &[Span], allowance_ms: i64) -> Credit {
    let mut sorted = segments.to_vec();
    sorted.sort_unstable();
    let mut left = allowance_ms;
    let mut refused = Vec::new();
    for span in sorted {
        for (from, to) in coverage.missing(span) {
            let good = (to - from).min(left);
            coverage.add((from, from + good));
            left -= good;
            if from + good < to {
                refused.push(Refused {
                    segment: (from + good, to),
                    code: Error::FasterThanClock.fault().code().to_owned(),
                });
            }
        }
    }
    let credited_ms = allowance_ms - left;
    Credit {
        coverage,
        credited_ms,
        allowance_ms: left,
        refused,
    }
}

/// Whether so much of a lesson completes it.
pub(super) fn completes(covered_ms: i64, length_ms: i64, percent: i64) -> bool {
    covered_ms.saturating_mul(100) >= length_ms.saturating_mul(percent)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn credit_never_outruns_the_clock(
            beats in prop::collection::vec(
                (0_i64..5_000, prop::collection::vec((0_i64..9_000, 1_i64..9_000), 0..4)),
                1..40,
            ),
        ) {
            let (mut coverage, mut left, mut clock, mut total) = (Coverage::default(), 0, 0, 0);
            for (elapsed, segments) in beats {
                clock += elapsed;
                let spans: Vec<Span> = segments.into_iter().map(|(a, l)| (a, a + l)).collect();
                let credit = credit(coverage, &spans, allowance(left, elapsed, 100, 600));
                total += credit.credited_ms;
                prop_assert!(total <= clock);
                prop_assert_eq!(credit.coverage.total(), total);
                coverage = credit.coverage;
                left = credit.allowance_ms;
            }
        }
    }

    #[test]
    fn a_silence_earns_the_gap_cap_only() {
        assert_eq!(allowance(0, 3_600_000, 100, 600), 600_000);
        assert_eq!(allowance(600_000, 3_600_000, 100, 600), 600_000);
        assert_eq!(allowance(5_000, 10_000, 100, 600), 15_000);
    }

    #[test]
    fn what_is_covered_is_not_counted_again_and_costs_nothing() {
        let first = credit(Coverage::default(), &[(0, 10_000)], 15_000);
        assert_eq!((first.credited_ms, first.allowance_ms), (10_000, 5_000));
        let again = credit(first.coverage, &[(0, 12_000)], 5_000);
        assert_eq!((again.credited_ms, again.allowance_ms), (2_000, 3_000));
    }

    #[test]
    fn a_beat_faster_than_the_clock_is_credited_as_far_as_the_clock_goes() {
        let credit = credit(Coverage::default(), &[(0, 60_000)], 15_000);
        assert_eq!(credit.credited_ms, 15_000);
        assert_eq!(credit.refused.len(), 1);
        assert_eq!(credit.refused[0].segment, (15_000, 60_000));
        assert_eq!(credit.refused[0].code, "learning.faster_than_clock");
    }

    #[test]
    fn reversed_negative_and_overlong_segments_are_refused() {
        for span in [(5, 5), (9, 3), (-1, 5), (0, 54_001)] {
            assert_eq!(
                check(&[span], 54_000).unwrap_err().code(),
                "learning.bad_segment"
            );
        }
        assert!(check(&[(0, 54_000)], 54_000).is_ok());
        let many = vec![(0, 1); limits::BEAT_SEGMENTS_MAX + 1];
        assert_eq!(
            check(&many, 54_000).unwrap_err().code(),
            "learning.too_many_segments"
        );
    }

    #[test]
    fn ninety_eight_hundredths_complete_a_lesson() {
        assert!(completes(52_920, 54_000, 98));
        assert!(!completes(52_919, 54_000, 98));
    }
}
