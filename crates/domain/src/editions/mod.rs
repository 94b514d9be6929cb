//! Which edition of the rules decides: by territory and day. The rules themselves are data in the
//! policy packs, and how they apply is the engine's business; this context only chooses.

use kernel::{Day, Outcome, faults};
use policy::Edition;

use crate::House;
use crate::identity::Person;

faults! {
    /// Refusals of editions.
    pub enum Error {
        /// No edition of the territory covers the day.
        None = Conflict "editions.none",
        /// The study year is not open for study on that day.
        YearClosed = Conflict "editions.year_closed",
    }
}

/// The edition that decides in a territory on a day.
pub fn of_day<'h>(house: &'h House, territory_code: &str, day: Day) -> Outcome<&'h Edition> {
    house
        .policies
        .for_territory(territory_code, day.year())
        .ok_or_else(|| {
            Error::None
                .fault()
                .with("territory", territory_code)
                .with("year", day.year())
        })
}

/// The edition that decides for a person on a day.
pub fn of_person<'h>(house: &'h House, person: &Person, day: Day) -> Outcome<&'h Edition> {
    of_day(house, &person.territory_code, day)
}

/// The study years that may be studied on that day, the newest first.
pub fn open_years(edition: &Edition, day: Day) -> Vec<kernel::Year> {
    let mut years: Vec<_> = edition
        .study_years()
        .filter(|year| open_year(edition, *year, day).is_ok())
        .collect();
    years.reverse();
    years
}

/// Refuses unless the study year may be studied on that day.
pub fn open_year(edition: &Edition, study_year: kernel::Year, day: Day) -> Outcome<()> {
    match edition.study_window(study_year) {
        Some((from, to)) if (from..=to).contains(&day) => Ok(()),
        Some((from, to)) => Err(Error::YearClosed
            .fault()
            .with("year", study_year)
            .with("from", from)
            .with("to", to)),
        None => Err(Error::YearClosed
            .fault()
            .with("year", study_year)
            .with("from", "–")
            .with("to", "–")),
    }
}
