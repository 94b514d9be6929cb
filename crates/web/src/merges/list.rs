//! What waits for a second officer, and accounts that look alike.

use askama::Template;
use axum::extract::State as App;
use domain::Role;
use domain::identity::Alike;
use domain::merges::{self, Case};
use kernel::PageSize;
use serde::Deserialize;

use crate::page::{self, PageFrame};
use crate::problem::PageResult;
use crate::request::{Look, Query};
use crate::staff::{OfficeWords as _, own_territory};
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "merges/list.html")]
struct ListPage {
    p: PageFrame,
    cases: Vec<Case>,
}

#[derive(Template)]
#[template(path = "merges/alike.html")]
struct AlikePage {
    p: PageFrame,
    pairs: Vec<Alike>,
    next: Option<String>,
}

impl ListPage {
    fn since(&self, case: &Case) -> String {
        let merger = &case.merger;
        let since = merger.part_proposed_at.unwrap_or(merger.proposed_at);
        self.p.waited(since)
    }
}

/// Behind which pair the page begins.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    after: String,
}

/// `GET /bureau/accounts`.
pub async fn show(Look { mut op, p }: Look) -> PageResult {
    let territory = own_territory(&mut op, &[Role::BureauOfficer]).await?;
    let cases = merges::list_waiting(&mut op, &territory).await?;
    page::show(&ListPage { p, cases })
}

/// `GET /bureau/accounts/alike`. Who looks people through leaves a line, so that the page needs a
/// transaction that writes.
pub async fn alike(
    App(app): App<crate::App>,
    visit: Visit,
    Look { op, p }: Look,
    Query(Asked { after }): Query<Asked>,
) -> PageResult {
    let actor = op.actor.clone();
    drop(op);
    let mut op = app.act(&visit, actor).await?;
    let territory = own_territory(&mut op, &[Role::BureauOfficer]).await?;
    let after = Some(after.as_str()).filter(|after| !after.is_empty());
    let found = merges::list_alike(&mut op, &territory, after, PageSize::default()).await?;
    op.commit().await?;
    page::show(&AlikePage {
        p,
        pairs: found.items,
        next: found.next,
    })
}
