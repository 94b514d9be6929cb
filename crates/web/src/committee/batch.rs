//! One list: its progress, what must be mended, and its results; and what a clerk does with it.

use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use axum::http::HeaderMap;
use axum::response::IntoResponse as _;
use domain::batches::{self, Batch, BatchRow, Filter, Standing, State};
use domain::territory::{self, Territory};
use domain::{Op, identity};
use kernel::{BatchId, Outcome, Page, PageSize, PersonId};
use serde::Deserialize;

use super::words::{ListWords as _, reason_words, standing_kind};
use crate::page::{self, PageFrame, see_other};
use crate::problem::PageResult;
use crate::request::{Act, Look, Path, Query};
use crate::staff::OfficeWords as _;

/// Rows on a page.
const ROWS: i64 = 50;
/// What is asked for by whoever wants only rows whose ledger changed since.
const CHANGED: &str = "changed";

#[derive(Template)]
#[template(path = "committee/batch.html")]
struct BatchPage {
    p: PageFrame,
    batch: Batch,
    territory: Territory,
    names: BTreeMap<PersonId, String>,
    filter: Filter,
    /// Whether only rows are shown whose ledger changed since.
    is_changed_only: bool,
    rows: Page<BatchRow>,
    /// Places of those rows whose ledger changed since.
    changed: BTreeSet<i64>,
}

/// Which rows.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    show: String,
    after: String,
}

impl BatchPage {
    fn name(&self, id: Option<&PersonId>) -> &str {
        let name = id.and_then(|id| self.names.get(id));
        name.map_or("–", String::as_str)
    }

    fn is_stalled(&self) -> bool {
        self.batch.is_stalled(self.p.now)
    }

    /// Standings that rows have, to choose by.
    fn standings(&self) -> Vec<(Standing, i64)> {
        let counted = Standing::ALL
            .iter()
            .map(|each| (*each, self.batch.count(*each)));
        counted.filter(|(_, count)| *count > 0).collect()
    }

    fn kind(standing: impl Borrow<Standing>) -> &'static str {
        standing_kind(*standing.borrow())
    }

    fn reason<'r>(&self, reason: &'r policy::Reason) -> &'r str {
        reason_words(self.p.locale, reason)
    }

    fn address(&self) -> String {
        format!("/committee/batches/{}?show={}", self.batch.id, self.shown())
    }

    fn shown(&self) -> &'static str {
        if self.is_changed_only {
            return CHANGED;
        }
        self.filter.map_or("", Standing::as_str)
    }

    fn has_changed(&self, row: &BatchRow) -> bool {
        self.changed.contains(&row.at)
    }

    /// Whether all rows are shown.
    fn is_all(&self) -> bool {
        self.filter.is_none() && !self.is_changed_only
    }

    fn is_shown(&self, standing: impl Borrow<Standing>) -> bool {
        self.filter == Some(*standing.borrow())
    }

    fn words_of(&self, key: &str, count: impl Borrow<i64>) -> String {
        self.p.ta(key, &[("count", count.borrow().to_string())])
    }
}

/// `GET /committee/batches/{id}`. While the list is in work, the page asks again how far it is;
/// when it no longer is, the whole page is loaded anew.
pub async fn show(
    Path(id): Path<BatchId>,
    Look { mut op, p }: Look,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> PageResult {
    let batch = batches::get(&mut op, &id).await?;
    if headers.contains_key("hx-request") && !batch.is_running() {
        return Ok([("hx-refresh", "true")].into_response());
    }
    let territory = territory::get(&mut op, &batch.territory_id).await?;
    let people: Vec<PersonId> = std::iter::once(batch.uploaded_by.clone())
        .chain(batch.confirmed_by.clone())
        .collect();
    let names = identity::names(&mut op, &people).await?;
    // A list that waits is looked at for what must be mended; a finished one for everything.
    let filter = match asked.show.as_str() {
        "" if batch.state == State::Checked => Some(Standing::Error),
        shown => shown.parse().ok(),
    };
    let is_changed_only = asked.show == CHANGED && batch.state == State::Done;
    let (rows, changed) = if is_changed_only {
        let after = asked.after.parse().unwrap_or(0);
        let rows = batches::list_changed(&mut op, &batch, after, PageSize::new(ROWS)).await?;
        let places = rows.items.iter().map(|row| row.at).collect();
        (rows, places)
    } else {
        let rows = rows(&mut op, &batch, filter, &asked.after).await?;
        let changed = batches::changed(&mut op, &batch, &rows.items).await?;
        (rows, changed)
    };
    page::show(&BatchPage {
        p,
        batch,
        territory,
        names,
        filter,
        is_changed_only,
        rows,
        changed,
    })
}

async fn rows(op: &mut Op, batch: &Batch, filter: Filter, after: &str) -> Outcome<Page<BatchRow>> {
    if batch.is_running() || batch.state == State::Erased {
        return Ok(Page {
            items: Vec::new(),
            next: None,
        });
    }
    let after = after.parse().unwrap_or(0);
    batches::list_rows(op, batch, filter, after, PageSize::new(ROWS)).await
}

/// `POST /committee/batches/{id}/confirm`.
pub async fn confirm(Path(id): Path<BatchId>, act: Act) -> PageResult {
    let Act { mut op, .. } = act;
    batches::confirm(&mut op, &id).await?;
    op.commit().await?;
    see_other(&format!("/committee/batches/{id}"))
}

/// `POST /committee/batches/{id}/cancel`.
pub async fn cancel(Path(id): Path<BatchId>, act: Act) -> PageResult {
    let Act { mut op, .. } = act;
    batches::cancel(&mut op, &id).await?;
    op.commit().await?;
    see_other(&format!("/committee/batches/{id}"))
}

/// `POST /committee/batches/{id}/restart`.
pub async fn restart(Path(id): Path<BatchId>, act: Act) -> PageResult {
    let Act { mut op, .. } = act;
    batches::restart(&mut op, &id).await?;
    op.commit().await?;
    see_other(&format!("/committee/batches/{id}"))
}

/// `POST /committee/batches/{id}/erase`.
pub async fn erase(Path(id): Path<BatchId>, act: Act) -> PageResult {
    let Act { mut op, .. } = act;
    batches::erase(&mut op, &id).await?;
    op.commit().await?;
    see_other("/committee?done=erase")
}
