//! What is refused about double accounts.

use kernel::faults;

faults! {
    /// Refusals about double accounts.
    pub enum Error {
        /// No such merger.
        Unknown = NotFound "merges.unknown",
        /// An account is not its own double.
        SameAccount = Invalid "merges.same_account",
        /// One of both is said to be, or is, one person's with a third account.
        Taken = Conflict "merges.taken",
        /// One of both was erased.
        Erased = Conflict "merges.erased",
        /// Whoever proposes or rejects says why.
        NoWords = Invalid "merges.no_words",
        /// Nobody decides about her own accounts.
        OwnAccounts = Forbidden "merges.own_accounts",
        /// Another officer must decide.
        SameOfficer = Forbidden "merges.same_officer",
        /// It was decided otherwise.
        AlreadyDecided = Conflict "merges.already_decided",
        /// The accounts are not one person's now.
        NotInForce = Conflict "merges.not_in_force",
        /// It is proposed already that they be parted.
        PartingAlready = Conflict "merges.parting_already",
        /// No account of that number lies in the officer's territory.
        NoAccount = NotFound "merges.no_account",
    }
}
