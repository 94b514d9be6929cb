//! One group of beats: decided in the order in which they came, answered when one commit has made
//! them durable.

use std::collections::HashMap;
use std::sync::Arc;

use kernel::{Fault, Outcome, WatchSessionId};
use tokio::sync::oneshot;

use super::known::KnownSession;
use super::store::Rows;
use super::{Turn, Waiting};
use crate::learning::Error;
use crate::learning::meter::Meter;
use crate::learning::model::BeatAnswer;
use crate::learning::sheaf;

/// After so many writes a row lets its beats go. More would make rows long, fewer would lay down
/// sheaves often.
const SHEAF_WRITES: i64 = 12;

/// Beats that are decided and not yet durable.
#[derive(Default)]
pub(super) struct Group {
    works: HashMap<WatchSessionId, Work>,
    beats: Vec<(Waiting, Step)>,
}

/// A session of the group, with what its beats have made of it so far.
struct Work {
    known: Arc<KnownSession>,
    meter: Meter,
    /// The version that was read and must still stand.
    read: i64,
    answers: Vec<BeatAnswer>,
    /// The beats, as they are stored.
    beats: String,
}

/// What becomes of one beat.
enum Step {
    Taken(BeatAnswer),
    Again(BeatAnswer),
    Aside,
}

impl Group {
    /// Decides a beat.
    pub fn take(&mut self, one: Waiting) {
        let work = self
            .works
            .entry(one.session.session.id.clone())
            .or_insert_with(|| Work::of(&one.session));
        match work.take(&one) {
            Ok(step) => self.beats.push((one, step)),
            Err(fault) => tell(one.answer, Err(fault)),
        }
    }

    /// What must be written before it may be answered.
    pub fn rows(&self) -> Outcome<Rows> {
        let changed = |work: &&Work| !work.answers.is_empty();
        let mut changed: Vec<&Work> = self.works.values().filter(changed).collect();
        // In the order of the rows, as everybody who takes several of them.
        changed.sort_by_key(|work| work.known.place);
        let mut rows = Rows::for_rows(changed.len());
        for work in changed {
            let row = (&work.meter, work.read);
            rows.add(&work.known, row, &work.beats, work.is_full())?;
        }
        Ok(rows)
    }

    /// Turns the beats of some sessions aside: others have changed their rows.
    pub fn turn_aside(&mut self, stale: &[WatchSessionId]) {
        self.works.retain(|session, _| !stale.contains(session));
        let (aside, rest) = std::mem::take(&mut self.beats)
            .into_iter()
            .partition(|(one, _)| stale.contains(&one.session.session.id));
        self.beats = rest;
        tell_all(aside, |_| Ok(Turn::Aside));
    }

    /// Turns all of it aside.
    pub fn give_up(self) {
        tell_all(self.beats, |_| Ok(Turn::Aside));
    }

    /// Remembers what is durable now, and answers.
    pub fn answer(self) {
        for work in self.works.into_values().filter(|w| !w.answers.is_empty()) {
            work.finish();
        }
        tell_all(self.beats, |step| Ok(step.into()));
    }

    /// Tells everybody that nothing was kept. The sessions, of which it is not known any more what
    /// is stored.
    pub fn fail(self, fault: &Fault) -> Vec<WatchSessionId> {
        tracing::warn!(?fault, beats = self.beats.len(), "beats could not be kept");
        let fault = same(fault);
        tell_all(self.beats, move |_| Err(same(&fault)));
        self.works.into_keys().collect()
    }
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
            beats: String::new(),
        }
    }

    /// Whether the row lets its beats go with this write. Its place takes part, so that sessions
    /// opened together do not all do so at once.
    fn is_full(&self) -> bool {
        (self.read + self.known.place) % SHEAF_WRITES == 0
    }

    /// The first answer of a number that was answered already; the meter's answer to a new one.
    fn take(&mut self, one: &Waiting) -> Outcome<Step> {
        let seq = one.beat.seq;
        if let Some(answer) = self.answers.iter().find(|answer| answer.seq == seq) {
            return Ok(Step::Again(answer.clone()));
        }
        let state = self.known.state();
        if let Some(answer) = state.answered(seq) {
            return Ok(Step::Again(answer.clone()));
        }
        if state.may_have_been_answered(seq) {
            return Ok(Step::Aside);
        }
        drop(state);
        let (terms, was_complete) = (&self.known.terms, self.known.is_complete);
        let mut meter = self.meter.clone();
        let answer = terms.answer(&mut meter, was_complete, &one.beat, one.now, None);
        let due = self.known.check_due_ms;
        let is_due = due > 0 && meter.unproven.total() >= due;
        if is_due || answer.complete && !was_complete {
            return Ok(Step::Aside);
        }
        self.meter = meter;
        sheaf::lay(&mut self.beats, &one.beat, one.now, &answer)?;
        self.answers.push(answer.clone());
        Ok(Step::Taken(answer))
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

/// Answers by a task of the runtime: those who wait wake up where they go on.
fn tell_all(beats: Vec<(Waiting, Step)>, turn: impl Fn(Step) -> Outcome<Turn> + Send + 'static) {
    tokio::spawn(async move {
        for (one, step) in beats {
            tell(one.answer, turn(step));
        }
    });
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
