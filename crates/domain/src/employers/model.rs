//! Employers, employments, and a person together with where she works.

use std::fmt;
use std::str::FromStr;

use kernel::{
    CreditCode, Day, DepartmentId, EmployerId, EmploymentId, Fault, Kind, PersonId, TerritoryId,
};

use crate::Resource;
use crate::identity::Person;

/// Sector of an employer, as policy packs name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sector {
    /// 事业单位.
    PublicInstitution,
    /// 国有企业.
    StateEnterprise,
    /// 非公有制.
    NonPublic,
    /// 学校.
    School,
}

impl Sector {
    /// All, in the order that lists show them.
    pub const ALL: [Self; 4] = [
        Self::PublicInstitution,
        Self::StateEnterprise,
        Self::NonPublic,
        Self::School,
    ];

    /// The name in the database and in packs.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::PublicInstitution => "public_institution",
            Self::StateEnterprise => "state_enterprise",
            Self::NonPublic => "non_public",
            Self::School => "school",
        }
    }
}

impl fmt::Display for Sector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Sector {
    type Err = Fault;
    fn from_str(text: &str) -> Result<Self, Fault> {
        Self::ALL
            .into_iter()
            .find(|sector| sector.as_str() == text)
            .ok_or_else(|| Fault::new(Kind::Invalid, "employers.bad_sector").with("value", text))
    }
}

/// An employer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Employer {
    /// Its id.
    pub id: EmployerId,
    /// Its name.
    pub name: String,
    /// Its social credit code; a failing check is a warning that a bureau may override.
    pub credit_code: String,
    /// Why a code counts whose check character does not fit; empty when it fits.
    pub code_note: String,
    /// Its sector.
    pub sector: Sector,
    /// Whether it is at the grassroots front line (苏木, 乡镇).
    pub grassroots: bool,
    /// Where it lies.
    pub territory_id: TerritoryId,
    /// Path of that territory.
    pub territory_path: String,
}

impl Resource for Employer {
    fn kind(&self) -> &'static str {
        "employer"
    }
    fn employer(&self) -> Option<&EmployerId> {
        Some(&self.id)
    }
    fn territory(&self) -> Option<&str> {
        Some(&self.territory_path)
    }
}

/// An employer to be added.
#[derive(Clone, Debug)]
pub struct NewEmployer {
    /// Its name.
    pub name: String,
    /// Its social credit code.
    pub credit_code: CreditCode,
    /// Its sector.
    pub sector: Sector,
    /// Whether it is at the grassroots front line.
    pub grassroots: bool,
    /// Where it lies.
    pub territory_id: TerritoryId,
}

/// A person's time at an employer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Employment {
    /// Its id.
    pub id: EmploymentId,
    /// Who.
    pub person_id: PersonId,
    /// Where.
    pub employer_id: EmployerId,
    /// The post.
    pub post_title: String,
    /// The speciality of work and title.
    pub speciality: String,
    /// First day.
    pub from_day: Day,
    /// Last day; none while it goes on.
    pub to_day: Option<Day>,
    /// Day of transfer from a party or state organ (N2022 §3.7).
    pub from_government_on: Option<Day>,
    /// The department, where the employer keeps any.
    pub department_id: Option<DepartmentId>,
    /// Why it ended.
    pub ended_why: Option<EndedWhy>,
}

/// What the employer may see of her is judged on her time there.
impl Resource for Employment {
    fn kind(&self) -> &'static str {
        "person"
    }
    fn employer(&self) -> Option<&EmployerId> {
        Some(&self.employer_id)
    }
}

/// Why an employment ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndedWhy {
    /// 退休.
    Retired,
    /// 离职.
    Left,
    /// 调往别的单位.
    Moved,
}

impl EndedWhy {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Retired, Self::Left, Self::Moved];

    /// The name in the database and in forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Retired => "retired",
            Self::Left => "left",
            Self::Moved => "moved",
        }
    }
}

impl FromStr for EndedWhy {
    type Err = Fault;
    fn from_str(text: &str) -> Result<Self, Fault> {
        Self::ALL
            .into_iter()
            .find(|why| why.as_str() == text)
            .ok_or_else(|| Fault::new(Kind::Invalid, "employers.bad_end").with("value", text))
    }
}

/// What a decision asks of a person's present post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostFacts {
    /// Who.
    pub person_id: PersonId,
    /// Sector of the employer.
    pub sector: Sector,
    /// On the grassroots front line.
    pub grassroots: bool,
    /// Day of transfer from a party or state organ.
    pub from_government_on: Option<Day>,
}

/// An employment to be added.
#[derive(Clone, Debug)]
pub struct NewEmployment {
    /// Who.
    pub person_id: PersonId,
    /// Where.
    pub employer_id: EmployerId,
    /// The post.
    pub post_title: String,
    /// The speciality of work and title.
    pub speciality: String,
    /// First day.
    pub from_day: Day,
    /// Day of transfer from a party or state organ.
    pub from_government_on: Option<Day>,
}

/// A person with where she works now: what most rights and rules ask about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Worker {
    /// Who.
    pub person: Person,
    /// Her present employment.
    pub employment: Option<Employment>,
    /// Her present employer.
    pub employer: Option<Employer>,
}

impl Resource for Worker {
    fn kind(&self) -> &'static str {
        "person"
    }
    fn owner(&self) -> Option<&PersonId> {
        Some(&self.person.id)
    }
    fn employer(&self) -> Option<&EmployerId> {
        self.employer.as_ref().map(|employer| &employer.id)
    }
    fn territory(&self) -> Option<&str> {
        Some(&self.person.territory_path)
    }
}
