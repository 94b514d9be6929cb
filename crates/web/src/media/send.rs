//! A file on its way to a browser: from the disk or from S3 to the socket in pieces, never whole in
//! memory.

use std::time::{Duration, UNIX_EPOCH};

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use kernel::{Fault, Instant, Outcome};

use super::Error;
use super::ranges::{Wanted, wanted};
use crate::App;

/// The browser may keep its parts while she watches; nobody in between may.
const KEEP: &str = "private, max-age=3600";
/// A file is shown by our own pages, and does nothing by itself.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'";

/// The answer with a file of the store, or with the part of it that the headers ask for.
pub async fn send(app: &App, key: &str, media_type: &str, asked: &HeaderMap) -> Outcome<Response> {
    let files = &app.house.files;
    let Some(head) = files.head(key).await? else {
        tracing::error!(key, "a media file is missing");
        return Err(Fault::from(Error::NoFile));
    };
    let (tag, date) = (format!("\"{}\"", head.tag), http_date(head.kept_at));
    let (status, range) = match wanted(asked, head.size, &tag, &date) {
        Wanted::Whole => (StatusCode::OK, 0..head.size),
        Wanted::Part(range) => (StatusCode::PARTIAL_CONTENT, range),
        Wanted::Known => (StatusCode::NOT_MODIFIED, 0..0),
        Wanted::Beyond => (StatusCode::RANGE_NOT_SATISFIABLE, 0..0),
    };
    let body = if status.is_success() {
        Body::from_stream(files.read(key, range.clone()).await?)
    } else {
        Body::empty()
    };
    let mut answer = (status, body).into_response();
    let headers = answer.headers_mut();
    let mut says = |name, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    };
    says(header::ACCEPT_RANGES, "bytes");
    says(header::CACHE_CONTROL, KEEP);
    says(header::CONTENT_SECURITY_POLICY, POLICY);
    says(header::ETAG, &tag);
    says(header::LAST_MODIFIED, &date);
    if status.is_success() {
        says(header::CONTENT_TYPE, media_type);
        says(header::CONTENT_DISPOSITION, "inline");
        says(
            header::CONTENT_LENGTH,
            &(range.end - range.start).to_string(),
        );
    }
    match status {
        StatusCode::PARTIAL_CONTENT => {
            let (from, to) = (range.start, range.end.saturating_sub(1));
            says(
                header::CONTENT_RANGE,
                &format!("bytes {from}-{to}/{}", head.size),
            );
        }
        StatusCode::RANGE_NOT_SATISFIABLE => {
            says(header::CONTENT_RANGE, &format!("bytes */{}", head.size));
        }
        _ => {}
    }
    Ok(answer)
}

/// A time as HTTP writes it.
pub fn http_date(at: Instant) -> String {
    let seconds = u64::try_from(at.micros().div_euclid(1_000_000)).unwrap_or(0);
    httpdate::fmt_http_date(UNIX_EPOCH + Duration::from_secs(seconds))
}
