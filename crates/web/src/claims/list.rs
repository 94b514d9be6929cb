//! A learner's own claims.

use askama::Template;
use domain::claims::{self, Claim};
use kernel::{Page, PageSize};
use serde::Deserialize;

use super::{ClaimWords as _, kind_named};
use crate::page::{self, PageFrame};
use crate::problem::PageResult;
use crate::request::{Look, Query};

/// Claims on a page.
const LISTED: i64 = 20;

#[derive(Template)]
#[template(path = "claims/list.html")]
struct ListPage {
    p: PageFrame,
    rows: Page<(Claim, String)>,
    done: String,
}

/// Which page, and what was done just before.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    after: String,
    done: String,
}

/// `GET /claims`.
pub async fn show(Look { mut op, p }: Look, Query(asked): Query<Asked>) -> PageResult {
    let after = Some(asked.after.as_str()).filter(|after| !after.is_empty());
    let found = claims::list_mine(&mut op, after, PageSize::new(LISTED)).await?;
    let items = found.items.into_iter().map(|claim| {
        let kind = kind_named(&p, &op, &claim);
        (claim, kind)
    });
    let rows = Page {
        items: items.collect(),
        next: found.next,
    };
    let done = p.claim_done(&asked.done);
    page::show(&ListPage { p, rows, done })
}
