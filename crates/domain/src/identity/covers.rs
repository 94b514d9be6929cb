//! Roles that one person holds for another from one day to another. Who may arrange that, and with
//! whom, is the business of the context `covers`.

use kernel::{CoverId, Day, Instant, Outcome, PersonId};

use super::{Error, store};
use crate::permission::{Resource, Role};
use crate::{Event, Op};

/// Somebody who stands in for the holder of a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cover {
    /// Its id.
    pub id: CoverId,
    /// Who stands in.
    pub deputy_id: PersonId,
    /// Whose role it is.
    pub holder_id: PersonId,
    /// The role.
    pub role: Role,
    /// What the role is held for.
    pub scope: String,
    /// The first day.
    pub from_on: Day,
    /// The last day.
    pub until_on: Day,
    /// Why, in words.
    pub why: String,
    /// The holder, or who arranged it for her.
    pub arranged_by: PersonId,
    /// When it was arranged.
    pub arranged_at: Instant,
    /// When it was ended before its last day, or called off before its first.
    pub ended_at: Option<Instant>,
}

impl Cover {
    /// Whether it is or will be in force.
    pub fn is_open(&self, today: Day) -> bool {
        self.ended_at.is_none() && self.until_on >= today
    }
}

impl Resource for Cover {
    fn kind(&self) -> &'static str {
        "cover"
    }
    fn owner(&self) -> Option<&PersonId> {
        Some(&self.holder_id)
    }
    fn territory(&self) -> Option<&str> {
        // Employers and bases arrange their own.
        self.scope.starts_with('/').then_some(self.scope.as_str())
    }
}

/// Writes down that somebody stands in. The caller has asked for permission and judged it.
pub async fn arrange_cover(op: &mut Op, cover: &Cover) -> Outcome<()> {
    store::insert_cover(op, cover).await?;
    audit(op, cover, "identity.cover_arranged").await
}

/// Ends it; whether it stood until now. The caller has asked for permission.
pub async fn end_cover(op: &mut Op, cover: &Cover) -> Outcome<bool> {
    let by = op.actor.person().cloned();
    let is_ended = store::end_cover(op, &cover.id, by).await?;
    if is_ended {
        audit(op, cover, "identity.cover_ended").await?;
    }
    Ok(is_ended)
}

/// What somebody does for others in one place ends with her own place there: she left the employer,
/// or the office. The caller has asked for permission.
pub async fn end_covers_at(op: &mut Op, deputy: &PersonId, scope: &str) -> Outcome<()> {
    for cover in store::list_covers(op, deputy).await? {
        let is_there = cover.scope.starts_with(scope) || scope.starts_with(&cover.scope);
        if cover.deputy_id == *deputy && is_there && cover.is_open(op.now.day()) {
            end_cover(op, &cover).await?;
        }
    }
    Ok(())
}

/// A cover that must exist. Whether the actor may see it is asked by the caller.
pub async fn get_cover(op: &mut Op, id: &CoverId) -> Outcome<Cover> {
    let found = store::find_cover(op, id).await?;
    found.ok_or_else(|| Error::UnknownCover.into())
}

/// Where a person stands in, is stood in for, or arranged it for others: the newest first, at most
/// 200. Whether the actor may see them is asked by the caller.
pub async fn covers_of(op: &mut Op, person: &PersonId) -> Outcome<Vec<Cover>> {
    store::list_covers(op, person).await
}

async fn audit(op: &mut Op, cover: &Cover, action: &'static str) -> Outcome<()> {
    op.audit(Event {
        action,
        about: Some(&cover.deputy_id),
        subject: cover.id.as_str(),
        details: cover.role.as_str(),
    })
    .await
}
