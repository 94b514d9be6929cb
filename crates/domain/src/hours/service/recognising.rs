//! Recognising hours on evidence (N2022 §3.9).

use std::sync::Arc;

use kernel::{Category, EntryId, Hours, Outcome, PersonId, Year};
use ledger::Entry;

use crate::hours::model::Recognition;
use crate::hours::{Error, carrying, rules, store};
use crate::permission::Action;
use crate::{Event, Op, editions, employers};

/// An officer recognises hours on evidence. The same hours on the same evidence count once: the
/// first entry is given again, unless it was revoked since.
pub async fn recognise(
    op: &mut Op,
    person: &PersonId,
    year: Year,
    category: Category,
    hours: Hours,
    evidence: &str,
) -> Outcome<Entry> {
    let worker = employers::worker(op, person).await?;
    op.allow(Action::RecogniseHours, &worker)?;
    let officer = op.actor.signed_in()?.clone();
    if op.actor.is_me(person) {
        return Err(Error::OwnHours.into());
    }
    let evidence = rules::given_words(evidence, Error::NoEvidence, "evidence")?;
    rules::check_recognised(hours)?;
    let house = Arc::clone(&op.house);
    let code = &worker.person.territory_code;
    let edition = editions::for_year(&house, code, year, op.now.day())?;
    rules::year(edition, year, &[])?;
    let recognition = Recognition {
        id: op.new_id(),
        person_id: person.clone(),
        study_year: year,
        category,
        hours,
        evidence: evidence.to_owned(),
        recognised_by: officer,
        recognised_at: op.now,
    };
    store::lock_person(op, person).await?;
    match find_standing(op, &recognition).await? {
        Some(entry) => Ok(entry),
        None => post(op, &recognition).await,
    }
}

/// The entry of an earlier recognition that says the same and still stands.
async fn find_standing(op: &mut Op, like: &Recognition) -> Outcome<Option<Entry>> {
    for id in store::list_same(op, like).await? {
        let found = carrying::find_standing(op, &rules::recognition_source(&id)).await?;
        if let Some(line) = found.filter(|line| !line.revoked) {
            return Ok(Some(line.entry));
        }
    }
    Ok(None)
}

async fn post(op: &mut Op, recognition: &Recognition) -> Outcome<Entry> {
    store::insert_recognition(op, recognition).await?;
    let id: EntryId = op.new_id();
    let posting = rules::recognition_posting(recognition);
    let entry = carrying::post(op, id, &posting).await?.into_inner();
    op.audit(Event {
        action: "hours.recognised",
        about: Some(&recognition.person_id),
        subject: entry.id.as_str(),
        details: &entry.hours.to_string(),
    })
    .await?;
    Ok(entry)
}
