//! Records of people as a workbook: by an uploaded list of identity numbers, or of the people of a
//! list that was decided.

use askama::Template;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use domain::batches::{self, Batch, State};
use domain::records::{self, Record};
use domain::{Op, Role};
use kernel::{BatchId, CitizenId, Day, Fault, Kind, Outcome, PageSize, PersonId};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;
use sheets::{Book, Column, Entry};

use super::template::XLSX;
use crate::Locale;
use crate::api::records::{bureau, committed, source_words};
use crate::page::{self, Errors, PageFrame, show_again};
use crate::problem::PageResult;
use crate::request::{Act, Look};
use crate::staff::own_territory;
use crate::upload::Upload;

/// Decided lists that are offered.
const OFFERED: i64 = 50;

#[derive(Template)]
#[template(path = "committee/records.html")]
struct RecordsPage {
    p: PageFrame,
    errors: Errors,
    lists: Vec<Batch>,
    form: RecordsForm,
}

/// Which list, as of which day, and what for.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct RecordsForm {
    batch: String,
    as_of: String,
    purpose: String,
}

/// `GET /committee/records`.
pub async fn show(Look { mut op, p }: Look) -> PageResult {
    let page = load(&mut op, p, RecordsForm::default()).await?;
    page::show(&page)
}

/// `POST /committee/records/list`: the workbook of an uploaded list.
pub async fn of_list(upload: Upload) -> PageResult {
    let form = RecordsForm {
        batch: String::new(),
        as_of: upload.field("as_of").trim().to_owned(),
        purpose: upload.field("purpose").trim().to_owned(),
    };
    match made_of_list(&upload, &form).await {
        Ok(answer) => Ok(answer),
        Err(fault) => {
            let errors = upload.p.mend(fault)?;
            let mut op = upload.look().await?;
            let page = load(&mut op, upload.p.clone(), form).await?;
            again(&errors, page)
        }
    }
}

/// `POST /committee/records/batch`: the workbook of the people of a decided list.
pub async fn of_batch(act: Act<RecordsForm>) -> PageResult {
    let Act {
        mut op, p, form, ..
    } = act;
    let made = async {
        let day = day(&op, &form)?;
        let id: BatchId = form.batch.parse().map_err(|_: Fault| nothing_chosen())?;
        let people = records::of_batch(&mut op, &id).await?;
        Ok::<_, Fault>((day, people))
    };
    match made.await {
        Ok((day, people)) => Ok(workbook(op, &p, &people, &[], day).await?),
        Err(fault) => {
            let errors = p.mend(fault)?;
            let page = load(&mut op, p, form).await?;
            again(&errors, page)
        }
    }
}

fn nothing_chosen() -> Fault {
    Fault::new(Kind::Invalid, "records.no_list").at("batch")
}

async fn made_of_list(upload: &Upload, form: &RecordsForm) -> Outcome<Response> {
    let none = || Fault::new(Kind::Invalid, "committee.no_file").at("file");
    let file = upload.file.as_ref().ok_or_else(none)?;
    let bytes = file.bytes.clone();
    let reading = tokio::task::spawn_blocking(move || records::read_numbers(&bytes)).await;
    // A file that brings its reader down is one that cannot be read.
    let list = reading.unwrap_or_else(|error| {
        Err(Fault::new(Kind::Invalid, "committee.unreadable_file").with("why", error))
    });
    let list = list.map_err(|fault| fault.at("file"))?;
    let mut op = upload.act().await?;
    let day = day(&op, form)?;
    let found = records::find(&mut op, &list.numbers, &form.purpose).await?;
    let missing = list.numbers.iter().zip(&found);
    let missing: Vec<CitizenId> = missing
        .filter(|(_, found)| found.is_none())
        .map(|(number, _)| number.clone())
        .collect();
    let people: Vec<PersonId> = found.into_iter().flatten().collect();
    workbook(op, &upload.p, &people, &missing, day).await
}

fn day(op: &Op, form: &RecordsForm) -> Outcome<Day> {
    let today = op.now.day();
    let day = match form.as_of.as_str() {
        "" => today,
        day => day.parse().map_err(|fault: Fault| fault.at("as_of"))?,
    };
    if day > today {
        return Err(records::Error::DayAhead.fault().at("as_of"));
    }
    Ok(day)
}

fn again(errors: &Errors, page: RecordsPage) -> PageResult {
    let page = RecordsPage {
        errors: errors.clone(),
        ..page
    };
    show_again(errors, &page)
}

async fn load(op: &mut Op, p: PageFrame, form: RecordsForm) -> Outcome<RecordsPage> {
    let top = own_territory(op, &[Role::CommitteeClerk]).await?;
    let lists = batches::list(op, &top.path, None, PageSize::new(OFFERED)).await?;
    let done = |batch: &Batch| batch.state == State::Done && batch.known > 0;
    Ok(RecordsPage {
        p,
        errors: Errors::none(),
        lists: lists.items.into_iter().filter(done).collect(),
        form,
    })
}

/// Leaves the lines, reads the records, and writes the workbook.
async fn workbook(
    op: Op,
    p: &PageFrame,
    people: &[PersonId],
    missing: &[CitizenId],
    day: Day,
) -> Outcome<Response> {
    let mut op = committed(op).await?;
    let records = records::read(&mut op, people, day).await?;
    let today = op.now.day();
    drop(op);
    let book = fill(p.locale, &records, missing, day, today)?;
    let bytes = tokio::task::spawn_blocking(move || book.finish())
        .await
        .map_err(|error| Fault::internal("web.workbook", error))??;
    let name = format!("{}-{day}.xlsx", p.t("records-workbook"));
    let name = utf8_percent_encode(&name, NON_ALPHANUMERIC);
    let named = format!("attachment; filename=\"records.xlsx\"; filename*=UTF-8''{name}");
    let head = [
        (header::CONTENT_TYPE, XLSX.to_owned()),
        (header::CONTENT_DISPOSITION, named),
    ];
    Ok((head, bytes).into_response())
}

fn fill(
    locale: Locale,
    records: &[Record],
    missing: &[CitizenId],
    day: Day,
    today: Day,
) -> Outcome<Book> {
    let mut book = Book::new(&locale.t("records-workbook"), today)?;
    let columns: Vec<Column> = [
        ("name", 14),
        ("number", 22),
        ("year", 10),
        ("public", 12),
        ("professional", 12),
        ("total", 12),
        ("source", 30),
        ("report", 16),
        ("bureau", 34),
        ("as-of", 12),
        ("head", 24),
    ]
    .map(|(name, width)| Column::new(locale.t(&format!("records-col-{name}")), width))
    .into();
    let mut sheet = book.sheet(&locale.t("records-workbook"), &columns)?;
    for record in records {
        for row in rows(locale, record, day) {
            sheet.wrapped_row(&row)?;
        }
    }
    book.keep(sheet);
    let columns = [Column::new(locale.t("records-col-number"), 22)];
    let mut sheet = book.sheet(&locale.t("records-missing"), &columns)?;
    for number in missing {
        sheet.row(&[Entry::text(number.masked())])?;
    }
    book.keep(sheet);
    Ok(book)
}

/// A row for each study year; one that says so for somebody without any.
fn rows(locale: Locale, record: &Record, day: Day) -> Vec<[Entry; 11]> {
    let who = || {
        let (name, number) = (&record.name, &record.citizen_id_masked);
        [Entry::text(name), Entry::text(number)]
    };
    let end = || {
        [
            Entry::text(day.to_string()),
            Entry::text(&record.ledger_head),
        ]
    };
    if record.years.is_empty() {
        let ([name, number], [as_of, head]) = (who(), end());
        let none = || Entry::None;
        let words = Entry::Text(locale.t("records-none"));
        return vec![[
            name,
            number,
            none(),
            none(),
            none(),
            none(),
            words,
            none(),
            none(),
            as_of,
            head,
        ]];
    }
    let row = |year: &records::RecordYear| {
        let mut sources: Vec<String> = year
            .sources
            .iter()
            .map(|source| {
                let words = source_words(locale, &source.kind);
                format!("{words} {}", source.hours)
            })
            .collect();
        if let Some(category) = year.deemed {
            sources.push(locale.t(&format!("records-deemed-{category}")));
        }
        let report = year.report.map_or_else(
            || locale.t("records-report-none"),
            |status| {
                locale.t(&format!(
                    "records-report-{}",
                    status.as_str().replace('_', "-")
                ))
            },
        );
        let ([name, number], [as_of, head]) = (who(), end());
        [
            name,
            number,
            Entry::text(year.study_year.to_string()),
            Entry::Hours(year.public),
            Entry::Hours(year.professional),
            Entry::Hours(year.total()),
            Entry::Text(sources.join("\n")),
            Entry::Text(report),
            Entry::text(bureau(locale, year)),
            as_of,
            head,
        ]
    };
    record.years.iter().map(row).collect()
}
