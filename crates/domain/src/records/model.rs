//! A person's record.

use kernel::{Category, Hours, PersonId, Year};

use crate::reports::Status;

/// What is on record of a person, as of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Who.
    pub person_id: PersonId,
    /// Her name.
    pub name: String,
    /// Her identity number, masked.
    pub citizen_id_masked: String,
    /// Her study years, the oldest first.
    pub years: Vec<RecordYear>,
    /// The head of her ledger that was read (`seq:hash`), whatever the day.
    pub ledger_head: String,
}

/// A study year of somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordYear {
    /// The year.
    pub study_year: Year,
    /// Public hours.
    pub public: Hours,
    /// Professional hours.
    pub professional: Hours,
    /// The category that stands complete without its hours (N2022 §3.6).
    pub deemed: Option<Category>,
    /// Where the hours come from, by kind of source.
    pub sources: Vec<SourceHours>,
    /// Where the year's report stood on the day; none when it was not drawn up.
    pub report: Option<Status>,
    /// The bureau whose report it is, else that of her own territory, in Chinese and English.
    pub bureau: [String; 2],
}

impl RecordYear {
    /// Both together.
    pub fn total(&self) -> Hours {
        self.public + self.professional
    }

    /// Whether the bureau has approved the year.
    pub fn is_approved(&self) -> bool {
        self.report == Some(Status::Approved)
    }
}

/// Hours of one kind of source, such as `enrolment`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceHours {
    /// The kind: what stands before the colon of a ledger's source.
    pub kind: String,
    /// How many.
    pub hours: Hours,
}
