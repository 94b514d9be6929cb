//! What identity refuses.

use kernel::faults;

faults! {
    /// Refusals of identity.
    pub enum Error {
        /// Login or password do not fit; which of them is not said.
        WrongPassword = Unauthenticated "identity.wrong_password",
        /// Too many wrong passwords in a row.
        Locked = TooMany "identity.locked",
        /// The code does not fit, is used, or too old.
        WrongCode = Invalid "identity.wrong_code",
        /// A code was sent a moment ago.
        CodeTooSoon = TooMany "identity.code_too_soon",
        /// The password is too easy.
        WeakPassword = Invalid "identity.weak_password",
        /// Somebody else signs in with that telephone.
        PhoneTaken = Conflict "identity.phone_taken",
        /// That identity number is registered.
        CitizenIdTaken = Conflict "identity.citizen_id_taken",
        /// No such person.
        UnknownPerson = NotFound "identity.unknown_person",
        /// Whoever reads another's whole identity number says why.
        NoReason = Invalid "identity.no_reason",
        /// A list that is just being taken in brings that person or telephone.
        Arriving = Conflict "identity.arriving",
        /// Nobody begins without having been told what is kept of her.
        NotAgreed = Invalid "identity.not_agreed",
        /// Nobody of that identity number lies in the officer's territory.
        NobodyFound = NotFound "identity.nobody_found",
        /// Nobody stands in for anybody under that id.
        UnknownCover = NotFound "identity.unknown_cover",
        /// The name is empty or too long.
        BadName = Invalid "identity.bad_name",
        /// One of two accounts is one person's with a third one.
        TwinAlready = Conflict "identity.twin_already",
    }
}
