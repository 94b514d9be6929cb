//! Taking a list in, and another officer's word that it be posted.

use kernel::{Change, EarlierListId, Outcome, Page, PageSize, PersonId, TerritoryId};

use crate::earlier::jobs::EarlierStep;
use crate::earlier::list::{PART_ROWS, ReadList};
use crate::earlier::model::{EarlierList, EarlierRow, Filter, ListState};
use crate::earlier::{Error, store};
use crate::permission::Action;
use crate::{Event, Op, territory};

/// Most lists of a territory that are in work at once.
const RUNNING_MAX: i64 = 3;

/// Takes a list in for a territory and has its rows checked. Nothing is posted before another
/// officer confirms. The same file again gives the list that was made of it.
pub async fn receive(
    op: &mut Op,
    territory: &TerritoryId,
    list: ReadList,
) -> Outcome<Change<EarlierListId>> {
    let territory = territory::get(op, territory).await?;
    op.allow(Action::ImportEarlier, &territory)?;
    let uploaded_by = op.actor.signed_in()?.clone();
    op.tx.lock(&format!("earlier:{}", territory.id)).await?;
    if let Some(same) = store::lists::find_by_file(op, &territory.id, &list.digest).await? {
        return Ok(Change::Already(same));
    }
    if store::lists::count_running(op, &territory.id).await? >= RUNNING_MAX {
        return Err(Error::TooManyRunning.fault().with("most", RUNNING_MAX));
    }
    let new = EarlierList {
        id: op.new_id(),
        territory_id: territory.id,
        territory_path: territory.path,
        uploaded_by,
        uploaded_at: op.now,
        file_name: list.file_name,
        file_digest: list.digest,
        format: list.format,
        ignored: list.ignored,
        rows: i64::try_from(list.rows).unwrap_or(i64::MAX),
        faulty: 0,
        flagged: 0,
        state: ListState::Checking,
        progress: 0,
        confirmed_by: None,
        confirmed_at: None,
        finished_at: None,
    };
    store::lists::save(op, &new).await?;
    let keys = op.house.keys.clone();
    let size = i64::try_from(PART_ROWS).unwrap_or(i64::MAX);
    for (at, part) in (0..).zip(&list.parts) {
        let sealed = keys.seal(op, part)?;
        store::lists::insert_part(op, &new.id, at * size, &sealed).await?;
    }
    enqueue(op, &new).await?;
    let details = format!("{} rows, sha256:{}", new.rows, new.file_digest);
    audit(op, "earlier.uploaded", &new.id, &details).await?;
    Ok(Change::New(new.id))
}

/// Another officer says that a checked list be posted: all of it, or nothing. Saying it again
/// changes nothing.
pub async fn confirm(op: &mut Op, id: &EarlierListId) -> Outcome<Change<EarlierList>> {
    let mut list = locked(op, id).await?;
    op.allow(Action::ImportEarlier, &list)?;
    let officer = op.actor.signed_in()?.clone();
    match list.state {
        ListState::Checked => {}
        ListState::Posting | ListState::Done => return Ok(Change::Already(list)),
        ListState::Checking | ListState::Cancelled => return Err(Error::NotChecked.into()),
    }
    if op.actor.is_me(&list.uploaded_by) {
        return Err(Error::SameOfficer.into());
    }
    if list.faulty > 0 {
        return Err(Error::FaultyRows.fault().with("rows", list.faulty));
    }
    if store::lists::names(op, id, &officer).await? {
        return Err(Error::OwnHours.into());
    }
    list.state = ListState::Posting;
    list.progress = 0;
    list.confirmed_by = Some(officer);
    list.confirmed_at = Some(op.now);
    store::lists::save(op, &list).await?;
    enqueue(op, &list).await?;
    audit(op, "earlier.confirmed", id, "").await?;
    Ok(Change::New(list))
}

/// Gives a list up before anything of it is posted. Again: no change.
pub async fn cancel(op: &mut Op, id: &EarlierListId) -> Outcome<Change<EarlierList>> {
    let mut list = locked(op, id).await?;
    op.allow(Action::ImportEarlier, &list)?;
    match list.state {
        ListState::Checking | ListState::Checked => {}
        ListState::Cancelled => return Ok(Change::Already(list)),
        ListState::Posting | ListState::Done => return Err(Error::NotChecked.into()),
    }
    list.state = ListState::Cancelled;
    store::lists::save(op, &list).await?;
    store::lists::delete_parts(op, id).await?;
    audit(op, "earlier.cancelled", id, "").await?;
    Ok(Change::New(list))
}

/// A list.
pub async fn get_list(op: &mut Op, id: &EarlierListId) -> Outcome<EarlierList> {
    let list = store::lists::get(op, id).await?;
    op.allow(Action::ImportEarlier, &list)?;
    Ok(list)
}

/// A territory's lists, the newest first.
pub async fn list_lists(
    op: &mut Op,
    territory: &TerritoryId,
    after: Option<&str>,
    size: PageSize,
) -> Outcome<Page<EarlierList>> {
    let territory = territory::get(op, territory).await?;
    op.allow(Action::ImportEarlier, &territory)?;
    let mut lists = store::lists::list_of_territory(op, &territory.id, after, size.rows()).await?;
    for list in &mut lists {
        list.territory_path.clone_from(&territory.path);
    }
    Ok(size.page(lists, |list| list.id.to_string()))
}

/// The rows of a list, in its order.
pub async fn list_rows(
    op: &mut Op,
    id: &EarlierListId,
    filter: Filter,
    after: i64,
    size: PageSize,
) -> Outcome<Page<EarlierRow>> {
    get_list(op, id).await?;
    let rows = store::lists::list_rows(op, id, filter.standing, after, size.rows()).await?;
    Ok(size.page(rows, |row| row.at.to_string()))
}

pub(super) async fn locked(op: &mut Op, id: &EarlierListId) -> Outcome<EarlierList> {
    op.tx.lock(&format!("earlier:{id}")).await?;
    store::lists::get(op, id).await
}

/// Puts the work on the next rows in the queue.
pub(super) async fn enqueue(op: &mut Op, list: &EarlierList) -> Outcome<()> {
    op.enqueue(&EarlierStep {
        list_id: list.id.clone(),
        post: list.state == ListState::Posting,
        from: list.progress,
    })
    .await
}

async fn audit(
    op: &mut Op,
    action: &'static str,
    id: &EarlierListId,
    details: &str,
) -> Outcome<()> {
    op.audit(Event {
        action,
        about: None::<&PersonId>,
        subject: id.as_str(),
        details,
    })
    .await
}
