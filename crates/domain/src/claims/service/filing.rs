//! The learner's side: writing a claim, submitting it, taking it back, appealing.

use std::sync::Arc;

use kernel::{ClaimId, Hours, Outcome, PersonId};

use super::{
    complete, edition_of, granted_already, kind_of, load_locked, lock, put_at_bureau, settle_files,
    take,
};
use crate::claims::kinds::{self, ClaimKind};
use crate::claims::model::{Claim, ClaimFields, Granted, Status};
use crate::claims::store::{self, Stored};
use crate::claims::{Error, rules};
use crate::employers::Worker;
use crate::permission::Action;
use crate::queues::{self, Desk, Matter, NewItem};
use crate::{Op, employers, evidence};

/// Begins a claim of whoever is signed in. Beginning the same again gives the draft that is there;
/// one that was submitted refuses a second for the same activity.
pub async fn draft(op: &mut Op, fields: ClaimFields) -> Outcome<Claim> {
    let person = op.actor.signed_in()?.clone();
    let worker = employers::worker(op, &person).await?;
    op.allow(Action::FileClaim, &worker)?;
    lock(op, &person).await?;
    let id = op.new_id();
    let new = written(op, id, &worker, fields).await?;
    let same = store::list_of_year(op, &person, &new.fields.kind, new.fields.study_year).await?;
    if let Some(same) = same.into_iter().find(|same| is_same(same, &new)) {
        if same.status == Status::Draft {
            return complete(op, &same).await;
        }
        return Err(Error::ClaimedAlready
            .fault()
            .with("title", &same.fields.title));
    }
    if store::count_open(op, &person).await? >= rules::OPEN_MAX {
        return Err(Error::TooManyOpen.fault().with("most", rules::OPEN_MAX));
    }
    take(op, &new, "claims.drafted", "").await
}

/// Changes what was filled in of a draft.
pub async fn edit(op: &mut Op, id: &ClaimId, fields: ClaimFields) -> Outcome<Claim> {
    let (claim, old) = load_locked(op, id).await?;
    op.allow(Action::ChangeClaim, &claim)?;
    if claim.status != Status::Draft {
        return Err(Error::NotDraft.into());
    }
    let worker = employers::worker(op, &claim.person_id).await?;
    let new = written(op, old.id, &worker, fields).await?;
    store::save(op, &new).await?;
    complete(op, &new).await
}

/// Submits a draft, to the employer first; a claim that the employer returned goes to the bureau.
/// Submitting again changes nothing.
pub async fn submit(op: &mut Op, id: &ClaimId) -> Outcome<Claim> {
    let (claim, stored) = load_locked(op, id).await?;
    op.allow(Action::ChangeClaim, &claim)?;
    let from = match claim.status {
        Status::Draft | Status::Returned => claim.status,
        Status::WithEmployer | Status::WithBureau => return Ok(claim),
        _ => return Err(Error::Decided.into()),
    };
    if store::list_files(op, id).await?.is_empty() {
        return Err(Error::NoFiles.fault().at("files"));
    }
    // Rate, cap and post may have changed since it was written.
    let worker = employers::worker(op, &claim.person_id).await?;
    let mut new = written(op, stored.id.clone(), &worker, stored.fields.clone()).await?;
    let with_bureau = from == Status::Returned || new.employer_id.is_none();
    if with_bureau {
        new.status = Status::WithBureau;
        put_at_bureau(op, &new, Matter::Claim).await?;
    } else {
        new.status = Status::WithEmployer;
        put_at_employer(op, &new).await?;
    }
    let action = match from {
        Status::Returned => "claims.sent_on",
        _ => "claims.submitted",
    };
    take(op, &new, action, "").await
}

/// Takes a claim back before it is decided; a draft's files go with it. Again: no change.
pub async fn withdraw(op: &mut Op, id: &ClaimId) -> Outcome<Claim> {
    let (claim, mut stored) = load_locked(op, id).await?;
    op.allow(Action::ChangeClaim, &claim)?;
    match claim.status {
        Status::Withdrawn => return Ok(claim),
        Status::Draft => {
            for file in store::list_files(op, id).await? {
                evidence::erase(op, &file).await?;
            }
        }
        Status::WithEmployer | Status::Returned | Status::WithBureau => {
            queues::settle(op, Matter::Claim, id.as_str()).await?;
            settle_files(op, id).await?;
        }
        _ => return Err(Error::Decided.into()),
    }
    stored.status = Status::Withdrawn;
    stored.since = op.now;
    take(op, &stored, "claims.withdrawn", "").await
}

/// Appeals a refusal, or a grant of less than was asked for: once, within the days that were said.
/// Another officer decides.
pub async fn appeal(op: &mut Op, id: &ClaimId, words: &str) -> Outcome<Claim> {
    let (claim, mut stored) = load_locked(op, id).await?;
    op.allow(Action::ChangeClaim, &claim)?;
    if claim.status == Status::Appealed {
        return Ok(claim);
    }
    let words = rules::reason(words)?;
    if !rules::may_appeal(&claim, op.now.day()) {
        return Err(Error::NoAppeal.into());
    }
    for file in store::list_files(op, id).await? {
        evidence::hold(op, &file).await?;
    }
    stored.status = Status::Appealed;
    stored.appealed_at = Some(op.now);
    stored.since = op.now;
    put_at_bureau(op, &stored, Matter::Appeal).await?;
    take(op, &stored, "claims.appealed", words).await
}

/// A claim as it would be written now: checked, and reckoned by the rate and what the cap leaves.
async fn written(
    op: &mut Op,
    id: ClaimId,
    worker: &Worker,
    fields: ClaimFields,
) -> Outcome<Stored> {
    let house = Arc::clone(&op.house);
    let code = &worker.person.territory_code;
    let edition = edition_of(&house, code, fields.study_year, op)?;
    let kind = kind_of(edition, &fields.kind)?;
    let fields = rules::check(fields, &kind, op.now.day())?;
    let employer = worker.employer.as_ref();
    let mut new = Stored {
        id,
        person_id: worker.person.id.clone(),
        category: kind.category,
        cite: kind.cite.clone(),
        edition_id: edition.id().to_owned(),
        asked: None,
        employer_id: employer.map(|employer| employer.id.clone()),
        territory_id: employer.map_or_else(
            || worker.person.territory_id.clone(),
            |employer| employer.territory_id.clone(),
        ),
        status: Status::Draft,
        granted: None::<Granted>,
        decided_by: None::<PersonId>,
        appeal_until: None,
        appealed_at: None,
        undeem_proposed_by: None,
        since: op.now,
        fields,
    };
    new.asked = asked(op, &kind, &new).await?;
    Ok(new)
}

/// What the rate gives, within the cap; none of an exam.
async fn asked(op: &mut Op, kind: &ClaimKind, new: &Stored) -> Outcome<Option<Hours>> {
    if kind.is_deeming() {
        return Ok(None);
    }
    let already = granted_already(op, new).await?;
    let most = kinds::most(kind, new.fields.quantity, already, None);
    if most == Hours::ZERO {
        let cap = kind.conversion.as_ref().and_then(|one| one.cap_per_year);
        let fault = Error::CapUsed.fault().with("most", cap.unwrap_or_default());
        return Err(fault.with("already", already).at("quantity"));
    }
    Ok(Some(most))
}

fn is_same(one: &Stored, other: &Stored) -> bool {
    let (a, b) = (&one.fields, &other.fields);
    let over = matches!(one.status, Status::Refused | Status::Undeemed);
    one.id != other.id
        && !over
        && a.title == b.title
        && a.from_day == b.from_day
        && a.certificate_number == b.certificate_number
}

async fn put_at_employer(op: &mut Op, claim: &Stored) -> Outcome<()> {
    let Some(employer) = claim.employer_id.clone() else {
        return Ok(());
    };
    let working_days = op.house.settings.claim_employer_working_days;
    let new = NewItem {
        desk: Desk::Employer(employer),
        kind: Matter::Claim,
        subject: claim.id.as_str(),
        person: Some(&claim.person_id),
        title: &claim.fields.title,
        working_days,
        needed_by: claim.fields.needed_by,
        escalates_to: Some(Desk::Bureau(claim.territory_id.clone())),
    };
    queues::put(op, new).await.map(drop)
}
