//! An issued document on its way to a printer: its bytes, a name that tells what it is, and a tag
//! by which a browser sees that it has them already.

use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// A PDF that was issued.
pub struct Pdf<'d> {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Their SHA-256, in hexadecimal.
    pub sha256: &'d str,
    /// Its number; of plain letters.
    pub number: &'d str,
    /// What it is and whose, in words, without blanks.
    pub title: &'d str,
}

impl Pdf<'_> {
    /// The answer, to be shown in the browser and kept under a sensible name.
    pub fn answer(self, headers: &HeaderMap) -> Response {
        let tag = format!("\"{}\"", self.sha256);
        // A browser may keep it, and must ask each time whether the document still stands.
        let keep = (header::CACHE_CONTROL, "private, no-cache".to_owned());
        if has(headers, &tag) {
            return (StatusCode::NOT_MODIFIED, [keep, (header::ETAG, tag)]).into_response();
        }
        let whole = format!("{}-{}.pdf", self.title, self.number);
        let whole = utf8_percent_encode(&whole, NON_ALPHANUMERIC);
        let named = format!(
            "inline; filename=\"{}.pdf\"; filename*=UTF-8''{whole}",
            self.number
        );
        let head = [
            (header::CONTENT_TYPE, "application/pdf".to_owned()),
            (header::CONTENT_DISPOSITION, named),
            (header::ETAG, tag),
            keep,
        ];
        (head, self.bytes).into_response()
    }
}

fn has(headers: &HeaderMap, tag: &str) -> bool {
    let given = headers
        .get(header::IF_NONE_MATCH)
        .and_then(|value| value.to_str().ok());
    given.is_some_and(|given| given.split(',').any(|known| known.trim() == tag))
}
