//! A fact, and where it stands.

use std::str::FromStr;

use kernel::{Day, EmployerId, EvidenceId, FactId, Fault, Instant, Kind, PersonId, TerritoryId};
use serde::{Deserialize, Serialize};

use crate::Resource;

/// Kinds of facts that decisions ask about, or that pages fill in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FactKind {
    /// 单位性质 other than that of the employer.
    Sector,
    /// 基层一线.
    Grassroots,
    /// 从党政机关转任; its first day is the day of the transfer.
    FromGovernment,
    /// 抗疫一线.
    EpidemicFrontline,
    /// 三科教师.
    ThreeSubjectTeacher,
    /// 技能人才.
    SkilledWorker,
    /// 学历.
    Degree,
    /// 职称.
    Title,
    /// 从事专业.
    Speciality,
}

impl FactKind {
    /// All, in the order that lists show them.
    pub const ALL: [Self; 9] = [
        Self::Sector,
        Self::Grassroots,
        Self::FromGovernment,
        Self::EpidemicFrontline,
        Self::ThreeSubjectTeacher,
        Self::SkilledWorker,
        Self::Degree,
        Self::Title,
        Self::Speciality,
    ];

    /// The name in the database and in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sector => "sector",
            Self::Grassroots => "grassroots",
            Self::FromGovernment => "from_government",
            Self::EpidemicFrontline => "epidemic_frontline",
            Self::ThreeSubjectTeacher => "three_subject_teacher",
            Self::SkilledWorker => "skilled_worker",
            Self::Degree => "degree",
            Self::Title => "title",
            Self::Speciality => "speciality",
        }
    }
}

impl FromStr for FactKind {
    type Err = Fault;
    fn from_str(text: &str) -> Result<Self, Fault> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.as_str() == text)
            .ok_or_else(|| Fault::new(Kind::Invalid, "facts.bad_kind").with("value", text))
    }
}

/// Where a fact stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Waits for the employer.
    WithEmployer,
    /// Waits for the bureau.
    WithBureau,
    /// Confirmed: decisions use it.
    Confirmed,
    /// Refused.
    Refused,
    /// Taken back before it was decided.
    Withdrawn,
    /// Found wrong after it was confirmed.
    Revoked,
}

impl State {
    /// The name in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::WithEmployer => "with_employer",
            Self::WithBureau => "with_bureau",
            Self::Confirmed => "confirmed",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
            Self::Revoked => "revoked",
        }
    }

    /// Whether it waits for a desk.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::WithEmployer | Self::WithBureau)
    }
}

impl FromStr for State {
    type Err = Fault;
    fn from_str(text: &str) -> Result<Self, Fault> {
        let all = [
            Self::WithEmployer,
            Self::WithBureau,
            Self::Confirmed,
            Self::Refused,
            Self::Withdrawn,
            Self::Revoked,
        ];
        all.into_iter()
            .find(|state| state.as_str() == text)
            .ok_or_else(|| Fault::internal("facts.bad_state", text.to_owned()))
    }
}

/// A fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Its id.
    pub id: FactId,
    /// About whom.
    pub person_id: PersonId,
    /// What kind.
    pub kind: FactKind,
    /// What it says; empty where the kind says it all.
    pub value: String,
    /// First day on which it is so.
    pub from_day: Day,
    /// Last day on which it is so; none while it goes on.
    pub to_day: Option<Day>,
    /// What she says about it.
    pub words: String,
    /// Its proof, unless it was erased.
    pub evidence_id: Option<EvidenceId>,
    /// The employer that is asked first.
    pub employer_id: Option<EmployerId>,
    /// The territory whose bureau decides.
    pub territory_id: TerritoryId,
    /// Where it stands.
    pub state: State,
    /// When it was claimed.
    pub claimed_at: Instant,
    /// Who gave the last word.
    pub decided_by: Option<PersonId>,
    /// When.
    pub decided_at: Option<Instant>,
}

impl Fact {
    /// Whether it is so on a day, as far as its days go.
    pub fn covers(&self, day: Day) -> bool {
        self.from_day <= day && self.to_day.is_none_or(|last| day <= last)
    }
}

/// A fact with what its desks need to know.
#[derive(Clone, Debug)]
pub struct FactCase {
    /// The fact.
    pub fact: Fact,
    /// Her name.
    pub name: String,
    /// Path of the territory whose bureau decides.
    pub territory_path: String,
    /// The employer that may look at it and its proof; none for a sensitive one.
    pub seen_by: Option<EmployerId>,
    /// Whether its proof is seen by nobody but the deciding officer.
    pub sensitive: bool,
    /// What became of it, oldest first.
    pub steps: Vec<FactStep>,
    /// The day by which the desk promised to answer, while it waits.
    pub answer_by: Option<Day>,
    /// Whether the employer's time is over and the bureau answers in its place.
    pub is_escalated: bool,
    /// The officer who has taken it, while it waits.
    pub taken_by: Option<PersonId>,
}

impl Resource for FactCase {
    fn kind(&self) -> &'static str {
        "fact"
    }
    fn owner(&self) -> Option<&PersonId> {
        Some(&self.fact.person_id)
    }
    fn employer(&self) -> Option<&EmployerId> {
        self.seen_by.as_ref()
    }
    fn territory(&self) -> Option<&str> {
        Some(&self.territory_path)
    }
}

/// What happened to a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Claimed.
    Claimed,
    /// The employer says that it is so; the bureau decides.
    EmployerConfirmed,
    /// Confirmed.
    Confirmed,
    /// Refused.
    Refused,
    /// Taken back.
    Withdrawn,
    /// It was so until a day.
    Ended,
    /// Found wrong.
    Revoked,
}

impl Step {
    /// The name in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Claimed => "claimed",
            Self::EmployerConfirmed => "employer_confirmed",
            Self::Confirmed => "confirmed",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
            Self::Ended => "ended",
            Self::Revoked => "revoked",
        }
    }
}

/// A step as it was kept.
#[derive(Clone, Debug)]
pub struct FactStep {
    /// What happened: [`Step::as_str`].
    pub step: String,
    /// Who did it, by name.
    pub actor: String,
    /// Why, in words.
    pub words: String,
    /// When.
    pub at: Instant,
}

/// A fact to be claimed.
#[derive(Clone, Debug)]
pub struct NewFact {
    /// What kind.
    pub kind: FactKind,
    /// What it says.
    pub value: String,
    /// First day.
    pub from_day: Day,
    /// Last day, when it is over.
    pub to_day: Option<Day>,
    /// What she says about it.
    pub words: String,
    /// The day on which she needs the answer.
    pub needed_by: Option<Day>,
    /// Its proof, a file of hers that was kept before.
    pub evidence_id: Option<EvidenceId>,
}
