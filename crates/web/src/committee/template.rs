//! The empty list to download: as a workbook with choices and instructions, or as csv.

use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use domain::batches::{self, Key};
use kernel::{Category, Outcome, Year};
use serde::Deserialize;
use sheets::{Book, Column, Entry};

use super::check;
use crate::Locale;
use crate::problem::PageResult;
use crate::request::{Look, Query};

/// Which kind.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    format: String,
}

/// `GET /committee/template`.
pub async fn download(Look { mut op, p }: Look, Query(asked): Query<Asked>) -> PageResult {
    let (_, mut years) = check::load(&mut op).await?;
    years.reverse();
    if asked.format == "csv" {
        let headings = columns(&years).into_iter().map(|column| column.heading);
        let bytes = sheets::write_csv(&[headings.collect()])?;
        return Ok(file(bytes, "text/csv; charset=utf-8", "csv"));
    }
    let bytes = workbook(p.locale, &years, op.now.day())?;
    Ok(file(bytes, XLSX, "xlsx"))
}

/// The media type of a workbook.
pub(crate) const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

fn file(bytes: Vec<u8>, kind: &'static str, ending: &str) -> Response {
    let named = format!(
        "attachment; filename=\"applicants.{ending}\"; \
         filename*=UTF-8''%E7%94%B3%E6%8A%A5%E5%90%8D%E5%8D%95%E6%A8%A1%E6%9D%BF.{ending}"
    );
    let head = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, named),
    ];
    (head, bytes).into_response()
}

/// The columns of the template: the headings are those that the reading understands, in Chinese.
fn columns(years: &[Year]) -> Vec<Column> {
    let fixed = batches::template_headings().map(|(key, heading, is_needed)| {
        let mark = if is_needed { "*" } else { "" };
        let column = Column::new(format!("{heading}{mark}"), width(key));
        column.with_choices(choices(key))
    });
    let hours = years.iter().flat_map(|year| {
        let heading = |category| Column::new(batches::year_heading(*year, category), 13);
        Category::ALL.map(heading)
    });
    fixed.chain(hours).collect()
}

fn width(key: Key) -> u16 {
    match key {
        Key::CitizenId => 22,
        Key::Transfer | Key::Frontline | Key::ExamYear => 20,
        Key::Purpose | Key::Degree | Key::On | Key::Sector => 15,
        _ => 12,
    }
}

fn choices(key: Key) -> Vec<String> {
    let owned = |word: &str| word.to_owned();
    match key {
        Key::Purpose => batches::purposes().map(|(_, word)| owned(word)).collect(),
        Key::Level => batches::levels().map(|(_, word)| owned(word)).collect(),
        Key::Degree => batches::degrees().map(|(_, word)| owned(word)).collect(),
        Key::Sector => batches::sectors().map(|(_, word)| owned(word)).collect(),
        Key::Grassroots | Key::Frontline => vec!["是".into(), "否".into()],
        _ => Vec::new(),
    }
}

fn workbook(locale: Locale, years: &[Year], today: kernel::Day) -> Outcome<Vec<u8>> {
    let mut book = Book::new(&locale.t("committee-template-title"), today)?;
    let list = book.sheet(&locale.t("committee-template-list"), &columns(years))?;
    book.keep(list);
    let heads = ["column", "needed", "how", "example"];
    let widths = [24, 10, 70, 22];
    let heads: Vec<Column> = heads
        .iter()
        .zip(widths)
        .map(|(name, width)| Column::new(locale.t(&format!("committee-guide-{name}")), width))
        .collect();
    let mut guide = book.sheet(&locale.t("committee-template-guide"), &heads)?;
    for (key, heading, is_needed) in batches::template_headings() {
        guide.wrapped_row(&guide_row(locale, heading, name(key), is_needed))?;
    }
    let hours = years
        .last()
        .map(|year| batches::year_heading(*year, Category::Public));
    guide.wrapped_row(&guide_row(
        locale,
        &hours.unwrap_or_default(),
        "hours",
        false,
    ))?;
    for note in ["known", "given", "rows", "erased"] {
        guide.wrapped_row(&[
            Entry::None,
            Entry::None,
            Entry::text(locale.t(&format!("committee-guide-note-{note}"))),
        ])?;
    }
    book.keep(guide);
    book.finish()
}

fn guide_row(locale: Locale, heading: &str, name: &str, is_needed: bool) -> [Entry; 4] {
    let needed = if is_needed {
        "committee-guide-yes"
    } else {
        "committee-guide-no"
    };
    [
        Entry::text(heading),
        Entry::text(locale.t(needed)),
        Entry::text(locale.t(&format!("committee-guide-{name}"))),
        Entry::text(locale.t(&format!("committee-guide-{name}.example"))),
    ]
}

/// The part of the key of a column's words.
fn name(key: Key) -> &'static str {
    match key {
        Key::CitizenId => "citizen-id",
        Key::Name => "name",
        Key::Purpose => "purpose",
        Key::Level => "level",
        Key::Degree => "degree",
        Key::On => "on",
        Key::Sector => "sector",
        Key::Grassroots => "grassroots",
        Key::Transfer => "transfer",
        Key::Frontline => "frontline",
        Key::ExamYear => "exam-year",
        Key::Hours(..) => "hours",
    }
}
