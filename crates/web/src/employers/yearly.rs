//! The yearly register as a workbook, and reminding those who will miss the year.

use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use domain::Op;
use domain::hours::StaffState;
use domain::registers::{self, Error, RegisterRow};
use kernel::{EmployerId, Fault, Kind, Outcome, Year};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;
use sheets::{Book, Column, Entry};
use tokio::sync::Semaphore;

use super::own_employer;
use crate::committee::template::XLSX;
use crate::page::{PageFrame, see_other};
use crate::problem::PageResult;
use crate::request::Act;
use crate::staff::OfficeWords as _;

/// Registers that are made at once: a long one takes a second of a core.
static MAKING: Semaphore = Semaphore::const_new(1);

/// Which year, and who is reminded.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct YearForm {
    year: String,
    state: String,
}

impl YearForm {
    fn year(&self) -> Outcome<Year> {
        let bad = || Fault::new(Kind::Invalid, "web.malformed").with("why", &self.year);
        self.year.parse().map_err(|_| bad())
    }
}

/// `POST /employer/reminders`.
pub async fn remind(act: Act<YearForm>) -> PageResult {
    let Act { mut op, form, .. } = act;
    let employer = own_employer(&op)?;
    let year = form.year()?;
    let mut all = StaffState::ALL.into_iter();
    let state = all.find(|state| state.as_str() == form.state);
    let bad = || Fault::new(Kind::Invalid, "web.malformed").with("why", &form.state);
    let address = format!("/employer?year={year}");
    match registers::remind(&mut op, &employer, year, state.ok_or_else(bad)?).await {
        Ok(reminded) => {
            op.commit().await?;
            let (told, lately) = (reminded.told, reminded.lately);
            see_other(&format!(
                "{address}&done=remind&told={told}&lately={lately}"
            ))
        }
        Err(fault) if fault.code() == Error::Nobody.fault().code() => {
            see_other(&format!("{address}&done=nobody"))
        }
        Err(fault) => Err(fault.into()),
    }
}

/// `POST /employer/register`: each person of it sees that hers was taken out.
pub async fn download(act: Act<YearForm>) -> PageResult {
    let Act {
        mut op, p, form, ..
    } = act;
    let employer = own_employer(&op)?;
    let year = form.year()?;
    registers::note_export(&mut op, &employer, year).await?;
    let (house, actor) = (op.house.clone(), op.actor.clone());
    let (now, request_id) = (op.now, op.request_id.clone());
    let seed = op.random_bytes();
    // The lines are kept before anything is handed over, and nobody waits for the writer meanwhile.
    op.commit().await?;
    let turn = MAKING.acquire().await;
    let tx = house.db.read().await?;
    let mut op = Op::new(house, tx, now, actor, request_id, seed);
    let (name, book) = fill(&mut op, &p, &employer, year).await?;
    drop(op);
    let bytes = tokio::task::spawn_blocking(move || book.finish())
        .await
        .map_err(|error| Fault::internal("web.workbook", error))??;
    drop(turn);
    Ok(file(
        bytes,
        &format!("{name}-{year}-{}.xlsx", p.t("register-name")),
    ))
}

async fn fill(
    op: &mut Op,
    p: &PageFrame,
    employer: &EmployerId,
    year: Year,
) -> Outcome<(String, Book)> {
    let mut book = Book::new(&p.t("register-name"), op.now.day())?;
    let widths = [10, 16, 8, 12, 12, 40, 14, 10, 10, 10, 14];
    let columns: Vec<Column> = [
        "register-person",
        "register-department",
        "register-year",
        "register-kind",
        "register-category",
        "register-content",
        "register-time",
        "register-result",
        "register-hours",
        "register-fee",
        "register-borne",
    ]
    .iter()
    .zip(widths)
    .map(|(key, width)| Column::new(p.t(key), width))
    .collect();
    let mut sheet = book.sheet(&p.t("register-name"), &columns)?;
    let found = registers::each_row(op, employer, year, |row| sheet.row(&cells(p, &row))).await?;
    book.keep(sheet);
    Ok((found.name, book))
}

fn cells(p: &PageFrame, row: &RegisterRow) -> Vec<Entry> {
    vec![
        Entry::text(&row.name),
        Entry::text(&row.department),
        Entry::Count(row.study_year.into()),
        Entry::text(p.t(&format!("register-kind-{}", row.kind.as_str()))),
        Entry::text(p.category_named(row.category)),
        Entry::text(&row.title),
        Entry::text(p.day(row.at.day())),
        row.score.map_or(Entry::None, Entry::Count),
        Entry::Hours(row.hours),
        row.fen.map_or(Entry::None, |fen| Entry::text(p.money(fen))),
        row.borne
            .map_or(Entry::None, |fen| Entry::text(p.money(fen))),
    ]
}

/// A workbook as a file to keep.
pub(super) fn file(bytes: Vec<u8>, name: &str) -> Response {
    let name = utf8_percent_encode(name, NON_ALPHANUMERIC);
    let head = [
        (header::CONTENT_TYPE, XLSX.to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename*=UTF-8''{name}"),
        ),
        (header::CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    (head, bytes).into_response()
}
