//! From our records, and from what is only supposed, to the facts of an applicant: pure.

use std::collections::BTreeMap;

use kernel::{Category, Hours, Outcome, Year};
use ledger::{Head, Line};
use policy::{Applicant, Application, Deemed, DeemedKind, Edition, GivenHours, Person, Post};

use super::Error;
use super::model::{Question, Shown, Supposed};
use crate::employers::Worker;
use crate::facts::Grounded;
use crate::hours::Deeming;

/// The facts of a worker as the records have them on the day of the application.
pub(super) fn recorded(
    id: &str,
    worker: &Worker,
    grounded: &Grounded,
    edition: &Edition,
    question: &Question,
    lines: &[Line],
) -> Applicant {
    let application = Application {
        purpose: question.purpose,
        level: question.level,
        degree: question.degree,
        on: question.on,
    };
    let mut applicant = Applicant::new(id, application);
    applicant.person = Person {
        sex: Some(worker.person.sex),
        born: Some(worker.person.born),
    };
    applicant.post = Post {
        // The pack that decides may be that of a territory above hers.
        territory: Some(edition.territory().to_owned()),
        sector: grounded.sector,
        grassroots: grounded.grassroots,
        from_government_on: grounded.from_government_on,
    };
    applicant.circumstances.clone_from(&grounded.circumstances);
    applicant.hours = given_hours(lines);
    applicant
}

/// Ages between which a birthday that somebody typed is believed. Nothing of a notice: the engine
/// decides on any birthday, and no rule asks about these ages.
const BELIEVED_AGES: std::ops::RangeInclusive<i16> = 14..=120;

/// Refuses a birthday that can only be a slip of the pen, where facts are typed and not recorded.
pub(crate) fn believe_birthday(applicant: &Applicant) -> Outcome<()> {
    let on = applicant.application.on;
    let born = applicant.person.born.filter(|born| *born <= on);
    match born {
        Some(born) if !BELIEVED_AGES.contains(&born.age_on(on)) => {
            let fault = Error::ImplausibleBirthday.fault().with("born", born);
            let fault = fault.with("on", on).with("least", BELIEVED_AGES.start());
            Err(fault.with("most", BELIEVED_AGES.end()).at("born"))
        }
        _ => Ok(()),
    }
}

/// Most supposed entries of one kind: a window has three years and two categories.
const SUPPOSED_MAX: usize = 20;

/// Lays what is only supposed over the records, and answers which of it is not there already.
pub(super) fn suppose(applicant: &mut Applicant, asked: &Supposed) -> Outcome<Supposed> {
    let most = [
        asked.hours.len(),
        asked.deemed.len(),
        asked.circumstances.len(),
    ];
    if most.iter().any(|count| *count > SUPPOSED_MAX) {
        return Err(Error::TooMuchSupposed.fault().with("most", SUPPOSED_MAX));
    }
    let mut supposed = asked.clone();
    let post = &mut applicant.post;
    supposed.sector = asked.sector.filter(|sector| post.sector != Some(*sector));
    post.sector = supposed.sector.or(post.sector);
    supposed.grassroots = asked.grassroots.filter(|at| *at != post.grassroots);
    post.grassroots = supposed.grassroots.unwrap_or(post.grassroots);
    let transfer = asked.from_government_on;
    supposed.from_government_on = transfer.filter(|day| post.from_government_on != Some(*day));
    post.from_government_on = supposed.from_government_on.or(post.from_government_on);
    supposed.circumstances.dedup();
    supposed
        .deemed
        .retain(|exam| !applicant.deemed.contains(exam));
    supposed.hours.retain(|given| given.hours > Hours::ZERO);
    let Supposed {
        circumstances,
        deemed,
        hours,
        ..
    } = &supposed;
    applicant.circumstances.extend(circumstances);
    applicant.deemed.extend(deemed);
    applicant.hours.extend(hours.iter().cloned());
    Ok(supposed)
}

/// Whether the records say something else today than when a decision was kept: the ledger's head
/// or the years that are deemed complete.
pub(super) fn is_outdated(shown: &Shown, head: &str, deemed: &[Deemed]) -> bool {
    let supposed = &shown.supposed.deemed;
    let mut rested = shown.applicant.deemed.clone();
    rested.retain(|exam| !supposed.contains(exam));
    let is_same = rested.iter().all(|exam| deemed.contains(exam))
        && deemed
            .iter()
            .all(|exam| rested.contains(exam) || supposed.contains(exam));
    head != shown.ledger_head || !is_same
}

/// What the engine is told of a year that stands complete. An exam from elsewhere is never deemed:
/// the bureau grants hours for it, or none.
pub(crate) fn exam_of(deemed: &Deeming) -> Deemed {
    Deemed {
        kind: DeemedKind::QualificationExam,
        year: deemed.study_year,
        in_region: true,
    }
}

/// Sums per year and category, in a fixed order, without years that were revoked to nothing.
fn given_hours(lines: &[Line]) -> Vec<GivenHours> {
    let mut sums: BTreeMap<(Year, Category), Hours> = BTreeMap::new();
    for Line { entry, .. } in lines {
        let sum = sums.entry((entry.study_year, entry.category)).or_default();
        *sum = *sum + entry.hours;
    }
    sums.into_iter()
        .filter(|(_, hours)| *hours > Hours::ZERO)
        .map(|((year, category), hours)| GivenHours {
            year,
            category: category.as_str().to_owned(),
            hours,
        })
        .collect()
}

/// The head that these lines end in: read with them, so that it can be no other.
pub(crate) fn head(lines: &[Line]) -> Head {
    lines
        .last()
        .map_or_else(Head::empty, |Line { entry, .. }| Head {
            seq: entry.seq,
            hash: entry.hash.clone(),
        })
}
