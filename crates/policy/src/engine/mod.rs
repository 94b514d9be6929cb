//! The engine: facts and an edition → a decision. Total, pure, the same bytes every time.
//!
//! In the order of the work: [`complete`] tries every completion of unknown facts, [`assess`]
//! applies the rules to one of them without building any text, [`explain`] writes the sentences,
//! [`plan`] prices what is short. No number or word of any notice stands here: those are the
//! pack's.

mod assess;
mod complete;
mod explain;
mod plan;

use kernel::{Sex, Year};

use crate::decision::{Decision, Outcome, Requirement};
use crate::error::{DecideError, Problem};
use crate::facts::{Applicant, Purpose, Sector};
use crate::pack::{CategoryRule, Edition};
use assess::{Assessment, Row};

/// Decides one application. The error names what makes it undecidable as a whole; facts that are
/// merely unknown lead to an outcome, [`Outcome::Undecided`] where they matter.
pub fn decide(edition: &Edition, applicant: &Applicant) -> Result<Decision, DecideError> {
    check(edition, applicant)?;
    let verdict = complete::decide(edition, applicant);
    let strictest = &verdict.strictest;
    let (requirements, plan) = match verdict.outcome {
        Outcome::Exempt => (Vec::new(), None),
        Outcome::Undecided => (rows(strictest), None),
        Outcome::Met | Outcome::Reference | Outcome::NotMet => (
            rows(strictest),
            plan::plan(edition, applicant.application.on, &strictest.rows),
        ),
    };
    Ok(Decision {
        id: applicant.id.clone(),
        outcome: verdict.outcome,
        edition: edition.reference(),
        requirements,
        reasons: explain::reasons(edition, applicant, strictest),
        missing: verdict.missing,
        plan,
    })
}

/// One applicant with every fact that matters given: known, or assumed in this completion.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Case<'a> {
    pub applicant: &'a Applicant,
    pub sex: Option<Sex>,
    /// Age on the application date.
    pub age: Option<i16>,
    pub sector: Option<Sector>,
    /// Year of the transfer from a party or state organ.
    pub transferred: Option<Year>,
}

/// What cannot be decided at all.
fn check(edition: &Edition, applicant: &Applicant) -> Result<(), DecideError> {
    let application = &applicant.application;
    if !edition.decides(applicant.territory(), application.on.year()) {
        let detail = format!("{} {}", applicant.territory(), application.on);
        return Err(DecideError::new(Problem::NoEdition)
            .at("application.on")
            .with(detail));
    }
    match (application.purpose, application.level, application.degree) {
        (Purpose::TitleReview, None, _) => {
            return Err(DecideError::new(Problem::MissingLevel).at("application.level"));
        }
        (Purpose::TitleRecognition, _, None) => {
            return Err(DecideError::new(Problem::MissingDegree).at("application.degree"));
        }
        _ => {}
    }
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
        if let Some(day) = day.filter(|day| *day > application.on) {
            return Err(DecideError::new(problem).at(place).with(day.to_string()));
        }
    }
    for (at, given) in applicant.hours.iter().enumerate() {
        let known = edition
            .category_at(&given.category)
            .and_then(|at| edition.categories.get(at));
        if known.is_none_or(CategoryRule::is_total) {
            return Err(DecideError::new(Problem::UnknownCategory)
                .at(format!("hours[{at}].category"))
                .with(&given.category));
        }
    }
    Ok(())
}

fn rows(assessment: &Assessment<'_>) -> Vec<Requirement> {
    assessment.rows.iter().map(Row::requirement).collect()
}

impl Row<'_> {
    fn requirement(&self) -> Requirement {
        let (year, years) = self.period();
        Requirement {
            year,
            years,
            category: self.category.name.clone(),
            required: self.required,
            counted: self.counted,
            short: self.short(),
            deemed: self.deemed,
        }
    }
}
