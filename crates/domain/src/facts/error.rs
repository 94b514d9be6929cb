//! What facts refuse.

use kernel::faults;

faults! {
    /// Refusals of facts.
    pub enum Error {
        /// No such fact.
        Unknown = NotFound "facts.unknown_fact",
        /// A value that this kind of fact does not have.
        BadValue = Invalid "facts.bad_value",
        /// The first day lies in the future, or the last before the first.
        BadDays = Invalid "facts.bad_days",
        /// Nothing says what it rests on.
        NoWords = Invalid "facts.no_words",
        /// No proof came with it.
        NoEvidence = Invalid "facts.no_evidence",
        /// The same waits already.
        AskedAlready = Conflict "facts.asked_already",
        /// Too many wait.
        TooMany = TooMany "facts.too_many",
        /// It was decided meanwhile.
        Settled = Conflict "facts.settled",
        /// It is not confirmed, so there is nothing to end or revoke.
        NotConfirmed = Conflict "facts.not_confirmed",
        /// Who claims does not decide.
        OwnFact = Forbidden "facts.own_fact",
        /// The employer has not answered, and its time is not over.
        NotYetYours = Conflict "facts.not_yet_yours",
        /// A sensitive proof is seen by who has taken the case.
        TakeFirst = Forbidden "facts.take_first",
    }
}
