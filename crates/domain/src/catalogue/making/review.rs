//! Between a base and its bureau: submitting, taking back, returning with words.

use kernel::{DraftId, Kind, Outcome, limits};

use super::drafts::{load, note, whole};
use super::model::{Draft, DraftState};
use super::store;
use crate::Op;
use crate::catalogue::{self, Error};
use crate::permission::Action;
use crate::territory::Territory;

/// Submits a draft for review; again is harmless. What would stand in the way of publication stands
/// in the way here already: a reviewer's time is not for that.
pub async fn submit(op: &mut Op, id: &DraftId) -> Outcome<()> {
    op.tx.lock(&format!("catalogue:{id}")).await?;
    let draft = load(op, id).await?;
    op.allow(Action::SubmitCourse, &draft)?;
    if draft.state == DraftState::Submitted {
        return Ok(());
    }
    let inside = whole(op, draft).await?;
    if !inside.checklist.is_publishable() {
        return Err(Error::NotReady.into());
    }
    if !store::submit(op, id).await? {
        return Err(Error::DraftClosed.into());
    }
    note(
        op,
        "catalogue.draft_submitted",
        id,
        &inside.draft.text.title,
    )
    .await
}

/// Takes a submitted draft back, to change it; again is harmless.
pub async fn take_back(op: &mut Op, id: &DraftId) -> Outcome<()> {
    op.tx.lock(&format!("catalogue:{id}")).await?;
    let draft = load(op, id).await?;
    op.allow(Action::SubmitCourse, &draft)?;
    if draft.is_open() {
        return Ok(());
    }
    if !store::set_state(op, id, DraftState::Submitted, DraftState::Draft).await? {
        return Err(Error::DraftClosed.into());
    }
    note(op, "catalogue.draft_taken_back", id, &draft.text.title).await
}

/// Returns a submitted draft to its base, with words that say what to mend.
pub async fn return_draft(op: &mut Op, id: &DraftId, words: &str) -> Outcome<()> {
    op.tx.lock(&format!("catalogue:{id}")).await?;
    let draft = load(op, id).await?;
    op.allow(Action::ReviewCourse, &draft)?;
    let words = words.trim();
    if words.is_empty() || words.chars().count() > limits::TEXT_CHARS_MAX {
        return Err(Error::WordsMissing.fault().at("words"));
    }
    if !store::decide(op, id, DraftState::Returned, words, None).await? {
        return Err(Error::NotSubmitted.into());
    }
    note(op, "catalogue.draft_returned", id, words).await
}

/// What waits for a bureau, the longest waiting first.
pub async fn list_submitted(op: &mut Op, territory: &Territory) -> Outcome<Vec<(Draft, String)>> {
    op.allow(Action::SeeBureau, territory)?;
    let mut waiting = Vec::new();
    for mut draft in store::list_submitted(op).await? {
        let base = match catalogue::base(op, &draft.base_id).await {
            Err(fault) if fault.kind() == Kind::NotFound => continue,
            base => base?,
        };
        draft.territory_path = base.territory_path;
        if draft.territory_path.starts_with(&territory.path) {
            waiting.push((draft, base.name));
        }
    }
    Ok(waiting)
}
