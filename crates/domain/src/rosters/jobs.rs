//! The work of a list in the queue: some rows at a time.

use jobs::Job;
use kernel::{Outcome, RosterId};
use serde::{Deserialize, Serialize};

use super::model::State;
use super::{checking, committing, service, store, undoing};
use crate::permission::Action;
use crate::{Op, identity};

/// What is done with the rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// They are checked, and the people looked up.
    Check,
    /// They are written, hidden; the last step puts them in force.
    Commit,
    /// People are told, and numbers wiped that nobody needs any more.
    Tell,
    /// What was written is taken away again.
    Revert,
    /// What was in force is taken away.
    Undo,
    /// The rows of a list that is given up or undone are deleted.
    Erase,
}

/// The next rows of a list. Whoever does them puts the job for those after them in the queue, in the
/// same transaction.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RosterStep {
    /// The list.
    pub roster_id: RosterId,
    /// What is to be done.
    pub phase: Phase,
    /// Rows that are behind.
    pub from: i64,
    /// Which beginning of a phase this belongs to.
    pub run: i64,
}

impl Job for RosterStep {
    const KIND: &'static str = "rosters.step";

    fn dedup(&self) -> Option<String> {
        let Self {
            roster_id,
            phase,
            from,
            run,
        } = self;
        Some(format!("roster:{roster_id}:{phase:?}:{from}:{run}"))
    }
}

/// Does the next rows of a list. Called by the queue; a step whose rows were done already, or whose
/// list was given up, does nothing.
pub async fn step(op: &mut Op, step: &RosterStep) -> Outcome<()> {
    let mut roster = service::locked(op, &step.roster_id).await?;
    // INVARIANT: a row is done once (`crates/domain/tests/domain/rosters.rs`): only the step that
    // begins where the list stands does anything, and it moves the list in its own transaction.
    let state = match step.phase {
        Phase::Check => State::Checking,
        Phase::Commit => State::Committing,
        Phase::Tell => State::Done,
        Phase::Revert => State::Reverting,
        Phase::Undo => State::Undoing,
        Phase::Erase if roster.state == State::Undone => State::Undone,
        Phase::Erase => State::Discarded,
    };
    if roster.state != state || roster.progress != step.from || roster.runs != step.run {
        return Ok(());
    }
    if matches!(step.phase, Phase::Check | Phase::Commit) {
        // What she may do is asked as of now, in her name.
        let who = roster.confirmed_by.as_ref().unwrap_or(&roster.uploaded_by);
        op.actor = identity::actor_of(op, &who.clone()).await?;
        if !op.may(Action::ImportRoster, &roster) {
            return service::stop(op, &mut roster, step.phase).await;
        }
    }
    let next = match step.phase {
        Phase::Check => checking::check(op, &mut roster).await?,
        Phase::Commit => committing::commit(op, &mut roster).await?,
        Phase::Tell => committing::tell(op, &mut roster).await?,
        Phase::Revert => undoing::revert(op, &mut roster).await?,
        Phase::Undo => undoing::take_away(op, &mut roster).await?,
        Phase::Erase => undoing::erase(op, &mut roster).await?,
    };
    if next.is_some() && roster.progress == step.from && roster.runs == step.run {
        // The next step begins at the same row: it needs a name of its own.
        roster.runs += 1;
    }
    roster.moved_at = op.now;
    store::save(op, &roster).await?;
    match next {
        Some(phase) => service::enqueue(op, &roster, phase).await,
        None => Ok(()),
    }
}
