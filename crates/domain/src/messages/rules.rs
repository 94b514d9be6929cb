//! When something may go out, and what never does. Pure.

use std::time::Duration;

use kernel::Instant;

/// A bundle is not put into a quarter of an hour that ends sooner than this: what is being written
/// now must be committed before its bundle is made.
const MARGIN: Duration = Duration::from_mins(1);

/// Hours of the day in which nothing goes out.
#[derive(Clone, Copy, Debug)]
pub(super) struct Quiet {
    /// From this hour on.
    pub from: i8,
    /// Until this hour.
    pub until: i8,
}

impl Quiet {
    /// Whether it is quiet.
    pub fn covers(self, at: Instant) -> bool {
        let (hour, _, _) = at.clock();
        if self.from <= self.until {
            (self.from..self.until).contains(&hour)
        } else {
            hour >= self.from || hour < self.until
        }
    }

    /// The first moment from `at` on that is not quiet.
    pub fn over(self, at: Instant) -> Instant {
        if !self.covers(at) {
            return at;
        }
        let hours = u64::try_from(self.until).unwrap_or(0);
        let morning = |day: kernel::Day| day.start().plus(Duration::from_hours(hours));
        let today = morning(at.day());
        if today > at {
            today
        } else {
            morning(at.day().plus_days(1))
        }
    }
}

/// When what happens now goes out: at the end of this quarter of an hour (`every`), not before
/// `sent_at` is a whole one ago, and in the morning when that is at night.
pub(super) fn slot(
    now: Instant,
    sent_at: Option<Instant>,
    quiet: Quiet,
    every: Duration,
) -> Instant {
    let earliest = now.plus(MARGIN);
    let earliest = sent_at.map_or(earliest, |sent| earliest.max(sent.plus(every)));
    let step = i64::try_from(every.as_micros()).unwrap_or(1).max(1);
    let up = earliest.micros().saturating_add(step - 1).div_euclid(step);
    quiet.over(Instant::from_micros(up.saturating_mul(step)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use kernel::Day;
    use proptest::prelude::*;

    use super::*;

    const NIGHT: Quiet = Quiet { from: 21, until: 8 };
    const QUARTER: Duration = Duration::from_mins(15);

    fn at(hour: u64, minute: u64) -> Instant {
        let day = Day::new(2022, 12, 15).unwrap();
        day.start().plus(Duration::from_mins(hour * 60 + minute))
    }

    #[test]
    fn the_night_is_quiet_and_the_morning_ends_it() {
        for (hour, minute, is_quiet) in [
            (7, 59, true),
            (8, 0, false),
            (20, 59, false),
            (21, 0, true),
            (0, 0, true),
        ] {
            assert_eq!(NIGHT.covers(at(hour, minute)), is_quiet, "{hour}:{minute}");
        }
        assert_eq!(NIGHT.over(at(3, 0)), at(8, 0));
        assert_eq!(NIGHT.over(at(22, 0)), at(32, 0));
        assert_eq!(NIGHT.over(at(12, 0)), at(12, 0));
    }

    #[test]
    fn what_happens_in_a_quarter_of_an_hour_goes_out_at_its_end() {
        assert_eq!(slot(at(9, 1), None, NIGHT, QUARTER), at(9, 15));
        assert_eq!(slot(at(9, 13), None, NIGHT, QUARTER), at(9, 15));
        assert_eq!(slot(at(9, 14), None, NIGHT, QUARTER), at(9, 15));
        assert_eq!(
            slot(at(9, 14).plus(Duration::from_secs(1)), None, NIGHT, QUARTER),
            at(9, 30)
        );
        assert_eq!(slot(at(20, 50), None, NIGHT, QUARTER), at(32, 0));
        // A bundle that was late keeps the next one away for a whole quarter.
        let late = Some(at(9, 14));
        assert_eq!(slot(at(9, 14), late, NIGHT, QUARTER), at(9, 30));
    }

    proptest! {
        /// Nothing goes out at night, nor in the quarter of an hour after something went out.
        #[test]
        fn a_slot_is_never_at_night_and_never_too_soon(
            now in 0_i64..86_400_000_000 * 400,
            ago in 0_i64..7_200_000_000,
        ) {
            let now = Instant::from_micros(now + 1_600_000_000_000_000);
            let sent = Instant::from_micros(now.micros() - ago);
            let slot = slot(now, Some(sent), NIGHT, QUARTER);
            prop_assert!(!NIGHT.covers(slot));
            prop_assert!(slot > now && slot >= sent.plus(QUARTER));
        }
    }
}
