//! What anyone is told who holds a number: whether it was issued, what for, and how it stands.
//!
//! Open to everybody, hence sparing: the name is masked, the employer and the score are left out.

use kernel::{Day, Outcome, mask_name};

use super::{Card, Deemed, Error, Standing, service};
use crate::Op;
use crate::certificates::{self, Certificate, DocumentKind, DocumentNumber};

/// How a verified document stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It counts.
    Valid,
    /// A certificate whose hours were revoked.
    Revoked,
    /// A card whose year is not whole any more.
    Suspended,
    /// Its holder was erased at her own wish: it stands for nobody any more.
    Erased,
}

impl Verdict {
    /// The name in words' keys and in the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::Revoked => "revoked",
            Self::Suspended => "suspended",
            Self::Erased => "erased",
        }
    }
}

/// What was verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Document {
    /// A certificate of a passed course.
    Certificate {
        /// Title of the course.
        course: String,
        /// `public` or `professional`.
        category: String,
        /// Credit hours, such as `12.5`.
        hours: String,
        /// The base that taught.
        base: String,
    },
    /// A yearly card.
    Card {
        /// Public credit hours of the year.
        public_hours: String,
        /// Professional credit hours.
        professional_hours: String,
        /// Both together.
        total_hours: String,
        /// Whether a category stood complete without its hours, and still does.
        deemed: Deemed,
        /// Day on which the annual report was approved.
        approved_on: Day,
    },
}

/// The answer to a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verification {
    /// The number, as it stands on the document.
    pub number: String,
    /// How it stands now.
    pub verdict: Verdict,
    /// Whose, masked.
    pub name_masked: String,
    /// Her identity number, masked as on the document.
    pub id_masked: String,
    /// The study year.
    pub study_year: String,
    /// Who issued it.
    pub issuer: String,
    /// When.
    pub issued_on: Day,
    /// What it is.
    pub document: Document,
}

/// Looks a number up, for anyone. `cards.number_malformed` when it cannot be one of ours,
/// `cards.never_issued` when it could and is not.
pub async fn verify(op: &mut Op, number: &str) -> Outcome<Verification> {
    let number = DocumentNumber::read(number).ok_or(Error::NumberMalformed)?;
    let found = match number.kind() {
        DocumentKind::Certificate => certificates::find_by_number(op, number)
            .await?
            .map(of_certificate),
        DocumentKind::Card => service::find_by_number(op, number).await?.map(of_card),
    };
    found.ok_or_else(|| Error::NeverIssued.fault().with("number", number))
}

fn of_certificate(certificate: Certificate) -> Verification {
    let facts = certificate.facts;
    Verification {
        number: facts.number,
        verdict: match certificate.standing {
            _ if facts.name.is_empty() => Verdict::Erased,
            certificates::Standing::Valid => Verdict::Valid,
            certificates::Standing::Revoked => Verdict::Revoked,
        },
        name_masked: mask_name(&facts.name),
        id_masked: facts.id_masked,
        study_year: facts.study_year,
        issuer: facts.issuer,
        issued_on: facts.issued_on,
        document: Document::Certificate {
            course: facts.course,
            category: facts.category,
            hours: facts.hours,
            base: facts.base,
        },
    }
}

fn of_card(card: Card) -> Verification {
    let facts = card.facts;
    Verification {
        number: facts.number,
        verdict: match card.standing {
            _ if facts.name.is_empty() => Verdict::Erased,
            Standing::Valid => Verdict::Valid,
            Standing::Suspended => Verdict::Suspended,
        },
        name_masked: mask_name(&facts.name),
        id_masked: facts.id_masked,
        study_year: facts.study_year,
        issuer: facts.issuer,
        issued_on: facts.issued_on,
        document: Document::Card {
            public_hours: facts.public_hours,
            professional_hours: facts.professional_hours,
            total_hours: facts.total_hours,
            deemed: card.deemed,
            approved_on: facts.approved_on,
        },
    }
}
