//! Keeping files that prove something, opening and erasing them. The callers have asked for
//! permission, on the thing that a file proves.

use std::sync::Arc;

use kernel::{EvidenceId, Instant, Outcome, PersonId};
use sha2::{Digest, Sha256};

use super::drawing::{self, Examined};
use super::model::{Evidence, FileGiven};
use super::{Error, picture, rules, store};
use crate::{Event, House, Op};

/// Most others that are told of one file.
const ALIKE_MAX: usize = 20;
/// Most files that are erased at once; the ticker comes again.
const ERASED_MAX: i64 = 100;

/// Examines a file and keeps it. Examining takes a while: where others wait for the transaction, it
/// is done before it begins, by [`drawing::examine`] and [`keep_examined`].
pub async fn keep(op: &mut Op, owner: &PersonId, given: FileGiven) -> Outcome<Evidence> {
    let house = Arc::clone(&op.house);
    let examined = drawing::examine(&house, given).await?;
    keep_examined(op, owner, examined).await
}

/// Keeps an examined file of somebody: sealed, and found again by what it is and looks like. It
/// stays until [`settle`] says that what it proves is decided.
pub async fn keep_examined(op: &mut Op, owner: &PersonId, file: Examined) -> Outcome<Evidence> {
    let kept = Evidence {
        id: op.new_id(),
        owner_id: owner.clone(),
        name: file.name,
        kind: file.kind,
        bytes: i64::try_from(file.bytes.len()).unwrap_or(i64::MAX),
        drawn: file.drawn.is_some(),
        kept_at: op.now,
        erase_after: None,
        erased_at: None,
    };
    let house = Arc::clone(&op.house);
    let digest = hex::encode(Sha256::digest(&file.bytes));
    let digest = house.keys.find_hash("evidence", &digest)?;
    let looks = file.drawn.as_ref().map(|drawn| &drawn.looks);
    store::insert(op, &kept, &digest, looks).await?;
    let sealed = house.keys.seal_bytes(op, &file.bytes)?;
    house
        .files
        .put(&rules::key(&kept.id), sealed.into())
        .await?;
    if let Some(drawn) = &file.drawn {
        let sealed = house.keys.seal_bytes(op, &drawn.png)?;
        let key = rules::drawing_key(&kept.id);
        house.files.put(&key, sealed.into()).await?;
    }
    Ok(kept)
}

/// What is known of a file that must exist, also of one that was erased.
pub async fn get(op: &mut Op, id: &EvidenceId) -> Outcome<Evidence> {
    store::find(op, id)
        .await?
        .ok_or_else(|| Error::Unknown.into())
}

/// The original's bytes. Opened by somebody else than its owner, it leaves a line that she sees.
/// Handed out as an attachment only, never shown in a page.
pub async fn open(op: &mut Op, id: &EvidenceId) -> Outcome<Vec<u8>> {
    let file = standing(op, id).await?;
    leave_trace(op, "evidence.opened", &file).await?;
    read(&op.house, &rules::key(id)).await
}

/// Our drawing of it (a PNG): of a picture, or of the first page. Leaves the same trace.
pub async fn preview(op: &mut Op, id: &EvidenceId) -> Outcome<Vec<u8>> {
    let file = standing(op, id).await?;
    if !file.drawn {
        return Err(Error::NoPreview.into());
    }
    leave_trace(op, "evidence.looked_at", &file).await?;
    read(&op.house, &rules::drawing_key(id)).await
}

/// Other files, of anybody, with the same bytes or the same picture: the newest first.
pub async fn alike(op: &mut Op, id: &EvidenceId) -> Outcome<Vec<Evidence>> {
    let mut found = store::list_same_bytes(op, id).await?;
    if let Some(cells) = store::cells(op, id).await? {
        for (other, its) in store::list_candidates(op, id).await? {
            let known = found.iter().any(|one| one.id == other.id);
            if !known && picture::is_same(&cells, &its) {
                found.push(other);
            }
        }
    }
    found.sort_by(|one, other| other.id.cmp(&one.id));
    found.truncate(ALIKE_MAX);
    Ok(found)
}

/// What a file proves is decided: it is erased when the time for disputes is over.
pub async fn settle(op: &mut Op, id: &EvidenceId) -> Outcome<()> {
    let after = op.now.plus(op.house.settings.evidence_kept_for);
    store::save_erase_after(op, id, Some(after)).await
}

/// What a file proves is disputed: it stays until [`settle`] is said again.
pub async fn hold(op: &mut Op, id: &EvidenceId) -> Outcome<()> {
    store::save_erase_after(op, id, None::<Instant>).await
}

/// Erases a file now. Its row keeps the keyed digest and the times, so that the same file is known
/// again. Erasing again is harmless.
pub async fn erase(op: &mut Op, id: &EvidenceId) -> Outcome<()> {
    let file = get(op, id).await?;
    if file.erased_at.is_some() {
        return Ok(());
    }
    store::save_erased(op, id).await?;
    let house = Arc::clone(&op.house);
    house.files.delete(&rules::key(id)).await?;
    house.files.delete(&rules::drawing_key(id)).await?;
    op.audit(Event {
        action: "evidence.erased",
        about: Some(&file.owner_id),
        subject: id.as_str(),
        details: file.kind.as_str(),
    })
    .await
}

/// Erases files whose time is over; how many. Called by the ticker.
pub async fn erase_due(op: &mut Op) -> Outcome<usize> {
    let due = store::list_due(op, ERASED_MAX).await?;
    for id in &due {
        erase(op, id).await?;
    }
    Ok(due.len())
}

async fn standing(op: &mut Op, id: &EvidenceId) -> Outcome<Evidence> {
    let file = get(op, id).await?;
    if file.erased_at.is_some() {
        return Err(Error::Erased.into());
    }
    Ok(file)
}

async fn leave_trace(op: &mut Op, action: &'static str, file: &Evidence) -> Outcome<()> {
    if op.actor.is_me(&file.owner_id) {
        return Ok(());
    }
    op.audit(Event {
        action,
        about: Some(&file.owner_id),
        subject: file.id.as_str(),
        details: &file.name,
    })
    .await
}

async fn read(house: &House, key: &str) -> Outcome<Vec<u8>> {
    let sealed = house.files.get(key).await?;
    house.keys.open_bytes(&sealed)
}
