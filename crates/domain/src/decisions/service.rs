//! Asking, and looking at what was answered.

use std::sync::Arc;

use kernel::{DecisionId, Fault, Outcome, PersonId};
use policy::{Applicant, DecideError, Decision, Problem};

use super::model::{Question, Shown};
use super::{rules, store};
use crate::permission::Action;
use crate::{Event, Op, editions, employers, territory};

/// Most decisions on a page.
const LISTED_MAX: i64 = 50;

/// Asks whether a person may apply, from her records and the ledger as it stands now. What was
/// answered is kept with the facts, the edition's digest and the ledger's head.
///
/// The engine's refusals (`decisions.no_edition`, `decisions.missing_level`, …) come through.
pub async fn ask(op: &mut Op, person: &PersonId, question: Question) -> Outcome<Shown> {
    let worker = employers::worker(op, person).await?;
    op.allow(Action::AskDecision, &worker)?;
    let asked_by = op.actor.signed_in()?.clone();
    let house = Arc::clone(&op.house);
    let edition =
        editions::of_person(&house, &worker.person, question.on).map_err(|fault| fault.at("on"))?;
    let lines = ledger::list(&mut op.tx, person, None).await?;
    let id: DecisionId = op.new_id();
    let applicant = rules::applicant(&id, &worker, edition, &question, &lines);
    let decision = policy::decide(edition, &applicant).map_err(refused)?;
    let shown = Shown {
        id,
        person_id: person.clone(),
        territory_path: worker.person.territory_path,
        asked_by,
        asked_at: op.now,
        edition_id: edition.id().to_owned(),
        edition_digest: edition.digest().to_owned(),
        ledger_head: rules::head(&lines).cite(),
        is_outdated: false,
        applicant,
        decision,
    };
    store::insert(op, &shown).await?;
    op.audit(Event {
        action: "decisions.asked",
        about: Some(&shown.person_id),
        subject: shown.id.as_str(),
        details: shown.decision.outcome.as_str(),
    })
    .await?;
    Ok(shown)
}

/// A decision that was shown, as it was shown; with whether the ledger has moved on since.
pub async fn get(op: &mut Op, id: &DecisionId) -> Outcome<Shown> {
    let mut shown = store::get(op, id).await?;
    let worker = employers::worker(op, &shown.person_id).await?;
    shown.territory_path = worker.person.territory_path;
    op.allow(Action::SeeDecision, &shown)?;
    let head = ledger::head(&mut op.tx, &shown.person_id).await?.cite();
    shown.is_outdated = head != shown.ledger_head;
    Ok(shown)
}

/// The newest decisions about a person.
pub async fn list(op: &mut Op, person: &PersonId) -> Outcome<Vec<Shown>> {
    let worker = employers::worker(op, person).await?;
    op.allow(Action::AskDecision, &worker)?;
    let head = ledger::head(&mut op.tx, person).await?.cite();
    let mut all = store::list(op, person, LISTED_MAX).await?;
    for shown in &mut all {
        shown
            .territory_path
            .clone_from(&worker.person.territory_path);
        shown.is_outdated = head != shown.ledger_head;
    }
    Ok(all)
}

/// Decides on given facts, for a committee whose territory the applicant's is in or below. Nothing
/// is kept: what counts is the decision on the person's own records.
pub async fn check(op: &mut Op, applicant: &Applicant) -> Outcome<Decision> {
    let territory = territory::find_by_code(op, applicant.territory())
        .await?
        .ok_or_else(|| refused(DecideError::new(Problem::UnknownTerritory)))?;
    op.allow(Action::CheckApplicants, &territory)?;
    op.house.policies.decide(applicant, None).map_err(refused)
}

/// The engine's refusal, at the field of the question that is to blame.
fn refused(error: DecideError) -> Fault {
    let field = match error.problem {
        Problem::MissingLevel => Some("level"),
        Problem::MissingDegree => Some("degree"),
        Problem::NoEdition | Problem::BornAfterApplication => Some("on"),
        Problem::TransferAfterApplication => Some("from_government_on"),
        _ => None,
    };
    let fault = Fault::from(error);
    match field {
        Some(field) => fault.at(field),
        None => fault,
    }
}
