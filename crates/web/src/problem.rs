//! How a refusal or failure is told: the one place where a [`Kind`] becomes an HTTP status, a page
//! for people and `application/problem+json` for programs. The chain of causes is logged here,
//! once, and shown to nobody.

use std::any::Any;
use std::sync::Arc;

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use kernel::{Fault, Kind};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;
use utoipa::ToSchema;

use crate::App;
use crate::page::PageFrame;
use crate::visit::Visit;
use crate::words::Locale;

/// A refusal or failure on its way out; made of a [`Fault`] by `?`.
#[derive(Debug)]
pub struct Problem(Fault);

/// What a handler answers.
pub type PageResult = Result<Response, Problem>;

impl From<Fault> for Problem {
    fn from(fault: Fault) -> Self {
        Self(fault)
    }
}

#[derive(Clone)]
struct Told(Arc<Fault>);

/// Only the status; [`shape`] writes the answer, which knows the visitor's language.
impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = status(&self.0).into_response();
        response.extensions_mut().insert(Told(Arc::new(self.0)));
        response
    }
}

/// The HTTP status of a fault.
pub(crate) fn status(fault: &Fault) -> StatusCode {
    match (fault.code(), fault.kind()) {
        ("web.body_too_large" | "uploads.too_large" | "uploads.past_end", _) => {
            StatusCode::PAYLOAD_TOO_LARGE
        }
        ("web.too_slow", _) => StatusCode::REQUEST_TIMEOUT,
        ("web.method_not_allowed", _) => StatusCode::METHOD_NOT_ALLOWED,
        (
            "web.malformed"
            | "tus.bad_header"
            | "tus.length_later"
            | "tus.unknown_algorithm"
            | "uploads.bad_metadata"
            | "tus.cut",
            _,
        ) => StatusCode::BAD_REQUEST,
        ("tus.version", _) => StatusCode::PRECONDITION_FAILED,
        ("tus.not_octets", _) => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        ("tus.checksum_differs", _) => checksum_mismatch(),
        ("uploads.being_written", _) => StatusCode::LOCKED,
        ("uploads.gone", _) => StatusCode::GONE,
        ("uploads.disk_full" | "house.disk_full", _) => StatusCode::INSUFFICIENT_STORAGE,
        (_, Kind::Invalid) => StatusCode::UNPROCESSABLE_ENTITY,
        (_, Kind::Unauthenticated) => StatusCode::UNAUTHORIZED,
        (_, Kind::Forbidden) => StatusCode::FORBIDDEN,
        (_, Kind::NotFound) => StatusCode::NOT_FOUND,
        (_, Kind::Conflict) => StatusCode::CONFLICT,
        (_, Kind::TooMany) => StatusCode::TOO_MANY_REQUESTS,
        (_, Kind::Unavailable) => StatusCode::SERVICE_UNAVAILABLE,
        (_, Kind::Internal) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// The status that tus gives to a piece whose checksum differs.
fn checksum_mismatch() -> StatusCode {
    StatusCode::from_u16(460).unwrap_or(StatusCode::CONFLICT)
}

/// A fault in words: what happened, why, and what to do next.
pub(crate) struct Words {
    pub title: String,
    pub detail: String,
    pub next: String,
}

/// The words of a fault, from `faults.ftl` by its code, else by its kind.
pub(crate) fn words(locale: Locale, fault: &Fault) -> Words {
    let key = fault.code().replace(['.', '_'], "-");
    let kind = match fault.kind() {
        Kind::Invalid => "fault-invalid",
        Kind::Unauthenticated => "fault-unauthenticated",
        Kind::Forbidden => "fault-forbidden",
        Kind::NotFound => "fault-not-found",
        Kind::Conflict => "fault-conflict",
        Kind::TooMany => "fault-too-many",
        Kind::Unavailable => "fault-unavailable",
        Kind::Internal => "fault-internal",
    };
    let of_kind = |part: &str| locale.t(&format!("{kind}{part}"));
    Words {
        title: of_kind(".title"),
        detail: locale
            .find_with(&key, fault.values())
            .unwrap_or_else(|| of_kind("")),
        next: locale
            .find_with(&format!("{key}.next"), fault.values())
            .unwrap_or_else(|| of_kind(".next")),
    }
}

/// The media type of a problem.
pub(crate) const PROBLEM_JSON: &str = "application/problem+json";

/// A refusal or failure (RFC 9457).
#[derive(Serialize, ToSchema)]
#[schema(as = Problem)]
pub(crate) struct ProblemJson<'a> {
    /// Where the code is explained.
    r#type: String,
    /// What sort of refusal it is, in words.
    title: &'a str,
    /// The HTTP status.
    status: u16,
    /// Stable; what a program goes by.
    code: &'a str,
    /// What happened, in words.
    detail: &'a str,
    /// The field to mend.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    field: Option<&'a str>,
    /// Names the request, for whoever asks for help.
    request_id: &'a str,
    /// Another thing that the refusal is about: the watch session that earns now.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    session: Option<&'a str>,
}

#[derive(Template)]
#[template(path = "problem/problem.html")]
struct ProblemPage<'a> {
    p: PageFrame,
    code: &'a str,
    words: Words,
}

/// Writes the answer of a handler that refused; every other answer passes.
pub(crate) fn shape(app: &App, visit: &Visit, mut response: Response) -> Response {
    let Some(Told(fault)) = response.extensions_mut().remove::<Told>() else {
        return response;
    };
    log(visit, &fault);
    let words = words(visit.locale, &fault);
    if visit.wants_json {
        return as_json(app, visit, &fault, &words);
    }
    if fault.kind() == Kind::Unauthenticated {
        return to_sign_in(visit);
    }
    let p = PageFrame::new(visit, &visit.known());
    let page = ProblemPage {
        p,
        code: fault.code(),
        words,
    };
    match page.render() {
        Ok(text) => (status(&fault), Html(text)).into_response(),
        Err(error) => {
            tracing::error!(request_id = %visit.request_id, %error, "the problem page failed");
            status(&fault).into_response()
        }
    }
}

fn log(visit: &Visit, fault: &Fault) {
    let (request_id, address) = (&visit.request_id, &visit.address);
    match fault.kind() {
        Kind::Internal | Kind::Unavailable => {
            tracing::error!(%request_id, %address, ?fault, "failed");
        }
        _ => tracing::debug!(%request_id, %address, ?fault, "refused"),
    }
}

fn as_json(app: &App, visit: &Visit, fault: &Fault, words: &Words) -> Response {
    let status = status(fault);
    let body = ProblemJson {
        r#type: format!("{}/help#{}", app.house.settings.public_url, fault.code()),
        title: &words.title,
        status: status.as_u16(),
        code: fault.code(),
        detail: &words.detail,
        field: fault.field(),
        request_id: &visit.request_id,
        session: value(fault, "session"),
    };
    let text = serde_json::to_string(&body).unwrap_or_default();
    let head = [(header::CONTENT_TYPE, PROBLEM_JSON)];
    let mut response = (status, head, text).into_response();
    if status == StatusCode::UNAUTHORIZED {
        let bearer = HeaderValue::from_static("Bearer");
        response
            .headers_mut()
            .insert(header::WWW_AUTHENTICATE, bearer);
    }
    response
}

/// A value of a fault by its name.
fn value<'f>(fault: &'f Fault, name: &str) -> Option<&'f str> {
    let found = fault.values().iter().find(|(known, _)| *known == name);
    found.map(|(_, value)| value.as_str())
}

/// Nobody is signed in (any more): to the page for it, and back afterwards.
fn to_sign_in(visit: &Visit) -> Response {
    let next = utf8_percent_encode(&visit.back, NON_ALPHANUMERIC);
    let address = format!("/sign-in?next={next}");
    if visit.is_htmx {
        // htmx would follow a redirect and put the page for signing in into the middle of another.
        return (StatusCode::UNAUTHORIZED, [("hx-redirect", address)]).into_response();
    }
    (StatusCode::SEE_OTHER, [(header::LOCATION, address)]).into_response()
}

/// What a panic becomes: a fault like any other.
pub(crate) fn of_panic(panic: Box<dyn Any + Send>) -> Response {
    let said = panic
        .downcast::<String>()
        .map(|said| *said)
        .or_else(|panic| panic.downcast::<&str>().map(|said| (*said).to_owned()))
        .unwrap_or_else(|_| "a panic without words".to_owned());
    Problem(Fault::internal("web.panic", said)).into_response()
}

/// The answer to an address that leads nowhere.
pub(crate) fn no_such_page() -> Problem {
    nowhere().into()
}

/// The fault behind it.
pub(crate) fn nowhere() -> Fault {
    Fault::new(Kind::NotFound, "web.no_such_page")
}

/// The answer to a method that an address does not take.
pub(crate) async fn method_not_allowed() -> Problem {
    Fault::new(Kind::Invalid, "web.method_not_allowed").into()
}
