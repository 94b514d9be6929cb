//! The staff by state, searchable and paged, and the reports that wait for the employer.

use std::borrow::Borrow;
use std::collections::BTreeMap;

use askama::Template;
use domain::employers::{self, Department, Employer};
use domain::hours::{self, Gap, StaffRow, StaffState, YearState};
use domain::reports::{self, Report, Status};
use domain::{Op, editions, territory};
use kernel::{DepartmentId, EmployerId, Outcome, PageSize, PersonId, Year};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;

use super::own_employer;
use crate::page::{self, PageFrame};
use crate::problem::PageResult;
use crate::request::{Look, Query};
use crate::staff::{self, OfficeWords as _};

#[derive(Template)]
#[template(path = "employers/home.html")]
struct HomePage {
    p: PageFrame,
    asked: Asked,
    employer: Employer,
    year: YearState,
    study_years: Vec<Year>,
    tallies: Vec<(StaffState, usize)>,
    everybody: usize,
    waiting: Vec<Report>,
    rows: Vec<StaffRow>,
    next: Option<String>,
    /// Short numbers of everybody who is named, beside the names.
    numbers: BTreeMap<PersonId, String>,
    /// The departments with how their people stand, in the order of `StaffState::ALL`.
    departments: Vec<(Department, [usize; 4])>,
}

/// Which of the staff are looked for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    year: String,
    state: String,
    department: String,
    told: String,
    lately: String,
    q: String,
    after: String,
    done: String,
}

impl Asked {
    fn fits(&self, row: &StaffRow) -> bool {
        let is_after = match self.after.rsplit_once('|') {
            Some((name, id)) => (row.name.as_str(), row.person_id.as_str()) > (name, id),
            None => true,
        };
        is_after
            && (self.state.is_empty() || self.state == row.forecast.state.as_str())
            && (self.department.is_empty()
                || row
                    .department_id
                    .as_ref()
                    .is_some_and(|id| id.as_str() == self.department))
            && row.name.contains(self.q.trim())
    }
}

impl HomePage {
    fn state_words(&self, state: impl Borrow<StaffState>) -> String {
        let state = state.borrow().as_str();
        self.p
            .t(&format!("employers-state-{}", state.replace('_', "-")))
    }

    fn state_kind(state: impl Borrow<StaffState>) -> &'static str {
        match state.borrow() {
            StaffState::Done => "good",
            StaffState::OnTheWay => "wait",
            StaffState::WillMiss | StaffState::Nothing => "bad",
        }
    }

    /// The list for a state, with the same year and search.
    fn address(&self, state: &str) -> String {
        let q = utf8_percent_encode(self.asked.q.trim(), NON_ALPHANUMERIC);
        format!(
            "/employer?year={}&state={state}&department={}&q={q}",
            self.year.study_year, self.asked.department
        )
    }

    /// What is missing of a category, and how much a day would close the gap.
    fn gap(&self, gap: &Gap) -> String {
        let category = self.p.category_named(gap.category);
        let short = gap.short.to_string();
        let clause = self.year.clause.clone();
        match gap.a_day {
            Some(a_day) => self.p.ta(
                "employers-gap",
                [
                    ("category", category),
                    ("short", short),
                    ("clause", clause),
                    ("day", a_day.to_string()),
                ],
            ),
            None => self.p.ta(
                "employers-gap-over",
                [("category", category), ("short", short), ("clause", clause)],
            ),
        }
    }

    fn is_department(&self, id: &DepartmentId) -> bool {
        self.asked.department == id.as_str()
    }

    fn days_left(&self) -> Option<i64> {
        let (_, to) = self.year.window?;
        Some(self.p.now.day().days_until(to)).filter(|days| *days >= 0)
    }

    fn number(&self, id: &PersonId) -> &str {
        self.numbers.get(id).map_or("", String::as_str)
    }

    /// `24 / 30`, or what stands in its place.
    fn figure(&self, row: &StaffRow, at: usize) -> String {
        match row.year.rows.get(at) {
            Some(row) if row.is_done_without_hours() => self.p.t("employers-deemed"),
            Some(row) => format!("{} / {}", row.counted, row.required),
            None => String::new(),
        }
    }
}

async fn present_year(op: &mut Op, id: &EmployerId) -> Outcome<Year> {
    let employer = employers::get(op, id).await?;
    let territory = territory::get(op, &employer.territory_id).await?;
    Ok(editions::present_year(
        &op.house,
        &territory.code,
        op.now.day(),
    ))
}

/// `GET /employer`.
pub async fn show(Look { mut op, p }: Look, Query(asked): Query<Asked>) -> PageResult {
    let id = own_employer(&op)?;
    let year = match asked.year.parse() {
        Ok(year) => year,
        Err(_) => present_year(&mut op, &id).await?,
    };
    let staff = hours::staff(&mut op, &id, year).await?;
    let waiting = reports::list_of_employer(&mut op, &id, Status::WithEmployer).await?;
    let tallies = StaffState::ALL
        .map(|state| (state, staff.count(state)))
        .to_vec();
    let everybody = staff.rows.len();
    let departments = employers::departments(&mut op, &staff.employer).await?;
    let departments = departments.into_iter().map(|one| {
        let of = |state| {
            let rows = staff.rows.iter();
            rows.filter(|row| row.department_id.as_ref() == Some(&one.id))
                .filter(|row| row.forecast.state == state)
                .count()
        };
        let counts = StaffState::ALL.map(of);
        (one, counts)
    });
    let departments = departments.collect();
    let size = PageSize::default();
    let fitting = staff.rows.into_iter().filter(|row| asked.fits(row));
    let rows = fitting
        .take(usize::try_from(size.rows()).unwrap_or(usize::MAX))
        .collect();
    let found = size.page(rows, |row| format!("{}|{}", row.name, row.person_id));
    let named = found.items.iter().map(|row| &row.person_id);
    let named = named.chain(waiting.iter().map(|report| &report.person_id));
    let named: Vec<PersonId> = named.cloned().collect();
    page::show(&HomePage {
        numbers: staff::numbers(&mut op, &named).await?,
        p,
        asked,
        employer: staff.employer,
        year: staff.year,
        study_years: staff.study_years,
        tallies,
        everybody,
        waiting,
        rows: found.items,
        next: found.next,
        departments,
    })
}
