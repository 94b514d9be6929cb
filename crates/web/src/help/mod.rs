//! Help for people, and the sign of life for machines.

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
