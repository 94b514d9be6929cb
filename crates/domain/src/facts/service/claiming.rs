//! Her side: claiming a fact, taking it back, saying that it is over.

use kernel::{Change, Day, FactId, Outcome, PersonId};

use super::super::desks::desk;
use super::super::model::{Fact, FactCase, NewFact, State, Step};
use super::super::{Error, rules, store};
use super::{case, end_waiting, record, wait};
use crate::permission::Action;
use crate::{Op, employers, evidence};

/// Claims a fact: it waits for the employer, or for the bureau.
pub async fn claim(op: &mut Op, person: &PersonId, new: NewFact) -> Outcome<Fact> {
    let worker = employers::worker(op, person).await?;
    op.allow(Action::ClaimFact, &worker)?;
    let rule = desk(new.kind)?;
    let value = rules::value(new.kind, &new.value)?;
    rules::check_days(&new, op.now.day())?;
    let words = rules::words(&new.words, "words")?;
    let owner = match &new.evidence_id {
        Some(id) => Some((id.clone(), evidence::get(op, id).await?.owner_id)),
        None => None,
    };
    let evidence_id = match owner {
        Some((id, owner)) if owner == *person || op.actor.is_me(&owner) => id,
        _ => return Err(Error::NoEvidence.fault().at("file")),
    };
    op.tx.lock(&format!("facts:{person}")).await?;
    let others = super::list(op, person).await?;
    rules::check_others(new.kind, &value, &others)?;
    let fact = Fact {
        id: op.new_id(),
        person_id: person.clone(),
        kind: new.kind,
        value,
        from_day: new.from_day,
        to_day: new.to_day,
        words,
        evidence_id: Some(evidence_id),
        state: rules::first_desk(rule, worker.employer.is_some()),
        employer_id: worker.employer.map(|employer| employer.id),
        territory_id: worker.person.territory_id,
        claimed_at: op.now,
        decided_by: None,
        decided_at: None,
    };
    store::insert(op, &fact).await?;
    record(op, &fact, Step::Claimed, "").await?;
    wait(op, &fact, new.needed_by).await?;
    Ok(fact)
}

/// Takes a fact back before it is decided. Doing it again is harmless.
pub async fn withdraw(op: &mut Op, id: &FactId) -> Outcome<Change<FactCase>> {
    let found = case(op, id).await?;
    op.allow(Action::WithdrawFact, &found)?;
    if found.fact.state == State::Withdrawn {
        return Ok(Change::Already(found));
    }
    if !found.fact.state.is_open() {
        return Err(Error::Settled.into());
    }
    if !store::set_state(op, id, found.fact.state, State::Withdrawn, None).await? {
        return Err(Error::Settled.into());
    }
    end_waiting(op, &found.fact).await?;
    record(op, &found.fact, Step::Withdrawn, "").await?;
    case(op, id).await.map(Change::New)
}

/// Says that a confirmed fact was so until a day: decisions of later days do not use it.
pub async fn end(op: &mut Op, id: &FactId, last: Day) -> Outcome<FactCase> {
    let found = case(op, id).await?;
    op.allow(Action::WithdrawFact, &found)?;
    if found.fact.state != State::Confirmed {
        return Err(Error::NotConfirmed.into());
    }
    let is_later = found.fact.to_day.is_some_and(|day| last > day);
    if last < found.fact.from_day || last > op.now.day() || is_later {
        return Err(Error::BadDays.fault().at("to_day"));
    }
    store::set_last_day(op, id, last).await?;
    record(op, &found.fact, Step::Ended, &last.to_string()).await?;
    case(op, id).await
}
