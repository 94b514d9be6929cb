//! Who acts, and what a thing must tell so that a right can be judged.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use kernel::{BaseId, EmployerId, Fault, Kind, Outcome, PersonId};

use super::Error;
use super::table::{Action, Who, rules};

/// A role; each is held for a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Owes hours; acts on her own things.
    Learner,
    /// Confirms reports of an employer's staff.
    EmployerAdmin,
    /// Runs a base.
    BaseAdmin,
    /// Teaches at a base.
    Instructor,
    /// Reviews and corrects in a territory.
    BureauOfficer,
    /// Confirms payments in a territory.
    Cashier,
    /// Inspects bases in a territory.
    Inspector,
    /// Checks applicants for a committee of a territory.
    CommitteeClerk,
    /// Publishes for the region.
    RegionAdmin,
    /// Runs the machine.
    Operator,
}

impl Role {
    /// All roles, in the order of the matrix.
    pub const ALL: [Self; 10] = [
        Self::Learner,
        Self::EmployerAdmin,
        Self::BaseAdmin,
        Self::Instructor,
        Self::BureauOfficer,
        Self::Cashier,
        Self::Inspector,
        Self::CommitteeClerk,
        Self::RegionAdmin,
        Self::Operator,
    ];

    /// The name in the database and in the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Learner => "learner",
            Self::EmployerAdmin => "employer_admin",
            Self::BaseAdmin => "base_admin",
            Self::Instructor => "instructor",
            Self::BureauOfficer => "bureau_officer",
            Self::Cashier => "cashier",
            Self::Inspector => "inspector",
            Self::CommitteeClerk => "committee_clerk",
            Self::RegionAdmin => "region_admin",
            Self::Operator => "operator",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Role {
    type Err = Fault;
    fn from_str(text: &str) -> Result<Self, Fault> {
        Self::ALL
            .into_iter()
            .find(|role| role.as_str() == text)
            .ok_or_else(|| Fault::new(Kind::Invalid, "permission.bad_role").with("value", text))
    }
}

/// A role for a scope: a territory's path, an employer's or base's id, or the person's own id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// The role.
    pub role: Role,
    /// What it is held for.
    pub scope: String,
    /// The person whose role it is, when it is held for her while she is away.
    pub covering: Option<PersonId>,
}

/// Who acts. A request passes it from hand to hand: a clone is one count.
#[derive(Clone, Debug)]
pub struct Actor(Arc<Standing>);

#[derive(Debug, Default)]
struct Standing {
    person: Option<PersonId>,
    /// Accounts that are one person's with hers.
    twins: Vec<PersonId>,
    name: String,
    grants: Vec<Grant>,
    system: bool,
}

/// What a thing tells about whom it belongs to.
pub trait Resource {
    /// The word for it in the matrix.
    fn kind(&self) -> &'static str;
    /// The person whose it is.
    fn owner(&self) -> Option<&PersonId> {
        None
    }
    /// The employer whose business it is.
    fn employer(&self) -> Option<&EmployerId> {
        None
    }
    /// The base whose it is.
    fn base(&self) -> Option<&BaseId> {
        None
    }
    /// Path of the territory in which it lies.
    fn territory(&self) -> Option<&str> {
        None
    }
}

impl Actor {
    /// Nobody is signed in.
    pub fn anonymous() -> Self {
        Self(Arc::default())
    }

    /// The system itself: jobs, seeding, the command line. May do everything.
    pub fn system() -> Self {
        Self(Arc::new(Standing {
            system: true,
            ..Standing::default()
        }))
    }

    /// A person with what she was granted.
    pub fn person_with(person: PersonId, name: String, grants: Vec<Grant>) -> Self {
        Self::one_person(person, Vec::new(), name, grants)
    }

    /// A person whose other accounts are hers too, with what all of them were granted.
    pub fn one_person(
        person: PersonId,
        twins: Vec<PersonId>,
        name: String,
        grants: Vec<Grant>,
    ) -> Self {
        Self(Arc::new(Standing {
            person: Some(person),
            twins,
            name,
            grants,
            system: false,
        }))
    }

    /// The person, when somebody is signed in.
    pub fn person(&self) -> Option<&PersonId> {
        self.0.person.as_ref()
    }

    /// The person, or a refusal that asks to sign in.
    pub fn signed_in(&self) -> Outcome<&PersonId> {
        self.0
            .person
            .as_ref()
            .ok_or_else(|| Error::SignInFirst.into())
    }

    /// Whether an account is hers: the one that is kept, or a twin of it.
    pub fn is_me(&self, account: &PersonId) -> bool {
        self.0.person.as_ref() == Some(account) || self.0.twins.contains(account)
    }

    /// Accounts that are one person's with hers, without the one that is kept.
    pub fn twins(&self) -> &[PersonId] {
        &self.0.twins
    }

    /// The person's name; empty for nobody.
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// Everything granted.
    pub fn grants(&self) -> &[Grant] {
        &self.0.grants
    }

    /// The scope of the first grant of a role.
    pub fn scope_of(&self, role: Role) -> Option<&str> {
        self.0
            .grants
            .iter()
            .find(|grant| grant.role == role)
            .map(|grant| grant.scope.as_str())
    }

    /// Whether the actor stands in for this person now.
    pub fn is_covering(&self, person: &PersonId) -> bool {
        let mut grants = self.0.grants.iter();
        grants.any(|grant| grant.covering.as_ref() == Some(person))
    }

    /// Whether the role is held for anything.
    pub fn holds(&self, role: Role) -> bool {
        self.scope_of(role).is_some()
    }

    /// Refuses unless the actor may do this to that.
    pub fn allow(&self, action: Action, resource: &impl Resource) -> Outcome<()> {
        if self.may(action, resource) {
            Ok(())
        } else if self.0.person.is_none() {
            Err(Error::SignInFirst.into())
        } else if resource.owner().is_some() {
            Err(Error::NotYours.into())
        } else {
            Err(Error::Denied.into())
        }
    }

    /// Whether the actor may do this to that.
    pub fn may(&self, action: Action, resource: &impl Resource) -> bool {
        self.0.system || rules(action).any(|who| self.is(who, action, resource))
    }

    fn is(&self, who: Who, action: Action, resource: &impl Resource) -> bool {
        match who {
            Who::Owner => resource.owner().is_some_and(|owner| self.is_me(owner)),
            Who::Role(role) => self.0.grants.iter().any(|grant| {
                let in_person = grant.covering.is_none() || !action.is_in_person();
                grant.role == role && in_person && covers(grant, resource)
            }),
        }
    }
}

fn covers(grant: &Grant, resource: &impl Resource) -> bool {
    match grant.role {
        Role::Learner => resource
            .owner()
            .is_some_and(|owner| owner.as_str() == grant.scope),
        Role::EmployerAdmin => resource
            .employer()
            .is_some_and(|employer| employer.as_str() == grant.scope),
        Role::BaseAdmin | Role::Instructor => resource
            .base()
            .is_some_and(|base| base.as_str() == grant.scope),
        Role::BureauOfficer
        | Role::Cashier
        | Role::Inspector
        | Role::CommitteeClerk
        | Role::RegionAdmin => resource
            .territory()
            .is_some_and(|path| path.starts_with(&grant.scope)),
        Role::Operator => true,
    }
}
