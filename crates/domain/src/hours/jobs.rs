//! What follows from hours and need not be atomic.

use jobs::Job;
use kernel::EnrolmentId;
use serde::{Deserialize, Serialize};

/// The exam of an enrolment is passed: its certificate is to be issued. Handled by the context
/// that issues certificates, which comes later.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertificateDue {
    /// The passed enrolment.
    pub enrolment_id: EnrolmentId,
}

impl Job for CertificateDue {
    const KIND: &'static str = "certificates.issue";

    /// A course is certified once, however often its exam is looked at.
    fn dedup(&self) -> Option<String> {
        Some(format!("{}:{}", Self::KIND, self.enrolment_id))
    }
}
