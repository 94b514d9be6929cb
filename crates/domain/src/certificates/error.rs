//! What this context refuses.

use kernel::faults;

faults! {
    /// What a caller may act on.
    pub enum Error {
        /// The exam of the enrolment is not passed (N2022 §2.2).
        NotPassed = Conflict "certificates.not_passed",
        /// The course earned no hours, so that there is nothing to certify.
        NoHours = Conflict "certificates.no_hours",
        /// The hours behind the certificate were revoked: it is not printed any more.
        Revoked = Conflict "certificates.revoked",
        /// No such certificate.
        Unknown = NotFound "certificates.unknown",
    }
}
