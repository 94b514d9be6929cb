//! Calendar days (Asia/Shanghai) and study years.

use std::fmt;
use std::str::FromStr;

use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::Offset;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::instant::SHANGHAI_HOURS;
use crate::{Fault, Instant, Kind};

/// A study year or application year, such as 2022.
pub type Year = i16;

/// A calendar day in Asia/Shanghai.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

impl Day {
    /// The day of this year, month and day, when the calendar has it.
    pub fn new(year: Year, month: i8, day: i8) -> Option<Self> {
        Date::new(year, month, day).ok().map(Self)
    }

    pub(crate) fn from_civil(date: Date) -> Self {
        Self(date)
    }

    /// Year of the day.
    pub fn year(self) -> Year {
        self.0.year()
    }

    /// Month, 1 to 12.
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// Day of the month, from 1.
    pub fn day(self) -> i8 {
        self.0.day()
    }

    /// The same day of another year; 28 February for 29 February in a common year.
    #[must_use]
    pub fn in_year(self, year: Year) -> Self {
        let day = Date::new(year, self.month(), self.day()).or_else(|_| Date::new(year, 2, 28));
        day.map_or(self, Self)
    }

    /// Full years of age on `on` of someone born on `self`. The birthday itself counts; who is
    /// born on 29 February comes of age on 28 February in a common year (interpretation 4).
    pub fn age_on(self, on: Self) -> i16 {
        let birthday =
            Date::new(on.year(), self.month(), self.day()).or_else(|_| Date::new(on.year(), 2, 28));
        let years = on.year() - self.year();
        match birthday {
            Ok(birthday) if on.0 >= birthday => years,
            _ => years - 1,
        }
    }

    /// Days from `self` to `later`; negative when it is earlier.
    pub fn days_until(self, later: Self) -> i64 {
        (later.0 - self.0).get_days().into()
    }

    /// The day so many days later.
    #[must_use]
    pub fn plus_days(self, days: i32) -> Self {
        Self(self.0.saturating_add(days.days()))
    }

    /// Whether it is a Saturday or a Sunday.
    pub fn is_weekend(self) -> bool {
        matches!(
            self.0.weekday(),
            jiff::civil::Weekday::Saturday | jiff::civil::Weekday::Sunday
        )
    }

    /// First instant of the day in Asia/Shanghai.
    pub fn start(self) -> Instant {
        let midnight = self.0.to_datetime(jiff::civil::Time::midnight());
        Offset::constant(SHANGHAI_HOURS)
            .to_timestamp(midnight)
            .map_or(Instant::default(), |at| {
                Instant::from_micros(at.as_microsecond())
            })
    }
}

/// ISO: `2022-12-31`.
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:04}-{:02}-{:02}",
            self.year(),
            self.month(),
            self.day()
        )
    }
}

/// Reads exactly `YYYY-MM-DD`.
impl FromStr for Day {
    type Err = Fault;

    fn from_str(text: &str) -> Result<Self, Fault> {
        let bad = || Fault::new(Kind::Invalid, "kernel.bad_day").with("value", text);
        let shaped = text.len() == 10
            && text.bytes().enumerate().all(|(at, byte)| match at {
                4 | 7 => byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        if !shaped {
            return Err(bad());
        }
        let number = |range: std::ops::Range<usize>| {
            text.get(range).and_then(|part| part.parse::<i16>().ok())
        };
        let (year, month, day) = (number(0..4), number(5..7), number(8..10));
        let narrow = |value: Option<i16>| value.and_then(|value| i8::try_from(value).ok());
        match (year, narrow(month), narrow(day)) {
            (Some(year), Some(month), Some(day)) => Self::new(year, month, day).ok_or_else(bad),
            _ => Err(bad()),
        }
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::parsed::parsed(deserializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn impossible_days_are_refused() {
        for text in [
            "2025-11-31",
            "2022-2-1",
            "2022-02-29",
            "2022/01/01",
            "20220101",
            "x",
        ] {
            assert!(text.parse::<Day>().is_err(), "{text}");
        }
    }

    #[test]
    fn the_birthday_counts_and_leap_people_come_of_age_on_the_28th() {
        assert_eq!(day("1977-03-05").age_on(day("2022-03-04")), 44);
        assert_eq!(day("1977-03-05").age_on(day("2022-03-05")), 45);
        assert_eq!(day("1972-02-29").age_on(day("2022-02-28")), 50);
        assert_eq!(day("1972-02-29").age_on(day("2024-02-28")), 51);
        assert_eq!(day("1972-02-29").age_on(day("2024-02-29")), 52);
    }

    #[test]
    fn days_count_over_new_year() {
        assert_eq!(day("2022-12-15").days_until(day("2022-12-31")), 16);
        assert_eq!(day("2022-12-31").plus_days(1), day("2023-01-01"));
        assert_eq!(day("2022-12-15").start().to_string(), "2022-12-15 00:00:00");
    }
}
