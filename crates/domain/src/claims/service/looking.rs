//! Looking at claims.

use std::sync::Arc;

use kernel::{ClaimId, Outcome, Page, PageSize, PersonId, TerritoryId, Year};
use policy::Edition;

use super::complete;
use crate::claims::Error;
use crate::claims::kinds::{ClaimKind, kinds_of};
use crate::claims::model::{Claim, Step};
use crate::claims::store;
use crate::permission::Action;
use crate::{Op, editions, employers, hours, identity};

/// What somebody may claim today: the kinds of the edition in force, or the newest before it, and
/// the study years that it speaks of, the newest first.
pub async fn kinds(op: &mut Op, person: &PersonId) -> Outcome<(Vec<ClaimKind>, Vec<Year>)> {
    let worker = employers::worker(op, person).await?;
    op.allow(Action::FileClaim, &worker)?;
    let house = Arc::clone(&op.house);
    let code = &worker.person.territory_code;
    let edition = editions::newest(&house, code, op.now.day())?;
    let mut years: Vec<Year> = Edition::study_years(edition).collect();
    years.retain(|year| *year <= op.now.day().year());
    years.sort_unstable_by(|a, b| b.cmp(a));
    Ok((kinds_of(edition), years))
}

/// A claim.
pub async fn get(op: &mut Op, id: &ClaimId) -> Outcome<Claim> {
    let stored = store::find(op, id).await?.ok_or(Error::Unknown)?;
    let claim = complete(op, &stored).await?;
    op.allow(Action::SeeClaim, &claim)?;
    Ok(claim)
}

/// The claims of whoever is signed in, the newest first.
pub async fn list_mine(op: &mut Op, after: Option<&str>, size: PageSize) -> Outcome<Page<Claim>> {
    let me = op.actor.signed_in()?.clone();
    let mut stored = Vec::new();
    for account in identity::selves(op, &me).await? {
        stored.extend(store::list_of_person(op, &account, after, size.rows()).await?);
    }
    stored.sort_by(|a, b| b.id.cmp(&a.id));
    let mut claims = Vec::with_capacity(stored.len());
    for one in stored {
        claims.push(complete(op, &one).await?);
    }
    Ok(size.page(claims, |claim| claim.id.to_string()))
}

/// The steps of a claim, oldest first.
pub async fn steps(op: &mut Op, id: &ClaimId) -> Outcome<Vec<Step>> {
    get(op, id).await?;
    let stored = store::list_steps(op, id).await?;
    let people: Vec<PersonId> = stored.iter().map(|step| step.actor_id.clone()).collect();
    let names = identity::names(op, &people).await?;
    let steps = stored.into_iter().map(|step| Step {
        seq: step.seq,
        action: step.action,
        actor_name: names.get(&step.actor_id).cloned().unwrap_or_default(),
        actor_id: step.actor_id,
        note: step.note,
        at: step.at,
    });
    Ok(steps.collect())
}

/// The territory whose bureau granted what a ledger source posted, when it is a claim's.
pub async fn bureau_of(op: &mut Op, source: &str) -> Outcome<Option<TerritoryId>> {
    let Some(rest) = hours::root(source).strip_prefix("claim:") else {
        return Ok(None);
    };
    let Ok(id) = rest.split(':').next().unwrap_or_default().parse() else {
        return Ok(None);
    };
    let found = store::find(op, &id).await?;
    Ok(found.map(|claim| claim.territory_id))
}
