//! The empty list to download: as a workbook with choices and instructions, or as csv.

use domain::rosters::{self, Key};
use domain::{Op, employers};
use kernel::{Day, Outcome};
use serde::Deserialize;
use sheets::{Book, Column, Entry};

use super::{XLSX, file};
use crate::Locale;
use crate::employers::own_employer;
use crate::problem::PageResult;
use crate::request::{Look, Query};

/// Which kind.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    format: String,
}

/// `GET /employer/rosters/template`.
pub async fn download(Look { mut op, p }: Look, Query(asked): Query<Asked>) -> PageResult {
    if asked.format == "csv" {
        let headings = rosters::template_headings();
        let headings = headings.map(|(_, heading, is_needed)| marked(heading, is_needed));
        let bytes = sheets::write_csv(&[headings.collect()])?;
        let kind = "text/csv; charset=utf-8";
        return Ok(file(bytes, kind, "roster.csv", "人员名册模板.csv"));
    }
    let departments = departments(&mut op).await?;
    let bytes = workbook(p.locale, op.now.day(), &departments)?;
    Ok(file(bytes, XLSX, "roster.xlsx", "人员名册模板.xlsx"))
}

async fn departments(op: &mut Op) -> Outcome<Vec<String>> {
    let id = own_employer(op)?;
    let employer = employers::get(op, &id).await?;
    let departments = employers::departments(op, &employer).await?;
    Ok(departments.into_iter().map(|each| each.name).collect())
}

/// A heading; needed ones have a star.
fn marked(heading: &str, is_needed: bool) -> String {
    let mark = if is_needed { "*" } else { "" };
    format!("{heading}{mark}")
}

/// Departments that the instructions name.
const NAMED_MAX: usize = 30;

/// What people may write there that we know.
fn known(key: Key, departments: &[String]) -> String {
    match key {
        Key::Speciality => {
            let words: Vec<&str> = employers::specialities().map(|(_, word)| word).collect();
            words.join("、")
        }
        Key::Department => {
            let named: Vec<&str> = departments.iter().map(String::as_str).collect();
            named.get(..NAMED_MAX).unwrap_or(&named).join("、")
        }
        _ => String::new(),
    }
}

fn workbook(locale: Locale, today: Day, departments: &[String]) -> Outcome<Vec<u8>> {
    let columns: Vec<Column> = rosters::template_headings()
        .map(|(key, heading, is_needed)| {
            let width = if key == Key::CitizenId { 22 } else { 14 };
            Column::new(marked(heading, is_needed), width)
        })
        .collect();
    let mut book = Book::new(&locale.t("rosters-template-title"), today)?;
    let list = book.sheet(&locale.t("rosters-template-list"), &columns)?;
    book.keep(list);
    let heads = ["column", "needed", "how", "example"];
    let widths = [18, 10, 70, 24];
    let heads: Vec<Column> = heads
        .iter()
        .zip(widths)
        .map(|(name, width)| Column::new(locale.t(&format!("committee-guide-{name}")), width))
        .collect();
    let mut guide = book.sheet(&locale.t("rosters-template-guide"), &heads)?;
    for (key, heading, is_needed) in rosters::template_headings() {
        let needed = if is_needed { "yes" } else { "no" };
        let mut how = locale.t(&format!("rosters-guide-{}", name(key)));
        let known = known(key, departments);
        if !known.is_empty() {
            how = locale.ta("rosters-guide-known", &[("how", how), ("known", known)]);
        }
        guide.wrapped_row(&[
            Entry::text(heading),
            Entry::text(locale.t(&format!("committee-guide-{needed}"))),
            Entry::text(how),
            Entry::text(locale.t(&format!("rosters-guide-{}.example", name(key)))),
        ])?;
    }
    for note in ["whole", "moves", "rows"] {
        guide.wrapped_row(&[
            Entry::None,
            Entry::None,
            Entry::text(locale.t(&format!("rosters-guide-note-{note}"))),
        ])?;
    }
    book.keep(guide);
    book.finish()
}

/// The part of the key of a column's words.
fn name(key: Key) -> &'static str {
    match key {
        Key::CitizenId => "citizen-id",
        Key::Name => "name",
        Key::Phone => "phone",
        Key::Post => "post",
        Key::Speciality => "speciality",
        Key::Department => "department",
        Key::FromDay => "from-day",
    }
}
