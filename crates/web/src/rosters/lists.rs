//! The lists of an employer's people: what was uploaded, and uploading one.

use std::collections::BTreeMap;

use askama::Template;
use domain::Op;
use domain::employers::{self, Employer};
use domain::identity;
use domain::rosters::{self, ReadRoster, Roster};
use kernel::{Fault, Kind, Outcome, Page, PageSize, PersonId, RosterId};
use serde::Deserialize;
use tokio::sync::Semaphore;

use super::words::RosterWords as _;
use crate::employers::own_employer;
use crate::page::{self, Errors, PageFrame, see_other, show_again};
use crate::problem::PageResult;
use crate::request::{Look, Query};
use crate::upload::Upload;

/// Files are read one at a time: each may take megabytes.
static READING: Semaphore = Semaphore::const_new(1);
/// Lists on a page.
const LISTED: i64 = 20;

#[derive(Template)]
#[template(path = "rosters/lists.html")]
struct ListsPage {
    p: PageFrame,
    errors: Errors,
    employer: Employer,
    lists: Page<Roster>,
    names: BTreeMap<PersonId, String>,
    done: String,
}

/// Which page, and what was just done.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    after: String,
    done: String,
}

impl ListsPage {
    fn name(&self, roster: &Roster) -> &str {
        let name = self.names.get(&roster.uploaded_by);
        name.map_or("–", String::as_str)
    }
}

/// `GET /employer/rosters`.
pub async fn show(Look { mut op, p }: Look, Query(asked): Query<Asked>) -> PageResult {
    let page = load(&mut op, p, Errors::none(), &asked).await?;
    page::show(&page)
}

/// `POST /employer/rosters`: reads the file, and has its rows checked in the background.
pub async fn upload(upload: Upload) -> PageResult {
    match receive(&upload).await {
        Ok((id, is_new)) => {
            let done = if is_new { "" } else { "?done=same" };
            see_other(&format!("/employer/rosters/{id}{done}"))
        }
        Err(fault) => {
            let errors = upload.p.mend(fault)?;
            let mut op = upload.look().await?;
            let asked = Asked::default();
            let page = load(&mut op, upload.p.clone(), errors.clone(), &asked).await?;
            show_again(&errors, &page)
        }
    }
}

async fn receive(upload: &Upload) -> Outcome<(RosterId, bool)> {
    let read = read(upload).await.map_err(|fault| fault.at("file"))?;
    let mut op = upload.act().await?;
    let employer = own_employer(&op)?;
    let received = rosters::receive(&mut op, &employer, read).await?;
    op.commit().await?;
    let is_new = received.is_new();
    Ok((received.into_inner(), is_new))
}

async fn read(upload: &Upload) -> Outcome<ReadRoster> {
    let none = || Fault::new(Kind::Invalid, "committee.no_file");
    let file = upload.file.as_ref().ok_or_else(none)?;
    let (name, bytes) = (file.name.clone(), file.bytes.clone());
    let today = upload.p.now.day();
    let turn = READING.acquire().await;
    let reading =
        tokio::task::spawn_blocking(move || rosters::read_roster(&name, &bytes, today)).await;
    drop(turn);
    // A file that brings its reader down is one that cannot be read.
    reading.unwrap_or_else(|error| {
        Err(Fault::new(Kind::Invalid, "committee.unreadable_file").with("why", error))
    })
}

async fn load(op: &mut Op, p: PageFrame, errors: Errors, asked: &Asked) -> Outcome<ListsPage> {
    let id = own_employer(op)?;
    let employer = employers::get(op, &id).await?;
    let after = Some(asked.after.as_str()).filter(|after| !after.is_empty());
    let lists = rosters::list(op, &id, after, PageSize::new(LISTED)).await?;
    let people: Vec<PersonId> = lists
        .items
        .iter()
        .map(|roster| roster.uploaded_by.clone())
        .collect();
    Ok(ListsPage {
        names: identity::names(op, &people).await?,
        p,
        errors,
        employer,
        lists,
        done: asked.done.clone(),
    })
}
