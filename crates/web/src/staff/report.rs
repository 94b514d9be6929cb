//! A report as the employer and the bureau look at it: the sums, the ledger lines behind them, the
//! steps so far.

use domain::Op;
use domain::employers::{self, Worker};
use domain::hours::{self, YearState};
use domain::reports::{self, Report, Step};
use kernel::{Fault, Kind, Outcome, ReportId};
use serde::Deserialize;

use super::{LedgerRow, ledger_rows};

/// What somebody decides on a report.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct ReportForm {
    /// Which button was pressed.
    pub decision: String,
    /// Why it is returned.
    pub why: String,
}

impl ReportForm {
    /// A form that no page of ours sends.
    pub fn unknown(&self) -> Fault {
        Fault::new(Kind::Invalid, "web.malformed").with("why", &self.decision)
    }
}

/// A report with what a decision on it rests on.
pub(crate) struct ReportView {
    /// The report.
    pub report: Report,
    /// Whose year it is.
    pub worker: Worker,
    /// Its steps, oldest first.
    pub steps: Vec<Step>,
    /// The year as it stands now, with its lines; none when who looks may not see them any more,
    /// since the year is not one of her time there.
    pub year: Option<(YearState, Vec<LedgerRow>)>,
    /// Exams of the year that are not passed.
    pub exams_missing: usize,
}

impl ReportView {
    /// Loads a report that who looks may see.
    pub async fn load(op: &mut Op, id: &ReportId) -> Outcome<Self> {
        let report = reports::get(op, id).await?;
        let steps = reports::steps(op, id).await?;
        let (person, study_year) = (&report.person_id, report.study_year);
        let worker = employers::worker(op, person).await?;
        let mut view = Self {
            worker,
            steps,
            year: None,
            exams_missing: 0,
            report,
        };
        let sight = employers::sight(op, &view.worker).await;
        if sight.is_ok_and(|sight| sight.covers(study_year)) {
            let person = &view.report.person_id;
            let ledger = hours::year_ledger(op, person, study_year).await?;
            let cases = hours::revocations_of(op, person).await?;
            let rows = ledger_rows(op, ledger.lines, &cases).await?;
            view.exams_missing = hours::exams_missing(op, person, study_year).await?.len();
            view.year = Some((ledger.state, rows));
        }
        Ok(view)
    }

    /// Whether the ledger says something else now than when the report was drawn up.
    pub fn has_changed(&self) -> bool {
        let counted = |year: &YearState, category| year.row(category).map(|row| row.counted);
        self.year.as_ref().is_some_and(|(year, _)| {
            counted(year, kernel::Category::Public) != Some(self.report.public_hours)
                || counted(year, kernel::Category::Professional)
                    != Some(self.report.professional_hours)
                || year.rows.iter().any(|row| {
                    let was = self.report.deemed == Some(row.category);
                    was && row.deemed_since.is_none()
                })
        })
    }
}
