//! The OpenAPI 3.1 document of the JSON API (`GET /api/openapi.json`). What an address takes and
//! answers stands beside its handler; here it is put together, with what all addresses share: who
//! may call, how a refusal looks, which names and numbers there are. Tests hold it to the table of
//! routes and to real answers.

pub mod decisions;
pub mod refusals;

use std::sync::LazyLock;

use axum::http::header;
use axum::response::IntoResponse as _;
use utoipa::OpenApi;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};

use crate::problem::PageResult;
use crate::{cookies, csrf};

/// Where the document stands.
pub const ADDRESS: &str = "/api/openapi.json";

/// The whole API.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "xueshi",
        description = "Continuing education of professional and technical workers: what I may \
            watch, watching it under the server's clock, exams, and decisions by the policy engine.\
            \n\nHours are text with at most two decimals, money is whole fen, days are those of \
            Asia/Shanghai. Every refusal is `application/problem+json` with a stable `code`; its \
            words are in the language of `Accept-Language` (Chinese or English).",
        license(name = "Apache-2.0", identifier = "Apache-2.0"),
    ),
    tags(
        (name = "me", description = "Who the caller is, and what she may watch."),
        (name = "learning", description = "Watch sessions and beats."),
        (name = "exams", description = "Attempts, answers, results."),
        (name = "decisions", description = "The policy engine."),
        (name = "records", description = "What is on record of people, for title systems."),
        (name = "document", description = "This document."),
    ),
    paths(
        crate::api::me,
        crate::api::enrolments::list,
        crate::api::watching::open,
        crate::api::watching::beat,
        crate::api::watching::end,
        crate::api::checks::answer,
        crate::api::attempts::start,
        crate::api::attempts::paper,
        crate::api::attempts::answer,
        crate::api::attempts::submit,
        crate::api::attempts::result,
        crate::decisions::api::decide,
        crate::api::records::ask,
        show,
    ),
    components(schemas(crate::problem::ProblemJson<'static>, crate::decisions::api::Undecided)),
    modifiers(&Doors),
)]
struct Document;

/// The ways in.
struct Doors;

impl utoipa::Modify for Doors {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let components = document.components.get_or_insert_default();
        let bearer = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .description(Some(
                "A token that the operator issues to a person's program.",
            ));
        let key = |name: &str, words: &str| ApiKeyValue::with_description(name, words);
        let session = key(cookies::SESSION, "The session of a browser that signed in.");
        let token = key(
            csrf::HEADER,
            "Beside the session, for whatever changes something: the `csrf` of our own pages.",
        );
        let doors = [
            ("bearer", SecurityScheme::Http(bearer.build())),
            ("session", SecurityScheme::ApiKey(ApiKey::Cookie(session))),
            ("csrf", SecurityScheme::ApiKey(ApiKey::Header(token))),
        ];
        for (name, door) in doors {
            components.add_security_scheme(name, door);
        }
    }
}

/// The document, put together once.
pub fn document() -> &'static utoipa::openapi::OpenApi {
    static DOCUMENT: LazyLock<utoipa::openapi::OpenApi> = LazyLock::new(Document::openapi);
    &DOCUMENT
}

/// This document.
///
/// `GET /api/openapi.json`.
#[utoipa::path(
    get,
    path = ADDRESS,
    operation_id = "openapi",
    tag = "document",
    security(()),
    responses((status = 200, description = "OpenAPI 3.1.", body = serde_json::Value)),
)]
pub async fn show() -> PageResult {
    static TEXT: LazyLock<String> = LazyLock::new(|| document().to_json().unwrap_or_default());
    let head = [(header::CONTENT_TYPE, "application/json")];
    Ok((head, TEXT.as_str()).into_response())
}
