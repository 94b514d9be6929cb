//! The admins of an employer, who hand their role on without us: first the new one has it, then the
//! old one leaves. The bureau appoints one where nobody is left.

use kernel::{Change, EmployerId, Outcome, PersonId, limits};

use super::model::Employer;
use super::{Error, rules, service, staff};
use crate::messages::{self, Tell};
use crate::permission::{Action, Role};
use crate::{Event, Op, identity};

/// Somebody who is an admin of an employer.
pub type Admin = identity::Holder;

/// The admins of an employer, the longest first.
pub async fn admins(op: &mut Op, employer: &Employer) -> Outcome<Vec<Admin>> {
    op.allow(Action::SeeEmployer, employer)?;
    holders(op, &employer.id).await
}

/// An admin makes somebody else an admin too: whoever signs in with this telephone or citizen id
/// and has this name. Making her one again changes nothing.
pub async fn add_admin(
    op: &mut Op,
    id: &EmployerId,
    number: &str,
    name: &str,
) -> Outcome<Change<PersonId>> {
    let employer = locked(op, id).await?;
    op.allow(Action::ManageEmployer, &employer)?;
    give(op, &employer, number, name, "").await
}

/// The bureau makes somebody the admin of an employer that has none left.
pub async fn appoint_admin(
    op: &mut Op,
    id: &EmployerId,
    number: &str,
    name: &str,
    why: &str,
) -> Outcome<Change<PersonId>> {
    let employer = locked(op, id).await?;
    op.allow(Action::AppointAdmin, &employer)?;
    let why = rules::reason(why, "why")?;
    if !holders(op, id).await?.is_empty() {
        return Err(Error::AdminsLeft.into());
    }
    give(op, &employer, number, name, &why).await
}

/// Ends somebody's role: she leaves, another admin or the bureau ends it. The last one stays until
/// there is another, unless the bureau ends it.
pub async fn end_admin(op: &mut Op, id: &EmployerId, person: &PersonId) -> Outcome<Change<()>> {
    let employer = locked(op, id).await?;
    op.allow(Action::EndAdmin, &employer)?;
    let there = holders(op, id).await?;
    if !there.iter().any(|admin| admin.person_id == *person) {
        return Ok(Change::Already(()));
    }
    if there.len() == 1 && !op.may(Action::AppointAdmin, &employer) {
        return Err(Error::LastAdmin.into());
    }
    identity::end_grant(op, person, Role::EmployerAdmin, id.as_str()).await?;
    if !op.actor.is_me(person) {
        tell(op, person, "employers-admin-ended", &employer, "/").await?;
    }
    Ok(Change::New(()))
}

async fn give(
    op: &mut Op,
    employer: &Employer,
    number: &str,
    name: &str,
    why: &str,
) -> Outcome<Change<PersonId>> {
    let person = known(op, number, name).await?;
    let there = holders(op, &employer.id).await?;
    if there.iter().any(|admin| admin.person_id == person) {
        return Ok(Change::Already(person));
    }
    if there.len() >= limits::EMPLOYER_ADMINS_MAX {
        let most = limits::EMPLOYER_ADMINS_MAX;
        return Err(Error::TooManyAdmins.fault().with("most", most));
    }
    let scope = employer.id.as_str();
    identity::grant(op, &person, Role::EmployerAdmin, scope).await?;
    op.audit(Event {
        action: "employers.admin_added",
        about: Some(&person),
        subject: scope,
        details: why,
    })
    .await?;
    tell(op, &person, "employers-admin-added", employer, "/employer").await?;
    staff::tell_admins_but(op, employer, &person, "employers-admin-joined").await?;
    Ok(Change::New(person))
}

/// Whoever has this number and this name; the answer for everybody else is the same.
pub(super) async fn known(op: &mut Op, number: &str, name: &str) -> Outcome<PersonId> {
    let found = identity::find_named(op, number, name).await?;
    found.ok_or_else(|| Error::NobodyFound.fault().at("number"))
}

pub(super) async fn holders(op: &mut Op, id: &EmployerId) -> Outcome<Vec<Admin>> {
    identity::holders(op, Role::EmployerAdmin, id.as_str()).await
}

async fn locked(op: &mut Op, id: &EmployerId) -> Outcome<Employer> {
    op.tx.lock(&format!("employers:admins:{id}")).await?;
    service::get(op, id).await
}

async fn tell(
    op: &mut Op,
    to: &PersonId,
    kind: &'static str,
    employer: &Employer,
    link: &str,
) -> Outcome<()> {
    let details = [("employer", employer.name.clone())];
    messages::tell(
        op,
        Tell {
            to,
            kind,
            details: &details,
            link,
        },
    )
    .await
}
