//! A learner's own requests.

use askama::Template;
use domain::earlier::{self, Request};
use kernel::{Page, PageSize};
use serde::Deserialize;

use super::EarlierWords as _;
use crate::page::{self, PageFrame};
use crate::problem::PageResult;
use crate::request::{Look, Query};
use crate::staff::OfficeWords as _;

/// Requests on a page.
const LISTED: i64 = 20;

#[derive(Template)]
#[template(path = "earlier/list.html")]
struct ListPage {
    p: PageFrame,
    rows: Page<Request>,
}

/// Which page.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    after: String,
}

/// `GET /earlier`.
pub async fn show(Look { mut op, p }: Look, Query(asked): Query<Asked>) -> PageResult {
    let after = Some(asked.after.as_str()).filter(|after| !after.is_empty());
    let rows = earlier::list_mine(&mut op, after, PageSize::new(LISTED)).await?;
    page::show(&ListPage { p, rows })
}
