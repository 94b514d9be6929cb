//! The JSON API, for programs with a bearer token. Beside each handler stands what its address
//! takes and answers; [`document`] makes the `OpenAPI` document of it.

pub mod attempts;
mod call;
pub mod checks;
pub mod document;
pub mod enrolments;
pub mod records;
mod seconds;
pub mod watching;

use serde::Serialize;
use utoipa::ToSchema;

use self::document::refusals::refusals;
use crate::page::json;
use crate::problem::PageResult;
use crate::request::Look;

/// A person with her roles.
#[derive(Serialize, ToSchema)]
struct Me {
    name: String,
    /// Names such as `learner`, each once.
    roles: Vec<&'static str>,
}

refusals! {
    /// What every address may refuse.
    Refusals: of_caller;
}

/// Who the token stands for.
///
/// `GET /api/v1/me`.
#[utoipa::path(
    get,
    path = "/api/v1/me",
    operation_id = "me",
    tag = "me",
    security(("bearer" = []), ("session" = [])),
    responses((status = 200, description = "Her name and roles.", body = Me), Refusals),
)]
pub async fn me(Look { op, .. }: Look) -> PageResult {
    let mut roles: Vec<_> = op.actor.grants().iter().map(|grant| grant.role).collect();
    roles.sort_unstable();
    roles.dedup();
    let roles = roles.into_iter().map(domain::Role::as_str).collect();
    json(&Me {
        name: op.actor.name().to_owned(),
        roles,
    })
}
