//! What is refused about data of people.

use kernel::faults;

faults! {
    /// Refusals about data of people.
    pub enum Error {
        /// An export is being put together already.
        ExportRunning = Conflict "privacy.export_running",
        /// An export was made a moment ago.
        ExportTooSoon = TooMany "privacy.export_too_soon",
        /// No such export, or it is erased already.
        NoExport = NotFound "privacy.no_export",
        /// No such request to be erased.
        NoErasure = NotFound "privacy.no_erasure",
        /// Something about her is not finished.
        StillOpen = Conflict "privacy.still_open",
        /// She did not say that she knows what is lost.
        NotUnderstood = Invalid "privacy.not_understood",
        /// A request to be erased waits already.
        AskedAlready = Conflict "privacy.asked_already",
        /// The request was decided, or taken back.
        NotWaiting = Conflict "privacy.not_waiting",
        /// Another officer must have it done.
        SameOfficer = Forbidden "privacy.same_officer",
        /// Nobody decides about herself.
        OwnErasure = Forbidden "privacy.own_erasure",
        /// Whoever refuses says why.
        NoReason = Invalid "privacy.no_reason",
    }
}
