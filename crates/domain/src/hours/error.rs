//! What hours refuse.

use kernel::faults;

faults! {
    /// What hours refuse.
    pub enum Error {
        /// The edition in force does not speak of the study year.
        UnknownYear = NotFound "hours.unknown_year",
        /// Not a number of hours that can be recognised at once.
        BadHours = Invalid "hours.bad_hours",
        /// Hours are recognised on evidence, in so many words.
        NoEvidence = Invalid "hours.no_evidence",
        /// A revocation needs a reason, in so many words.
        NoReason = Invalid "hours.no_reason",
        /// Nobody decides on hours of her own.
        OwnHours = Forbidden "hours.own_hours",
        /// No such proposal.
        UnknownRevocation = NotFound "hours.unknown_revocation",
        /// The entry is revoked, or is itself a revocation.
        NotRevocable = Conflict "hours.not_revocable",
        /// Another proposal for the same entry waits for its decision.
        AlreadyProposed = Conflict "hours.already_proposed",
        /// Who proposed it may not decide it.
        SameOfficer = Forbidden "hours.same_officer",
        /// It was decided otherwise before.
        AlreadyDecided = Conflict "hours.already_decided",
    }
}
