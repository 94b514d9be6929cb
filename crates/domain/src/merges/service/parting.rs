//! Two officers part accounts again that are not one person's after all.

use kernel::{Change, MergerId, Outcome};

use super::{locked, put, record, tell, twin_of};
use crate::merges::model::{Merger, State};
use crate::merges::{Error, rules, store};
use crate::permission::Action;
use crate::queues::{self, Matter};
use crate::{Op, hours, identity};

/// Proposes that two accounts be parted; the words say why. `merges.not_in_force` when they are not
/// one person's, `merges.parting_already` when another officer has said so.
pub async fn propose_parting(op: &mut Op, id: &MergerId, words: &str) -> Outcome<Change<Merger>> {
    let (mut merger, kept, officer) = locked(op, Action::ProposeMerger, id).await?;
    let words = rules::given(words, "words")?;
    match merger.state {
        State::InForce => {}
        State::Parting if merger.part_proposed_by.as_ref() == Some(&officer) => {
            return Ok(Change::Already(merger));
        }
        State::Parting => return Err(Error::PartingAlready.into()),
        _ => return Err(Error::NotInForce.into()),
    }
    merger.state = State::Parting;
    merger.part_words = words;
    merger.part_proposed_by = Some(officer);
    merger.part_proposed_at = Some(op.now);
    store::save(op, &merger).await?;
    put(op, &merger, &kept).await?;
    record(op, "merges.parting_proposed", &merger, &merger.part_words).await?;
    Ok(Change::New(merger))
}

/// Another officer has two accounts parted, or says why they stay one person's. What was carried
/// goes back, and so does what the twin's enrolments earned since.
pub async fn decide_parting(
    op: &mut Op,
    id: &MergerId,
    confirm: bool,
    reason: &str,
) -> Outcome<Change<Merger>> {
    let (mut merger, _, officer) = locked(op, Action::DecideMerger, id).await?;
    let first = merger.part_proposed_by.as_ref();
    if merger.state == State::Parting && first.is_some_and(|first| op.actor.is_me(first)) {
        return Err(Error::SameOfficer.into());
    }
    if !rules::is_first_parting(&merger, confirm)? {
        return Ok(Change::Already(merger));
    }
    queues::settle(op, Matter::Merger, id.as_str()).await?;
    if !confirm {
        let why = rules::given(reason, "words")?;
        merger.part_words.clear();
        merger.state = State::InForce;
        merger.part_proposed_by = None;
        merger.part_proposed_at = None;
        store::save(op, &merger).await?;
        record(op, "merges.parting_rejected", &merger, &why).await?;
        return Ok(Change::New(merger));
    }
    merger.state = State::Parted;
    merger.parted_by = Some(officer.clone());
    merger.parted_at = Some(op.now);
    store::save(op, &merger).await?;
    let twin = twin_of(op, &merger, &officer);
    hours::carry_back(op, &twin, &officer).await?;
    identity::part(op, &merger.twin_id).await?;
    record(op, "merges.parted", &merger, &merger.part_words).await?;
    let details = [("why", merger.part_words.clone())];
    for account in [&merger.twin_id, &merger.kept_id] {
        tell(op, account, "merges-parted", &details).await?;
    }
    Ok(Change::New(merger))
}
