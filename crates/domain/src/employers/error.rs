//! What employers refuse.

use kernel::faults;

faults! {
    /// Refusals of employers.
    pub enum Error {
        /// No such employer.
        UnknownEmployer = NotFound "employers.unknown_employer",
        /// The person works somewhere already.
        EmployedAlready = Conflict "employers.employed_already",
    }
}
