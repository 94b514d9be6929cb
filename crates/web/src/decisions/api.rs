//! `POST /api/v1/decisions`: one applicant, or an array of them, decided as `xueshi decide` does.
//! Nothing is looked up and nothing is kept.

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use kernel::{Fault, Kind, Outcome};
use policy::jsonl::decide_line;
use policy::{Applicant, DecideError, Refusal};
use serde::de::IgnoredAny;
use serde_json::json;
use utoipa::{IntoParams, ToSchema};

use crate::api::document::decisions as document;
use crate::api::document::refusals::{self, Responses};
use crate::problem::{PROBLEM_JSON, PageResult, Problem};
use crate::request::{Look, Query, read_body};
use crate::{App, Visit, cookies, csrf};

/// Most applicants in one array.
pub const APPLICANTS_MAX: usize = 1000;
/// Largest body, in bytes: a thousand applicants with every field.
const BYTES_MAX: usize = 2 * 1024 * 1024;

/// Some programs put one before what they send.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// How to decide, as the document describes it.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only its schema is used: `edition_of` reads it")]
pub struct How {
    /// The edition that decides, drafts among them, as `xueshi decide --edition`; when absent, that
    /// of the territory and the application's year. There are no other parameters.
    #[param(example = "hohhot-etdz/2022")]
    edition: Option<String>,
}

/// The edition that was asked for. A misspelt parameter must not pass for none.
fn edition_of(pairs: Vec<(String, String)>) -> Outcome<Option<String>> {
    let mut edition = None;
    for (name, value) in pairs {
        if name != "edition" || edition.replace(value).is_some() {
            return Err(bad_parameter().with("value", name));
        }
    }
    Ok(edition)
}

fn bad_parameter() -> Fault {
    Fault::new(Kind::Invalid, "decisions.bad_parameter")
}

/// What was sent by somebody who may ask. Anyone who is signed in may: the answer tells nothing
/// that the asker did not bring.
pub struct Asked(Bytes);

impl FromRequest<App> for Asked {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Result<Self, Problem> {
        let (mut parts, body) = request.into_parts();
        // Who it is; the transaction ends before the body is waited for.
        drop(Look::from_request_parts(&mut parts, app).await?);
        not_forged(&parts.headers, app)?;
        Ok(Self(read_body(body, BYTES_MAX).await?))
    }
}

/// The same two lines of defence as for forms, for whoever comes with a cookie.
fn not_forged(headers: &HeaderMap, app: &App) -> Outcome<()> {
    if headers.contains_key(header::AUTHORIZATION) {
        return Ok(());
    }
    csrf::check_origin(headers, &app.house.settings.public_url)?;
    let given = headers
        .get(csrf::HEADER)
        .and_then(|value| value.to_str().ok());
    match cookies::read(headers, cookies::SESSION) {
        Some(session) if csrf::fits(&session, given) => Ok(()),
        _ => Err(csrf::forged()),
    }
}

/// What this address may refuse.
struct DecisionRefusals;

impl utoipa::IntoResponses for DecisionRefusals {
    fn responses() -> Responses {
        let shared = refusals::of_caller().into_iter();
        let mut all = refusals::responses(shared.chain(refusals::of_sender()));
        let problems = policy::Problem::ALL.iter().copied();
        let mut undecided: Vec<Fault> = problems
            .map(|problem| DecideError::new(problem).into())
            .collect();
        undecided.extend([too_many(), bad_parameter()]);
        let status = StatusCode::UNPROCESSABLE_ENTITY.as_str().to_owned();
        all.insert(status, refusals::response("Undecided", &undecided).into());
        all
    }
}

fn too_many() -> Fault {
    Fault::new(Kind::Invalid, "decisions.too_many").with("most", APPLICANTS_MAX)
}

/// An applicant who cannot be decided, or too many of them: a problem with the applicant's `id` and
/// the error object that stands in the place of an applicant of a batch.
#[derive(ToSchema)]
#[expect(
    dead_code,
    reason = "only its schema is used: it is written field by field below"
)]
pub struct Undecided {
    r#type: String,
    title: String,
    status: u16,
    /// Stable, such as `decisions.missing_level`.
    code: String,
    detail: String,
    /// A path in the applicant, such as `hours[2].hours`; empty when it is the whole.
    #[schema(nullable = false)]
    field: Option<String>,
    request_id: String,
    /// The applicant's, where it could be read.
    id: Option<String>,
    #[schema(nullable = false)]
    error: Option<document::ErrorWords>,
}

/// Decides one applicant, or up to a thousand. Nothing is looked up and nothing is kept; the answer
/// is byte for byte that of `xueshi decide`.
///
/// `POST /api/v1/decisions`.
#[utoipa::path(
    post,
    path = "/api/v1/decisions",
    operation_id = "decide",
    tag = "decisions",
    security(("bearer" = []), ("session" = [], "csrf" = [])),
    params(How),
    request_body = document::Asked,
    responses(
        (
            status = 200,
            description = "The decision; for an array a decision or an error for each, in order.",
            body = document::Decided,
        ),
        DecisionRefusals,
    ),
)]
pub async fn decide(
    State(app): State<App>,
    visit: Visit,
    Query(pairs): Query<Vec<(String, String)>>,
    Asked(body): Asked,
) -> PageResult {
    let edition = edition_of(pairs)?;
    let (policies, edition) = (&app.house.policies, edition.as_deref());
    let body = body.strip_prefix(BYTE_ORDER_MARK).unwrap_or(&body);
    let body = body.trim_ascii();
    // Of an array that is none the engine says where.
    if !body.starts_with(b"[") || serde_json::from_slice::<IgnoredAny>(body).is_err() {
        return Ok(one(&app, &visit, edition, body));
    }
    let items = elements(body);
    if items.len() > APPLICANTS_MAX {
        return Err(too_many().into());
    }
    let lines = (1..).zip(items);
    let decided = lines.map(|(at, item)| decide_line(policies, at, item, edition).json);
    let answers: Vec<_> = decided.collect();
    Ok(as_json(
        StatusCode::OK,
        "application/json",
        format!("[{}]", answers.join(",")),
    ))
}

fn one(app: &App, visit: &Visit, edition: Option<&str>, body: &[u8]) -> Response {
    let decided = Applicant::from_json(body).and_then(|applicant| {
        let refused = |error| Refusal {
            id: Some(applicant.id.clone()),
            error,
        };
        app.house
            .policies
            .decide(&applicant, edition)
            .map_err(refused)
    });
    match decided {
        Ok(decision) => as_json(StatusCode::OK, "application/json", decision.to_json()),
        Err(refusal) => refused(app, visit, &refusal),
    }
}

/// A problem as every other of the API, and the error object that stands in a batch.
fn refused(app: &App, visit: &Visit, refusal: &Refusal) -> Response {
    let (code, words) = (refusal.error.code(), refusal.error.words());
    let body = json!({
        "type": format!("{}/help#{code}", app.house.settings.public_url),
        "title": visit.locale.t("fault-invalid.title"),
        "status": 422,
        "code": code,
        "detail": words,
        "field": refusal.error.place,
        "request_id": &*visit.request_id,
        "id": refusal.id,
        "error": { "code": code, "words": words },
    });
    as_json(
        StatusCode::UNPROCESSABLE_ENTITY,
        PROBLEM_JSON,
        body.to_string(),
    )
}

fn as_json(status: StatusCode, kind: &'static str, body: String) -> Response {
    (status, [(header::CONTENT_TYPE, kind)], body).into_response()
}

/// The elements of a JSON array, each as its own bytes, so that the engine reads every applicant
/// as strictly as a line of a file. The array is well-formed already.
fn elements(array: &[u8]) -> Vec<&[u8]> {
    let inside = array
        .get(1..array.len().saturating_sub(1))
        .unwrap_or_default();
    let (mut depth, mut in_text, mut escaped) = (0_u32, false, false);
    let commas = move |byte: &u8| {
        match (in_text, *byte) {
            (true, _) if escaped => escaped = false,
            (true, b'\\') => escaped = true,
            (_, b'"') => in_text = !in_text,
            (false, b'[' | b'{') => depth += 1,
            (false, b']' | b'}') => depth = depth.saturating_sub(1),
            (false, b',') => return depth == 0,
            _ => {}
        }
        false
    };
    if inside.trim_ascii().is_empty() {
        return Vec::new();
    }
    inside.split(commas).map(<[u8]>::trim_ascii).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(array: &str) -> Vec<String> {
        let text = |bytes: &&[u8]| String::from_utf8_lossy(bytes).into_owned();
        elements(array.as_bytes()).iter().map(text).collect()
    }

    #[test]
    fn an_array_is_taken_apart_where_its_own_commas_stand() {
        assert_eq!(split("[ ]"), Vec::<String>::new());
        let parts = split("[1, [2,3] ,{\"a\":{},\"b\":[4]}]");
        assert_eq!(parts, ["1", "[2,3]", "{\"a\":{},\"b\":[4]}"]);
        let texts = split(r#"["a,]\",b", "\\", {"},{": 1}]"#);
        assert_eq!(texts, [r#""a,]\",b""#, r#""\\""#, r#"{"},{": 1}"#]);
    }
}
