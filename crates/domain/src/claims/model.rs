//! A claim, where it stands, and the steps that brought it there.

use std::fmt;
use std::str::FromStr;

use kernel::{
    Category, ClaimId, Day, EmployerId, EvidenceId, Fault, Hours, Instant, Kind, PersonId,
    TerritoryId, Year,
};

use crate::Resource;
use crate::evidence::Evidence;
use crate::queues::Item;

/// Where a claim stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Being written; nobody else sees it.
    Draft,
    /// The employer must confirm or return it.
    WithEmployer,
    /// The employer returned it; the learner takes it back or asks the bureau.
    Returned,
    /// The bureau must decide.
    WithBureau,
    /// Granted, in whole or in part.
    Approved,
    /// Refused; it can be appealed for a while.
    Refused,
    /// Refused or cut, and appealed: another officer must decide.
    Appealed,
    /// Taken back by the learner.
    Withdrawn,
    /// A year that was deemed complete, taken back by two officers.
    Undeemed,
}

impl Status {
    /// All of them, on their way.
    pub const ALL: [Self; 9] = [
        Self::Draft,
        Self::WithEmployer,
        Self::Returned,
        Self::WithBureau,
        Self::Approved,
        Self::Refused,
        Self::Appealed,
        Self::Withdrawn,
        Self::Undeemed,
    ];

    /// The name in the database and in the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::WithEmployer => "with_employer",
            Self::Returned => "returned",
            Self::WithBureau => "with_bureau",
            Self::Approved => "approved",
            Self::Refused => "refused",
            Self::Appealed => "appealed",
            Self::Withdrawn => "withdrawn",
            Self::Undeemed => "undeemed",
        }
    }

    /// Whether somebody still has to do something about it.
    pub fn is_open(self) -> bool {
        use Status::{Appealed, Draft, Returned, WithBureau, WithEmployer};
        matches!(
            self,
            Draft | WithEmployer | Returned | WithBureau | Appealed
        )
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
            .ok_or_else(|| Fault::new(Kind::Invalid, "claims.bad_status").with("value", text))
    }
}

/// What somebody fills in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimFields {
    /// The kind, as the edition names it.
    pub kind: String,
    /// The year for which the hours shall count; of an exam, the certificate's year.
    pub study_year: Year,
    /// Who held it.
    pub organiser: String,
    /// What it was about.
    pub title: String,
    /// Where it was.
    pub place: String,
    /// First day.
    pub from_day: Day,
    /// Last day.
    pub to_day: Day,
    /// Number of the certificate; may be empty where proofs have none.
    pub certificate_number: String,
    /// How many units; nothing of an exam.
    pub quantity: Hours,
    /// The speciality.
    pub speciality: String,
    /// Whether an exam was taken in the region.
    pub in_region: bool,
    /// The day on which she needs it.
    pub needed_by: Option<Day>,
}

/// What was granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Granted {
    /// So many hours, in the ledger.
    Hours(Hours),
    /// The whole category of the year is deemed complete.
    Year,
}

/// A claim.
#[derive(Clone, Debug)]
pub struct Claim {
    /// Its id.
    pub id: ClaimId,
    /// Whose.
    pub person_id: PersonId,
    /// Her name.
    pub person_name: String,
    /// What she filled in.
    pub fields: ClaimFields,
    /// The category for which it counts.
    pub category: Category,
    /// The clause on which it rests.
    pub cite: String,
    /// The edition whose rate it was reckoned by.
    pub edition_id: String,
    /// What the rate gave when it was written, within the cap; none where a year is deemed.
    pub asked: Option<Hours>,
    /// The employer who confirms, when she had one.
    pub employer_id: Option<EmployerId>,
    /// The employer's name; empty without one.
    pub employer_name: String,
    /// The territory whose bureau decides.
    pub territory_id: TerritoryId,
    /// Path of that territory.
    pub territory_path: String,
    /// Where it stands.
    pub status: Status,
    /// What was granted.
    pub granted: Option<Granted>,
    /// Who decided last; another one decides an appeal.
    pub decided_by: Option<PersonId>,
    /// The last day of an appeal, while one is possible.
    pub appeal_until: Option<Day>,
    /// When it was appealed.
    pub appealed_at: Option<Instant>,
    /// The officer who proposed to take a deemed year back.
    pub undeem_proposed_by: Option<PersonId>,
    /// Whether all of its ledger entries were revoked.
    pub is_revoked: bool,
    /// Where it waits, when it does.
    pub waits: Option<Item>,
    /// Since when it stands there.
    pub since: Instant,
}

impl Claim {
    /// Whether it would stand for a whole year.
    pub fn is_deeming(&self) -> bool {
        self.asked.is_none() && self.fields.in_region
    }

    /// Whether less was granted than was asked for.
    pub fn is_cut(&self) -> bool {
        match (self.granted, self.asked) {
            (Some(Granted::Hours(granted)), Some(asked)) => granted < asked,
            _ => false,
        }
    }

    /// Whether it waits at the bureau: sent there, or not answered by the employer in time.
    pub fn is_with_bureau(&self) -> bool {
        let escalated = || {
            let waits = self.waits.as_ref();
            waits.is_some_and(|item| item.escalated_at.is_some())
        };
        match self.status {
            Status::WithBureau | Status::Appealed => true,
            Status::WithEmployer => escalated(),
            _ => false,
        }
    }
}

/// What nobody has seen yet is nobody's business: a draft has neither employer nor territory.
impl Resource for Claim {
    fn kind(&self) -> &'static str {
        "claim"
    }
    fn owner(&self) -> Option<&PersonId> {
        Some(&self.person_id)
    }
    fn employer(&self) -> Option<&EmployerId> {
        self.employer_id
            .as_ref()
            .filter(|_| self.status != Status::Draft)
    }
    fn territory(&self) -> Option<&str> {
        (self.status != Status::Draft).then_some(&self.territory_path)
    }
}

/// A step of a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its place, from 1.
    pub seq: i64,
    /// What was done: `submitted`, `confirmed`, `granted`, …
    pub action: String,
    /// Who did it.
    pub actor_id: PersonId,
    /// Her name.
    pub actor_name: String,
    /// Her words; may be empty.
    pub note: String,
    /// When.
    pub at: Instant,
}

/// What an officer decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ruling {
    /// All that the rate gives, within the cap; of an exam in the region, the year.
    Whole,
    /// So many hours.
    Part(Hours),
    /// Nothing; on an appeal, nothing more than before.
    Refuse,
}

/// A file of a claim with others that are the same.
#[derive(Clone, Debug)]
pub struct AlikeFile {
    /// The claim's file.
    pub file: Evidence,
    /// The others.
    pub others: Vec<OtherCopy>,
}

/// Another file that is the same.
#[derive(Clone, Debug)]
pub struct OtherCopy {
    /// Its id.
    pub id: EvidenceId,
    /// When it was kept.
    pub kept_at: Instant,
    /// Whose it is; none when the officer may not know.
    pub owner_name: Option<String>,
    /// Whether it is the claimant's own.
    pub is_own: bool,
    /// Whether there is a drawing of it that she may see.
    pub shown: bool,
    /// The claim that it proves, when it does and she may see it.
    pub claim: Option<(ClaimId, String, Status)>,
}
