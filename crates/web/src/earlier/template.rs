//! The empty list to download: as a workbook with choices, or as csv.

use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use domain::earlier::{Key, template_headings};
use kernel::Outcome;
use serde::Deserialize;
use sheets::{Book, Column};

use crate::problem::PageResult;
use crate::request::{Look, Query};

/// Which kind.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    format: String,
}

/// The media type of a workbook.
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// `GET /bureau/earlier/template`.
pub async fn download(Look { op, p }: Look, Query(asked): Query<Asked>) -> PageResult {
    if asked.format == "csv" {
        let headings = template_headings().map(|(_, heading)| heading.to_owned());
        let bytes = sheets::write_csv(&[headings.collect()])?;
        return Ok(file(bytes, "text/csv; charset=utf-8", "csv"));
    }
    let bytes = workbook(&p.t("earlier-template-sheet"), op.now.day())?;
    Ok(file(bytes, XLSX, "xlsx"))
}

fn workbook(name: &str, today: kernel::Day) -> Outcome<Vec<u8>> {
    let columns: Vec<Column> = template_headings()
        .map(|(key, heading)| {
            let column = Column::new(format!("{heading}*"), width(key));
            match key {
                Key::Category => column.with_choices(["公需".to_owned(), "专业".to_owned()]),
                _ => column,
            }
        })
        .collect();
    let mut book = Book::new(name, today)?;
    let sheet = book.sheet(name, &columns)?;
    book.keep(sheet);
    book.finish()
}

fn width(key: Key) -> u16 {
    match key {
        Key::CitizenId => 22,
        Key::Origin | Key::Document => 20,
        _ => 12,
    }
}

fn file(bytes: Vec<u8>, kind: &'static str, ending: &str) -> Response {
    let named = format!(
        "attachment; filename=\"earlier.{ending}\"; \
         filename*=UTF-8''%E5%BE%80%E5%B9%B4%E5%AD%A6%E6%97%B6%E6%A8%A1%E6%9D%BF.{ending}"
    );
    let head = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, named),
    ];
    (head, bytes).into_response()
}
