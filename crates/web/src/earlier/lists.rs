//! The bureau's lists: uploading one, its dry run row by row, and another officer's word.

use std::collections::BTreeMap;

use askama::Template;
use axum::http::HeaderMap;
use axum::response::IntoResponse as _;
use domain::earlier::{
    self, EarlierList, EarlierRow, Filter, ListState, ReadList, RowStanding, read_list,
};
use domain::queues::{self, Desk, Item, Matter};
use domain::{Op, identity};
use kernel::{EarlierListId, Fault, Kind, Outcome, Page, PageSize, PersonId};
use serde::Deserialize;
use tokio::sync::Semaphore;

use super::EarlierWords as _;
use crate::bureau::own_bureau;
use crate::page::{self, Errors, PageFrame, see_other, show_again};
use crate::problem::PageResult;
use crate::request::{Act, Look, Path, Query};
use crate::staff::OfficeWords as _;
use crate::upload::Upload;

/// Files are read one at a time: each may take megabytes.
static READING: Semaphore = Semaphore::const_new(1);
/// Lists and requests on a page.
const LISTED: i64 = 20;
/// Rows on a page.
const ROWS: i64 = 50;

#[derive(Template)]
#[template(path = "earlier/lists.html")]
struct ListsPage {
    p: PageFrame,
    errors: Errors,
    requests: Vec<Item>,
    lists: Page<EarlierList>,
    names: BTreeMap<PersonId, String>,
    done: String,
}

impl ListsPage {
    fn name(&self, person: &PersonId) -> &str {
        self.names.get(person).map_or("–", String::as_str)
    }

    fn is_late(&self, item: &Item) -> bool {
        item.is_late(self.p.now.day())
    }
}

#[derive(Template)]
#[template(path = "earlier/import.html")]
struct ImportPage {
    p: PageFrame,
    errors: Errors,
    list: EarlierList,
    names: BTreeMap<PersonId, String>,
    rows: Page<EarlierRow>,
    shown: String,
}

impl ImportPage {
    fn name(&self, person: &PersonId) -> &str {
        self.names.get(person).map_or("–", String::as_str)
    }

    fn is_running(&self) -> bool {
        matches!(self.list.state, ListState::Checking | ListState::Posting)
    }

    fn progress(&self) -> String {
        format!("{} / {}", self.list.progress, self.list.rows)
    }

    fn is_mine(&self) -> bool {
        self.p.actor.is_me(&self.list.uploaded_by)
    }

    fn more(&self) -> String {
        format!("/bureau/earlier/lists/{}?show={}", self.list.id, self.shown)
    }
}

/// Which page of what, and what was done just before.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    after: String,
    show: String,
    done: String,
}

/// `GET /bureau/earlier`.
pub async fn show(Look { mut op, p }: Look, Query(asked): Query<Asked>) -> PageResult {
    let mut page = load(&mut op, p, &asked.after).await?;
    page.done = page.p.earlier_done(&asked.done);
    page::show(&page)
}

async fn load(op: &mut Op, p: PageFrame, after: &str) -> Outcome<ListsPage> {
    let territory = own_bureau(op).await?;
    let after = Some(after).filter(|after| !after.is_empty());
    let size = PageSize::new(LISTED);
    let lists = earlier::list_lists(op, &territory.id, after, size).await?;
    let desk = Desk::Bureau(territory.id);
    let requests = queues::list(op, &desk, Some(Matter::Earlier), None, size).await?;
    let requests = requests.items;
    let uploaders = lists.items.iter().map(|list| list.uploaded_by.clone());
    let askers = requests.iter().filter_map(|item| item.person_id.clone());
    let people: Vec<_> = uploaders.chain(askers).collect();
    Ok(ListsPage {
        names: identity::names(op, &people).await?,
        p,
        errors: Errors::none(),
        requests,
        lists,
        done: String::new(),
    })
}

/// `POST /bureau/earlier/lists`.
pub async fn upload(mut upload: Upload) -> PageResult {
    match take(&mut upload).await {
        Ok(id) => see_other(&format!("/bureau/earlier/lists/{id}")),
        Err(fault) => {
            let fault = match fault.field() {
                None => fault.at("file"),
                Some(_) => fault,
            };
            let errors = upload.p.mend(fault)?;
            let mut op = upload.look().await?;
            let page = ListsPage {
                errors: errors.clone(),
                ..load(&mut op, upload.p.clone(), "").await?
            };
            show_again(&errors, &page)
        }
    }
}

async fn take(upload: &mut Upload) -> Outcome<EarlierListId> {
    let nothing = || Fault::new(Kind::Invalid, "evidence.empty");
    let file = upload.file.take().ok_or_else(nothing)?;
    let list = read(file.name, file.bytes).await?;
    let mut op = upload.act().await?;
    let territory = own_bureau(&mut op).await?;
    let id = earlier::receive(&mut op, &territory.id, list)
        .await?
        .into_inner();
    op.commit().await?;
    Ok(id)
}

/// Reads a list on a thread that others do not wait for.
async fn read(name: String, bytes: bytes::Bytes) -> Outcome<ReadList> {
    let broken = |error: &dyn std::fmt::Display| Fault::internal("web.reading", error.to_string());
    let _turn = READING.acquire().await.map_err(|error| broken(&error))?;
    tokio::task::spawn_blocking(move || read_list(&name, &bytes))
        .await
        .map_err(|error| broken(&error))?
}

/// `GET /bureau/earlier/lists/{id}`. While the list is in work, the page asks again how far it is;
/// when it no longer is, the whole page is loaded anew.
pub async fn import(
    Path(id): Path<EarlierListId>,
    Look { mut op, p }: Look,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> PageResult {
    let page = load_import(&mut op, p, &id, &asked).await?;
    if headers.contains_key("hx-request") && !page.is_running() {
        return Ok([("hx-refresh", "true")].into_response());
    }
    page::show(&page)
}

async fn load_import(
    op: &mut Op,
    p: PageFrame,
    id: &EarlierListId,
    asked: &Asked,
) -> Outcome<ImportPage> {
    let list = earlier::get_list(op, id).await?;
    // A list that waits is looked at for what must be mended first.
    let standing = match asked.show.as_str() {
        "" if list.faulty > 0 => Some(RowStanding::Error),
        shown => shown.parse().ok(),
    };
    let after = asked.after.parse().unwrap_or(0);
    let filter = Filter { standing };
    let rows = earlier::list_rows(op, id, filter, after, PageSize::new(ROWS)).await?;
    let uploader = std::iter::once(list.uploaded_by.clone());
    let people: Vec<_> = uploader.chain(list.confirmed_by.clone()).collect();
    Ok(ImportPage {
        names: identity::names(op, &people).await?,
        p,
        errors: Errors::none(),
        list,
        rows,
        shown: standing.map_or("all", RowStanding::as_str).to_owned(),
    })
}

/// `POST /bureau/earlier/lists/{id}/confirm`.
pub async fn confirm(Path(id): Path<EarlierListId>, act: Act) -> PageResult {
    let Act { mut op, p, .. } = act;
    match earlier::confirm(&mut op, &id).await {
        Ok(_) => {
            op.commit().await?;
            see_other(&format!("/bureau/earlier/lists/{id}"))
        }
        Err(fault) => {
            let errors = p.mend(fault)?;
            let page = ImportPage {
                errors: errors.clone(),
                ..load_import(&mut op, p, &id, &Asked::default()).await?
            };
            show_again(&errors, &page)
        }
    }
}

/// `POST /bureau/earlier/lists/{id}/cancel`.
pub async fn cancel(Path(id): Path<EarlierListId>, act: Act) -> PageResult {
    let Act { mut op, .. } = act;
    earlier::cancel(&mut op, &id).await?;
    op.commit().await?;
    see_other("/bureau/earlier?done=cancelled")
}
