//! A question to the engine about a person whom we know, and the answer as it was shown.

use kernel::{Day, DecisionId, Instant, PersonId};
use policy::{
    Applicant, Circumstance, Decision, Deemed, Degree, GivenHours, Level, Purpose, Sector,
};
use serde::{Deserialize, Serialize};

use crate::Resource;
use crate::facts::Grounds;

/// What a person asks about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// What the application is for.
    pub purpose: Purpose,
    /// Level of the title, for title review.
    pub level: Option<Level>,
    /// Degree, for title recognition.
    pub degree: Option<Degree>,
    /// The day of the application.
    pub on: Day,
    /// What the asker only supposes; everything else is taken from the records.
    pub supposed: Supposed,
}

impl Question {
    /// A question about the records as they are.
    pub fn new(purpose: Purpose, level: Option<Level>, degree: Option<Degree>, on: Day) -> Self {
        Self {
            purpose,
            level,
            degree,
            on,
            supposed: Supposed::default(),
        }
    }
}

/// Facts that no record of ours holds and that an answer nevertheless reckons with: "what if".
/// What is none or empty here was taken from the records.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Supposed {
    /// Another sector than that of the recorded employer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sector: Option<Sector>,
    /// At the grassroots front line, or not, other than recorded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grassroots: Option<bool>,
    /// Another day of transfer from a party or state organ than recorded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from_government_on: Option<Day>,
    /// Special circumstances (N2022 §3.4).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub circumstances: Vec<Circumstance>,
    /// What stands for a year's hours (N2022 §3.6).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub deemed: Vec<Deemed>,
    /// Hours on top of those of the ledger.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hours: Vec<GivenHours>,
}

impl Supposed {
    /// Whether the answer rests on the records alone.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// An answer that nobody keeps: what if.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Considered {
    /// The facts that were put to the engine.
    pub applicant: Applicant,
    /// Which of them are only supposed.
    pub supposed: Supposed,
    /// On what the others rest, as far as a record or a confirmation of ours stands behind them.
    pub grounds: Grounds,
    /// What it answered.
    pub decision: Decision,
}

/// A decision that was shown and kept, with what it rested on.
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
    /// Which of them were only supposed.
    pub supposed: Supposed,
    /// On what the others rested.
    pub grounds: Grounds,
    /// What it answered.
    pub decision: Decision,
    /// The answer's bytes as they were kept.
    pub text: String,
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
