//! A certificate and the facts frozen in it.

use kernel::{CertificateId, Day, EnrolmentId, Instant, PersonId, Year};
use serde::{Deserialize, Serialize};

use crate::Resource;

/// What stands on a certificate, as words to be printed. Frozen when it is issued.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CertificateFacts {
    /// Number of the certificate.
    pub number: String,
    /// Name of the learner.
    pub name: String,
    /// Identity number, masked.
    pub id_masked: String,
    /// Title of the course.
    pub course: String,
    /// `public` or `professional`.
    pub category: String,
    /// The category in Chinese.
    pub category_zh: String,
    /// Study year that the hours count for.
    pub study_year: String,
    /// Credit hours, such as `12.5`.
    pub hours: String,
    /// Speciality of a professional course; empty for a public one.
    pub speciality: String,
    /// Score of the passed exam, out of 100.
    pub score: String,
    /// Authority that issues.
    pub issuer: String,
    /// Base that taught.
    pub base: String,
    /// Day of issue.
    pub issued_on: Day,
    /// Address behind the QR code.
    pub verify_url: String,
    /// The same address as people type it.
    pub verify_words: String,
    /// Clause on which the hours rest.
    pub clause: String,
}

/// A passed exam whose certificate is being issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// The enrolment that was passed.
    pub enrolment_id: EnrolmentId,
    /// Title of the course.
    pub course: String,
    /// Study year of the enrolment.
    pub study_year: Year,
    /// When it was passed.
    pub passed_at: Instant,
}

/// Whether a certificate still counts. Derived from the ledger, never stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The hours behind it stand.
    Valid,
    /// The hours behind it were revoked.
    Revoked,
}

/// A certificate as it was issued, and how it stands today.
#[derive(Clone, Debug)]
pub struct Certificate {
    /// Its id.
    pub id: CertificateId,
    /// Its number, which stands on it.
    pub number: String,
    /// Whose.
    pub person_id: PersonId,
    /// The enrolment that was passed.
    pub enrolment_id: EnrolmentId,
    /// What stands on it.
    pub facts: CertificateFacts,
    /// When it was issued.
    pub issued_at: Instant,
    /// Where its bytes are kept.
    pub file_key: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// How it stands today.
    pub standing: Standing,
    /// Path of the person's territory.
    pub territory_path: String,
}

impl Resource for Certificate {
    fn kind(&self) -> &'static str {
        "certificate"
    }
    fn owner(&self) -> Option<&PersonId> {
        Some(&self.person_id)
    }
    fn territory(&self) -> Option<&str> {
        Some(&self.territory_path)
    }
}
