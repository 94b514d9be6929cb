//! The desks' side: the employer says whether it is so, the bureau has the last word where the
//! desk's rule says that, and what was found wrong later is revoked.

use kernel::{FactId, Outcome};

use super::super::desks::desk;
use super::super::model::{FactCase, State, Step};
use super::super::{Error, rules, store};
use super::{case, end_waiting, record, tell, wait};
use crate::Op;
use crate::permission::Action;
use crate::queues::{self, Matter};

/// Says that it is so: for the employer, or for the bureau.
pub async fn confirm(op: &mut Op, id: &FactId, words: &str) -> Outcome<FactCase> {
    let found = case(op, id).await?;
    let me = op.actor.signed_in()?.clone();
    let for_employer = answers_for_employer(op, &found)?;
    let words = words.trim();
    let to = if for_employer {
        rules::after_employer(desk(found.fact.kind)?)
    } else {
        State::Confirmed
    };
    let by = (to == State::Confirmed).then_some(&me);
    if !store::set_state(op, id, found.fact.state, to, by).await? {
        return Err(Error::Settled.into());
    }
    if to == State::Confirmed {
        end_waiting(op, &found.fact).await?;
        record(op, &found.fact, Step::Confirmed, words).await?;
        tell(op, &found.fact, "facts-confirmed", words).await?;
    } else {
        let needed_by = queues::find(op, Matter::Fact, id.as_str()).await?;
        let needed_by = needed_by.and_then(|item| item.needed_by);
        record(op, &found.fact, Step::EmployerConfirmed, words).await?;
        let fact = store::get(op, id).await?;
        wait(op, &fact, needed_by).await?;
    }
    case(op, id).await
}

/// Says that it is not so, or not proven, and why.
pub async fn refuse(op: &mut Op, id: &FactId, words: &str) -> Outcome<FactCase> {
    let found = case(op, id).await?;
    let me = op.actor.signed_in()?.clone();
    answers_for_employer(op, &found)?;
    let words = rules::words(words, "words")?;
    if !store::set_state(op, id, found.fact.state, State::Refused, Some(&me)).await? {
        return Err(Error::Settled.into());
    }
    end_waiting(op, &found.fact).await?;
    record(op, &found.fact, Step::Refused, &words).await?;
    tell(op, &found.fact, "facts-refused", &words).await?;
    case(op, id).await
}

/// A confirmed fact was found wrong: no decision uses it from now on. What was decided on it stays
/// as it was shown, and names it.
pub async fn revoke(op: &mut Op, id: &FactId, words: &str) -> Outcome<FactCase> {
    let found = case(op, id).await?;
    op.allow(Action::DecideFact, &found)?;
    let words = rules::words(words, "words")?;
    if found.fact.state != State::Confirmed {
        return Err(Error::NotConfirmed.into());
    }
    not_own(op, &found)?;
    if !store::set_state(op, id, State::Confirmed, State::Revoked, None).await? {
        return Err(Error::Settled.into());
    }
    record(op, &found.fact, Step::Revoked, &words).await?;
    tell(op, &found.fact, "facts-revoked", &words).await?;
    case(op, id).await
}

/// Whether who acts answers for the employer; refuses who may not answer now.
fn answers_for_employer(op: &Op, found: &FactCase) -> Outcome<bool> {
    if !found.fact.state.is_open() {
        let may = op.may(Action::DecideFact, found) || op.may(Action::ConfirmFact, found);
        if !may {
            op.allow(Action::DecideFact, found)?;
        }
        return Err(Error::Settled.into());
    }
    let is_with_employer = found.fact.state == State::WithEmployer && !found.is_escalated;
    if is_with_employer {
        if !op.may(Action::ConfirmFact, found) && op.may(Action::DecideFact, found) {
            return Err(Error::NotYetYours.into());
        }
        op.allow(Action::ConfirmFact, found)?;
    } else {
        op.allow(Action::DecideFact, found)?;
    }
    not_own(op, found)?;
    Ok(is_with_employer)
}

/// Who claims does not decide.
fn not_own(op: &Op, found: &FactCase) -> Outcome<()> {
    if op.actor.is_me(&found.fact.person_id) {
        return Err(Error::OwnFact.into());
    }
    Ok(())
}
