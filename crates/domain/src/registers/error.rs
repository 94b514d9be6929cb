//! What registers refuse.

use kernel::faults;

faults! {
    /// Refusals of registers.
    pub enum Error {
        /// Nobody is in the state that was chosen.
        Nobody = Invalid "registers.nobody",
    }
}
