//! What a beat may say, and when a lesson is done. Pure.

use super::coverage::Span;
use super::error::Error;
use kernel::{Outcome, limits};

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

/// Whether so much of a lesson completes it.
pub(super) fn completes(covered_ms: i64, length_ms: i64, percent: i64) -> bool {
    covered_ms.saturating_mul(100) >= length_ms.saturating_mul(percent)
}

#[cfg(test)]
mod tests {
    use super::*;

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
