//! What she is told about her accounts that are one now.

use askama::Template;
use domain::merges::{self, Case};

use crate::page::{self, PageFrame};
use crate::problem::PageResult;
use crate::request::Look;

#[derive(Template)]
#[template(path = "merges/mine.html")]
struct MinePage {
    p: PageFrame,
    /// Each with how many entries were carried, and how many count once.
    cases: Vec<(Case, (u64, u64))>,
}

/// `GET /account/accounts`.
pub async fn show(Look { mut op, p }: Look) -> PageResult {
    let mut cases = Vec::new();
    for case in merges::mine(&mut op).await? {
        let carried = merges::carried(&mut op, &case.merger.id).await?;
        cases.push((case, carried));
    }
    page::show(&MinePage { p, cases })
}
