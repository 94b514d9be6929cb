//! Taking back a year that was deemed complete. It has no ledger entry that could be revoked, so
//! that the same two persons are asked for here: one officer proposes, another confirms or
//! rejects.

use kernel::{ClaimId, Outcome};

use super::employer::{not_own, tell};
use super::{load_locked, put_at_bureau, take};
use crate::claims::model::{Claim, Granted, Status};
use crate::claims::store::Stored;
use crate::claims::{Error, rules};
use crate::permission::Action;
use crate::queues::{self, Matter};
use crate::{Op, hours};

/// An officer proposes to take a deemed year back.
pub async fn propose_undeeming(op: &mut Op, id: &ClaimId, why: &str) -> Outcome<Claim> {
    let (claim, mut stored) = deemed_claim(op, id).await?;
    let officer = op.actor.signed_in()?.clone();
    let why = rules::reason(why)?;
    if claim.undeem_proposed_by.is_some() {
        return Ok(claim);
    }
    stored.undeem_proposed_by = Some(officer);
    put_at_bureau(op, &stored, Matter::Undeeming).await?;
    take(op, &stored, "claims.undeeming_proposed", why).await
}

/// Another officer confirms or rejects the proposal.
pub async fn undeem(op: &mut Op, id: &ClaimId, confirm: bool, why: &str) -> Outcome<Claim> {
    let (claim, mut stored) = deemed_claim(op, id).await?;
    op.actor.signed_in()?;
    let why = rules::reason(why)?;
    match &claim.undeem_proposed_by {
        None => return Err(Error::NotProposed.into()),
        Some(by) if op.actor.is_me(by) => return Err(Error::SameOfficer.into()),
        Some(_) => {}
    }
    stored.undeem_proposed_by = None;
    queues::settle(op, Matter::Undeeming, id.as_str()).await?;
    if !confirm {
        return take(op, &stored, "claims.undeeming_rejected", why).await;
    }
    stored.status = Status::Undeemed;
    stored.since = op.now;
    hours::end_deeming(op, &rules::source(id)).await?;
    tell(op, &claim, "claims-undeemed", why).await?;
    take(op, &stored, "claims.undeemed", why).await
}

async fn deemed_claim(op: &mut Op, id: &ClaimId) -> Outcome<(Claim, Stored)> {
    let (claim, stored) = load_locked(op, id).await?;
    op.allow(Action::DecideClaim, &claim)?;
    not_own(op, &claim)?;
    if claim.status != Status::Approved || claim.granted != Some(Granted::Year) {
        return Err(Error::NotDeemed.into());
    }
    Ok((claim, stored))
}
