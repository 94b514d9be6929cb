//! Everything about a person, put together for her alone.

use std::time::Duration;

use kernel::{ExportId, Outcome, PersonId};

use crate::messages::{self, Tell};
use crate::permission::Action;
use crate::privacy::classes::{Class, class};
use crate::privacy::export::{self, Section};
use crate::privacy::jobs::ExportStep;
use crate::privacy::model::{Export, ExportState};
use crate::privacy::{Error, archive, store};
use crate::seams::ToldSection;
use crate::{Event, Op, identity};

/// Another export is made no sooner than this.
const PAUSE: Duration = Duration::from_hours(1);
/// How long one is kept when the classes do not say.
const KEPT_FOR: Duration = Duration::from_hours(7 * 24);

/// Whoever is signed in has everything about her put into one file.
pub async fn ask_export(op: &mut Op, language: &str) -> Outcome<Export> {
    let me = op.actor.signed_in()?.clone();
    let person = identity::get_person(op, &me).await?;
    op.allow(Action::ExportData, &person)?;
    op.tx.lock(&format!("privacy:{me}")).await?;
    if let Some(last) = store::list_exports(op, &me).await?.first() {
        if last.state == ExportState::Gathering {
            return Err(Error::ExportRunning.into());
        }
        let again_at = last.asked_at.plus(PAUSE);
        if again_at > op.now {
            let minutes = again_at.millis_since(op.now) / 60_000 + 1;
            return Err(Error::ExportTooSoon.fault().with("minutes", minutes));
        }
    }
    let kept_for = class("exports").and_then(Class::kept_for);
    let asked = Export {
        id: op.new_id(),
        person_id: me.clone(),
        language: language.to_owned(),
        state: ExportState::Gathering,
        done: 0,
        parts: export::parts(),
        asked_at: op.now,
        ready_at: None,
        erase_after: op.now.plus(kept_for.unwrap_or(KEPT_FOR)),
        bytes: None,
        downloads: 0,
    };
    store::insert_export(op, &asked).await?;
    enqueue(op, &asked.id, 0).await?;
    record(op, "privacy.export_asked", &me, &asked.id).await?;
    Ok(asked)
}

/// Exports of whoever is signed in, the newest first.
pub async fn exports(op: &mut Op) -> Outcome<Vec<Export>> {
    let me = op.actor.signed_in()?.clone();
    store::list_exports(op, &me).await
}

/// Gathers the next part of an export, or writes its file after the last one. Called by the queue;
/// a step that was done already, or whose export is gone, does nothing.
pub async fn step(op: &mut Op, step: &ExportStep) -> Outcome<()> {
    let Some(mut export) = store::find_export(op, &step.export_id).await? else {
        return Ok(());
    };
    if export.state != ExportState::Gathering || export.done != step.at {
        return Ok(());
    }
    if step.at < export.parts {
        let section = export::gather(op, &export.person_id, step.at).await?;
        let keys = op.house.keys.clone();
        let sealed = keys.seal(op, &section.to_json()?)?;
        store::insert_part(op, &export.id, step.at, &sealed).await?;
        export.done += 1;
        store::save_export(op, &export).await?;
        return enqueue(op, &export.id, export.done).await;
    }
    finish(op, export).await
}

async fn finish(op: &mut Op, mut export: Export) -> Outcome<()> {
    let keys = op.house.keys.clone();
    let mut sections = Vec::new();
    for sealed in store::list_parts(op, &export.id).await? {
        sections.push(Section::of_json(&keys.open(&sealed)?)?);
    }
    let name = identity::name_of(op, &export.person_id).await?;
    let page = op
        .house
        .wording
        .export(&export.language, &name, op.now, &told(&sections));
    let papers = export::papers(op, &export.person_id).await?;
    let bytes = archive::zip(&sections, &page, papers).await?;
    export.bytes = i64::try_from(bytes.len()).ok();
    let sealed = keys.seal_bytes(op, &bytes)?;
    let key = file_key(&export.id);
    op.house.files.put(&key, sealed.into()).await?;
    export.state = ExportState::Ready;
    export.ready_at = Some(op.now);
    let kept_for = class("exports").and_then(Class::kept_for);
    export.erase_after = op.now.plus(kept_for.unwrap_or(KEPT_FOR));
    store::save_export(op, &export).await?;
    store::delete_parts(op, &export.id).await?;
    let tell = Tell {
        to: &export.person_id,
        kind: "privacy-export-ready",
        details: &[],
        link: "/account/data",
    };
    messages::tell(op, tell).await
}

/// Sections as the page of an export is told them.
fn told(sections: &[Section]) -> Vec<ToldSection<'_>> {
    let mut told = Vec::with_capacity(sections.len());
    for Section {
        name,
        columns,
        rows,
    } in sections
    {
        let name = name.clone();
        told.push(ToldSection {
            name,
            columns,
            rows,
        });
    }
    told
}

/// The file, for her alone. Leaves a line.
pub async fn download(op: &mut Op, id: &ExportId) -> Outcome<Vec<u8>> {
    let mut export = store::find_export(op, id).await?.ok_or(Error::NoExport)?;
    let me = op.actor.signed_in()?.clone();
    if export.person_id != me || export.state != ExportState::Ready || export.erase_after <= op.now
    {
        return Err(Error::NoExport.into());
    }
    let sealed = op.house.files.get(&file_key(id)).await?;
    let bytes = op.house.keys.open_bytes(&sealed)?;
    export.downloads += 1;
    store::save_export(op, &export).await?;
    record(op, "privacy.export_downloaded", &me, id).await?;
    Ok(bytes)
}

/// Where an export lies.
pub(super) fn file_key(id: &ExportId) -> String {
    format!("exports/{id}")
}

async fn enqueue(op: &mut Op, id: &ExportId, at: i64) -> Outcome<()> {
    let step = ExportStep {
        export_id: id.clone(),
        at,
    };
    op.enqueue(&step).await
}

async fn record(op: &mut Op, action: &'static str, me: &PersonId, id: &ExportId) -> Outcome<()> {
    op.audit(Event {
        action,
        about: Some(me),
        subject: id.as_str(),
        details: "",
    })
    .await
}
