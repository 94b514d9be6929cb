//! The employer's side: it confirms that somebody was there, or returns the claim with a reason. It
//! cannot block: what it does not answer goes to the bureau, and so does what it returned, when the
//! learner wants that.

use kernel::{ClaimId, Outcome};

use super::{load_locked, put_at_bureau, take};
use crate::Op;
use crate::claims::model::{Claim, Status};
use crate::claims::{Error, rules};
use crate::messages::{self, Tell};
use crate::permission::Action;
use crate::queues::{self, Matter};

/// Confirms a claim; it goes to the bureau. Confirming again changes nothing.
pub async fn confirm(op: &mut Op, id: &ClaimId, note: &str) -> Outcome<Claim> {
    let (claim, mut stored) = load_locked(op, id).await?;
    op.allow(Action::ConfirmClaim, &claim)?;
    not_own(op, &claim)?;
    match claim.status {
        Status::WithEmployer => {}
        Status::WithBureau => return Ok(claim),
        _ => return Err(Error::NotYours.into()),
    }
    let note = if note.trim().is_empty() {
        ""
    } else {
        rules::reason(note)?
    };
    stored.status = Status::WithBureau;
    stored.since = op.now;
    put_at_bureau(op, &stored, Matter::Claim).await?;
    tell(op, &claim, "claims-confirmed", note).await?;
    take(op, &stored, "claims.confirmed", note).await
}

/// Returns a claim with a reason. Returning again changes nothing.
pub async fn return_by_employer(op: &mut Op, id: &ClaimId, why: &str) -> Outcome<Claim> {
    let (claim, mut stored) = load_locked(op, id).await?;
    op.allow(Action::ConfirmClaim, &claim)?;
    not_own(op, &claim)?;
    match claim.status {
        Status::WithEmployer => {}
        Status::Returned => return Ok(claim),
        _ => return Err(Error::NotYours.into()),
    }
    let why = rules::reason(why)?;
    stored.status = Status::Returned;
    stored.since = op.now;
    queues::settle(op, Matter::Claim, id.as_str()).await?;
    tell(op, &claim, "claims-returned", why).await?;
    take(op, &stored, "claims.returned", why).await
}

/// Whoever works at a desk does not decide what she asks for herself.
pub(super) fn not_own(op: &Op, claim: &Claim) -> Outcome<()> {
    if op.actor.is_me(&claim.person_id) {
        return Err(Error::OwnClaim.into());
    }
    Ok(())
}

/// Tells the learner what became of her claim.
pub(super) async fn tell(op: &mut Op, claim: &Claim, kind: &'static str, why: &str) -> Outcome<()> {
    let details = [
        ("title", claim.fields.title.clone()),
        ("year", claim.fields.study_year.to_string()),
        ("why", why.to_owned()),
    ];
    messages::tell(
        op,
        Tell {
            to: &claim.person_id,
            kind,
            details: &details,
            link: &format!("/claims/{}", claim.id),
        },
    )
    .await
}
