//! The answers that a learner kept, the newest first.

use askama::Template;
use domain::decisions::{self, Shown};
use kernel::PageSize;
use serde::Deserialize;

use super::{dashed, purpose};
use crate::page::{self, PageFrame};
use crate::problem::PageResult;
use crate::request::{Look, Query};

/// Kept answers on a page.
const PAGE: i64 = 20;

#[derive(Template)]
#[template(path = "decisions/history.html")]
struct HistoryPage {
    p: PageFrame,
    kept: Vec<Shown>,
    next: Option<String>,
}

impl HistoryPage {
    fn purpose(&self, shown: &Shown) -> String {
        purpose(&self.p, &shown.applicant)
    }
}

/// Where the list goes on.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct After {
    after: String,
}

/// `GET /decisions/history`.
pub async fn list(Look { mut op, p }: Look, Query(After { after }): Query<After>) -> PageResult {
    let me = op.actor.signed_in()?.clone();
    let after = Some(after.as_str()).filter(|after| !after.is_empty());
    let page = decisions::list(&mut op, &me, after, PageSize::new(PAGE)).await?;
    page::show(&HistoryPage {
        p,
        kept: page.items,
        next: page.next,
    })
}
