//! How people come to an employer: its lists, its invitations, and what people say of themselves.

pub mod employment;
pub mod export;
pub mod joining;
pub mod joinings;
pub mod list;
pub mod lists;
pub mod template;
mod words;

use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use kernel::{Day, Fault, Outcome};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// The media type of a workbook.
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// A file to be saved under a Chinese name; `plain` stands for browsers that know none.
fn file(bytes: Vec<u8>, kind: &'static str, plain: &str, name: &str) -> Response {
    let name = utf8_percent_encode(name, NON_ALPHANUMERIC);
    let named = format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{name}");
    let head = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, named),
        (header::CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    (head, bytes).into_response()
}

/// A day of a form.
fn day(text: &str, field: &'static str) -> Outcome<Day> {
    text.trim().parse().map_err(|fault: Fault| fault.at(field))
}
