//! What standing in refuses.

use kernel::faults;

faults! {
    /// Refusals of standing in.
    pub enum Error {
        /// The role is not held by that person herself, or is none that others can do.
        NotHeld = Invalid "covers.not_held",
        /// Nobody has that number and that name.
        NobodyFound = Invalid "covers.nobody_found",
        /// The deputy is the holder.
        Oneself = Invalid "covers.oneself",
        /// The deputy does not work in that office, at that employer or base.
        NoColleague = Invalid "covers.no_colleague",
        /// The last day is before the first, or the first is past.
        BadDays = Invalid "covers.bad_days",
        /// It would last too long. Values: `most` (days).
        TooLong = Invalid "covers.too_long",
        /// That deputy stands in for her on some of these days already.
        CoveredAlready = Conflict "covers.covered_already",
        /// No reason was given, or a very long one. Values: `most`.
        NoReason = Invalid "covers.no_reason",
    }
}
