//! Whether somebody will have her hours by the last day: pure arithmetic that can be told in a
//! sentence. Nobody is judged by it; it says to whom a word in time would help.

use kernel::{Category, Day, Hours};

use super::model::{StaffState, YearRow, YearState};

/// What is missing of a category, and how much a day would close the gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The category.
    pub category: Category,
    /// What is missing today.
    pub short: Hours,
    /// What would still be missing on the last day, at the pace since the window opened.
    pub short_then: Hours,
    /// Hours a day from today to the last day, rounded up; none when that day has passed.
    pub a_day: Option<Hours>,
}

/// How a year will end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forecast {
    /// In one word.
    pub state: StaffState,
    /// What is missing, public before professional; empty when nothing is.
    pub gaps: Vec<Gap>,
}

/// The forecast of a year on a day: at the pace since its window opened.
pub fn forecast(year: &YearState, today: Day) -> Forecast {
    let gaps: Vec<Gap> = year
        .rows
        .iter()
        .filter(|row| row.short > Hours::ZERO)
        .map(|row| gap(row, year.window, today))
        .collect();
    let state = if gaps.is_empty() {
        StaffState::Done
    } else if year
        .rows
        .iter()
        .all(|row| row.counted == Hours::ZERO && row.deemed_since.is_none())
    {
        StaffState::Nothing
    } else if gaps.iter().any(|gap| gap.short_then > Hours::ZERO) {
        StaffState::WillMiss
    } else {
        StaffState::OnTheWay
    };
    Forecast { state, gaps }
}

fn gap(row: &YearRow, window: Option<(Day, Day)>, today: Day) -> Gap {
    let mut gap = Gap {
        category: row.category,
        short: row.short,
        short_then: row.short,
        a_day: None,
    };
    let Some((from, to)) = window.filter(|(_, to)| today <= *to) else {
        return gap;
    };
    // Today is one of the days that are left, and none of those that are over.
    let left = today.days_until(to) + 1;
    let over = from.days_until(today).max(0);
    let short = row.short.get();
    gap.a_day = Some(Hours::hundredths((short + left - 1) / left));
    if over > 0 {
        let comes = row.counted.get().saturating_mul(left) / over;
        gap.short_then = Hours::hundredths((short - comes).max(0));
    }
    gap
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;

    fn year(public: i64, professional: i64) -> YearState {
        let row = |category, required, counted| YearRow {
            category,
            required: Hours::whole(required),
            counted: Hours::whole(counted),
            short: Hours::whole(counted).short_of(Hours::whole(required)),
            deemed_since: None,
        };
        YearState {
            study_year: 2022,
            rows: vec![
                row(Category::Public, 30, public),
                row(Category::Professional, 60, professional),
            ],
            window: Some((day("2022-01-01"), day("2022-12-31"))),
            clause: "x §2".into(),
            edition_id: "x/2022".into(),
        }
    }

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn who_keeps_her_pace_is_on_the_way_and_who_does_not_will_miss_it() {
        // Half of the year is over on 2 July: 182 days gone, 183 left.
        let half = day("2022-07-02");
        assert_eq!(forecast(&year(30, 60), half).state, StaffState::Done);
        assert_eq!(forecast(&year(15, 30), half).state, StaffState::OnTheWay);
        assert_eq!(forecast(&year(0, 0), half).state, StaffState::Nothing);
        let late = forecast(&year(30, 20), half);
        assert_eq!(late.state, StaffState::WillMiss);
        // 20 in 182 days make 20.10 in the 183 that are left: 19.89 would be missing.
        let gap = late.gaps.first().unwrap();
        assert_eq!(gap.category, Category::Professional);
        assert_eq!(gap.short, Hours::whole(40));
        assert_eq!(gap.short_then, Hours::hundredths(1990));
        assert_eq!(gap.a_day, Some(Hours::hundredths(22)));
    }

    #[test]
    fn on_the_last_day_all_of_it_is_asked_for_and_after_it_nothing_helps() {
        let last = forecast(&year(30, 59), day("2022-12-31"));
        assert_eq!(last.gaps.first().unwrap().a_day, Some(Hours::whole(1)));
        let after = forecast(&year(30, 59), day("2023-01-01"));
        assert_eq!(after.state, StaffState::WillMiss);
        assert_eq!(after.gaps.first().unwrap().a_day, None);
        assert_eq!(after.gaps.first().unwrap().short_then, Hours::whole(1));
    }
}
