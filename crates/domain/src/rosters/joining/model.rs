//! An invitation or a claim.

use std::str::FromStr;

use kernel::{Day, DepartmentId, EmployerId, Fault, Instant, JoiningId, PersonId};

use crate::Resource;

/// Who began it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JoiningKind {
    /// The employer invites; she accepts.
    Invitation,
    /// She says that she works there; the employer confirms.
    Claim,
}

impl JoiningKind {
    /// The name in the database and in keys of words.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::Claim => "claim",
        }
    }
}

impl FromStr for JoiningKind {
    type Err = Fault;
    fn from_str(text: &str) -> Result<Self, Fault> {
        match text {
            "invitation" => Ok(Self::Invitation),
            "claim" => Ok(Self::Claim),
            _ => Err(Fault::internal("rosters.broken", text.to_owned())),
        }
    }
}

/// Where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JoinState {
    /// It comes with a list that is not in force yet.
    Prepared,
    /// It waits for the other side.
    Waiting,
    /// She works there.
    Accepted,
    /// The other side said no.
    Declined,
    /// Whoever began it took it back.
    Withdrawn,
}

impl JoinState {
    const ALL: [Self; 5] = [
        Self::Prepared,
        Self::Waiting,
        Self::Accepted,
        Self::Declined,
        Self::Withdrawn,
    ];

    /// The name in the database and in keys of words.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Prepared => "prepared",
            Self::Waiting => "waiting",
            Self::Accepted => "accepted",
            Self::Declined => "declined",
            Self::Withdrawn => "withdrawn",
        }
    }
}

impl FromStr for JoinState {
    type Err = Fault;
    fn from_str(text: &str) -> Result<Self, Fault> {
        let found = Self::ALL.into_iter().find(|known| known.as_str() == text);
        found.ok_or_else(|| Fault::internal("rosters.broken", text.to_owned()))
    }
}

/// An invitation or a claim.
#[derive(Clone, Debug)]
pub struct Joining {
    /// Its id.
    pub id: JoiningId,
    /// Who began it.
    pub kind: JoiningKind,
    /// Where.
    pub employer_id: EmployerId,
    /// Its name.
    pub employer_name: String,
    /// Path of its territory.
    pub territory_path: String,
    /// Who.
    pub person_id: PersonId,
    /// Her name.
    pub person_name: String,
    /// The first day.
    pub from_day: Day,
    /// The post.
    pub post_title: String,
    /// The speciality.
    pub speciality: String,
    /// The department.
    pub department_id: Option<DepartmentId>,
    /// What whoever began it says.
    pub note: String,
    /// Who wrote it.
    pub made_by: PersonId,
    /// When.
    pub made_at: Instant,
    /// Where it stands.
    pub state: JoinState,
    /// When it was answered.
    pub decided_at: Option<Instant>,
    /// What the other side said.
    pub answer: String,
}

impl Resource for Joining {
    fn kind(&self) -> &'static str {
        "joining"
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

/// Whom an employer invites, and to which post.
#[derive(Clone, Debug)]
pub struct NewInvitation {
    /// The telephone or citizen id with which she signs in.
    pub number: String,
    /// Her name.
    pub name: String,
    /// The first day.
    pub from_day: Day,
    /// The post.
    pub post_title: String,
    /// The speciality.
    pub speciality: String,
    /// The department.
    pub department_id: Option<DepartmentId>,
}

/// Where somebody says that she works.
#[derive(Clone, Debug)]
pub struct NewClaim {
    /// Where.
    pub employer_id: EmployerId,
    /// Since which day.
    pub from_day: Day,
    /// The post.
    pub post_title: String,
    /// The speciality.
    pub speciality: String,
    /// What the employer should know.
    pub note: String,
}
