//! Asking what if, asking for keeps, and looking at what was answered.

use std::sync::Arc;

use kernel::{DecisionId, Fault, Outcome, Page, PageSize, PersonId};
use ledger::Head;
use policy::{Applicant, DecideError, Decision, Problem};

use super::model::{Considered, Question, Shown};
use super::{known, rules, store};
use crate::employers::Worker;
use crate::permission::Action;
use crate::{Event, Op, editions, employers, facts, identity, territory};

/// What a considered answer calls its applicant: it has no number, since nobody keeps it.
const WHAT_IF: &str = "what-if";

/// Answers a question about a person from her records, the ledger as it stands now and what the
/// asker supposes. Nothing is kept and nothing changes.
///
/// The engine's refusals (`decisions.no_edition`, `decisions.missing_level`, …) come through.
pub async fn consider(op: &mut Op, person: &PersonId, question: Question) -> Outcome<Considered> {
    let kept = identity::kept(op, person).await?;
    let worker = employers::worker(op, &kept).await?;
    op.allow(Action::AskDecision, &worker)?;
    let (considered, _) = decide(op, WHAT_IF, &worker, &question).await?;
    Ok(considered)
}

/// Answers the same question, and keeps the answer with the facts, the edition's digest and the
/// ledger's head, so that it can be looked at and replayed.
pub async fn ask(op: &mut Op, person: &PersonId, question: Question) -> Outcome<Shown> {
    let kept = identity::kept(op, person).await?;
    let worker = employers::worker(op, &kept).await?;
    op.allow(Action::AskDecision, &worker)?;
    let asked_by = op.actor.signed_in()?.clone();
    let id: DecisionId = op.new_id();
    let (considered, head) = decide(op, id.as_str(), &worker, &question).await?;
    let Considered {
        applicant,
        supposed,
        grounds,
        decision,
    } = considered;
    let shown = Shown {
        id,
        person_id: kept,
        territory_path: worker.person.territory_path,
        asked_by,
        asked_at: op.now,
        edition_id: decision.edition.id.clone(),
        edition_digest: decision.edition.digest.clone(),
        ledger_head: head.cite(),
        is_outdated: false,
        applicant,
        supposed,
        grounds,
        text: decision.to_json(),
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

async fn decide(
    op: &mut Op,
    id: &str,
    worker: &Worker,
    question: &Question,
) -> Outcome<(Considered, Head)> {
    let house = Arc::clone(&op.house);
    let edition =
        editions::of_person(&house, &worker.person, question.on).map_err(|fault| fault.at("on"))?;
    let lines = ledger::list(&mut op.tx, &worker.person.id, None).await?;
    let grounded = facts::as_of(op, worker, question.on).await?;
    let mut applicant = rules::recorded(id, worker, &grounded, edition, question, &lines);
    applicant.deemed = known::deemed(op, &worker.person.id, op.now.day()).await?;
    let supposed = rules::suppose(&mut applicant, &question.supposed)?;
    let decision = policy::decide(edition, &applicant).map_err(refused)?;
    let considered = Considered {
        applicant,
        supposed,
        grounds: grounded.grounds,
        decision,
    };
    Ok((considered, rules::head(&lines)))
}

/// A decision that was kept, as it was shown; with whether the ledger or what is deemed complete
/// has moved on since.
///
/// Its owner and the bureau see each; a committee's clerk only what she asked herself, since what
/// an applicant tried out for her own use is nobody else's business.
pub async fn get(op: &mut Op, id: &DecisionId) -> Outcome<Shown> {
    let mut shown = store::get(&mut op.tx, id).await?;
    let worker = employers::worker(op, &shown.person_id).await?;
    shown.territory_path = worker.person.territory_path;
    let action = if op.actor.is_me(&shown.asked_by) {
        Action::SeeDecisionAsked
    } else {
        Action::SeeDecision
    };
    op.allow(action, &shown)?;
    let head = ledger::head(&mut op.tx, &shown.person_id).await?.cite();
    let deemed = known::deemed(op, &shown.person_id, op.now.day()).await?;
    shown.is_outdated = rules::is_outdated(&shown, &head, &deemed);
    Ok(shown)
}

/// The decisions about a person that were kept, the newest first, page by page.
pub async fn list(
    op: &mut Op,
    person: &PersonId,
    after: Option<&str>,
    size: PageSize,
) -> Outcome<Page<Shown>> {
    let worker = employers::worker(op, person).await?;
    op.allow(Action::SeeDecision, &worker)?;
    let head = ledger::head(&mut op.tx, person).await?.cite();
    let deemed = known::deemed(op, person, op.now.day()).await?;
    let mut all = Vec::new();
    for account in identity::selves(op, person).await? {
        all.extend(store::list(op, &account, after, size).await?);
    }
    all.sort_by(|a, b| b.id.cmp(&a.id));
    for shown in &mut all {
        shown
            .territory_path
            .clone_from(&worker.person.territory_path);
        shown.is_outdated = rules::is_outdated(shown, &head, &deemed);
    }
    Ok(size.page(all, |shown| shown.id.to_string()))
}

/// Decides on given facts, for a committee whose territory the applicant's is in or below. Nothing
/// is kept: what counts is the decision on the person's own records.
pub async fn check(op: &mut Op, applicant: &Applicant) -> Outcome<Decision> {
    let territory = territory::find_by_code(op, applicant.territory())
        .await?
        .ok_or_else(|| refused(DecideError::new(Problem::UnknownTerritory)))?;
    op.allow(Action::CheckApplicants, &territory)?;
    rules::believe_birthday(applicant)?;
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
