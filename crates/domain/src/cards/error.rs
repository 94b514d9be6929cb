//! What this context refuses.

use kernel::faults;

faults! {
    /// What a caller may act on.
    pub enum Error {
        /// The annual report is not approved (N2022 §5).
        NotApproved = Conflict "cards.not_approved",
        /// Hours of the year were revoked: the card is not printed until the year is whole again.
        Suspended = Conflict "cards.suspended",
        /// No such card.
        Unknown = NotFound "cards.unknown",
        /// The number has the form of ours, and was never issued. Value: `number`.
        NeverIssued = NotFound "cards.never_issued",
        /// Not a number that we could have issued: wrong form or check symbol.
        NumberMalformed = NotFound "cards.number_malformed",
    }
}
