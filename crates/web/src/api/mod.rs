//! The JSON API, for programs with a bearer token.

pub mod attempts;
mod call;
pub mod enrolments;
mod seconds;
pub mod watching;

use serde::Serialize;

use crate::page::json;
use crate::problem::PageResult;
use crate::request::Look;

#[derive(Serialize)]
struct Me {
    name: String,
    roles: Vec<&'static str>,
}

/// `GET /api/v1/me`: who the token stands for.
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
