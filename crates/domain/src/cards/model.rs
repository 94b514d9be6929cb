//! A card and the facts frozen in it.

use kernel::{CardId, Day, Instant, PersonId, ReportId, Year};
use serde::{Deserialize, Serialize};

use crate::Resource;

/// What stands on a card, as words to be printed. Frozen when it is issued.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CardFacts {
    /// Number of the card.
    pub number: String,
    /// Name of the learner.
    pub name: String,
    /// Identity number, masked.
    pub id_masked: String,
    /// Employer who confirmed the report.
    pub employer: String,
    /// Title of the post; empty for who has none.
    pub post_title: String,
    /// Study year that was verified.
    pub study_year: String,
    /// Public credit hours of the year.
    pub public_hours: String,
    /// Professional credit hours of the year.
    pub professional_hours: String,
    /// Both together.
    pub total_hours: String,
    /// Words on a category that stood complete without its hours (N2022 §3.6); empty if none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub deemed: String,
    /// Authority that verified.
    pub issuer: String,
    /// Day on which the annual report was approved.
    pub approved_on: Day,
    /// Day of issue.
    pub issued_on: Day,
    /// Address behind the QR code.
    pub verify_url: String,
    /// The same address as people type it.
    pub verify_words: String,
}

/// Whether a card counts now. Derived from the ledger, never stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The year is whole.
    Valid,
    /// Hours of the year were revoked, and what is left is below what is owed.
    Suspended,
}

/// Whether what a card says of a category without hours is still so. Derived, never stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deemed {
    /// It says nothing of that kind.
    Never,
    /// It is so.
    Stands,
    /// Two officers took it back since.
    TakenBack,
}

/// A card as it was issued, and how it stands now.
#[derive(Clone, Debug)]
pub struct Card {
    /// Its id.
    pub id: CardId,
    /// Its number, which stands on it.
    pub number: String,
    /// Whose.
    pub person_id: PersonId,
    /// The study year.
    pub study_year: Year,
    /// The report on which it rests.
    pub report_id: ReportId,
    /// What stands on it.
    pub facts: CardFacts,
    /// When it was issued.
    pub issued_at: Instant,
    /// Where its bytes are kept.
    pub file_key: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// How it stands now.
    pub standing: Standing,
    /// Whether what it says of a category without hours is still so.
    pub deemed: Deemed,
    /// Path of the person's territory.
    pub territory_path: String,
}

impl Resource for Card {
    fn kind(&self) -> &'static str {
        "card"
    }
    fn owner(&self) -> Option<&PersonId> {
        Some(&self.person_id)
    }
    fn territory(&self) -> Option<&str> {
        Some(&self.territory_path)
    }
}
