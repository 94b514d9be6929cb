//! Whether the player's rules make sense together, for every study year.

use std::collections::BTreeSet;

use kernel::Hours;

use super::{Checked, Checker};
use crate::pack::error::{PackError, PackProblem};
use crate::pack::player::{HoursOfDay, PlayerOfYears, PlayerRules};
use crate::pack::schema::{RawCourseTime, RawPlayer, RawPlayerYear, RawStudyYear};

impl Checker {
    pub(super) fn player(
        &mut self,
        raw: &RawPlayer,
        time: &RawCourseTime,
        study_years: &[RawStudyYear],
    ) -> Checked<PlayerOfYears> {
        self.source(&raw.source, "player")?;
        let every = PlayerRules {
            allowed_speed_percent: raw.allowed_speed_percent,
            gap_cap_s: raw.gap_cap_s,
            beat_every_s: raw.beat_every_s,
            complete_percent: raw.complete_percent,
            presence_checks_per_hour: raw.presence_checks_per_hour,
            presence_answer_s: raw.presence_answer_s,
            presence_tries: raw.presence_tries,
            forward_seek: raw.forward_seek,
            hours_of_day: hours_of_day(&raw.hours_of_day, "player")?,
            most_hours_a_day: raw.most_hours_a_day,
            seconds_per_hour: time.minutes_per_hour.saturating_mul(60),
        };
        possible(&every, "player")?;
        let (mut years, mut seen) = (Vec::new(), BTreeSet::new());
        for (at, of_year) in raw.years.iter().enumerate() {
            let place = format!("player.years[{at}] ({})", of_year.year);
            self.source(&of_year.source, &place)?;
            if !study_years.iter().any(|known| known.year == of_year.year) {
                let known: Vec<_> = study_years.iter().map(|y| y.year.to_string()).collect();
                let detail = format!("{} ({})", of_year.year, known.join(", "));
                return Err(PackError::new(PackProblem::UnknownName, place).with(detail));
            }
            if !seen.insert(of_year.year) {
                return Err(PackError::new(PackProblem::Duplicate, place).with(of_year.year));
            }
            let rules = over(&every, of_year, &place)?;
            if rules == every {
                return Err(PackError::new(PackProblem::Incomplete, place));
            }
            possible(&rules, &place)?;
            years.push((of_year.year, rules));
        }
        Ok(PlayerOfYears { every, years })
    }
}

/// The rules of one year, laid over those of every year.
fn over(every: &PlayerRules, year: &RawPlayerYear, place: &str) -> Checked<PlayerRules> {
    let hours = match &year.hours_of_day {
        Some(hours) => hours_of_day(hours, place)?,
        None => every.hours_of_day,
    };
    let or = |own: Option<i64>, every: i64| own.unwrap_or(every);
    Ok(PlayerRules {
        allowed_speed_percent: or(year.allowed_speed_percent, every.allowed_speed_percent),
        gap_cap_s: or(year.gap_cap_s, every.gap_cap_s),
        beat_every_s: or(year.beat_every_s, every.beat_every_s),
        complete_percent: or(year.complete_percent, every.complete_percent),
        presence_checks_per_hour: or(
            year.presence_checks_per_hour,
            every.presence_checks_per_hour,
        ),
        presence_answer_s: or(year.presence_answer_s, every.presence_answer_s),
        presence_tries: or(year.presence_tries, every.presence_tries),
        forward_seek: year.forward_seek.unwrap_or(every.forward_seek),
        hours_of_day: hours,
        most_hours_a_day: year.most_hours_a_day.or(every.most_hours_a_day),
        seconds_per_hour: every.seconds_per_hour,
    })
}

fn hours_of_day((from, to): &(String, String), place: &str) -> Checked<HoursOfDay> {
    let bad = || {
        let place = format!("{place}.hours_of_day");
        PackError::new(PackProblem::BadNumber, place).with(format!("{from} – {to}"))
    };
    HoursOfDay::parse(from, to).ok_or_else(bad)
}

/// Rules by which an honest learner could never earn, or would be asked without end.
fn possible(rules: &PlayerRules, place: &str) -> Checked<()> {
    let refuse = |name: &str, detail: String| {
        let place = format!("{place}.{name}");
        Err(PackError::new(PackProblem::BadNumber, place).with(detail))
    };
    if rules.gap_cap_s < rules.beat_every_s {
        let detail = format!("{} < beat_every_s {}", rules.gap_cap_s, rules.beat_every_s);
        return refuse("gap_cap_s", detail);
    }
    let asked_s = rules.presence_checks_per_hour * rules.presence_answer_s;
    if asked_s > 3_600 {
        let detail = format!("presence_checks_per_hour × presence_answer_s = {asked_s} > 3600");
        return refuse("presence_answer_s", detail);
    }
    match rules.most_hours_a_day {
        Some(most) if most <= Hours::ZERO => refuse("most_hours_a_day", most.to_string()),
        _ => Ok(()),
    }
}
