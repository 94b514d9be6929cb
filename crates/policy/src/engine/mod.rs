//! The engine: facts and an edition → a decision. Total, pure, the same bytes every time.
//!
//! In the order of the work: [`track`] sorts an edition's rules by kind of application, once;
//! [`complete`] tries every completion of unknown facts; [`assess`] applies the rules to one of
//! them; that makes a [`verdict`]. Only who asks for it gets the sentences ([`explain`], from the
//! words made ready in [`speech`]), the [`plan`] and the bytes ([`write`]). No number or word of
//! any notice stands here: those are the pack's.

mod assess;
mod complete;
mod condition;
mod explain;
mod plan;
mod speech;
mod track;
mod verdict;
mod write;

use kernel::{Day, Hours};

use crate::decision::Decision;
use crate::error::{DecideError, Problem};
use crate::facts::{Applicant, Purpose};
use crate::pack::Edition;
use assess::Given;
use complete::Completed;
use condition::Case;
use track::Track;

pub(crate) use condition::Condition;
pub(crate) use track::Tracks;
pub use verdict::Verdict;

/// Decides one application. The error names what makes it undecidable as a whole; facts that are
/// merely unknown lead to an outcome, [`crate::Outcome::Undecided`] where they matter.
pub fn decide<S: AsRef<str>>(
    edition: &Edition,
    applicant: &Applicant<S>,
) -> Result<Decision, DecideError> {
    assess(edition, applicant).map(|verdict| verdict.decision())
}

/// Decides one application without saying anything about it: as [`decide`], many times quicker.
#[inline]
pub fn assess<'a, S: AsRef<str>>(
    edition: &'a Edition,
    applicant: &'a Applicant<S>,
) -> Result<Verdict<'a, S>, DecideError> {
    let Prepared { track, case, given } = Prepared::of(edition, applicant)?;
    let mut verdict = Verdict {
        edition,
        applicant,
        tracks: edition.tracks(),
        track,
        age: case.age,
        transferred: case.transferred,
        completed: Completed::new(),
    };
    verdict.completed.complete(track, &case, &given);
    Ok(verdict)
}

/// An application that can be decided.
struct Prepared<'a> {
    track: &'a Track,
    case: Case<'a>,
    given: Given,
}

impl<'a> Prepared<'a> {
    #[inline]
    fn of<S: AsRef<str>>(
        edition: &'a Edition,
        applicant: &'a Applicant<S>,
    ) -> Result<Self, DecideError> {
        let (application, person) = (applicant.application, applicant.person);
        let tracks = edition.tracks();
        let year = application.on.year();
        if !edition.decides(applicant.territory(), year) {
            return Err(no_edition(applicant));
        }
        let track = tracks
            .get(application)
            .ok_or_else(|| unspecified(application.purpose))?;
        no_later_than_application(applicant)?;
        let transferred = applicant.post.from_government_on;
        let case = Case {
            sex: person.sex,
            age: person.born.map(|born| born.age_on(application.on)),
            sector: applicant.post.sector,
            grassroots: applicant.post.grassroots,
            circumstances: &applicant.circumstances,
            deemed: &applicant.deemed,
            transferred: transferred.map(Day::year),
            year,
        };
        let given = given(tracks, track, applicant)?;
        Ok(Self { track, case, given })
    }
}

/// Adds up the hours given for each year of the window and each category. What is given for other
/// years changes nothing, but a category that nobody knows is an error wherever it stands.
fn given<S: AsRef<str>>(
    tracks: &Tracks,
    track: &Track,
    applicant: &Applicant<S>,
) -> Result<Given, DecideError> {
    let mut table = Given::from_elem(Hours::ZERO, track.cells);
    let first = track.window.map_or(0, |(window, _)| window.from);
    for (at, given) in applicant.hours.iter().enumerate() {
        let name = given.category.as_ref();
        let category = tracks.category_at(name).ok_or_else(|| {
            DecideError::new(Problem::UnknownCategory)
                .at(format!("hours[{at}].category"))
                .with(name)
        })?;
        let year = i32::from(given.year) - i32::from(first);
        let sum = usize::try_from(year)
            .ok()
            .and_then(|year| table.get_mut(year * tracks.width() + category));
        if let Some(sum) = sum {
            *sum = *sum + given.hours;
        }
    }
    Ok(table)
}

fn no_edition<S: AsRef<str>>(applicant: &Applicant<S>) -> DecideError {
    let detail = format!("{} {}", applicant.territory(), applicant.application.on);
    DecideError::new(Problem::NoEdition)
        .at("application.on")
        .with(detail)
}

fn unspecified(purpose: Purpose) -> DecideError {
    if purpose == Purpose::TitleReview {
        DecideError::new(Problem::MissingLevel).at("application.level")
    } else {
        DecideError::new(Problem::MissingDegree).at("application.degree")
    }
}

#[inline]
fn no_later_than_application<S>(applicant: &Applicant<S>) -> Result<(), DecideError> {
    let on = applicant.application.on;
    let later = |day: Option<Day>| day.filter(|day| *day > on);
    let (problem, place, day) = if let Some(day) = later(applicant.person.born) {
        (Problem::BornAfterApplication, "person.born", day)
    } else if let Some(day) = later(applicant.post.from_government_on) {
        let place = "post.from_government_on";
        (Problem::TransferAfterApplication, place, day)
    } else {
        return Ok(());
    };
    Err(DecideError::new(problem).at(place).with(day.to_string()))
}
