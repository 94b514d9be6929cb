//! Until when, and what comes first. Pure.

use kernel::Day;

/// The last of so many working days after a day: Monday to Friday. Feast days count as working
/// days here, so that what is promised is rather too early than too late.
pub fn working_days_after(day: Day, working_days: u16) -> Day {
    let (mut at, mut left) = (day, working_days);
    while left > 0 {
        at = at.plus_days(1);
        if !at.is_weekend() {
            left -= 1;
        }
    }
    at
}

/// The day from which a delay does harm: the promised one, or the one on which she needs it.
pub(super) fn harm_on(answer_by: Day, needed_by: Option<Day>) -> Day {
    needed_by.map_or(answer_by, |needed| needed.min(answer_by))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn working_days_leave_out_saturdays_and_sundays() {
        // A Thursday; three weeks of five days.
        let after = |text, days| working_days_after(day(text), days);
        assert_eq!(after("2022-12-15", 15), day("2023-01-05"));
        assert_eq!(after("2022-12-16", 1), day("2022-12-19"));
        assert_eq!(after("2022-12-17", 1), day("2022-12-19"));
        assert_eq!(after("2022-12-17", 0), day("2022-12-17"));
    }

    #[test]
    fn the_earlier_day_does_the_harm() {
        let promised = day("2022-12-20");
        assert_eq!(harm_on(promised, None), promised);
        assert_eq!(
            harm_on(promised, Some(day("2022-12-16"))),
            day("2022-12-16")
        );
        assert_eq!(harm_on(promised, Some(day("2022-12-31"))), promised);
    }
}
