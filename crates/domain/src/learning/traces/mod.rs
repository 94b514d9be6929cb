//! Traces of learning, for inspectors: who learned on which device, how much in a day, at which
//! hours of the night, how fast checks were answered. Asks for no permission: for the context that
//! shows them, which asks before. It judges nothing.

mod store;

use kernel::{Instant, PersonId, WatchSessionId};

pub use store::{
    beats_of_session, credited_totals, find_session, quick_checks, sessions_of_device,
    sessions_of_person, shared_devices, sleepless,
};

/// A stretch of time: from (included) to (excluded).
pub type Window = (Instant, Instant);

/// A person with what was measured of her.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measured {
    /// Who.
    pub person: PersonId,
    /// How much, in the unit of what was asked for.
    pub figure: i64,
}

/// A session of somebody's, as evidence.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Trace {
    /// Whose.
    pub person: PersonId,
    /// Which session.
    pub session: WatchSessionId,
}

/// Most sessions that are kept as evidence of one thing.
const TRACES_MAX: i64 = 100;
