//! Taking away what a list wrote: before it was in force, when something had changed; or after, when
//! it is undone and nobody has acted.

use kernel::{Outcome, PersonId};

use super::jobs::Phase;
use super::list::PART_ROWS;
use super::model::{Roster, RosterRow, State, Verdict};
use super::{committing, joining, rules, service, store};
use crate::employers::{self, PostNow};
use crate::{Op, identity};

/// Posts and people that are taken away in one step.
const TAKEN_AT_ONCE: i64 = 200;
/// Rows that are deleted in one step.
const ERASED_AT_ONCE: i64 = 1000;

/// Takes away what was written and never in force; then the list is checked anew.
pub(super) async fn revert(op: &mut Op, roster: &mut Roster) -> Outcome<Option<Phase>> {
    if take_next(op, roster).await? {
        return Ok(Some(Phase::Revert));
    }
    joining::unprepare(op, &roster.id).await?;
    if store::delete_rows(op, &roster.id, ERASED_AT_ONCE).await? > 0 {
        return Ok(Some(Phase::Revert));
    }
    service::begin(roster, State::Checking);
    roster.rechecks += 1;
    roster.tallies.clear();
    roster.confirmed_by = None;
    roster.confirmed_at = None;
    Ok(Some(Phase::Check))
}

/// Lets nothing of a list be in force any more, in one small transaction; posts that it changed are
/// what they were, unless somebody changed them since.
pub(super) async fn take_out_of_force(op: &mut Op, roster: &Roster) -> Outcome<()> {
    identity::take_out_of_force(op, &roster.id).await?;
    employers::take_out_of_force(op, &roster.id).await?;
    joining::withdraw_of(op, &roster.id).await?;
    let changes = store::list_rows(op, &roster.id, Some(Verdict::Changes), 0, i64::MAX).await?;
    let people: Vec<PersonId> = changes
        .iter()
        .filter_map(|row| row.person_id.clone())
        .collect();
    let (now, _) = employers::current_posts(op, &people).await?;
    let back: Vec<PostNow> = changes
        .into_iter()
        .filter_map(|row| {
            let (person, listed, before) = (row.person_id?, row.post?, row.post_before?);
            let post = now.get(&person)?;
            let is_ours = post.id == before.id && rules::is_same_post(post, &listed);
            is_ours.then_some(before)
        })
        .collect();
    employers::save_posts(op, &roster.employer_id, &back).await
}

/// Takes away what is out of force, and tells those who were here before.
pub(super) async fn take_away(op: &mut Op, roster: &mut Roster) -> Outcome<Option<Phase>> {
    let most = i64::try_from(PART_ROWS).unwrap_or(i64::MAX);
    let rows = store::list_rows(op, &roster.id, None, roster.progress, most).await?;
    if let Some(last) = rows.last().map(|row| row.at) {
        tell(op, roster, &rows).await?;
        roster.progress = last;
        return Ok(Some(Phase::Undo));
    }
    if take_next(op, roster).await? {
        return Ok(Some(Phase::Undo));
    }
    service::begin(roster, State::Undone);
    Ok(Some(Phase::Erase))
}

async fn tell(op: &mut Op, roster: &Roster, rows: &[RosterRow]) -> Outcome<()> {
    let employer = employers::get(op, &roster.employer_id).await?;
    for home in store::list_homes(op, &roster.id, rows).await? {
        let person = std::slice::from_ref(&home.0);
        identity::move_to_territory(op, person, &home.1).await?;
    }
    let told = rows
        .iter()
        .filter(|row| matches!(row.verdict, Verdict::Known | Verdict::Moves));
    for person in told.filter_map(|row| row.person_id.as_ref()) {
        committing::tell_one(op, person, "rosters-undone", &employer).await?;
    }
    Ok(())
}

/// Takes the next posts away, then the next people; whether there were any.
async fn take_next(op: &mut Op, roster: &Roster) -> Outcome<bool> {
    let posts = employers::withdraw_arrivals(op, &roster.id, TAKEN_AT_ONCE).await?;
    if posts > 0 {
        return Ok(true);
    }
    let people = identity::wipe_arrivals(op, &roster.id, TAKEN_AT_ONCE).await?;
    Ok(people > 0)
}

/// Deletes the next rows of a list that is given up or undone.
pub(super) async fn erase(op: &mut Op, roster: &mut Roster) -> Outcome<Option<Phase>> {
    store::delete_parts(op, &roster.id).await?;
    let deleted = store::delete_rows(op, &roster.id, ERASED_AT_ONCE).await?;
    Ok((deleted > 0).then_some(Phase::Erase))
}
