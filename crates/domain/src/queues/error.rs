//! What queues refuse.

use kernel::faults;

faults! {
    /// Refusals of queues.
    pub enum Error {
        /// Nothing of that kind and id waits.
        Unknown = NotFound "queues.unknown_item",
        /// Somebody else has taken it.
        TakenAlready = Conflict "queues.taken_already",
    }
}
