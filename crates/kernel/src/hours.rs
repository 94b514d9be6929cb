//! Credit hours in whole hundredths, and the category they count for.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Neg};
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{Fault, Kind};

/// Credit hours (学时), in whole hundredths. Never a float, never added up from rounded values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hours(i64);

impl Hours {
    /// No hours.
    pub const ZERO: Self = Self(0);

    /// So many hundredths of an hour.
    pub const fn hundredths(hundredths: i64) -> Self {
        Self(hundredths)
    }

    /// So many whole hours.
    pub const fn whole(hours: i64) -> Self {
        Self(hours.saturating_mul(100))
    }

    /// Whole hundredths, as stored.
    pub const fn get(self) -> i64 {
        self.0
    }

    /// Hours of course time, rounded down to a hundredth (45 minutes each in the 2022 edition).
    pub fn of_course_time(milliseconds: i64, minutes_per_hour: i64) -> Self {
        let hour_ms = minutes_per_hour.saturating_mul(60_000);
        if hour_ms <= 0 {
            return Self::ZERO;
        }
        Self(milliseconds.saturating_mul(100) / hour_ms)
    }

    /// What is missing until `required`; never negative.
    #[must_use]
    #[inline]
    pub fn short_of(self, required: Self) -> Self {
        Self(required.0.saturating_sub(self.0).max(0))
    }
}

impl Add for Hours {
    type Output = Self;
    #[inline]
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Neg for Hours {
    type Output = Self;
    fn neg(self) -> Self {
        Self(self.0.saturating_neg())
    }
}

impl Sum for Hours {
    fn sum<I: Iterator<Item = Self>>(hours: I) -> Self {
        hours.fold(Self::ZERO, Add::add)
    }
}

/// Without trailing zeros: `12.5`, `30`, `0.02`.
impl fmt::Display for Hours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let value = self.0.unsigned_abs();
        let (whole, part) = (value / 100, value % 100);
        match (part, part % 10) {
            (0, _) => write!(f, "{sign}{whole}"),
            (_, 0) => write!(f, "{sign}{whole}.{}", part / 10),
            _ => write!(f, "{sign}{whole}.{part:02}"),
        }
    }
}

/// Reads `\d{1,5}(\.\d{1,2})?`.
impl FromStr for Hours {
    type Err = Fault;

    fn from_str(text: &str) -> Result<Self, Fault> {
        let bad = || Fault::new(Kind::Invalid, "kernel.bad_hours").with("value", text);
        let (whole, part) = match text.split_once('.') {
            Some((whole, part)) => (whole, Some(part)),
            None => (text, None),
        };
        let digits = |text: &str, most: usize| {
            (1..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
        };
        if !digits(whole, 5) || !part.is_none_or(|part| digits(part, 2)) {
            return Err(bad());
        }
        let whole: i64 = whole.parse().map_err(|_| bad())?;
        let hundredths: i64 = match part {
            None => 0,
            Some(part) => {
                let value: i64 = part.parse().map_err(|_| bad())?;
                if part.len() == 1 { value * 10 } else { value }
            }
        };
        Ok(Self(whole * 100 + hundredths))
    }
}

impl Serialize for Hours {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Hours {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::parsed::parsed(deserializer)
    }
}

/// Category (科目类别) of a course and of the hours it earns in this product's own records.
///
/// Packs of other shapes may name further categories; the engine takes those names as data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// Public subjects (公需科目).
    Public,
    /// Professional subjects (专业科目).
    Professional,
}

impl Category {
    /// Both, in the order that pages and decisions show them.
    pub const ALL: [Self; 2] = [Self::Public, Self::Professional];

    /// The name in the database, in packs and in the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Professional => "professional",
        }
    }
}

impl fmt::Display for Category {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Category {
    type Err = Fault;
    fn from_str(text: &str) -> Result<Self, Fault> {
        Self::ALL
            .into_iter()
            .find(|category| category.as_str() == text)
            .ok_or_else(|| Fault::new(Kind::Invalid, "kernel.bad_category").with("value", text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_read_and_write_without_trailing_zeros() {
        for (text, shown) in [
            ("30", "30"),
            ("12.50", "12.5"),
            ("0.02", "0.02"),
            ("0.1", "0.1"),
        ] {
            assert_eq!(text.parse::<Hours>().unwrap().to_string(), shown);
        }
        for text in ["", ".5", "1.", "1.234", "-1", "123456", "1,5", "１"] {
            assert!(text.parse::<Hours>().is_err(), "{text}");
        }
    }

    #[test]
    fn course_time_is_rounded_down() {
        assert_eq!(Hours::of_course_time(2_700_000, 45), Hours::whole(1));
        assert_eq!(Hours::of_course_time(54_000, 45), Hours::hundredths(2));
        assert_eq!(Hours::of_course_time(53_999, 45), Hours::hundredths(1));
    }
}
