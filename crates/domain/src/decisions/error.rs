//! What decisions refuse beside the engine's own refusals (`policy::Problem`).

use kernel::faults;

faults! {
    /// What decisions refuse.
    pub enum Error {
        /// No such decision.
        UnknownDecision = NotFound "decisions.unknown_decision",
    }
}
