//! What claims refuse.

use kernel::faults;

faults! {
    /// Refusals of claims.
    pub enum Error {
        /// No such claim.
        Unknown = NotFound "claims.unknown",
        /// The edition knows no such kind.
        UnknownKind = NotFound "claims.unknown_kind",
        /// The edition does not speak of the study year.
        UnknownYear = Invalid "claims.unknown_year",
        /// The activity was in another year than the one claimed for.
        OtherYear = Invalid "claims.other_year",
        /// A field that must be filled in is empty.
        Missing = Invalid "claims.missing",
        /// A text is too long.
        TooLong = Invalid "claims.too_long",
        /// The days are not in order, or lie ahead.
        BadDays = Invalid "claims.bad_days",
        /// Not a quantity that can be claimed.
        BadQuantity = Invalid "claims.bad_quantity",
        /// The day by which it is needed is past, or too far.
        BadNeededBy = Invalid "claims.bad_needed_by",
        /// It is for those alone of whom a fact is confirmed, and hers is not. Values: `fact`.
        FactMissing = Conflict "claims.fact_missing",
        /// The cap of the kind is used up for the year.
        CapUsed = Conflict "claims.cap_used",
        /// The same activity was claimed already.
        ClaimedAlready = Conflict "claims.claimed_already",
        /// Too many claims wait already.
        TooManyOpen = TooMany "claims.too_many_open",
        /// It was submitted: nothing in it can be changed any more.
        NotDraft = Conflict "claims.not_draft",
        /// No file proves it yet.
        NoFiles = Conflict "claims.no_files",
        /// No more files can be added.
        TooManyFiles = Conflict "claims.too_many_files",
        /// The file does not belong to the claim.
        UnknownFile = NotFound "claims.unknown_file",
        /// It waits for somebody else now, or is over.
        NotYours = Conflict "claims.not_yours",
        /// It was decided already.
        Decided = Conflict "claims.decided",
        /// Nobody decides her own claim.
        OwnClaim = Forbidden "claims.own_claim",
        /// Who refused it does not decide its appeal.
        SameOfficer = Forbidden "claims.same_officer",
        /// A reason is needed, in so many words.
        NoReason = Invalid "claims.no_reason",
        /// More than may be granted, or less than was granted already.
        BadGrant = Invalid "claims.bad_grant",
        /// It cannot be appealed: not refused, appealed before, or too late.
        NoAppeal = Conflict "claims.no_appeal",
        /// Only a year that is deemed complete is taken back here.
        NotDeemed = Conflict "claims.not_deemed",
        /// Nobody proposed to take it back.
        NotProposed = Conflict "claims.not_proposed",
    }
}
