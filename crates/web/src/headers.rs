//! What every answer carries so that a browser does nothing that we did not ask for.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

use crate::visit::Visit;
use crate::{App, cookies, uploads};

/// What a page may load. A file that is no page says something narrower of itself.
const PAGES: &str = "default-src 'self'; script-src 'self'; style-src 'self'; \
    img-src 'self' data:; media-src 'self' blob:; object-src 'none'; base-uri 'none'; \
    frame-ancestors 'none'; form-action 'self'";

const ALWAYS: [(HeaderName, &str); 5] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
];

/// Adds them. An answer that says nothing of caching is kept by nobody: pages show who looks.
pub(crate) fn add(headers: &mut HeaderMap, app: &App, visit: &Visit) {
    for (name, value) in ALWAYS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers
        .entry(header::CONTENT_SECURITY_POLICY)
        .or_insert(HeaderValue::from_static(PAGES));
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    if let Ok(id) = HeaderValue::from_str(&visit.request_id) {
        headers.insert(HeaderName::from_static("x-request-id"), id);
    }
    if visit.address.starts_with(uploads::PATH) {
        uploads::mark(headers);
    }
    if app.is_https() {
        let a_year = HeaderValue::from_static("max-age=31536000");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, a_year);
    }
    debug_assert!(
        !visit.address.starts_with("/assets/") || !headers.contains_key(header::SET_COOKIE),
        "an asset that caches keep must not carry a cookie such as {}",
        cookies::SESSION
    );
}
