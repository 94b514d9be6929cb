//! The committee's lists: uploading one, and those that were uploaded before.

use std::collections::BTreeMap;

use askama::Template;
use domain::batches::{self, Batch, NewBatch, ReadList, State};
use domain::territory::Territory;
use domain::{Action, Op, Role, identity};
use kernel::{Day, Fault, Kind, Outcome, Page, PageSize};
use serde::Deserialize;
use tokio::sync::Semaphore;

use super::check;
use super::words::ListWords as _;
use crate::page::{self, Errors, PageFrame, see_other, show_again};
use crate::problem::PageResult;
use crate::request::{Look, Query};
use crate::staff::{OfficeWords as _, own_territory};
use crate::upload::Upload;

/// Files are read one at a time: each may take megabytes, and there are few committees.
static READING: Semaphore = Semaphore::const_new(1);
/// Lists on a page.
const LISTED: i64 = 20;

#[derive(Template)]
#[template(path = "committee/lists.html")]
struct ListsPage {
    p: PageFrame,
    errors: Errors,
    form: ListForm,
    /// Territories that have an edition.
    territories: Vec<Territory>,
    lists: Page<Batch>,
    names: BTreeMap<kernel::PersonId, String>,
    keep_days: u64,
    done: &'static str,
}

/// What was typed beside the file.
#[derive(Default)]
struct ListForm {
    territory: String,
    cut_off: String,
}

/// Which page, and what was just done.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    after: String,
    done: String,
}

impl ListsPage {
    fn name(&self, batch: &Batch) -> &str {
        self.names
            .get(&batch.uploaded_by)
            .map_or("–", String::as_str)
    }

    fn state_kind(batch: &Batch) -> &'static str {
        match batch.state {
            State::Done => "good",
            State::Checking | State::Checked | State::Deciding => "wait",
            State::Cancelled | State::Erased => "calm",
        }
    }
}

/// `GET /committee`.
pub async fn show(Look { mut op, p }: Look, Query(asked): Query<Asked>) -> PageResult {
    let mut page = load(&mut op, p, &asked.after).await?;
    if asked.done == "erase" {
        page.done = "committee-done-erase";
    }
    page::show(&page)
}

async fn load(op: &mut Op, p: PageFrame, after: &str) -> Outcome<ListsPage> {
    let top = own_territory(op, &[Role::CommitteeClerk]).await?;
    op.allow(Action::UploadBatch, &top)?;
    let (territories, _) = check::load(op).await?;
    let after = Some(after).filter(|after| !after.is_empty());
    let lists = batches::list(op, &top.path, after, PageSize::new(LISTED)).await?;
    let people: Vec<_> = lists
        .items
        .iter()
        .map(|batch| batch.uploaded_by.clone())
        .collect();
    let names = identity::names(op, &people).await?;
    Ok(ListsPage {
        p,
        errors: Errors::none(),
        form: ListForm::default(),
        territories,
        lists,
        names,
        keep_days: op.house.settings.batch_kept_for.as_secs() / 86_400,
        done: "",
    })
}

/// `POST /committee/batches`: reads the file, and has its rows checked in the background.
pub async fn upload(upload: Upload) -> PageResult {
    let form = ListForm {
        territory: upload.field("territory").to_owned(),
        cut_off: upload.field("cut_off").trim().to_owned(),
    };
    match receive(&upload, &form).await {
        Ok(id) => see_other(&format!("/committee/batches/{id}")),
        Err(fault) => {
            let errors = upload.p.mend(fault)?;
            let mut op = upload.look().await?;
            let page = load(&mut op, upload.p.clone(), "").await?;
            let mended = errors.clone();
            show_again(
                &mended,
                &ListsPage {
                    errors,
                    form,
                    ..page
                },
            )
        }
    }
}

async fn receive(upload: &Upload, form: &ListForm) -> Outcome<kernel::BatchId> {
    let cut_off: Option<Day> = match form.cut_off.as_str() {
        "" => None,
        day => Some(day.parse().map_err(|fault: Fault| fault.at("cut_off"))?),
    };
    let list = read(upload).await.map_err(|fault| fault.at("file"))?;
    let mut op = upload.act().await?;
    let (territories, _) = check::load(&mut op).await?;
    let territory = territories
        .into_iter()
        .find(|each| each.code == form.territory);
    let territory = territory
        .ok_or_else(|| Fault::new(Kind::Invalid, "committee.unreadable").at("territory"))?;
    let territory_id = territory.id;
    let id = batches::receive(
        &mut op,
        NewBatch {
            list,
            territory_id,
            cut_off,
        },
    )
    .await?;
    op.commit().await?;
    Ok(id)
}

async fn read(upload: &Upload) -> Outcome<ReadList> {
    let none = || Fault::new(Kind::Invalid, "committee.no_file");
    let file = upload.file.as_ref().ok_or_else(none)?;
    let (name, bytes) = (file.name.clone(), file.bytes.clone());
    let turn = READING.acquire().await;
    let reading = tokio::task::spawn_blocking(move || batches::read_list(&name, &bytes)).await;
    drop(turn);
    // A file that brings its reader down is one that cannot be read.
    reading.unwrap_or_else(|error| {
        Err(Fault::new(Kind::Invalid, "committee.unreadable_file").with("why", error))
    })
}
