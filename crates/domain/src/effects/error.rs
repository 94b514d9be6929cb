//! What counting the effect of a draft refuses.

use kernel::faults;

faults! {
    /// What counting the effect of a draft refuses.
    pub enum Error {
        /// No edition has this id, or it is not a draft.
        NotADraft = Invalid "effects.not_a_draft",
        /// Nothing was published for the territory before the draft's year.
        NothingBefore = Conflict "effects.nothing_before",
        /// The application day is not in the draft's year.
        WrongYear = Invalid "effects.wrong_year",
        /// No such effect.
        UnknownEffect = NotFound "effects.unknown_effect",
        /// The draft was changed while its effect was counted.
        DraftChanged = Conflict "effects.draft_changed",
    }
}
