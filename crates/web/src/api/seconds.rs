//! Seconds of media as the API writes them: JSON numbers with up to three decimals, exactly the
//! whole milliseconds that are stored. No floating point on either way.

use domain::learning::{Error, Span};
use kernel::Outcome;
use serde::ser::Error as _;
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

/// More digits than any lesson has; keeps the arithmetic small.
const DIGITS_MAX: usize = 15;
/// As much of a number as is told back.
const TOLD_CHARS_MAX: usize = 30;

/// Whole thousandths, told as a number with up to three decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Seconds(pub i64);

impl Seconds {
    /// `27.4`, `27`, `0.005`.
    pub fn text(self) -> String {
        let sign = if self.0 < 0 { "-" } else { "" };
        let value = self.0.unsigned_abs();
        let text = format!("{sign}{}.{:03}", value / 1000, value % 1000);
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    }
}

impl Serialize for Seconds {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        RawValue::from_string(self.text())
            .map_err(S::Error::custom)?
            .serialize(serializer)
    }
}

/// A stretch, told in seconds.
pub(crate) fn stretch(&(from, to): &Span) -> [Seconds; 2] {
    [Seconds(from), Seconds(to)]
}

/// Milliseconds of a JSON number as it was written; refused when it is no number, negative, or
/// finer than a millisecond.
pub(crate) fn read(number: &RawValue) -> Outcome<i64> {
    let text = number.get();
    thousandths(text).ok_or_else(|| {
        let told: String = text.chars().take(TOLD_CHARS_MAX).collect();
        Error::BadSeconds.fault().with("value", told).at("segments")
    })
}

fn thousandths(text: &str) -> Option<i64> {
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, part) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{part}");
    let digits = digits.trim_start_matches('0');
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) || whole.is_empty() {
        return None;
    }
    let significant = digits.trim_end_matches('0');
    if significant.is_empty() {
        return Some(0);
    }
    // value = significant × 10^power thousandths
    let dropped = i64::try_from(digits.len() - significant.len()).ok()?;
    let decimals = i64::try_from(part.len()).ok()?;
    let exponent: i64 = exponent.parse::<i32>().ok()?.into();
    let power = dropped
        .checked_sub(decimals)?
        .checked_add(exponent)?
        .checked_add(3)?;
    let zeros = usize::try_from(power).ok()?;
    if significant.len().checked_add(zeros)? > DIGITS_MAX {
        return None;
    }
    format!("{significant}{}", "0".repeat(zeros)).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_to_the_millisecond() {
        for (text, ms) in [
            ("0", 0),
            ("0.000", 0),
            ("12.0", 12_000),
            ("27.4", 27_400),
            ("0.001", 1),
            ("1.1000000", 1_100),
            ("2700", 2_700_000),
            ("1e1", 10_000),
            ("1.5E+2", 150_000),
            ("1250e-3", 1_250),
            ("0e99", 0),
        ] {
            assert_eq!(thousandths(text), Some(ms), "{text}");
        }
    }

    #[test]
    fn everything_else_is_refused() {
        for text in [
            "-1",
            "-0.5",
            "1.0001",
            "27.400000000000002",
            "1e-4",
            "\"12\"",
            "null",
            "[1]",
            "true",
            "1e400",
            "1e99999999999",
            "99999999999999999999",
            "{}",
            "",
        ] {
            assert_eq!(thousandths(text), None, "{text}");
        }
    }

    #[test]
    fn milliseconds_are_told_without_a_trace_of_floating_point() {
        let told = [
            (0, "0"),
            (1, "0.001"),
            (27_400, "27.4"),
            (12_000, "12"),
            (10_010, "10.01"),
        ];
        for (ms, text) in told {
            assert_eq!(serde_json::to_string(&Seconds(ms)).unwrap(), text);
        }
        assert_eq!(
            serde_json::to_string(&stretch(&(0, 1_500))).unwrap(),
            "[0,1.5]"
        );
    }
}
