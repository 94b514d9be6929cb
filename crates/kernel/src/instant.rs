//! Instants: whole microseconds since 1970, UTC.

use std::fmt;
use std::time::Duration;

use jiff::tz::Offset;
use serde::{Deserialize, Serialize};

use crate::Day;

/// An instant in whole microseconds UTC, as stored. It is a value: nothing here reads a clock.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Instant(i64);

/// Asia/Shanghai has kept UTC+8 since 1991; everything that we time is later.
pub(crate) const SHANGHAI_HOURS: i8 = 8;

impl Instant {
    /// So many microseconds since 1970-01-01T00:00:00Z.
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// Microseconds since 1970-01-01T00:00:00Z.
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// Milliseconds since 1970-01-01T00:00:00Z.
    pub const fn millis(self) -> i64 {
        self.0.div_euclid(1000)
    }

    /// Later by `duration`.
    #[must_use]
    pub fn plus(self, duration: Duration) -> Self {
        Self(
            self.0
                .saturating_add(i64::try_from(duration.as_micros()).unwrap_or(i64::MAX)),
        )
    }

    /// Earlier by `duration`.
    #[must_use]
    pub fn minus(self, duration: Duration) -> Self {
        Self(
            self.0
                .saturating_sub(i64::try_from(duration.as_micros()).unwrap_or(i64::MAX)),
        )
    }

    /// Time that passed since `earlier`, in milliseconds; zero when `earlier` is later.
    pub fn millis_since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0).max(0) / 1000
    }

    /// The calendar day in Asia/Shanghai.
    pub fn day(self) -> Day {
        Day::from_civil(self.local().date())
    }

    fn local(self) -> jiff::civil::DateTime {
        let timestamp = jiff::Timestamp::from_microsecond(self.0).unwrap_or_default();
        Offset::constant(SHANGHAI_HOURS).to_datetime(timestamp)
    }

    /// Hour, minute and second of the day in Asia/Shanghai.
    pub fn clock(self) -> (i8, i8, i8) {
        let time = self.local();
        (time.hour(), time.minute(), time.second())
    }
}

/// Local time in Asia/Shanghai: `2022-12-15 09:00:00`.
impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (hour, minute, second) = self.clock();
        write!(f, "{} {hour:02}:{minute:02}:{second:02}", self.day())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_at_midnight_in_shanghai() {
        let last = Instant::from_micros(1_672_502_399_999_999);
        assert_eq!(last.to_string(), "2022-12-31 23:59:59");
        assert_eq!(
            last.plus(Duration::from_micros(1)).to_string(),
            "2023-01-01 00:00:00"
        );
    }
}
