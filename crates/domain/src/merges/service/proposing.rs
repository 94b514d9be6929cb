//! An officer says that two accounts are one person's, and which of them is kept.

use kernel::{Change, CitizenId, Outcome, PersonId, mask_numbers};

use super::{both, put, record};
use crate::merges::model::{Merger, State};
use crate::merges::{Error, rules, store};
use crate::permission::Action;
use crate::{Event, Op, identity};

/// Proposes that two accounts are one person's; the words say why. Proposing the same again gives
/// the proposal that waits. `merges.taken` when one of both is said to be one person's with a third
/// account, unless `kept` is kept there too: an account may have several twins, but a twin has
/// none.
pub async fn propose(
    op: &mut Op,
    twin: &PersonId,
    kept: &PersonId,
    words: &str,
) -> Outcome<Change<Merger>> {
    if twin == kept {
        return Err(Error::SameAccount.into());
    }
    let (twin, kept, officer) = both(op, Action::ProposeMerger, twin, kept).await?;
    if twin.is_erased || kept.is_erased {
        return Err(Error::Erased.into());
    }
    let words = rules::given(words, "words")?;
    store::lock(op, &twin.id, &kept.id).await?;
    for open in store::list_open(op, &twin.id, &kept.id).await? {
        if open.twin_id == twin.id && open.kept_id == kept.id && open.state == State::Proposed {
            return Ok(Change::Already(open));
        }
        if open.kept_id != kept.id || open.twin_id == twin.id {
            return Err(Error::Taken.into());
        }
    }
    let merger = Merger {
        id: op.new_id(),
        twin_id: twin.id,
        kept_id: kept.id.clone(),
        territory_id: kept.territory_id.clone(),
        state: State::Proposed,
        words,
        proposed_by: officer,
        proposed_at: op.now,
        reason: String::new(),
        decided_by: None,
        decided_at: None,
        part_words: String::new(),
        part_proposed_by: None,
        part_proposed_at: None,
        parted_by: None,
        parted_at: None,
    };
    store::insert(op, &merger).await?;
    put(op, &merger, &kept).await?;
    record(op, "merges.proposed", &merger, &merger.words).await?;
    Ok(Change::New(merger))
}

/// The account with this identity number, to be compared with `other` before it is proposed. Leaves
/// the line of a search by number; the words say why. The inner refusal must be committed.
pub async fn find_account(
    op: &mut Op,
    number: &CitizenId,
    other: &PersonId,
    why: &str,
) -> Outcome<Result<PersonId, kernel::Fault>> {
    let other = identity::get_person(op, other).await?;
    op.allow(Action::ProposeMerger, &other)?;
    let why = rules::given(why, "why")?;
    let found = match identity::find_account(op, number).await? {
        Some(id) => Some(identity::get_person(op, &id).await?),
        None => None,
    };
    let found = found.filter(|person| op.may(Action::ProposeMerger, person));
    op.audit(Event {
        action: "identity.searched_by_number",
        about: found.as_ref().map(|person| &person.id),
        subject: other.territory_id.as_str(),
        details: &mask_numbers(&why),
    })
    .await?;
    Ok(found
        .map(|person| person.id)
        .ok_or_else(|| Error::NoAccount.fault().at("number")))
}
