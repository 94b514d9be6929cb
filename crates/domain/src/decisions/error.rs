//! What decisions refuse beside the engine's own refusals (`policy::Problem`).

use kernel::faults;

faults! {
    /// What decisions refuse.
    pub enum Error {
        /// No such decision.
        UnknownDecision = NotFound "decisions.unknown_decision",
        /// More is supposed than a question may suppose.
        TooMuchSupposed = Invalid "decisions.too_much_supposed",
        /// Too young or too old to apply on that day: the birthday, or the day, is mistyped.
        /// Values: `born`, `on`, `least`, `most`.
        ImplausibleBirthday = Invalid "decisions.implausible_birthday",
        /// The edition that decided is not at hand: it cannot be shown that the answer holds.
        EditionAway = Conflict "decisions.edition_away",
        /// The kept facts and the same edition give another answer than the one that was shown.
        ReplayDiffers = Conflict "decisions.replay_differs",
    }
}
