//! Operations on lists of applicants, a file per part of a list's life.

mod checking;
mod deciding;
mod ending;
mod looking;
mod receiving;

pub use ending::{cancel, erase, erase_expired};
pub use looking::{get, list, list_rows, reveal_citizen_ids};
pub use receiving::{NewBatch, confirm, receive, restart};

use kernel::{BatchId, Outcome, PersonId};

use super::jobs::{BatchStep, Phase};
use super::model::{Batch, State};
use super::store;
use crate::permission::Action;
use crate::{Event, Op, identity};

/// Rows of one job: as many as a part has.
pub(super) const STEP_ROWS: i64 = 200;
const _: () = assert!(super::part::PART_ROWS == 200);

/// Does the next rows of a list. Called by the queue; a step whose rows were done already, or whose
/// list was stopped, does nothing.
pub async fn step(op: &mut Op, step: &BatchStep) -> Outcome<()> {
    let mut batch = locked(op, &step.batch_id).await?;
    if step.phase == Phase::Erase {
        return ending::erase_rows(op, &batch, step).await;
    }
    let (state, clerk) = match (step.phase, &batch.confirmed_by) {
        (Phase::Decide, Some(clerk)) => (State::Deciding, clerk.clone()),
        _ => (State::Checking, batch.uploaded_by.clone()),
    };
    // INVARIANT: a row is decided once (`crates/domain/tests/domain/batches.rs`): only the step
    // that begins where the list stands does anything, and it moves the list in its own
    // transaction.
    if batch.state != state || batch.progress != step.from {
        return Ok(());
    }
    // What she may see and whom she may ask about is asked as of now, in her name.
    op.actor = identity::actor_of(op, &clerk).await?;
    if !op.may(Action::RunBatch, &batch) {
        return ending::stop(op, &mut batch).await;
    }
    match step.phase {
        Phase::Check => checking::check(op, &mut batch).await?,
        Phase::Decide | Phase::Erase => deciding::decide(op, &mut batch).await?,
    }
    batch.moved_at = op.now;
    store::save(op, &batch).await?;
    if batch.is_running() {
        enqueue(op, &batch, step.phase).await?;
    }
    Ok(())
}

/// A list that nobody else changes until the end of the operation.
async fn locked(op: &mut Op, id: &BatchId) -> Outcome<Batch> {
    op.tx.lock(&format!("batch:{id}")).await?;
    store::get(op, id).await
}

/// Puts the step for the rows that come next in the queue.
async fn enqueue(op: &mut Op, batch: &Batch, phase: Phase) -> Outcome<()> {
    op.enqueue(&BatchStep {
        batch_id: batch.id.clone(),
        phase,
        from: batch.progress,
        restart: batch.restarts,
    })
    .await
}

async fn audit(
    op: &mut Op,
    action: &'static str,
    about: Option<&PersonId>,
    batch: &BatchId,
    details: &str,
) -> Outcome<()> {
    op.audit(Event {
        action,
        about,
        subject: batch.as_str(),
        details,
    })
    .await
}
