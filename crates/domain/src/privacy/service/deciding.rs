//! The bureau's side of an erasure: one officer agrees, another has it done.

use kernel::{ErasureId, Outcome, PersonId, limits, mask_numbers};

use super::erasing::{obstacles, record};
use super::exporting::file_key;
use crate::messages::{self, Tell};
use crate::permission::Action;
use crate::privacy::jobs::ForgetFiles;
use crate::privacy::model::{Erasure, ErasureCase, ErasureState, ExportState};
use crate::privacy::{Error, store};
use crate::queues::{self, Matter};
use crate::territory::Territory;
use crate::{
    Op, batches, cards, certificates, claims, earlier, employers, evidence, facts, identity,
    learning, merges, rosters, territory,
};

/// Most requests of a territory on a page.
const LISTED_MAX: i64 = 200;

/// Requests that wait in a territory and below it, the oldest first.
pub async fn list_erasures(op: &mut Op, area: &Territory) -> Outcome<Vec<(Erasure, String)>> {
    op.allow(Action::SeeBureau, area)?;
    let mut waiting = Vec::new();
    for below in territory::list(op).await? {
        if below.path.starts_with(&area.path) {
            waiting.extend(store::list_waiting(op, &below.id, LISTED_MAX).await?);
        }
    }
    waiting.sort_by(|a, b| a.id.cmp(&b.id));
    let people: Vec<PersonId> = waiting.iter().map(|one| one.person_id.clone()).collect();
    let names = identity::names(op, &people).await?;
    let told = waiting.into_iter().map(|erasure| {
        let name = names.get(&erasure.person_id).cloned().unwrap_or_default();
        (erasure, name)
    });
    Ok(told.collect())
}

/// A request with who asks, for an officer who may decide on it.
pub async fn get_erasure(op: &mut Op, id: &ErasureId) -> Outcome<ErasureCase> {
    let erasure = store::get_erasure(op, id).await?;
    let person = identity::get_person(op, &erasure.person_id).await?;
    op.allow(Action::DecideErasure, &person)?;
    let agreed_by = match &erasure.agreed_by {
        Some(officer) => Some(identity::name_of(op, officer).await?),
        None => None,
    };
    let obstacles = if erasure.state.is_waiting() {
        obstacles(op, &person.id).await?
    } else {
        Vec::new()
    };
    Ok(ErasureCase {
        erasure,
        person,
        agreed_by,
        obstacles,
    })
}

/// An officer agrees. The first one does so; when another does, the person is erased. Agreeing
/// again changes nothing while it waits for the other one.
pub async fn agree(op: &mut Op, id: &ErasureId) -> Outcome<Erasure> {
    let (mut erasure, officer) = locked(op, id).await?;
    if !obstacles(op, &erasure.person_id).await?.is_empty() {
        return Err(Error::StillOpen.into());
    }
    match &erasure.agreed_by {
        None => {
            erasure.state = ErasureState::Agreed;
            erasure.agreed_by = Some(officer);
            erasure.agreed_at = Some(op.now);
            store::save_erasure(op, &erasure).await?;
            record(op, "privacy.erasure_agreed", &erasure, "").await?;
        }
        Some(first) if op.actor.is_me(first) => return Err(Error::SameOfficer.into()),
        Some(_) => {
            erasure.state = ErasureState::Erased;
            erasure.decided_by = Some(officer);
            erasure.decided_at = Some(op.now);
            queues::settle(op, Matter::Erasure, id.as_str()).await?;
            store::save_erasure(op, &erasure).await?;
            // All accounts of hers: nothing would be erased that another one still tells.
            let kept = identity::kept(op, &erasure.person_id).await?;
            for account in identity::selves(op, &kept).await? {
                erase(op, &account).await?;
            }
            record(op, "privacy.erased", &erasure, "").await?;
        }
    }
    Ok(erasure)
}

/// An officer refuses, and says why.
pub async fn refuse(op: &mut Op, id: &ErasureId, reason: &str) -> Outcome<Erasure> {
    let (mut erasure, officer) = locked(op, id).await?;
    let reason: String = reason.trim().chars().take(limits::TEXT_CHARS_MAX).collect();
    if reason.is_empty() {
        return Err(Error::NoReason.fault().at("reason"));
    }
    erasure.state = ErasureState::Refused;
    erasure.decided_by = Some(officer);
    erasure.decided_at = Some(op.now);
    erasure.reason = mask_numbers(&reason);
    store::save_erasure(op, &erasure).await?;
    queues::settle(op, Matter::Erasure, id.as_str()).await?;
    record(op, "privacy.erasure_refused", &erasure, &erasure.reason).await?;
    let tell = Tell {
        to: &erasure.person_id,
        kind: "privacy-erasure-refused",
        details: &[("why", erasure.reason.clone())],
        link: "/account/data/erasure",
    };
    messages::tell(op, tell).await?;
    Ok(erasure)
}

/// A request that waits, and the officer who decides about somebody else.
async fn locked(op: &mut Op, id: &ErasureId) -> Outcome<(Erasure, PersonId)> {
    let person = store::get_erasure(op, id).await?.person_id;
    op.tx.lock(&format!("privacy:{person}")).await?;
    let erasure = store::get_erasure(op, id).await?;
    let person = identity::get_person(op, &person).await?;
    op.allow(Action::DecideErasure, &person)?;
    let officer = op.actor.signed_in()?.clone();
    if op.actor.is_me(&person.id) {
        return Err(Error::OwnErasure.into());
    }
    if !erasure.state.is_waiting() {
        return Err(Error::NotWaiting.into());
    }
    Ok((erasure, officer))
}

/// Erases everything that says who somebody was. Files are forgotten after the commit.
async fn erase(op: &mut Op, person: &PersonId) -> Outcome<()> {
    let mut keys = certificates::erase_of(op, person).await?;
    keys.extend(cards::erase_of(op, person).await?);
    for mut export in store::list_exports(op, person).await? {
        keys.push(file_key(&export.id));
        store::delete_parts(op, &export.id).await?;
        export.state = ExportState::Erased;
        store::save_export(op, &export).await?;
    }
    let evidence = evidence::files_of(op, person).await?;
    messages::erase_of(op, person).await?;
    queues::erase_of(op, person).await?;
    facts::erase_of(op, person).await?;
    claims::erase_of(op, person).await?;
    earlier::erase_of(op, person).await?;
    rosters::erase_of(op, person).await?;
    merges::erase_of(op, person).await?;
    learning::erase_words_of(op, person).await?;
    batches::erase_of(op, person).await?;
    employers::end_posts_of(op, person).await?;
    identity::erase_person(op, person).await?;
    op.enqueue(&ForgetFiles { keys, evidence }).await
}
