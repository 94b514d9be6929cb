//! Which roles people hold, and for what.

use kernel::{Instant, Outcome, PersonId};

use super::store;
use crate::permission::{Actor, Grant, Role};
use crate::{Event, Op};

/// Grants a role for a scope; granting it again changes nothing. Only the system does this yet.
pub async fn grant(op: &mut Op, person: &PersonId, role: Role, scope: &str) -> Outcome<()> {
    if store::insert_grant(op, person, role, scope).await? {
        op.audit(Event {
            action: "identity.role_granted",
            about: Some(person),
            subject: person.as_str(),
            details: role.as_str(),
        })
        .await?;
    }
    Ok(())
}

/// Ends a role for a scope; whether it was held. The caller has asked for permission.
pub async fn end_grant(op: &mut Op, person: &PersonId, role: Role, scope: &str) -> Outcome<bool> {
    let is_ended = store::end_grant(op, person, role, scope).await?;
    if is_ended {
        super::end_covers_at(op, person, scope).await?;
        op.audit(Event {
            action: "identity.role_ended",
            about: Some(person),
            subject: person.as_str(),
            details: role.as_str(),
        })
        .await?;
    }
    Ok(is_ended)
}

/// Somebody who holds a role for one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// Who.
    pub person_id: PersonId,
    /// Her name.
    pub name: String,
    /// Her telephone, masked.
    pub phone_masked: Option<String>,
    /// Since when.
    pub since: Instant,
}

/// Who holds a role for one thing, the longest first; at most 200.
pub async fn holders(op: &mut Op, role: Role, scope: &str) -> Outcome<Vec<Holder>> {
    super::directory::list_holders(op, role, scope).await
}

/// Somebody as an actor with the roles that she holds now, for work that goes on after she left.
pub async fn actor_of(op: &mut Op, person: &PersonId) -> Outcome<Actor> {
    let name = super::name_of(op, person).await?;
    let mut grants = roles_of(op, person).await?;
    grants.extend(store::list_covered(op, person).await?);
    let twins = store::twins::list_of(&mut op.tx, person).await?;
    Ok(Actor::one_person(person.clone(), twins, name, grants))
}

/// The roles that a person holds now, but not those in which she stands in for somebody: programs
/// with her token have only these.
pub async fn roles_of(op: &mut Op, person: &PersonId) -> Outcome<Vec<Grant>> {
    store::list_grants(&mut op.tx, person).await
}
