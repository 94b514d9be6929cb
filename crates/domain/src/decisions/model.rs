//! A question to the engine about a person whom we know, and the answer as it was shown.

use kernel::{Day, DecisionId, Instant, PersonId};
use policy::{Applicant, Decision, Degree, Level, Purpose};

use crate::Resource;

/// What a person asks about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question {
    /// What the application is for.
    pub purpose: Purpose,
    /// Level of the title, for title review.
    pub level: Option<Level>,
    /// Degree, for title recognition.
    pub degree: Option<Degree>,
    /// The day of the application.
    pub on: Day,
    /// Day of transfer from a party or state organ, when the asker names it. What the employment
    /// says goes before.
    pub from_government_on: Option<Day>,
}

/// A decision that was shown, with what it rested on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Its id.
    pub id: DecisionId,
    /// About whom.
    pub person_id: PersonId,
    /// Path of the territory where she belongs now.
    pub territory_path: String,
    /// Who asked.
    pub asked_by: PersonId,
    /// When.
    pub asked_at: Instant,
    /// Id of the edition that decided.
    pub edition_id: String,
    /// Digest of that edition's bytes.
    pub edition_digest: String,
    /// The ledger's head that the hours were read at, as it is cited.
    pub ledger_head: String,
    /// Whether the ledger has moved on since: the same question may be answered otherwise now.
    pub is_outdated: bool,
    /// The facts that were put to the engine.
    pub applicant: Applicant,
    /// What it answered.
    pub decision: Decision,
}

impl Resource for Shown {
    fn kind(&self) -> &'static str {
        "decision"
    }
    fn owner(&self) -> Option<&PersonId> {
        Some(&self.person_id)
    }
    fn territory(&self) -> Option<&str> {
        Some(&self.territory_path)
    }
}
