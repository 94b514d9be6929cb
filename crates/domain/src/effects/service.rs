//! Starting a count, moving it on, looking at it.

use kernel::{Day, EffectId, Outcome, PersonId};

use super::counting::{self, Comparison};
use super::jobs::EffectDue;
use super::model::{Effect, Tally};
use super::{Error, store};
use crate::permission::Action;
use crate::territory::Territory;
use crate::{Event, Op, identity, territory};

/// People in one turn of the queue: the writer is held for a fraction of a second.
const PEOPLE_AT_ONCE: i64 = 2_000;
/// Most effects on a page.
const LISTED_MAX: i64 = 20;

/// Starts to count the effect of a draft on a day of its year.
pub async fn start(op: &mut Op, draft_id: &str, on: Option<Day>) -> Outcome<Effect> {
    let comparison = Comparison::new(op, draft_id, on, op.now.day()).await?;
    op.allow(Action::SeeRegion, &comparison.territory)?;
    let started_by = op.actor.signed_in()?.clone();
    let by_territory = identity::count_by_territory(op).await?;
    let expected = by_territory.get(&comparison.territory.id);
    let effect = Effect {
        id: op.new_id(),
        draft_id: comparison.draft.id().to_owned(),
        draft_digest: comparison.draft.digest().to_owned(),
        base_id: comparison.base_id.clone(),
        on: comparison.on(),
        started_by,
        started_at: op.now,
        done_at: None,
        expected: expected.copied().unwrap_or_default(),
        territory_path: comparison.territory.path.clone(),
        tally: Tally::default(),
    };
    store::insert(op, &effect, &comparison.territory.id).await?;
    enqueue(op, &effect.id, None).await?;
    op.audit(Event {
        action: "effects.started",
        about: None,
        subject: effect.id.as_str(),
        details: &effect.draft_id,
    })
    .await?;
    Ok(effect)
}

/// Counts the next people, and asks for the rest. A draft that was changed in the meantime is not
/// counted on: half of the figures would be another draft's.
pub async fn advance(op: &mut Op, due: &EffectDue) -> Outcome<()> {
    let (effect, _) = store::get(op, &due.effect_id).await?;
    let today = effect.started_at.day();
    let comparison = Comparison::new(op, &effect.draft_id, Some(effect.on), today).await?;
    if comparison.draft.digest() != effect.draft_digest {
        return Err(Error::DraftChanged.into());
    }
    let people = identity::facts_after(op, due.after.as_ref(), PEOPLE_AT_ONCE).await?;
    let Some(last) = people.last() else {
        return store::finish(op, &effect.id).await;
    };
    let before = store::tally(op, &effect).await?;
    let piece = counting::count(op, &comparison, &people).await?;
    store::add(op, &effect.id, &before, &piece).await?;
    enqueue(op, &effect.id, Some(last.id.clone())).await
}

async fn enqueue(op: &mut Op, id: &EffectId, after: Option<PersonId>) -> Outcome<()> {
    let due = EffectDue {
        effect_id: id.clone(),
        after,
    };
    op.enqueue(&due).await
}

/// An effect as it is counted so far.
pub async fn get(op: &mut Op, id: &EffectId) -> Outcome<Effect> {
    let (mut effect, territory_id) = store::get(op, id).await?;
    effect.territory_path = territory::get(op, &territory_id).await?.path;
    op.allow(Action::SeeRegion, &effect)?;
    effect.tally = store::tally(op, &effect).await?;
    Ok(effect)
}

/// The newest effects of a territory's draft, without what was counted.
pub async fn list(op: &mut Op, draft_id: &str, territory: &Territory) -> Outcome<Vec<Effect>> {
    op.allow(Action::SeeRegion, territory)?;
    let mut effects = store::list(op, draft_id, LISTED_MAX).await?;
    for effect in &mut effects {
        effect.territory_path.clone_from(&territory.path);
    }
    Ok(effects)
}
