//! Which edition of the rules decides: by territory and day. The rules themselves are data in the
//! policy packs, and how they apply is the engine's business; this context only chooses.
//!
//! What is done today (ordering, watching, exams, decisions) asks for the edition of today and is
//! refused without one: [`of_day`]. What is looked at, proved or recognised for a study year does
//! not depend on whether this year's notice is out: [`for_year`].

use kernel::{Day, Outcome, Year, faults};
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

/// The edition by which a study year is looked at on a day, in a territory: that of the day if it
/// speaks of the study year, else that of the study year itself, else the newest one before the day
/// that speaks of it. Where none does, the newest one before the day: it asks for nothing, and what
/// the ledger holds for the year can still be shown. A record does not vanish at midnight of new
/// year, when the region has not published yet. `editions.none` where nothing was ever published.
pub fn for_year<'h>(
    house: &'h House,
    territory_code: &str,
    study_year: Year,
    day: Day,
) -> Outcome<&'h Edition> {
    let speaks = |edition: &&Edition| edition.study_year(study_year).is_some();
    let todays = of_day(house, territory_code, day).ok();
    let own = || published(house, territory_code, day).find(|own| own.year() == study_year);
    todays
        .filter(speaks)
        .or_else(|| own().filter(speaks))
        .or_else(|| published(house, territory_code, day).find(speaks))
        .map_or_else(|| newest(house, territory_code, day), Ok)
}

/// The edition of a day in a territory, or the newest one before it: which study years are listed.
pub fn newest<'h>(house: &'h House, territory_code: &str, day: Day) -> Outcome<&'h Edition> {
    match published(house, territory_code, day).next() {
        Some(edition) => Ok(edition),
        None => of_day(house, territory_code, day),
    }
}

/// The study year that is shown when none is asked for: the year of the day, or of the newest
/// edition before it.
pub fn present_year(house: &House, territory_code: &str, day: Day) -> Year {
    newest(house, territory_code, day).map_or(day.year(), Edition::year)
}

/// Editions of a territory up to the year of a day, the newest first; of a year, the highest
/// revision first.
fn published<'h>(
    house: &'h House,
    territory_code: &str,
    day: Day,
) -> impl Iterator<Item = &'h Edition> {
    let editions = house.policies.editions().iter().rev();
    editions.filter(move |edition| {
        edition.territory() == territory_code && edition.year() <= day.year() && !edition.is_draft()
    })
}

/// The study years that may be studied on that day, the newest first.
pub fn open_years(edition: &Edition, day: Day) -> Vec<Year> {
    let mut years: Vec<_> = edition
        .study_years()
        .filter(|year| open_year(edition, *year, day).is_ok())
        .collect();
    years.reverse();
    years
}

/// Refuses unless the study year may be studied on that day.
pub fn open_year(edition: &Edition, study_year: Year, day: Day) -> Outcome<()> {
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
