//! Looking at facts and at their proofs.

use kernel::{FactId, Outcome, PersonId};

use super::super::model::{Fact, FactCase};
use super::super::{Error, store};
use super::case;
use crate::evidence::{self, Evidence};
use crate::permission::Action;
use crate::{Op, employers, identity};

/// All facts of a person, the newest first.
pub async fn list(op: &mut Op, person: &PersonId) -> Outcome<Vec<Fact>> {
    let worker = employers::worker(op, person).await?;
    op.allow(Action::SeeFacts, &worker)?;
    let mut facts = Vec::new();
    for account in identity::selves(op, person).await? {
        facts.extend(store::list(op, &account).await?);
    }
    facts.sort_by(|a, b| b.id.cmp(&a.id));
    Ok(facts)
}

/// A fact with what became of it.
pub async fn get(op: &mut Op, id: &FactId) -> Outcome<FactCase> {
    let found = case(op, id).await?;
    op.allow(Action::SeeFact, &found)?;
    Ok(found)
}

/// The proof of a fact: what it is and its bytes. A sensitive one is shown to its owner, and to the
/// officer who has taken the case or decided it; `facts.take_first` to others of the desk.
pub async fn file(op: &mut Op, id: &FactId) -> Outcome<(Evidence, Vec<u8>)> {
    let found = get(op, id).await?;
    let me = op.actor.signed_in()?;
    let is_own = op.actor.is_me(&found.fact.person_id);
    let decides = found.taken_by.as_ref() == Some(me) || found.fact.decided_by.as_ref() == Some(me);
    if found.sensitive && !is_own && !decides {
        return Err(Error::TakeFirst.into());
    }
    let evidence_id = found.fact.evidence_id.ok_or(Error::NoEvidence)?;
    let kept = evidence::get(op, &evidence_id).await?;
    let bytes = evidence::open(op, &evidence_id).await?;
    Ok((kept, bytes))
}
