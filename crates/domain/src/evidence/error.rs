//! What evidence refuses.

use kernel::faults;

faults! {
    /// Refusals of evidence.
    pub enum Error {
        /// No such file.
        Unknown = NotFound "evidence.unknown",
        /// The file was erased when its time was over.
        Erased = NotFound "evidence.erased",
        /// There is nothing in it.
        Empty = Invalid "evidence.empty",
        /// Larger than we take.
        TooLarge = Invalid "evidence.too_large",
        /// Neither pdf, jpg nor png, whatever its name says.
        WrongKind = Invalid "evidence.wrong_kind",
        /// It says what it is, and cannot be read as that.
        Unreadable = Invalid "evidence.unreadable",
        /// A picture of more dots than we take.
        TooManyDots = Invalid "evidence.too_many_dots",
        /// Something else stands in the file beside what it shows.
        Polyglot = Invalid "evidence.polyglot",
        /// A PDF that does something when it is opened.
        ActivePdf = Invalid "evidence.active_pdf",
        /// A PDF that is locked with a password.
        LockedPdf = Invalid "evidence.locked_pdf",
        /// We have no drawing of it.
        NoPreview = NotFound "evidence.no_preview",
    }
}
