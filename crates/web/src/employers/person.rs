//! One of the staff, or of those who were: how the year stands, with the ledger lines behind it,
//! and her post. Only the years of her time here are shown.

use askama::Template;
use domain::employers::{self, Department, Employment, EndedWhy, Sight, Worker};
use domain::hours::{self, YearState};
use domain::reports::{self, Report};
use domain::{Op, editions};
use kernel::{Outcome, PersonId, Year};
use serde::Deserialize;

use super::own_employer;
use super::posts::PostForm;
use super::words::EmployerWords as _;
use crate::page::{self, Errors, PageFrame};
use crate::problem::PageResult;
use crate::request::{Look, Path, Query};
use crate::staff::{LedgerRow, OfficeWords as _, ledger_rows};

#[derive(Template)]
#[template(path = "employers/person.html")]
pub(super) struct PersonPage {
    p: PageFrame,
    errors: Errors,
    form: PostForm,
    done: String,
    worker: Worker,
    /// Her times here, the newest first.
    times: Vec<Employment>,
    departments: Vec<Department>,
    /// Years of her time here.
    years: Vec<Year>,
    year: YearState,
    rows: Vec<LedgerRow>,
    exams_missing: usize,
    report: Option<Report>,
}

/// Which year is looked at, and what was just done.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    year: Option<Year>,
    done: String,
}

impl PersonPage {
    /// The same page with what must be mended in one of its forms.
    pub(super) fn with(self, errors: Errors, form: PostForm) -> Self {
        Self {
            errors,
            form,
            ..self
        }
    }

    /// Her present post here.
    fn present(&self) -> Option<&Employment> {
        self.times.iter().find(|time| time.to_day.is_none())
    }

    /// The post that she may come back to: her last one here, when she works nowhere.
    fn former(&self) -> Option<&Employment> {
        let works = self.worker.employment.is_some();
        self.times.first().filter(|_| !works)
    }

    fn department(&self, time: &Employment) -> &str {
        let id = time.department_id.as_ref();
        let found = self.departments.iter().find(|each| Some(&each.id) == id);
        found.map_or("", |each| each.name.as_str())
    }

    /// What the form about the post shows: what was typed, else what stands.
    fn typed<'f>(&self, typed: &'f str, stands: &'f str) -> &'f str {
        if self.form.decision == "change" {
            typed
        } else {
            stands
        }
    }

    fn is_in(&self, time: &Employment, department: &Department) -> bool {
        let stands = time.department_id.as_ref().map_or("", |id| id.as_str());
        self.typed(&self.form.department, stands) == department.id.as_str()
    }

    fn opens(&self, decision: &str) -> bool {
        !self.errors.is_empty() && self.form.decision == decision
    }
}

/// `GET /employer/staff/{id}`.
pub async fn show(
    Path(id): Path<PersonId>,
    Look { mut op, p }: Look,
    Query(asked): Query<Asked>,
) -> PageResult {
    let page = load(&mut op, p, &id, asked.year).await?;
    page::show(&PersonPage {
        done: asked.done,
        ..page
    })
}

pub(super) async fn load(
    op: &mut Op,
    p: PageFrame,
    id: &PersonId,
    asked: Option<Year>,
) -> Outcome<PersonPage> {
    let worker = employers::worker(op, id).await?;
    let own = own_employer(op)?;
    let mut times = employers::see_person(op, &worker).await?;
    times.retain(|time| time.employer_id == own);
    let sight = employers::sight(op, &worker).await?;
    let employer = employers::get(op, &own).await?;
    let present = editions::present_year(&op.house, &worker.person.territory_code, op.now.day());
    let years = years_of(&sight, present);
    let year = asked.or_else(|| years.first().copied()).unwrap_or(present);
    let ledger = hours::year_ledger(op, id, year).await?;
    let rows = ledger_rows(op, ledger.lines, &[]).await?;
    let exams_missing = hours::exams_missing(op, id, year).await?.len();
    let report = reports::find(op, id, year).await?;
    Ok(PersonPage {
        p,
        errors: Errors::none(),
        form: PostForm::default(),
        done: String::new(),
        departments: employers::departments(op, &employer).await?,
        worker,
        times,
        years,
        year: ledger.state,
        rows,
        exams_missing,
        report,
    })
}

/// The last years that may be looked at, the newest first.
fn years_of(sight: &Sight, present: Year) -> Vec<Year> {
    const LISTED: Year = 6;
    let recent = (present - LISTED..=present).rev();
    recent.filter(|year| sight.covers(*year)).collect()
}
