//! The bureau's side: granting in whole or in part, or refusing, with words. What is granted is
//! posted in the same transaction.

use std::sync::Arc;

use kernel::{ClaimId, EntryId, Hours, Outcome, PersonId};

use super::employer::{not_own, tell};
use super::{
    edition_of, granted_already, kind_of, kind_words, lacking, load_locked, settle_files, take,
};
use crate::claims::kinds;
use crate::claims::model::{Claim, Granted, Ruling, Status};
use crate::claims::store::{self, Stored};
use crate::claims::{Error, rules};
use crate::hours::Deeming;
use crate::permission::Action;
use crate::queues::{self, Matter};
use crate::{Op, employers, hours};

/// Decides a claim or its appeal. The words are shown to the learner, with the clause.
pub async fn decide(op: &mut Op, id: &ClaimId, ruling: Ruling, why: &str) -> Outcome<Claim> {
    let (claim, mut stored) = load_locked(op, id).await?;
    op.allow(Action::DecideClaim, &claim)?;
    not_own(op, &claim)?;
    let officer = op.actor.signed_in()?.clone();
    let why = rules::reason(why)?;
    if !claim.is_with_bureau() {
        return Err(match claim.status {
            Status::Approved | Status::Refused | Status::Undeemed => Error::Decided,
            _ => Error::NotYours,
        }
        .into());
    }
    if ruling != Ruling::Refuse
        && let Some(fact) = lacking(op, &claim).await?
    {
        return Err(Error::FactMissing.fault().with("fact", fact.as_str()));
    }
    let is_appeal = claim.status == Status::Appealed;
    if is_appeal && claim.decided_by.as_ref() == Some(&officer) {
        return Err(Error::SameOfficer.into());
    }
    let most = most_of(op, &stored).await?;
    let granted = rules::grant(&claim, ruling, most)?;
    let is_new = granted != claim.granted;
    if is_new {
        post(op, &claim, &stored, granted, &officer).await?;
    }
    stored.granted = granted;
    stored.status = rules::status_after(granted);
    stored.decided_by = Some(officer);
    stored.appeal_until = (!is_appeal).then(|| {
        let days = i32::from(op.house.settings.claim_appeal_days);
        op.now.day().plus_days(days)
    });
    stored.since = op.now;
    let matter = if is_appeal {
        Matter::Appeal
    } else {
        Matter::Claim
    };
    queues::settle(op, matter, id.as_str()).await?;
    settle_files(op, id).await?;
    let (action, told) = match (is_new, is_appeal) {
        (true, false) => ("claims.granted", "claims-granted"),
        (false, false) => ("claims.refused", "claims-refused"),
        (true, true) => ("claims.appeal_granted", "claims-granted"),
        (false, true) => ("claims.appeal_refused", "claims-appeal-refused"),
    };
    tell(op, &claim, told, why).await?;
    take(op, &stored, action, why).await
}

/// The most hours that an officer may grant a claim now.
pub async fn most_hours(op: &mut Op, claim: &Claim) -> Outcome<Hours> {
    let stored = store::find(op, &claim.id).await?.ok_or(Error::Unknown)?;
    most_of(op, &stored).await
}

async fn most_of(op: &mut Op, claim: &Stored) -> Outcome<Hours> {
    let worker = employers::worker(op, &claim.person_id).await?;
    let house = Arc::clone(&op.house);
    let (code, year) = (&worker.person.territory_code, claim.fields.study_year);
    let edition = edition_of(&house, code, year, op)?;
    let kind = kind_of(edition, &claim.fields.kind)?;
    let required = edition.required(year, kind.category);
    let already = granted_already(op, claim).await?;
    Ok(kinds::most(&kind, claim.fields.quantity, already, required))
}

/// Posts what is new. A deemed year is no number of hours, and no entry of the ledger: it is said
/// beside it.
async fn post(
    op: &mut Op,
    claim: &Claim,
    stored: &Stored,
    granted: Option<Granted>,
    by: &PersonId,
) -> Outcome<()> {
    let hours = match granted {
        Some(Granted::Hours(hours)) => hours,
        Some(Granted::Year) => return deem(op, claim, stored).await,
        None => return Ok(()),
    };
    let (before, source) = match claim.granted {
        Some(Granted::Hours(before)) => (before, rules::appeal_source(&claim.id)),
        _ => (Hours::ZERO, rules::source(&claim.id)),
    };
    let more = before.short_of(hours);
    let kind = kind_words(op, stored).await?;
    let posting = rules::posting(claim, &kind, more, source, by);
    let id: EntryId = op.new_id();
    hours::post(op, id, &posting).await.map(drop)
}

async fn deem(op: &mut Op, claim: &Claim, stored: &Stored) -> Outcome<()> {
    let new = Deeming {
        source: rules::source(&claim.id),
        person_id: claim.person_id.clone(),
        study_year: claim.fields.study_year,
        category: claim.category,
        clause: stored.cite.clone(),
        since: op.now,
    };
    hours::deem(op, &new).await
}
