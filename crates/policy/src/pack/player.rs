//! How playback is credited: the rules of the player by study year.

use std::time::Duration;

use kernel::{Day, Hours, Instant, Year};

use crate::names::names;

names! {
    /// Where a learner may jump to ahead of what she saw.
    pub enum ForwardSeek {
        /// Only inside of seconds that are covered already.
        Covered = "covered",
        /// Anywhere; what was jumped over stays open.
        Free = "free",
    }
}

/// How playback is credited in a study year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlayerRules {
    /// Fastest playback that is credited, in percent of real speed.
    pub allowed_speed_percent: i64,
    /// Most seconds between two beats for which time is credited.
    pub gap_cap_s: i64,
    /// Seconds between two beats of a player.
    pub beat_every_s: i64,
    /// Share of a lesson's seconds that completes it, in percent.
    pub complete_percent: i64,
    /// How often an hour of watching asks whether somebody is there; 0 asks never.
    pub presence_checks_per_hour: i64,
    /// Seconds in which a presence check can be answered.
    pub presence_answer_s: i64,
    /// Tries that a presence check gives.
    pub presence_tries: i64,
    /// Where a learner may jump to ahead of what she saw.
    pub forward_seek: ForwardSeek,
    /// The hours of the day in which watching is credited.
    pub hours_of_day: HoursOfDay,
    /// Most hours (学时) that a day credits to a person, if there is a cap.
    pub most_hours_a_day: Option<Hours>,
    /// Seconds of course time of one credit hour (the edition's `course_time`).
    pub seconds_per_hour: i64,
}

impl PlayerRules {
    /// Most milliseconds of course time that a day credits to a person, if there is a cap.
    pub fn most_ms_a_day(&self) -> Option<i64> {
        let most = self.most_hours_a_day?;
        // Hundredths of an hour, times its milliseconds, over a hundred.
        Some(
            most.get()
                .saturating_mul(self.seconds_per_hour)
                .saturating_mul(10),
        )
    }
}

/// A stretch of the day on the clock of the region, to the minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HoursOfDay {
    /// Minutes after midnight at which it begins.
    from: u16,
    /// Minutes after midnight before which it ends, at most 1440.
    to: u16,
}

impl HoursOfDay {
    /// Reads `06:00` and `23:30`; the end is after the beginning, at latest `24:00`.
    pub(super) fn parse(from: &str, to: &str) -> Option<Self> {
        let (from, to) = (minutes(from)?, minutes(to)?);
        (from < to).then_some(Self { from, to })
    }

    /// Whether the moment lies within.
    pub fn contains(self, moment: Instant) -> bool {
        let (hour, minute, _) = moment.clock();
        let minute = i64::from(hour) * 60 + i64::from(minute);
        (i64::from(self.from)..i64::from(self.to)).contains(&minute)
    }

    /// When it begins on a day.
    pub fn begins(self, day: Day) -> Instant {
        day.start().plus(Duration::from_mins(u64::from(self.from)))
    }

    /// Whether it is the whole day.
    pub fn is_all(self) -> bool {
        (self.from, self.to) == (0, 24 * 60)
    }

    /// Beginning and end in words, `06:00` and `23:30`.
    pub fn words(self) -> (String, String) {
        let words = |minutes: u16| format!("{:02}:{:02}", minutes / 60, minutes % 60);
        (words(self.from), words(self.to))
    }
}

/// `06:00` in minutes after midnight; `24:00` is the last.
fn minutes(text: &str) -> Option<u16> {
    let (hour, minute) = text.split_once(':')?;
    let two = |part: &str| {
        let digits = part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| part.parse::<u16>().ok()).flatten()
    };
    let (hour, minute) = (two(hour)?, two(minute)?);
    let minutes = hour * 60 + minute;
    (minute < 60 && minutes <= 24 * 60).then_some(minutes)
}

/// The player's rules of an edition: those of every year, and of years that differ.
#[derive(Clone, Debug)]
pub(super) struct PlayerOfYears {
    pub every: PlayerRules,
    pub years: Vec<(Year, PlayerRules)>,
}

impl PlayerOfYears {
    pub(super) fn of(&self, study_year: Year) -> PlayerRules {
        let own = self.years.iter().find(|(year, _)| *year == study_year);
        own.map_or(self.every, |(_, rules)| *rules)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use kernel::Day;

    use super::*;

    #[test]
    fn hours_of_the_day_end_before_their_last_minute() {
        let hours = HoursOfDay::parse("06:00", "23:30").unwrap();
        let at = |minutes: u64| {
            let day = Day::new(2022, 11, 26).unwrap();
            day.start()
                .plus(std::time::Duration::from_secs(minutes * 60))
        };
        assert!(!hours.contains(at(359)));
        assert!(hours.contains(at(360)) && hours.contains(at(1_409)));
        assert!(!hours.contains(at(1_410)));
        assert_eq!(hours.words(), ("06:00".to_owned(), "23:30".to_owned()));
        assert!(HoursOfDay::parse("00:00", "24:00").unwrap().is_all());
    }

    #[test]
    fn impossible_hours_of_the_day_are_none() {
        for (from, to) in [
            ("06:00", "06:00"),
            ("22:00", "06:00"),
            ("00:00", "24:01"),
            ("6:00", "12:00"),
            ("06:60", "12:00"),
            ("-6:00", "12:00"),
            ("", "24:00"),
        ] {
            assert_eq!(HoursOfDay::parse(from, to), None, "{from} {to}");
        }
    }
}
