//! What the inbox refuses.

use kernel::faults;

faults! {
    /// Refusals of the inbox.
    pub enum Error {
        /// The desk is not hers.
        NotYourDesk = Forbidden "inbox.not_your_desk",
        /// This kind is answered on its own page only.
        NotTogether = Invalid "inbox.not_together",
        /// An answer that there is not.
        NoAnswer = Invalid "inbox.no_answer",
    }
}
