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
        /// A minute was credited on the seat: it is not given to anybody else.
        SeatLearnt = Conflict "hours.seat_learnt",
        /// A dispute about the seat's learning waits for its answer.
        SeatDisputed = Conflict "hours.seat_disputed",
        /// The edition gives nothing back of what was paid.
        NoRefunds = Conflict "hours.no_refunds",
        /// Nothing goes back for one of the seats.
        SeatNotRefundable = Conflict "hours.seat_not_refundable",
        /// No seat was chosen whose money shall go back.
        NoSeatChosen = Invalid "hours.no_seat_chosen",
        /// The sum is not what was shown.
        RefundChanged = Conflict "hours.refund_changed",
        /// It was decided otherwise before.
        AlreadyDecided = Conflict "hours.already_decided",
    }
}
