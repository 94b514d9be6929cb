//! Operations on claims.

mod deciding;
mod employer;
mod filing;
mod looking;
mod proofs;
mod undeeming;

pub use deciding::{decide, most_hours};
pub use employer::{confirm, return_by_employer};
pub use filing::{appeal, draft, edit, submit, withdraw};
pub use looking::{bureau_of, get, kinds, list_mine, steps};
pub use proofs::{alike, alike_preview, attach, detach, files, open_file, preview_file};
pub use undeeming::{propose_undeeming, undeem};

use std::sync::Arc;

use kernel::{ClaimId, Hours, Outcome, PersonId, Year};
use policy::Edition;

use super::kinds::{ClaimKind, kinds_of};
use super::model::{Claim, Granted, Status};
use super::store::{self, Stored};
use super::{Error, rules};
use crate::facts::{self, FactKind};
use crate::queues::{self, Desk, Matter, NewItem};
use crate::{Event, House, Op, editions, employers, evidence, hours, identity, territory};

/// The edition by which a study year of somebody in a territory is looked at today.
fn edition_of<'h>(
    house: &'h House,
    territory_code: &str,
    year: Year,
    op: &Op,
) -> Outcome<&'h Edition> {
    let edition = editions::for_year(house, territory_code, year, op.now.day())?;
    if edition.study_years().any(|known| known == year) {
        Ok(edition)
    } else {
        Err(Error::UnknownYear
            .fault()
            .with("year", year)
            .at("study_year"))
    }
}

fn kind_of(edition: &Edition, name: &str) -> Outcome<ClaimKind> {
    let mut kinds = kinds_of(edition).into_iter();
    kinds
        .find(|kind| kind.name == name)
        .ok_or_else(|| Error::UnknownKind.fault().with("kind", name))
}

/// The fact that this kind of claim is for, when it is not confirmed of the claimant as of the last
/// day of what she did. Whether the actor may know is asked by the caller, on the claim.
pub async fn lacking(op: &mut Op, claim: &Claim) -> Outcome<Option<FactKind>> {
    let worker = employers::worker(op, &claim.person_id).await?;
    let house = Arc::clone(&op.house);
    let (code, year) = (&worker.person.territory_code, claim.fields.study_year);
    let edition = edition_of(&house, code, year, op)?;
    let Some(fact) = kind_of(edition, &claim.fields.kind)?.fact else {
        return Ok(None);
    };
    let known = facts::as_of(op, &worker, claim.fields.to_day).await?;
    let mut grounds = known.grounds.iter();
    let is_so = grounds.any(|ground| ground.about == fact);
    Ok((!is_so).then_some(fact))
}

/// Loads a claim that nobody else may move meanwhile: all of a person's one after the other, since
/// caps count what was granted before.
async fn load_locked(op: &mut Op, id: &ClaimId) -> Outcome<(Claim, Stored)> {
    let found = store::find(op, id).await?.ok_or(Error::Unknown)?;
    lock(op, &found.person_id).await?;
    let stored = store::find(op, id).await?.ok_or(Error::Unknown)?;
    Ok((complete(op, &stored).await?, stored))
}

async fn lock(op: &mut Op, person: &PersonId) -> Outcome<()> {
    op.tx.lock(&format!("claims:{person}")).await
}

/// A claim with the names and the standing that pages show.
async fn complete(op: &mut Op, stored: &Stored) -> Outcome<Claim> {
    let employer_name = match &stored.employer_id {
        Some(id) => employers::get(op, id).await?.name,
        None => String::new(),
    };
    let (person, home) = (&stored.person_id, &stored.territory_id);
    Ok(Claim {
        id: stored.id.clone(),
        person_id: person.clone(),
        person_name: identity::name_of(op, person).await?,
        fields: stored.fields.clone(),
        category: stored.category,
        cite: stored.cite.clone(),
        edition_id: stored.edition_id.clone(),
        asked: stored.asked,
        employer_id: stored.employer_id.clone(),
        employer_name,
        territory_id: home.clone(),
        territory_path: territory::get(op, home).await?.path,
        status: stored.status,
        granted: stored.granted,
        decided_by: stored.decided_by.clone(),
        appeal_until: stored.appeal_until,
        appealed_at: stored.appealed_at,
        undeem_proposed_by: stored.undeem_proposed_by.clone(),
        is_revoked: is_revoked(op, stored).await?,
        waits: find_waiting(op, stored).await?,
        since: stored.since,
    })
}

async fn find_waiting(op: &mut Op, stored: &Stored) -> Outcome<Option<queues::Item>> {
    match stored.status {
        Status::WithEmployer | Status::WithBureau => {
            queues::find(op, Matter::Claim, stored.id.as_str()).await
        }
        Status::Appealed => queues::find(op, Matter::Appeal, stored.id.as_str()).await,
        _ => Ok(None),
    }
}

/// Whether everything that a claim brought to the ledger was revoked.
async fn is_revoked(op: &mut Op, stored: &Stored) -> Outcome<bool> {
    if !matches!(stored.granted, Some(Granted::Hours(_))) {
        return Ok(false);
    }
    let standing = standing_hours(op, stored).await?;
    Ok(standing == Hours::ZERO)
}

/// Hours of a claim that stand in the ledger now.
async fn standing_hours(op: &mut Op, stored: &Stored) -> Outcome<Hours> {
    let mut sum = Hours::ZERO;
    for source in [rules::source(&stored.id), rules::appeal_source(&stored.id)] {
        let found = hours::find_standing(op, &source).await?;
        if let Some(line) = found.filter(|line| !line.revoked) {
            sum = sum + line.entry.hours;
        }
    }
    Ok(sum)
}

/// Hours of a kind that count towards its cap in a year already, other claims than this one.
async fn granted_already(op: &mut Op, claim: &Stored) -> Outcome<Hours> {
    let (person, fields) = (claim.person_id.clone(), &claim.fields);
    let mut sum = Hours::ZERO;
    let kept = identity::kept(op, &person).await?;
    for account in identity::selves(op, &kept).await? {
        for other in store::list_of_year(op, &account, &fields.kind, fields.study_year).await? {
            if other.id != claim.id && matches!(other.granted, Some(Granted::Hours(_))) {
                sum = sum + standing_hours(op, &other).await?;
            }
        }
    }
    Ok(sum)
}

/// Writes a claim as it stands now, the step that brought it there, and the audit line.
async fn take(op: &mut Op, claim: &Stored, action: &'static str, note: &str) -> Outcome<Claim> {
    let actor = op.actor.signed_in()?.clone();
    store::save(op, claim).await?;
    let short = action.strip_prefix("claims.").unwrap_or(action);
    store::insert_step(op, &claim.id, short, &actor, note).await?;
    op.audit(Event {
        action,
        about: Some(&claim.person_id),
        subject: claim.id.as_str(),
        details: note,
    })
    .await?;
    complete(op, claim).await
}

/// Lets a claim wait at the bureau's desk.
async fn put_at_bureau(op: &mut Op, claim: &Stored, kind: Matter) -> Outcome<()> {
    let working_days = op.house.settings.claim_working_days;
    let new = NewItem {
        desk: Desk::Bureau(claim.territory_id.clone()),
        kind,
        subject: claim.id.as_str(),
        person: Some(&claim.person_id),
        title: &claim.fields.title,
        working_days,
        needed_by: claim.fields.needed_by,
        escalates_to: None,
    };
    queues::put(op, new).await.map(drop)
}

/// The files of a claim stay while it may be disputed, and are erased some time after.
async fn settle_files(op: &mut Op, claim: &ClaimId) -> Outcome<()> {
    for file in store::list_files(op, claim).await? {
        evidence::settle(op, &file).await?;
    }
    Ok(())
}

/// The words of a kind, for ledger and messages.
async fn kind_words(op: &mut Op, claim: &Stored) -> Outcome<String> {
    let code = territory::get(op, &claim.territory_id).await?.code;
    let house = Arc::clone(&op.house);
    let edition = editions::for_year(&house, &code, claim.fields.study_year, op.now.day())?;
    let words = edition.words(&claim.fields.kind, policy::Language::Zh);
    Ok(words.unwrap_or(&claim.fields.kind).to_owned())
}
