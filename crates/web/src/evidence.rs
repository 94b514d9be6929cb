//! A file that proves something on its way to whoever may see it: never shown inside a page,
//! whatever it says that it is.

use axum::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::response::{IntoResponse as _, Response};
use domain::evidence::Evidence;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// The original, to be saved.
pub fn original(kept: &Evidence, bytes: Vec<u8>) -> Response {
    let name = utf8_percent_encode(&kept.name, NON_ALPHANUMERIC);
    let head = [
        (CONTENT_TYPE, kept.kind.mime().to_owned()),
        (
            CONTENT_DISPOSITION,
            format!("attachment; filename*=UTF-8''{name}"),
        ),
        (X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (
            CONTENT_SECURITY_POLICY,
            "default-src 'none'; sandbox".to_owned(),
        ),
        (CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    (head, bytes).into_response()
}

/// What we drew of it: a picture of our own making, shown inside of pages.
pub fn drawing(png: Vec<u8>) -> Response {
    let head = [
        (CONTENT_TYPE, "image/png"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox"),
        (CACHE_CONTROL, "private, no-store"),
    ];
    (head, png).into_response()
}
