//! What officers look at before they decide, and what she herself sees.

use kernel::{MergerId, Outcome, Page, PageSize, PersonId};

use crate::identity::{self, Alike};
use crate::merges::model::{Case, Merger, Preview, Side};
use crate::merges::store;
use crate::permission::Action;
use crate::territory::{self, Territory};
use crate::{Event, Op, employers, hours};

/// Pairs of one name and one birthday in a territory and below it, by name. Needs a transaction
/// that writes: an officer who looks people through leaves a line.
pub async fn list_alike(
    op: &mut Op,
    area: &Territory,
    after: Option<&str>,
    size: PageSize,
) -> Outcome<Page<Alike>> {
    op.allow(Action::SearchPeople, area)?;
    op.audit(Event {
        action: "merges.looked_for",
        about: None,
        subject: area.id.as_str(),
        details: "",
    })
    .await?;
    identity::list_alike(op, &area.path, after, size).await
}

/// Two accounts side by side, for an officer who may propose that they are one person's.
pub async fn preview(op: &mut Op, twin: &PersonId, kept: &PersonId) -> Outcome<Preview> {
    let twin = side(op, twin).await?;
    let kept = side(op, kept).await?;
    let are_one = identity::kept(op, &twin.person.id).await? == kept.person.id;
    let doubles = if are_one {
        Vec::new()
    } else {
        hours::doubles(op, &twin.person.id, &kept.person.id).await?
    };
    Ok(Preview {
        twin,
        kept,
        doubles,
    })
}

async fn side(op: &mut Op, id: &PersonId) -> Outcome<Side> {
    let person = identity::get_person(op, id).await?;
    op.allow(Action::ProposeMerger, &person)?;
    let mut employments = Vec::new();
    for time in employers::times_of_account(op, id).await? {
        let name = employers::get(op, &time.employer_id).await?.name;
        employments.push((time, name));
    }
    let lines = ledger::list(&mut op.tx, id, None).await?;
    let stands = |line: &&ledger::Line| !line.revoked && line.entry.reverses.is_none();
    Ok(Side {
        employments,
        totals: ledger::totals(&mut op.tx, id).await?,
        entries: lines.iter().filter(stands).count(),
        person,
    })
}

/// A merger, for an officer who may see both accounts.
pub async fn get(op: &mut Op, id: &MergerId) -> Outcome<Case> {
    let merger = store::get(op, id).await?;
    let case = complete(op, merger).await?;
    op.allow(Action::SeeMerger, &case.twin)?;
    op.allow(Action::SeeMerger, &case.kept)?;
    Ok(case)
}

/// What waits for a second officer in a territory and below it, the oldest first: as far as the
/// actor may see both accounts.
pub async fn list_waiting(op: &mut Op, area: &Territory) -> Outcome<Vec<Case>> {
    op.allow(Action::SearchPeople, area)?;
    let mut waiting = Vec::new();
    for below in territory::list(op).await? {
        if below.path.starts_with(&area.path) {
            waiting.extend(store::list_waiting(op, &below.id).await?);
        }
    }
    waiting.sort_by(|a, b| a.id.cmp(&b.id));
    cases(op, waiting).await
}

/// All mergers of an account, the newest first.
pub async fn of_person(op: &mut Op, person: &PersonId) -> Outcome<Vec<Case>> {
    let who = identity::get_person(op, person).await?;
    op.allow(Action::SeeMerger, &who)?;
    let found = store::list_of(op, person).await?;
    cases(op, found).await
}

/// The mergers of whoever is signed in that are in force or were.
pub async fn mine(op: &mut Op) -> Outcome<Vec<Case>> {
    let me = op.actor.signed_in()?.clone();
    let mut found = store::list_of(op, &me).await?;
    found.retain(|merger| merger.decided_by.is_some() && merger.reason.is_empty());
    let mut mine = Vec::with_capacity(found.len());
    for merger in found {
        mine.push(complete(op, merger).await?);
    }
    Ok(mine)
}

/// How many entries a merger carried, and how many more count once: for officers and for her.
pub async fn carried(op: &mut Op, id: &MergerId) -> Outcome<(u64, u64)> {
    let merger = store::get(op, id).await?;
    let kept = identity::get_person(op, &merger.kept_id).await?;
    op.allow(Action::SeeMerger, &kept)?;
    hours::carried_of(op, id).await
}

async fn cases(op: &mut Op, mergers: Vec<Merger>) -> Outcome<Vec<Case>> {
    let mut cases = Vec::with_capacity(mergers.len());
    for merger in mergers {
        let case = complete(op, merger).await?;
        let sees = |who| op.may(Action::SeeMerger, who);
        if sees(&case.twin) && sees(&case.kept) {
            cases.push(case);
        }
    }
    Ok(cases)
}

async fn complete(op: &mut Op, merger: Merger) -> Outcome<Case> {
    let twin = identity::get_person(op, &merger.twin_id).await?;
    let kept = identity::get_person(op, &merger.kept_id).await?;
    Ok(Case {
        twin,
        kept,
        proposed_by: identity::name_of(op, &merger.proposed_by).await?,
        decided_by: name(op, merger.decided_by.as_ref()).await?,
        part_proposed_by: name(op, merger.part_proposed_by.as_ref()).await?,
        parted_by: name(op, merger.parted_by.as_ref()).await?,
        merger,
    })
}

async fn name(op: &mut Op, officer: Option<&PersonId>) -> Outcome<String> {
    match officer {
        Some(officer) => identity::name_of(op, officer).await,
        None => Ok(String::new()),
    }
}
