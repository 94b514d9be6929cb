//! One of the staff: how the year stands, with the ledger lines behind it.

use askama::Template;
use domain::employers::{self, Worker};
use domain::hours::{self, YearState};
use domain::reports::{self, Report};
use domain::{Action, editions};
use kernel::{PersonId, Year};
use serde::Deserialize;

use crate::page::{self, PageFrame};
use crate::problem::PageResult;
use crate::request::{Look, Path, Query};
use crate::staff::{LedgerRow, OfficeWords as _, ledger_rows};

#[derive(Template)]
#[template(path = "employers/person.html")]
struct PersonPage {
    p: PageFrame,
    worker: Worker,
    year: YearState,
    rows: Vec<LedgerRow>,
    exams_missing: usize,
    report: Option<Report>,
}

/// Which year is looked at.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    year: Option<Year>,
}

/// `GET /employer/staff/{id}`.
pub async fn show(
    Path(id): Path<PersonId>,
    Look { mut op, p }: Look,
    Query(asked): Query<Asked>,
) -> PageResult {
    let worker = employers::worker(&mut op, &id).await?;
    op.allow(Action::SeePerson, &worker)?;
    let year = asked.year.unwrap_or_else(|| {
        editions::present_year(&op.house, &worker.person.territory_code, op.now.day())
    });
    let ledger = hours::year_ledger(&mut op, &id, year).await?;
    let rows = ledger_rows(&mut op, ledger.lines, &[]).await?;
    let exams_missing = hours::exams_missing(&mut op, &id, year).await?.len();
    let report = reports::find(&mut op, &id, year).await?;
    page::show(&PersonPage {
        p,
        worker,
        year: ledger.state,
        rows,
        exams_missing,
        report,
    })
}
