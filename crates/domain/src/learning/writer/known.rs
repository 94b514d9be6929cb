//! What is remembered of a session between its beats.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use kernel::{Instant, Outcome, WatchSessionId};

use crate::learning::meter::Meter;
use crate::learning::model::{BeatAnswer, WatchSession};
use crate::learning::store;
use crate::learning::terms::Terms;
use crate::permission::Actor;
use crate::{House, Op};

/// Answers that are remembered; those before them are read when they are asked for again.
const ANSWERS_MAX: usize = 16;

/// A session as it was read, and what became of it since.
pub(super) struct KnownSession {
    pub session: WatchSession,
    pub terms: Terms,
    pub is_complete: bool,
    pub check_due_ms: i64,
    /// Where its row lies.
    pub place: i64,
    state: Mutex<State>,
}

/// What beats change.
pub(super) struct State {
    pub meter: Meter,
    pub version: i64,
    /// The newest answers.
    answers: VecDeque<BeatAnswer>,
    /// Up to this number a beat that is not among the answers may have been answered before.
    asked_to: i64,
}

impl State {
    /// The first answer to a number, when it is remembered.
    pub fn answered(&self, seq: i64) -> Option<&BeatAnswer> {
        self.answers.iter().rev().find(|answer| answer.seq == seq)
    }

    /// Whether only the database knows if a number was answered.
    pub fn may_have_been_answered(&self, seq: i64) -> bool {
        seq <= self.asked_to
    }

    /// Remembers an answer.
    pub fn remember(&mut self, answer: BeatAnswer) {
        self.answers.push_back(answer);
        if self.answers.len() > ANSWERS_MAX
            && let Some(oldest) = self.answers.pop_front()
        {
            self.asked_to = self.asked_to.max(oldest.seq);
        }
    }
}

impl KnownSession {
    /// Whether its beats may be credited at all now, by the group's writer: a cap of the day asks
    /// for all that the person did that day.
    pub fn may_earn(&self, now: Instant) -> bool {
        let player = &self.terms.player;
        self.session.ended_at.is_none()
            && self.terms.is_open
            && player.hours_of_day.contains(now)
            && player.most_hours_a_day.is_none()
    }

    /// What beats change.
    pub fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Reads a session; none when there is no such.
pub(super) async fn look_up(
    house: &Arc<House>,
    id: &WatchSessionId,
    now: Instant,
) -> Outcome<Option<KnownSession>> {
    let tx = house.db.read().await?;
    // Only looking: neither ids nor randomness are drawn.
    let mut op = Op::new(
        house.clone(),
        tx,
        now,
        Actor::system(),
        String::new(),
        [0; 32],
    );
    let Some(watching) = store::find_watching(&mut op, id).await? else {
        return Ok(None);
    };
    let terms = Terms::of(&mut op, &watching.session).await?;
    let asked_to = store::last_seq(&mut op, &watching.session).await?;
    Ok(Some(KnownSession {
        session: watching.session,
        terms,
        is_complete: watching.completed_at.is_some(),
        check_due_ms: watching.check_due_ms,
        place: watching.place,
        state: Mutex::new(State {
            meter: watching.meter,
            version: watching.version,
            answers: VecDeque::new(),
            asked_to,
        }),
    }))
}
