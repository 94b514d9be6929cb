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

use kernel::{Hours, Year};

use crate::decision::Decision;
use crate::error::{DecideError, Problem};
use crate::facts::{Applicant, Purpose};
use crate::pack::Edition;
use assess::Counted;
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
    assess_moved(edition, applicant, 0)
}

/// Decides an applicant as if everything about her had happened so many years later: how an
/// edition of another year would have decided.
#[inline]
pub(crate) fn assess_moved<'a, S: AsRef<str>>(
    edition: &'a Edition,
    applicant: &'a Applicant<S>,
    moved: Year,
) -> Result<Verdict<'a, S>, DecideError> {
    let application = applicant.application;
    let tracks = edition.tracks();
    let year = application.on.year().saturating_add(moved);
    if !edition.decides(applicant.territory(), year) {
        return Err(no_edition(applicant));
    }
    let track = tracks
        .get(application)
        .ok_or_else(|| unspecified(application.purpose))?;
    no_later_than_application(applicant)?;
    let given = given(tracks, track, applicant, moved)?;
    let transferred = applicant.post.from_government_on;
    let case = Case {
        sex: applicant.person.sex,
        age: applicant
            .person
            .born
            .map(|born| born.age_on(application.on)),
        sector: applicant.post.sector,
        grassroots: applicant.post.grassroots,
        circumstances: &applicant.circumstances,
        deemed: &applicant.deemed,
        transferred: transferred.map(|day| day.year().saturating_add(moved)),
        year,
        moved,
    };
    let mut verdict = Verdict {
        edition,
        applicant,
        tracks,
        track,
        age: case.age,
        transferred: case.transferred,
        completed: Completed::new(),
    };
    verdict.completed.complete(track, &case, &given);
    Ok(verdict)
}

/// Adds up the hours given for each row. What is given for other years changes nothing, but a
/// category that nobody knows is an error wherever it stands.
fn given<S: AsRef<str>>(
    tracks: &Tracks,
    track: &Track,
    applicant: &Applicant<S>,
    moved: Year,
) -> Result<Counted, DecideError> {
    let mut sums = Counted::from_elem(Hours::ZERO, track.rows.len());
    for (at, given) in applicant.hours.iter().enumerate() {
        let name = given.category.as_ref();
        let category = tracks.category_at(name).ok_or_else(|| {
            DecideError::new(Problem::UnknownCategory)
                .at(format!("hours[{at}].category"))
                .with(name)
        })?;
        let year = given.year.saturating_add(moved);
        let mut add = |row| {
            if let Some(sum) = sums.get_mut(row) {
                *sum = *sum + given.hours;
            }
        };
        if let Some(row) = track.row_of(year, category) {
            add(row);
        }
        for &row in &track.sums {
            if track
                .rows
                .get(row)
                .is_some_and(|owed| owed.takes(year, category))
            {
                add(row);
            }
        }
    }
    Ok(sums)
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

fn no_later_than_application<S>(applicant: &Applicant<S>) -> Result<(), DecideError> {
    let days = [
        (
            applicant.person.born,
            Problem::BornAfterApplication,
            "person.born",
        ),
        (
            applicant.post.from_government_on,
            Problem::TransferAfterApplication,
            "post.from_government_on",
        ),
    ];
    for (day, problem, place) in days {
        if let Some(day) = day.filter(|day| *day > applicant.application.on) {
            return Err(DecideError::new(problem).at(place).with(day.to_string()));
        }
    }
    Ok(())
}
