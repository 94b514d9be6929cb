//! The headers of tus.

use axum::http::{HeaderMap, HeaderName, HeaderValue};
use kernel::Outcome;

use super::Error;

pub(super) const OFFSET: &str = "upload-offset";
pub(super) const LENGTH: &str = "upload-length";
pub(super) const METADATA: &str = "upload-metadata";
pub(super) const CHECKSUM: &str = "upload-checksum";
pub(super) const OVERRIDE: &str = "x-http-method-override";

const VERSION: &str = "1.0.0";

/// What a header says, if it is there and text.
pub(super) fn says<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

/// A header that must say a number of bytes.
pub(super) fn number(headers: &HeaderMap, name: &'static str) -> Outcome<i64> {
    let bad = || Error::BadHeader.fault().with("header", name);
    let text = says(headers, name).ok_or_else(bad)?;
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits {
        return Err(bad());
    }
    // More digits than a number holds are larger than everything.
    Ok(text.parse().unwrap_or(i64::MAX))
}

/// Refuses another version; nothing of such a request is looked at.
pub(super) fn check_version(headers: &HeaderMap) -> Outcome<()> {
    if says(headers, "tus-resumable") == Some(VERSION) {
        Ok(())
    } else {
        Err(Error::Version.into())
    }
}

/// Adds what every answer under `/uploads` says, refusals included.
pub(crate) fn mark(headers: &mut HeaderMap) {
    for name in ["tus-resumable", "tus-version"] {
        headers.insert(name, HeaderValue::from_static(VERSION));
    }
}

pub(super) fn offset_name() -> HeaderName {
    HeaderName::from_static(OFFSET)
}
