//! The four states of a year on one look: studied, passed, reported, approved (N2022 §5), each with
//! since when, and with whom it stands.
//!
//! Not here: the card that follows an approval (cards).

use std::collections::BTreeSet;

use kernel::{Instant, Outcome, PersonId, Year};

use super::model::{Report, Status, Step};
use super::service::{find, steps};
use crate::hours::{self, YearLedger};
use crate::orders::{self, Enrolment};
use crate::{Op, exams};

/// How far a year has come.
#[derive(Clone, Debug)]
pub struct Progress {
    /// Hours of the year with the lines behind them.
    pub ledger: YearLedger,
    /// Enrolments that earned hours while their exam is not passed.
    pub exams_missing: Vec<Enrolment>,
    /// When the last exam of the year was passed; none while one is missing or there was none.
    pub passed_since: Option<Instant>,
    /// The report, if it was ever drawn up.
    pub report: Option<Report>,
    /// Its steps, oldest first.
    pub steps: Vec<Step>,
}

impl Progress {
    /// Whether all hours are there.
    pub fn is_studied(&self) -> bool {
        self.ledger.state.is_complete()
    }

    /// Whether all hours are there and no exam behind them is missing.
    pub fn is_passed(&self) -> bool {
        self.is_studied() && self.exams_missing.is_empty()
    }

    /// Where the report stands, if it was ever drawn up.
    pub fn status(&self) -> Option<Status> {
        self.report.as_ref().map(|report| report.status)
    }

    /// Whether the employer or the bureau has the report, or it is approved.
    pub fn is_reported(&self) -> bool {
        self.report.is_some() && !self.is_returned()
    }

    /// Whether the report came back and must be drawn up again.
    pub fn is_returned(&self) -> bool {
        self.status() == Some(Status::Returned)
    }

    /// Whether the report is approved.
    pub fn is_approved(&self) -> bool {
        self.status() == Some(Status::Approved)
    }

    /// Whether the learner can draw it up now, as far as the ledger and the exams go.
    pub fn may_draw(&self) -> bool {
        self.is_passed() && !self.is_reported()
    }

    /// Why and by whom it was returned, when it was.
    pub fn returned(&self) -> Option<&Step> {
        self.steps.last().filter(|_| self.is_returned())
    }
}

/// How far a person's study year has come.
pub async fn progress(op: &mut Op, person: &PersonId, year: Year) -> Outcome<Progress> {
    let ledger = hours::year_ledger(op, person, year).await?;
    let exams_missing = hours::exams_missing(op, person, year).await?;
    let enrolments = orders::list_enrolments(op, person).await?;
    let of_year: BTreeSet<_> = enrolments
        .into_iter()
        .filter(|enrolment| enrolment.study_year == year)
        .map(|enrolment| enrolment.id)
        .collect();
    let passed = exams::passed_at(op, person).await?;
    let last = passed
        .into_iter()
        .filter(|(id, _)| of_year.contains(id))
        .map(|(_, at)| at)
        .max();
    let report = find(op, person, year).await?;
    let steps = match &report {
        Some(report) => steps(op, &report.id).await?,
        None => Vec::new(),
    };
    let passed_since = last.filter(|_| exams_missing.is_empty());
    Ok(Progress {
        ledger,
        exams_missing,
        passed_since,
        report,
        steps,
    })
}
