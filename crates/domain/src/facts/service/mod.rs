//! Operations on facts: her side, the desks' side, and looking.

mod claiming;
mod deciding;
mod looking;

pub use claiming::{claim, end, withdraw};
pub use deciding::{confirm, refuse, revoke};
pub use looking::{file, get, list};

use kernel::{FactId, Outcome};

use super::desks::desk;
use super::model::{Fact, FactCase, Step};
use super::store;
use crate::messages::{self, Tell};
use crate::queues::{self, Desk, Matter, NewItem};
use crate::{Event, Op, evidence, identity, territory};

/// A fact with what its desks need to know. Asks for no permission.
async fn case(op: &mut Op, id: &FactId) -> Outcome<FactCase> {
    let fact = store::get(op, id).await?;
    let rule = desk(fact.kind)?;
    let item = queues::find(op, Matter::Fact, id.as_str()).await?;
    let mut steps = Vec::new();
    for (actor, mut step) in store::steps(op, id).await? {
        step.actor = identity::name_of(op, &actor).await?;
        steps.push(step);
    }
    Ok(FactCase {
        name: identity::name_of(op, &fact.person_id).await?,
        territory_path: territory::get(op, &fact.territory_id).await?.path,
        seen_by: fact.employer_id.clone().filter(|_| !rule.sensitive),
        sensitive: rule.sensitive,
        steps,
        answer_by: item.as_ref().map(|item| item.answer_by),
        is_escalated: item
            .as_ref()
            .is_some_and(|item| item.escalated_at.is_some()),
        taken_by: item.and_then(|item| item.taken_by),
        fact,
    })
}

/// Lets a fact wait at its desk.
async fn wait(op: &mut Op, fact: &Fact, needed_by: Option<kernel::Day>) -> Outcome<()> {
    let bureau = Desk::Bureau(fact.territory_id.clone());
    let at_employer = (fact.state == super::State::WithEmployer)
        .then(|| fact.employer_id.clone())
        .flatten();
    let (desk, escalates_to) = match at_employer {
        Some(employer) => (Desk::Employer(employer), Some(bureau)),
        None => (bureau, None),
    };
    let title = identity::name_of(op, &fact.person_id).await?;
    let new = NewItem {
        desk,
        kind: Matter::Fact,
        subject: fact.id.as_str(),
        person: Some(&fact.person_id),
        title: &title,
        working_days: op.house.settings.answer_working_days,
        needed_by,
        escalates_to,
    };
    queues::put(op, new).await.map(drop)
}

/// Nobody waits for it any more: it leaves its queue, and its proof is kept for as long as somebody
/// may dispute what was decided.
async fn end_waiting(op: &mut Op, fact: &Fact) -> Outcome<()> {
    queues::settle(op, Matter::Fact, fact.id.as_str()).await?;
    match &fact.evidence_id {
        Some(id) => evidence::settle(op, id).await,
        None => Ok(()),
    }
}

/// Leaves the traces of a step: in the fact's history and in the audit.
async fn record(op: &mut Op, fact: &Fact, step: Step, words: &str) -> Outcome<()> {
    store::add_step(op, &fact.id, step, words).await?;
    let action = match step {
        Step::Claimed => "facts.claimed",
        Step::EmployerConfirmed => "facts.employer_confirmed",
        Step::Confirmed => "facts.confirmed",
        Step::Refused => "facts.refused",
        Step::Withdrawn => "facts.withdrawn",
        Step::Ended => "facts.ended",
        Step::Revoked => "facts.revoked",
    };
    op.audit(Event {
        action,
        about: Some(&fact.person_id),
        subject: fact.id.as_str(),
        details: fact.kind.as_str(),
    })
    .await
}

/// Tells her what became of her fact.
async fn tell(op: &mut Op, fact: &Fact, kind: &'static str, why: &str) -> Outcome<()> {
    let details = [
        ("fact", fact.kind.as_str().to_owned()),
        ("why", why.to_owned()),
    ];
    let link = format!("/facts/{}", fact.id);
    let tell = Tell {
        to: &fact.person_id,
        kind,
        details: &details,
        link: &link,
    };
    messages::tell(op, tell).await
}
