//! Taking a list in, saying that it be decided, and setting it going again.

use std::collections::BTreeMap;
use std::time::Duration;

use kernel::{BatchId, Change, Day, Outcome, TerritoryId};

use super::super::jobs::Phase;
use super::super::list::ReadList;
use super::super::model::{Batch, Standing, State};
use super::super::{Error, store};
use super::{STEP_ROWS, audit, enqueue, locked};
use crate::permission::Action;
use crate::{Op, editions, territory};

/// Most lists of a territory that are in work at once.
const RUNNING_MAX: i64 = 3;
/// A list that did not move for so long may be set going again.
const STALLED_AFTER: Duration = Duration::from_mins(2);

/// A list to be taken in.
#[derive(Clone, Debug)]
pub struct NewBatch {
    /// What was read of the file.
    pub list: ReadList,
    /// The territory whose rules decide about those whom we do not know.
    pub territory_id: TerritoryId,
    /// Entries posted after this day do not count; none for the day of deciding.
    pub cut_off: Option<Day>,
}

/// Takes a list in and has its rows checked. Nothing is decided before [`confirm`].
pub async fn receive(op: &mut Op, new: NewBatch) -> Outcome<BatchId> {
    let territory = territory::get(op, &new.territory_id).await?;
    op.allow(Action::UploadBatch, &territory)?;
    let uploaded_by = op.actor.signed_in()?.clone();
    if new.cut_off.is_some_and(|day| day > op.now.day()) {
        return Err(Error::CutOffAhead.fault().at("cut_off"));
    }
    editions::newest(&op.house, &territory.code, op.now.day())
        .map_err(|fault| fault.at("territory"))?;
    op.tx.lock(&format!("batches:{}", territory.id)).await?;
    if store::count_running(op, &territory.id).await? >= RUNNING_MAX {
        return Err(Error::TooManyRunning.fault().with("most", RUNNING_MAX));
    }
    let ReadList {
        file_name,
        digest,
        format,
        ignored,
        rows,
        parts,
    } = new.list;
    let batch = Batch {
        id: op.new_id(),
        territory_id: territory.id,
        territory_code: territory.code,
        territory_path: territory.path,
        uploaded_by,
        uploaded_at: op.now,
        file_name,
        file_digest: digest,
        format,
        ignored,
        cut_off: new.cut_off,
        rows: i64::try_from(rows).unwrap_or(i64::MAX),
        known: 0,
        state: State::Checking,
        progress: 0,
        moved_at: op.now,
        restarts: 0,
        confirmed_by: None,
        confirmed_at: None,
        finished_at: None,
        erased_at: op.now.plus(op.house.settings.batch_kept_for),
        standings: BTreeMap::new(),
    };
    store::insert(op, &batch).await?;
    insert_parts(op, &batch.id, &parts).await?;
    enqueue(op, &batch, Phase::Check).await?;
    let details = format!("{} rows, sha256:{}", batch.rows, batch.file_digest);
    audit(op, "batches.uploaded", None, &batch.id, &details).await?;
    Ok(batch.id)
}

async fn insert_parts(op: &mut Op, id: &BatchId, parts: &[String]) -> Outcome<()> {
    let keys = op.house.keys.clone();
    let mut first = 0;
    for part in parts {
        let sealed = keys.seal(op, part)?;
        store::insert_part(op, id, first, &sealed).await?;
        first += STEP_ROWS;
    }
    Ok(())
}

/// Says that the checked rows be decided; those with faults are left out. Saying it again changes
/// nothing.
pub async fn confirm(op: &mut Op, id: &BatchId) -> Outcome<Change<Batch>> {
    let mut batch = locked(op, id).await?;
    op.allow(Action::RunBatch, &batch)?;
    match batch.state {
        State::Checked => {}
        State::Deciding | State::Done => return Ok(Change::Already(batch)),
        State::Erased => return Err(Error::Erased.into()),
        State::Checking | State::Cancelled => return Err(Error::NotChecked.into()),
    }
    if batch.count(Standing::Ready) == 0 {
        return Err(Error::NothingToDecide.into());
    }
    batch.state = State::Deciding;
    batch.progress = 0;
    batch.confirmed_by = Some(op.actor.signed_in()?.clone());
    batch.confirmed_at = Some(op.now);
    batch.moved_at = op.now;
    store::save(op, &batch).await?;
    enqueue(op, &batch, Phase::Decide).await?;
    audit(op, "batches.confirmed", None, id, "").await?;
    Ok(Change::New(batch))
}

/// Sets a list going again that has not moved for a while; one that moves is left alone.
pub async fn restart(op: &mut Op, id: &BatchId) -> Outcome<Change<Batch>> {
    let mut batch = locked(op, id).await?;
    op.allow(Action::RunBatch, &batch)?;
    let phase = match batch.state {
        State::Checking => Phase::Check,
        State::Deciding => Phase::Decide,
        _ => return Err(Error::NotRunning.into()),
    };
    if !batch.is_stalled(op.now) {
        return Ok(Change::Already(batch));
    }
    batch.restarts += 1;
    batch.moved_at = op.now;
    store::save(op, &batch).await?;
    enqueue(op, &batch, phase).await?;
    audit(op, "batches.restarted", None, id, "").await?;
    Ok(Change::New(batch))
}

impl Batch {
    /// Whether it is in work and has not moved for a while.
    pub fn is_stalled(&self, now: kernel::Instant) -> bool {
        self.is_running() && self.moved_at.plus(STALLED_AFTER) <= now
    }
}
