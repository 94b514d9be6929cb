//! A second officer confirms that two accounts are one person's, or rejects it.

use kernel::{Change, MergerId, Outcome};

use super::{locked, record, tell, twin_of};
use crate::merges::model::{Merger, State};
use crate::merges::{Error, rules, store};
use crate::permission::Action;
use crate::queues::{self, Matter};
use crate::{Op, hours, identity, learning};

/// Decides on a proposal. Confirmed, both accounts are one person's from now on and the twin's
/// hours are carried, all of it in this transaction. Rejecting needs a reason. The same decision
/// again changes nothing; `merges.same_officer` refuses who proposed it.
pub async fn decide(
    op: &mut Op,
    id: &MergerId,
    confirm: bool,
    reason: &str,
) -> Outcome<Change<Merger>> {
    let (mut merger, _, officer) = locked(op, Action::DecideMerger, id).await?;
    if op.actor.is_me(&merger.proposed_by) {
        return Err(Error::SameOfficer.into());
    }
    if !rules::is_first(&merger, confirm)? {
        return Ok(Change::Already(merger));
    }
    merger.decided_by = Some(officer.clone());
    merger.decided_at = Some(op.now);
    queues::settle(op, Matter::Merger, id.as_str()).await?;
    if !confirm {
        merger.state = State::Rejected;
        merger.reason = rules::given(reason, "words")?;
        store::save(op, &merger).await?;
        record(op, "merges.rejected", &merger, &merger.reason).await?;
        return Ok(Change::New(merger));
    }
    for account in [&merger.twin_id, &merger.kept_id] {
        if identity::get_person(op, account).await?.is_erased {
            return Err(Error::Erased.into());
        }
    }
    merger.state = State::InForce;
    store::save(op, &merger).await?;
    let twin = twin_of(op, &merger, &officer);
    identity::join(op, &twin).await?;
    // Two lessons that run beside each other are one too many for one person.
    learning::end_open(op, &merger.twin_id).await?;
    let carried = hours::carry(op, &twin).await?;
    record(op, "merges.confirmed", &merger, &carried.to_string()).await?;
    let details = [("why", merger.words.clone())];
    tell(op, &merger.kept_id, "merges-confirmed", &details).await?;
    Ok(Change::New(merger))
}
