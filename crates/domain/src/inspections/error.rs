//! What inspections refuse.

use kernel::faults;

faults! {
    /// Refusals of inspections.
    pub enum Error {
        /// No such signal.
        UnknownSignal = NotFound "inspections.unknown_signal",
        /// What came of a signal is said in so many words.
        NoNote = Invalid "inspections.no_note",
        /// Nobody settles a signal about herself.
        OwnSignal = Forbidden "inspections.own_signal",
        /// The signal was dismissed before.
        Settled = Conflict "inspections.settled",
        /// Neither looked at nor dismissed was chosen.
        NoState = Invalid "inspections.no_state",
    }
}
