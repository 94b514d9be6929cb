//! Stopping a list, and erasing what was in it: when a clerk says so, or when its time is over.

use kernel::{BatchId, Change, Outcome};

use super::super::jobs::{BatchStep, Phase};
use super::super::model::{Batch, State};
use super::super::{Error, store};
use super::{audit, enqueue, locked};
use crate::Op;
use crate::permission::Action;

/// Rows that are erased at a time.
const ERASED_ROWS: i64 = 1000;

/// Stops a list that is in work or waits to be confirmed. What was decided until then stays.
pub async fn cancel(op: &mut Op, id: &BatchId) -> Outcome<Change<Batch>> {
    let mut batch = locked(op, id).await?;
    op.allow(Action::RunBatch, &batch)?;
    match batch.state {
        State::Checking | State::Checked | State::Deciding => {}
        State::Cancelled => return Ok(Change::Already(batch)),
        State::Done | State::Erased => return Err(Error::NotRunning.into()),
    }
    stop(op, &mut batch).await?;
    Ok(Change::New(batch))
}

pub(super) async fn stop(op: &mut Op, batch: &mut Batch) -> Outcome<()> {
    batch.state = State::Cancelled;
    batch.finished_at = Some(op.now);
    store::delete_parts(op, &batch.id).await?;
    store::save(op, batch).await?;
    audit(op, "batches.cancelled", None, &batch.id, "").await
}

/// Erases the rows of a list that is not in work. Who uploaded it, when, its digest and how many
/// rows stood where is kept.
pub async fn erase(op: &mut Op, id: &BatchId) -> Outcome<Change<Batch>> {
    let mut batch = locked(op, id).await?;
    op.allow(Action::RunBatch, &batch)?;
    match batch.state {
        State::Checking | State::Deciding => return Err(Error::StillRunning.into()),
        State::Erased => return Ok(Change::Already(batch)),
        State::Checked | State::Done | State::Cancelled => {}
    }
    begin_to_erase(op, &mut batch).await?;
    audit(op, "batches.erased", None, id, "").await?;
    Ok(Change::New(batch))
}

/// Begins to erase the list whose time was over first, if there is one. The system asks nobody.
pub async fn erase_expired(op: &mut Op) -> Outcome<bool> {
    let Some(id) = store::find_expired(op).await? else {
        return Ok(false);
    };
    let mut batch = locked(op, &id).await?;
    if batch.state == State::Erased {
        return Ok(false);
    }
    begin_to_erase(op, &mut batch).await?;
    audit(op, "batches.expired", None, &id, "").await?;
    Ok(true)
}

async fn begin_to_erase(op: &mut Op, batch: &mut Batch) -> Outcome<()> {
    batch.state = State::Erased;
    batch.progress = 0;
    batch.erased_at = op.now;
    store::delete_parts(op, &batch.id).await?;
    store::save(op, batch).await?;
    enqueue(op, batch, Phase::Erase).await
}

/// Erases the next rows; nobody sees them any more from the moment that it was said.
pub(super) async fn erase_rows(op: &mut Op, batch: &Batch, step: &BatchStep) -> Outcome<()> {
    if batch.state != State::Erased {
        return Ok(());
    }
    let up_to = step.from + ERASED_ROWS;
    store::delete_rows(op, &batch.id, up_to).await?;
    if up_to < batch.rows {
        op.enqueue(&BatchStep {
            from: up_to,
            ..step.clone()
        })
        .await?;
    }
    Ok(())
}
