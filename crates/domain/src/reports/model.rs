//! A report, where it stands, and the steps that brought it there.

use std::fmt;
use std::str::FromStr;

use kernel::{
    Category, EmployerId, Fault, Hours, Instant, Kind, PersonId, ReportId, TerritoryId, Year,
};

use crate::Resource;

/// Where a report stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Drawn up; the employer must confirm or return it.
    WithEmployer,
    /// Confirmed; the bureau must approve or return it.
    WithBureau,
    /// Approved: the card is issued.
    Approved,
    /// Returned; the learner draws it up again.
    Returned,
}

impl Status {
    /// All of them, on their way.
    pub const ALL: [Self; 4] = [
        Self::WithEmployer,
        Self::WithBureau,
        Self::Approved,
        Self::Returned,
    ];

    /// The name in the database and in the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::WithEmployer => "with_employer",
            Self::WithBureau => "with_bureau",
            Self::Approved => "approved",
            Self::Returned => "returned",
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Status {
    type Err = Fault;
    fn from_str(text: &str) -> Result<Self, Fault> {
        Self::ALL
            .into_iter()
            .find(|status| status.as_str() == text)
            .ok_or_else(|| Fault::new(Kind::Invalid, "reports.bad_status").with("value", text))
    }
}

/// The annual report of a person and study year.
#[derive(Clone, Debug)]
pub struct Report {
    /// Its id.
    pub id: ReportId,
    /// Whose year it is.
    pub person_id: PersonId,
    /// Her name.
    pub person_name: String,
    /// The study year.
    pub study_year: Year,
    /// The employer who confirms.
    pub employer_id: EmployerId,
    /// The employer's name.
    pub employer_name: String,
    /// The territory whose bureau approves: the employer's.
    pub territory_id: TerritoryId,
    /// Path of that territory.
    pub territory_path: String,
    /// Where it stands.
    pub status: Status,
    /// Public hours of the year when it was drawn up, renewed when it is approved.
    pub public_hours: Hours,
    /// Professional hours, likewise.
    pub professional_hours: Hours,
    /// The category that stood complete without its hours (N2022 §3.6), likewise.
    pub deemed: Option<Category>,
    /// The person's ledger head on which the sums rest (`seq:hash`).
    pub ledger_head: String,
    /// Since when it stands there.
    pub since: Instant,
}

impl Resource for Report {
    fn kind(&self) -> &'static str {
        "report"
    }
    fn owner(&self) -> Option<&PersonId> {
        Some(&self.person_id)
    }
    fn employer(&self) -> Option<&EmployerId> {
        Some(&self.employer_id)
    }
    fn territory(&self) -> Option<&str> {
        Some(&self.territory_path)
    }
}

/// A step of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its place, from 1.
    pub seq: i64,
    /// Where the report stood after it.
    pub status: Status,
    /// Who took it.
    pub actor_id: PersonId,
    /// Her name.
    pub actor_name: String,
    /// The reason of a return; else empty.
    pub note: String,
    /// When.
    pub at: Instant,
}
