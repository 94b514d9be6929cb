//! The files of a claim, and others that are the same.

use kernel::{ClaimId, EvidenceId, Outcome};

use super::{complete, get, load_locked};
use crate::claims::model::{AlikeFile, Claim, OtherCopy, Status};
use crate::claims::store;
use crate::claims::{Error, rules};
use crate::evidence::{Evidence, Examined};
use crate::permission::Action;
use crate::{Op, employers, evidence};

/// Adds a file to a draft, or to a claim that the employer returned.
pub async fn attach(op: &mut Op, id: &ClaimId, file: Examined) -> Outcome<Evidence> {
    let (claim, _) = load_locked(op, id).await?;
    op.allow(Action::ChangeClaim, &claim)?;
    check_open(&claim)?;
    if store::list_files(op, id).await?.len() >= rules::FILES_MAX {
        let fault = Error::TooManyFiles.fault().with("most", rules::FILES_MAX);
        return Err(fault.at("files"));
    }
    let kept = evidence::keep_examined(op, &claim.person_id, file).await?;
    store::insert_file(op, id, &kept.id).await?;
    Ok(kept)
}

/// Takes a file away again, which erases it.
pub async fn detach(op: &mut Op, id: &ClaimId, file: &EvidenceId) -> Outcome<()> {
    let (claim, _) = load_locked(op, id).await?;
    op.allow(Action::ChangeClaim, &claim)?;
    check_open(&claim)?;
    check_file(op, id, file).await?;
    store::delete_file(op, file).await?;
    evidence::erase(op, file).await
}

/// The files of a claim, in the order in which they came.
pub async fn files(op: &mut Op, id: &ClaimId) -> Outcome<Vec<Evidence>> {
    get(op, id).await?;
    let mut files = Vec::new();
    for file in store::list_files(op, id).await? {
        files.push(evidence::get(op, &file).await?);
    }
    Ok(files)
}

/// The bytes of a file; leaves a trace when it is not her own.
pub async fn open_file(
    op: &mut Op,
    id: &ClaimId,
    file: &EvidenceId,
) -> Outcome<(Evidence, Vec<u8>)> {
    get(op, id).await?;
    check_file(op, id, file).await?;
    let known = evidence::get(op, file).await?;
    Ok((known, evidence::open(op, file).await?))
}

/// Our drawing of a file; leaves the same trace.
pub async fn preview_file(op: &mut Op, id: &ClaimId, file: &EvidenceId) -> Outcome<Vec<u8>> {
    get(op, id).await?;
    check_file(op, id, file).await?;
    evidence::preview(op, file).await
}

/// The files of a claim of which there are others, of anybody, that are the same: for the officer
/// who decides. Of another's file she sees no more than that it is there, unless its owner is hers
/// to see.
pub async fn alike(op: &mut Op, id: &ClaimId) -> Outcome<Vec<AlikeFile>> {
    let claim = get(op, id).await?;
    op.allow(Action::DecideClaim, &claim)?;
    let mut found = Vec::new();
    for file in files(op, id).await? {
        let mut others = Vec::new();
        for other in evidence::alike(op, &file.id).await? {
            let its = store::find_by_file(op, &other.id).await?;
            if its.as_ref() != Some(id) {
                others.push(other_copy(op, &claim, other, its).await?);
            }
        }
        if !others.is_empty() {
            found.push(AlikeFile { file, others });
        }
    }
    Ok(found)
}

/// Our drawing of another file that is the same as one of the claim's.
pub async fn alike_preview(op: &mut Op, id: &ClaimId, other: &EvidenceId) -> Outcome<Vec<u8>> {
    let alike = alike(op, id).await?;
    let mut copies = alike.iter().flat_map(|file| &file.others);
    if !copies.any(|copy| copy.id == *other && copy.shown) {
        return Err(Error::UnknownFile.into());
    }
    evidence::preview(op, other).await
}

async fn other_copy(
    op: &mut Op,
    claim: &Claim,
    other: Evidence,
    its: Option<ClaimId>,
) -> Outcome<OtherCopy> {
    let worker = employers::worker(op, &other.owner_id).await?;
    let may_see = op.may(Action::RecogniseHours, &worker);
    let proves = match its.filter(|_| may_see) {
        Some(id) => match store::find(op, &id).await? {
            Some(stored) => Some(complete(op, &stored).await?),
            None => None,
        },
        None => None,
    };
    let proves = proves.filter(|its| op.may(Action::SeeClaim, its));
    Ok(OtherCopy {
        kept_at: other.kept_at,
        owner_name: may_see.then_some(worker.person.name),
        is_own: other.owner_id == claim.person_id,
        shown: may_see && other.drawn,
        claim: proves.map(|its| (its.id, its.fields.title, its.status)),
        id: other.id,
    })
}

fn check_open(claim: &Claim) -> Outcome<()> {
    match claim.status {
        Status::Draft | Status::Returned => Ok(()),
        _ => Err(Error::NotDraft.into()),
    }
}

async fn check_file(op: &mut Op, id: &ClaimId, file: &EvidenceId) -> Outcome<()> {
    if store::find_by_file(op, file).await?.as_ref() == Some(id) {
        Ok(())
    } else {
        Err(Error::UnknownFile.into())
    }
}
