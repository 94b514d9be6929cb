//! Whether anything was learnt on an enrolment, held until the end of the transaction; and the end
//! of learning on it.
//!
//! INVARIANT: what is answered here stays so until the commit. A group of beats writes a row only
//! by the version that it read, and each version is counted up here; an operation of its own and a
//! session that begins wait for the person's lock
//! (`crates/domain/tests/domain/group_orders/moving.rs`).

use kernel::{EnrolmentId, Outcome};

use super::{states, store};
use crate::Op;
use crate::orders::Enrolment;

/// So much credit is a credited minute, in milliseconds.
const MINUTE_MS: i64 = 60_000;

/// What was learnt on an enrolment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Learnt {
    /// Credited milliseconds of its lessons together, each once.
    pub covered_ms: i64,
    /// How long its lessons are together.
    pub length_ms: i64,
    /// Whether a lesson is complete.
    pub has_lesson: bool,
}

impl Learnt {
    /// Whether a minute was credited, or a lesson that is shorter than one.
    pub fn has_begun(&self) -> bool {
        self.covered_ms >= MINUTE_MS || self.has_lesson
    }
}

/// What was learnt on an enrolment now. Whether the actor may know is asked by the caller.
pub async fn learnt(op: &mut Op, enrolment: &Enrolment) -> Outcome<Learnt> {
    let mut learnt = Learnt::default();
    for state in states::lesson_states(op, enrolment).await? {
        let length_ms = state.lesson.length_ms;
        learnt.covered_ms += state.covered_ms.min(length_ms);
        learnt.length_ms += length_ms;
        learnt.has_lesson |= state.complete;
    }
    Ok(learnt)
}

/// The same, and nothing is credited on it until the end of the transaction.
pub async fn hold_enrolment(op: &mut Op, enrolment: &Enrolment) -> Outcome<Learnt> {
    let lock = format!("learning:{}", enrolment.person_id);
    op.tx.lock(&lock).await?;
    store::hold_all(op, enrolment).await?;
    learnt(op, enrolment).await
}

/// Whether a dispute about an enrolment waits for its answer, which may credit something.
pub async fn is_disputed(op: &mut Op, enrolment: &EnrolmentId) -> Outcome<bool> {
    super::disputes::is_disputed(op, enrolment).await
}

/// Ends the session that earns on an enrolment, if there is one: a beat that is on its way is kept
/// as evidence and credits nothing. The caller holds the enrolment.
pub async fn end_sessions_of(op: &mut Op, enrolment: &Enrolment) -> Outcome<()> {
    let open = store::find_open(op, &enrolment.person_id).await?;
    match open.filter(|open| open.session.enrolment_id == enrolment.id) {
        Some(open) => store::end(op, &open.session, "enrolment_ended").await,
        None => Ok(()),
    }
}
