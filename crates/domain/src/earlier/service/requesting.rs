//! A learner asks for hours of an earlier year with a picture of her card; the bureau decides.

use std::sync::Arc;

use kernel::{Category, EarlierRequestId, EntryId, Hours, Outcome, Page, PageSize, PersonId, Year};
use ledger::Posting;

use crate::earlier::model::{NewRequest, Request, RequestStatus, Ruling};
use crate::earlier::store::requests::{self as store, Stored};
use crate::earlier::{Error, rules};
use crate::evidence::{Evidence, Examined};
use crate::messages::{self, Tell};
use crate::permission::Action;
use crate::queues::{self, Desk, Matter, NewItem};
use crate::{Event, Op, editions, employers, evidence, hours, identity, territory};

/// Asks for hours of whoever is signed in.
pub async fn request(op: &mut Op, asked: NewRequest, card: Examined) -> Outcome<Request> {
    let person = op.actor.signed_in()?.clone();
    let worker = employers::worker(op, &person).await?;
    op.allow(Action::AskEarlier, &worker)?;
    op.tx.lock(&format!("earlier:{person}")).await?;
    let house = Arc::clone(&op.house);
    let (code, year) = (&worker.person.territory_code, asked.study_year);
    let edition = editions::for_year(&house, code, year, op.now.day())?;
    if !edition.study_years().any(|known| known == year) {
        return Err(Error::UnknownYear
            .fault()
            .with("year", year)
            .at("study_year"));
    }
    let asked = rules::check(&asked, op.now.day())?;
    if is_asked(op, &person, &asked).await? {
        return Err(Error::AskedAlready.fault().at("document"));
    }
    let kept = evidence::keep_examined(op, &person, card).await?;
    let new = Stored {
        id: op.new_id(),
        person_id: person,
        asked,
        evidence_id: kept.id,
        territory_id: worker.person.territory_id,
        status: RequestStatus::WithBureau,
        granted: None,
        reason: String::new(),
        asked_at: op.now,
        decided_by: None,
        decided_at: None,
    };
    store::save(op, &new).await?;
    let working_days = op.house.settings.claim_working_days;
    let item = NewItem {
        desk: Desk::Bureau(new.territory_id.clone()),
        kind: Matter::Earlier,
        subject: new.id.as_str(),
        person: Some(&new.person_id),
        title: &new.asked.origin,
        working_days,
        needed_by: new.asked.needed_by,
        escalates_to: None,
    };
    queues::put(op, item).await?;
    audit(op, "earlier.asked", &new, "").await?;
    complete(op, &new).await
}

/// Takes a request back before it is decided. Again: no change.
pub async fn withdraw(op: &mut Op, id: &EarlierRequestId) -> Outcome<Request> {
    let (request, mut stored) = locked(op, id).await?;
    op.allow(Action::WithdrawEarlier, &request)?;
    match request.status {
        RequestStatus::WithBureau => {}
        RequestStatus::Withdrawn => return Ok(request),
        RequestStatus::Granted | RequestStatus::Refused => return Err(Error::Decided.into()),
    }
    stored.status = RequestStatus::Withdrawn;
    store::save(op, &stored).await?;
    queues::settle(op, Matter::Earlier, id.as_str()).await?;
    evidence::settle(op, &stored.evidence_id).await?;
    audit(op, "earlier.withdrawn", &stored, "").await?;
    complete(op, &stored).await
}

/// Decides a request, with words; what is granted is posted in the same transaction.
pub async fn decide(
    op: &mut Op,
    id: &EarlierRequestId,
    ruling: Ruling,
    why: &str,
) -> Outcome<Request> {
    let (request, mut stored) = locked(op, id).await?;
    op.allow(Action::DecideEarlier, &request)?;
    let officer = op.actor.signed_in()?.clone();
    if op.actor.is_me(&request.person_id) {
        return Err(Error::OwnHours.into());
    }
    let why = rules::words(why, "why")?;
    if request.status != RequestStatus::WithBureau {
        return Err(Error::Decided.into());
    }
    let (action, kind) = match ruling {
        Ruling::Grant(hours) => {
            let most = stored.asked.hours;
            if hours <= Hours::ZERO || hours > most {
                return Err(Error::BadHours.fault().with("most", most).at("hours"));
            }
            post(op, &stored, hours, &officer).await?;
            stored.granted = Some(hours);
            stored.status = RequestStatus::Granted;
            ("earlier.granted", "earlier-granted")
        }
        Ruling::Refuse => {
            stored.status = RequestStatus::Refused;
            ("earlier.refused", "earlier-refused")
        }
    };
    why.clone_into(&mut stored.reason);
    stored.decided_by = Some(officer);
    stored.decided_at = Some(op.now);
    store::save(op, &stored).await?;
    queues::settle(op, Matter::Earlier, id.as_str()).await?;
    evidence::settle(op, &stored.evidence_id).await?;
    audit(op, action, &stored, why).await?;
    tell(op, &stored, kind).await?;
    complete(op, &stored).await
}

/// A request.
pub async fn get_request(op: &mut Op, id: &EarlierRequestId) -> Outcome<Request> {
    let stored = store::find(op, id).await?.ok_or(Error::UnknownRequest)?;
    let request = complete(op, &stored).await?;
    op.allow(Action::SeeEarlier, &request)?;
    Ok(request)
}

async fn is_asked(op: &mut Op, person: &PersonId, asked: &NewRequest) -> Outcome<bool> {
    for account in identity::selves(op, person).await? {
        if store::is_asked(op, &account, asked).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The requests of whoever is signed in, the newest first.
pub async fn list_mine(op: &mut Op, after: Option<&str>, size: PageSize) -> Outcome<Page<Request>> {
    let me = op.actor.signed_in()?.clone();
    let mut stored = Vec::new();
    for account in identity::selves(op, &me).await? {
        stored.extend(store::list_of_person(op, &account, after, size.rows()).await?);
    }
    stored.sort_by(|a, b| b.id.cmp(&a.id));
    let mut requests = Vec::with_capacity(stored.len());
    for one in stored {
        requests.push(complete(op, &one).await?);
    }
    Ok(size.page(requests, |request| request.id.to_string()))
}

/// The picture of the card; leaves a trace when it is not her own.
pub async fn file(op: &mut Op, id: &EarlierRequestId) -> Outcome<(Evidence, Vec<u8>)> {
    let request = get_request(op, id).await?;
    let known = evidence::get(op, &request.evidence_id).await?;
    Ok((known, evidence::open(op, &request.evidence_id).await?))
}

/// Our drawing of the card; leaves the same trace.
pub async fn preview(op: &mut Op, id: &EarlierRequestId) -> Outcome<Vec<u8>> {
    let request = get_request(op, id).await?;
    evidence::preview(op, &request.evidence_id).await
}

/// Others with the same file or picture, for the officer who decides: when each was kept, and whose
/// it is where she may know that.
pub async fn same_files(
    op: &mut Op,
    id: &EarlierRequestId,
) -> Outcome<Vec<(Evidence, Option<String>)>> {
    let request = get_request(op, id).await?;
    op.allow(Action::DecideEarlier, &request)?;
    let mut found = Vec::new();
    for other in evidence::alike(op, &request.evidence_id).await? {
        let worker = employers::worker(op, &other.owner_id).await?;
        let may_see = op.may(Action::RecogniseHours, &worker);
        found.push((other, may_see.then_some(worker.person.name)));
    }
    Ok(found)
}

/// What the ledger has of a year and category of the person who asks, for the officer who decides.
pub async fn known_hours(op: &mut Op, request: &Request) -> Outcome<Hours> {
    op.allow(Action::DecideEarlier, request)?;
    let kept = identity::kept(op, &request.person_id).await?;
    let totals = ledger::totals(&mut op.tx, &kept).await?;
    let of = |year: Year, category: Category| {
        let mut totals = totals.iter();
        totals
            .find(|total| total.study_year == year && total.category == category)
            .map_or(Hours::ZERO, |total| total.hours)
    };
    Ok(of(request.asked.study_year, request.asked.category))
}

async fn locked(op: &mut Op, id: &EarlierRequestId) -> Outcome<(Request, Stored)> {
    op.tx.lock(&format!("earlier:{id}")).await?;
    let stored = store::find(op, id).await?.ok_or(Error::UnknownRequest)?;
    Ok((complete(op, &stored).await?, stored))
}

async fn post(op: &mut Op, request: &Stored, hours: Hours, by: &PersonId) -> Outcome<()> {
    let asked = &request.asked;
    let posting = Posting {
        person: request.person_id.clone(),
        study_year: asked.study_year,
        category: asked.category,
        hours,
        source: rules::request_source(&request.id),
        clause: rules::CLAUSE.to_owned(),
        title: rules::title(&asked.origin, &asked.document, asked.outside),
        recorded_by: Some(by.clone()),
    };
    let id: EntryId = op.new_id();
    hours::post(op, id, &posting).await.map(drop)
}

async fn complete(op: &mut Op, stored: &Stored) -> Outcome<Request> {
    let decided_by_name = match &stored.decided_by {
        Some(officer) => identity::name_of(op, officer).await?,
        None => String::new(),
    };
    Ok(Request {
        id: stored.id.clone(),
        person_id: stored.person_id.clone(),
        person_name: identity::name_of(op, &stored.person_id).await?,
        asked: stored.asked.clone(),
        evidence_id: stored.evidence_id.clone(),
        territory_id: stored.territory_id.clone(),
        territory_path: territory::get(op, &stored.territory_id).await?.path,
        status: stored.status,
        granted: stored.granted,
        reason: stored.reason.clone(),
        asked_at: stored.asked_at,
        decided_by: stored.decided_by.clone(),
        decided_by_name,
        decided_at: stored.decided_at,
        waits: queues::find(op, Matter::Earlier, stored.id.as_str()).await?,
    })
}

async fn tell(op: &mut Op, request: &Stored, kind: &'static str) -> Outcome<()> {
    let details = [
        ("year", request.asked.study_year.to_string()),
        ("why", request.reason.clone()),
    ];
    messages::tell(
        op,
        Tell {
            to: &request.person_id,
            kind,
            details: &details,
            link: &format!("/earlier/{}", request.id),
        },
    )
    .await
}

async fn audit(op: &mut Op, action: &'static str, request: &Stored, details: &str) -> Outcome<()> {
    op.audit(Event {
        action,
        about: Some(&request.person_id),
        subject: request.id.as_str(),
        details,
    })
    .await
}
