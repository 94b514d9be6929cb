//! One group of beats: decided in the order in which they came, written by one commit.

use std::collections::HashMap;
use std::sync::Arc;

use kernel::{Fault, Outcome, WatchSessionId};
use tokio::sync::oneshot;

use super::known::KnownSession;
use super::store::{self, Rows, Write};
use super::{Turn, Waiting};
use crate::House;
use crate::learning::Error;
use crate::learning::meter::Meter;
use crate::learning::model::BeatAnswer;

/// A session of the group, with what its beats have made of it so far.
struct Work {
    known: Arc<KnownSession>,
    meter: Meter,
    /// The version that was read and must still stand.
    read: i64,
    answers: Vec<BeatAnswer>,
}

/// Writes a group and answers it. The sessions that were remembered wrongly, since somebody else
/// changed them: the caller forgets them.
pub(super) async fn write(
    house: &Arc<House>,
    waiting: impl Iterator<Item = Waiting>,
) -> Vec<WatchSessionId> {
    let mut waiting: Vec<Waiting> = waiting.collect();
    let mut forgotten = Vec::new();
    // A second time without those whose rows others changed; after that each goes by itself.
    for _ in 0..2 {
        match try_write(house, &mut waiting).await {
            Ok(Write::Done) => return forgotten,
            Ok(Write::Stale(stale)) => forgotten.extend(stale),
            Err(fault) => {
                forgotten.extend(waiting.iter().map(|one| one.session.session.id.clone()));
                tracing::warn!(?fault, beats = waiting.len(), "beats could not be kept");
                for one in waiting {
                    tell(one.answer, Err(same(&fault)));
                }
                return forgotten;
            }
        }
    }
    for one in waiting {
        tell(one.answer, Ok(Turn::Aside));
    }
    forgotten
}

/// Writes and answers the group. When rows were changed by others nothing is written: their beats
/// are turned aside, and the rest stays in `waiting`.
async fn try_write(house: &Arc<House>, waiting: &mut Vec<Waiting>) -> Outcome<Write> {
    let mut works: HashMap<WatchSessionId, Work> = HashMap::with_capacity(waiting.len());
    let mut rows = Rows::for_beats(waiting.len());
    let mut turns = Vec::with_capacity(waiting.len());
    for one in waiting.iter() {
        let work = works
            .entry(one.session.session.id.clone())
            .or_insert_with(|| Work::of(&one.session));
        let turn = work.take(one);
        if let Step::Taken(answer) = &turn {
            rows.add_beat(&work.known.session, &one.beat, one.now, answer)?;
        }
        turns.push(turn);
    }
    let mut changed: Vec<&Work> = works
        .values()
        .filter(|work| !work.answers.is_empty())
        .collect();
    // In the order of the rows, as everybody who takes several of them.
    changed.sort_by(|a, b| a.key().cmp(&b.key()));
    for work in changed {
        rows.add_progress(&work.known.session, &work.meter, work.read);
    }
    if !rows.is_empty()
        && let Write::Stale(stale) = store::write(house, &rows).await?
    {
        turn_aside(waiting, &stale);
        return Ok(Write::Stale(stale));
    }
    for work in works.into_values().filter(|work| !work.answers.is_empty()) {
        work.finish();
    }
    for (one, turn) in waiting.drain(..).zip(turns) {
        tell(one.answer, Ok(turn.into()));
    }
    Ok(Write::Done)
}

/// What becomes of one beat.
enum Step {
    Taken(BeatAnswer),
    Again(BeatAnswer),
    Aside,
}

impl From<Step> for Turn {
    fn from(step: Step) -> Self {
        match step {
            Step::Taken(answer) | Step::Again(answer) => Self::Answered(answer),
            Step::Aside => Self::Aside,
        }
    }
}

impl Work {
    fn of(known: &Arc<KnownSession>) -> Self {
        let state = known.state();
        Self {
            known: known.clone(),
            read: state.version,
            meter: state.meter.clone(),
            answers: Vec::new(),
        }
    }

    fn key(&self) -> [&str; 3] {
        let session = &self.known.session;
        [
            session.person_id.as_str(),
            session.enrolment_id.as_str(),
            session.lesson_id.as_str(),
        ]
    }

    /// The first answer of a number that was answered already; the meter's answer to a new one.
    fn take(&mut self, one: &Waiting) -> Step {
        let seq = one.beat.seq;
        if let Some(answer) = self.answers.iter().find(|answer| answer.seq == seq) {
            return Step::Again(answer.clone());
        }
        let state = self.known.state();
        if let Some(answer) = state.answered(seq) {
            return Step::Again(answer.clone());
        }
        if state.may_have_been_answered(seq) {
            return Step::Aside;
        }
        drop(state);
        let (terms, was_complete) = (&self.known.terms, self.known.is_complete);
        let mut meter = self.meter.clone();
        let answer = terms.answer(&mut meter, was_complete, &one.beat, one.now, None);
        let due = self.known.check_due_ms;
        let is_due = due > 0 && meter.unproven.total() >= due;
        if is_due || answer.complete && !was_complete {
            return Step::Aside;
        }
        self.meter = meter;
        self.answers.push(answer.clone());
        Step::Taken(answer)
    }

    /// Remembers what is durable now.
    fn finish(self) {
        let mut state = self.known.state();
        state.meter = self.meter;
        state.version = self.read + 1;
        for answer in self.answers {
            state.remember(answer);
        }
    }
}

/// Turns the beats of some sessions aside and leaves the others.
fn turn_aside(waiting: &mut Vec<Waiting>, stale: &[WatchSessionId]) {
    let (aside, rest): (Vec<_>, Vec<_>) = waiting
        .drain(..)
        .partition(|one| stale.contains(&one.session.session.id));
    *waiting = rest;
    for one in aside {
        tell(one.answer, Ok(Turn::Aside));
    }
}

/// Answers; whoever went away meanwhile is not waited for.
fn tell(answer: oneshot::Sender<Outcome<Turn>>, turn: Outcome<Turn>) {
    let _ = answer.send(turn);
}

/// The failure of a group as each of it is told; the log has it whole.
fn same(fault: &Fault) -> Fault {
    match fault.code() {
        "db.full" => db::Error::Full.into(),
        "db.conflict" => Error::Busy.into(),
        _ => db::Error::Unavailable.into(),
    }
}
