//! A row of the register.

use kernel::{Category, Fen, Hours, Instant, PersonId, Year};

/// Of which kind something was, by what earned its hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A course, learnt here.
    Course,
    /// Hours asked for on evidence.
    Claim,
    /// Hours that a bureau recognised.
    Recognition,
    /// Hours of earlier years.
    Earlier,
    /// A category that stands complete without hours.
    Deemed,
    /// Something else that the ledger holds.
    Other,
}

impl Kind {
    /// By the source of a ledger entry.
    pub fn of(source: &str) -> Self {
        match source.split(':').next() {
            Some("enrolment") => Self::Course,
            Some("claim") => Self::Claim,
            Some("recognition") => Self::Recognition,
            Some("earlier") => Self::Earlier,
            _ => Self::Other,
        }
    }

    /// The name in words' keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Course => "course",
            Self::Claim => "claim",
            Self::Recognition => "recognition",
            Self::Earlier => "earlier",
            Self::Deemed => "deemed",
            Self::Other => "other",
        }
    }
}

/// Something that somebody of the staff studied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisterRow {
    /// Who.
    pub person_id: PersonId,
    /// Her name.
    pub name: String,
    /// Her department; empty where there is none.
    pub department: String,
    /// The year for which it counts.
    pub study_year: Year,
    /// Of which kind it was.
    pub kind: Kind,
    /// The category for which it counts.
    pub category: Category,
    /// What it was about.
    pub title: String,
    /// When the hours were posted.
    pub at: Instant,
    /// Score of the exam, 0 to 100; none where there was none.
    pub score: Option<i64>,
    /// Hours that were granted.
    pub hours: Hours,
    /// What it cost, whoever paid; none where nothing was paid through us.
    pub fen: Option<Fen>,
    /// What of that the employer bore whose register it is.
    pub borne: Option<Fen>,
}

/// What came of reminding.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reminded {
    /// So many were told.
    pub told: usize,
    /// So many were told lately and left in peace.
    pub lately: usize,
}
