//! Her facts, and which kinds can be claimed.

use askama::Template;
use domain::facts::{self, DeskRule, Fact};

use super::FactWords as _;
use crate::page::{self, PageFrame};
use crate::problem::PageResult;
use crate::request::Look;

#[derive(Template)]
#[template(path = "facts/list.html")]
struct ListPage {
    p: PageFrame,
    facts: Vec<Fact>,
    desks: &'static [DeskRule],
}

/// `GET /facts`.
pub async fn show(Look { mut op, p }: Look) -> PageResult {
    let me = op.actor.signed_in()?.clone();
    let facts = facts::list(&mut op, &me).await?;
    let desks = facts::desks()?;
    page::show(&ListPage { p, facts, desks })
}
