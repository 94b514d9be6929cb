//! Help for people, the list of the API's addresses, and the sign of life for machines.

pub mod api;

use askama::Template;

use crate::page::{self, PageFrame};
use crate::problem::PageResult;
use crate::request::Look;

#[derive(Template)]
#[template(path = "help/help.html")]
struct HelpPage {
    p: PageFrame,
}

/// `GET /help`.
pub async fn show(Look { p, .. }: Look) -> PageResult {
    page::show(&HelpPage { p })
}

/// `GET /health`: the process answers. It asks nothing of the database, so that a slow database
/// does not have the process killed; `xueshi doctor` looks deeper.
pub async fn health() -> &'static str {
    "ok"
}
