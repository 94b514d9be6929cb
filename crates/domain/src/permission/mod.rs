//! Who may do what to which thing: one table, asked in the first lines of a service on the loaded
//! thing, and by templates before they show a button.

mod actor;
mod table;

pub use actor::{Actor, Grant, Resource, Role};
pub use table::{Action, Who, matrix};

use kernel::faults;

faults! {
    /// Refusals of permission.
    pub enum Error {
        /// Nobody is signed in.
        SignInFirst = Unauthenticated "permission.sign_in_first",
        /// Signed in, without the right.
        Denied = Forbidden "permission.denied",
        /// Another's thing: no word about whether it exists.
        NotYours = NotFound "permission.not_yours",
    }
}
