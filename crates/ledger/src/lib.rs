//! The ledger of hours (学时账本): append-only entries, chained by hash per person.
//!
//! The only SQL on `ledger_` tables. It does not know who calls it, nor why: whether something
//! earns hours is the business of `domain::hours`. A correction is a new entry that reverses an
//! old one; nothing is ever changed.

mod chain;
mod entry;
mod store;
mod totals;
mod verify;

pub use chain::Head;
pub use entry::{Entry, Line, Posting, Total};
pub use store::{find_by_source, get, head, is_revoked, list, list_between, list_of, post, revoke};
pub use totals::{WrongTotal, retotal, totals, totals_between, totals_of, wrong_totals};
pub use verify::{Break, Verified, verify, verify_cited};

use kernel::faults;

faults! {
    /// What the ledger refuses.
    pub enum Error {
        /// The entry was reversed before, or is itself a reversal.
        NotRevocable = Conflict "ledger.not_revocable",
        /// No such entry.
        UnknownEntry = NotFound "ledger.unknown_entry",
        /// Only more than zero hours can be posted.
        NoHours = Invalid "ledger.no_hours",
    }
}
