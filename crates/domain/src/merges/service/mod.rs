//! Proposing, deciding, looking.

mod deciding;
mod looking;
mod parting;
mod proposing;

pub use deciding::decide;
pub use looking::{carried, get, list_alike, list_waiting, mine, of_person, preview};
pub use parting::{decide_parting, propose_parting};
pub use proposing::{find_account, propose};

use kernel::{MergerId, Outcome, PersonId};

use super::model::Merger;
use super::{Error, store};
use crate::identity::{self, Person, Twin};
use crate::messages::{self, Tell};
use crate::permission::Action;
use crate::queues::{self, Desk, Matter, NewItem};
use crate::{Event, Op};

/// Both people, when the acting officer may do this to both, and neither is herself.
async fn both(
    op: &mut Op,
    action: Action,
    twin: &PersonId,
    kept: &PersonId,
) -> Outcome<(Person, Person, PersonId)> {
    let twin = identity::get_person(op, twin).await?;
    let kept = identity::get_person(op, kept).await?;
    op.allow(action, &twin)?;
    op.allow(action, &kept)?;
    let officer = op.actor.signed_in()?.clone();
    if op.actor.is_me(&twin.id) || op.actor.is_me(&kept.id) {
        return Err(Error::OwnAccounts.into());
    }
    Ok((twin, kept, officer))
}

/// A merger under its locks, with the officer who may decide on it.
async fn locked(op: &mut Op, action: Action, id: &MergerId) -> Outcome<(Merger, Person, PersonId)> {
    let found = store::get(op, id).await?;
    let (twin_id, kept_id) = (&found.twin_id, &found.kept_id);
    let (_, kept, officer) = both(op, action, twin_id, kept_id).await?;
    store::lock(op, twin_id, kept_id).await?;
    // Read again under the lock: another officer may have decided meanwhile.
    Ok((store::get(op, id).await?, kept, officer))
}

/// What a merger makes of both accounts; `by` is the second officer.
fn twin_of(op: &Op, merger: &Merger, by: &PersonId) -> Twin {
    Twin {
        twin: merger.twin_id.clone(),
        kept: merger.kept_id.clone(),
        merge: merger.id.clone(),
        decided_by: by.clone(),
        since: op.now,
    }
}

/// It waits for a second officer, at the desk of the bureau where the kept account lies.
async fn put(op: &mut Op, merger: &Merger, kept: &Person) -> Outcome<()> {
    let twin = identity::name_of(op, &merger.twin_id).await?;
    let title = if twin == kept.name {
        twin
    } else {
        format!("{} / {twin}", kept.name)
    };
    let item = NewItem {
        desk: Desk::Bureau(merger.territory_id.clone()),
        kind: Matter::Merger,
        subject: merger.id.as_str(),
        person: Some(&merger.kept_id),
        title: &title,
        working_days: op.house.settings.answer_working_days,
        needed_by: None,
        escalates_to: None,
    };
    queues::put(op, item).await.map(drop)
}

/// A line for each of both accounts: whoever looks at one of them sees it.
async fn record(op: &mut Op, action: &'static str, merger: &Merger, why: &str) -> Outcome<()> {
    for about in [&merger.twin_id, &merger.kept_id] {
        op.audit(Event {
            action,
            about: Some(about),
            subject: merger.id.as_str(),
            details: why,
        })
        .await?;
    }
    Ok(())
}

/// What a message says of it: why, and the other account with its masked number left out.
async fn tell(
    op: &mut Op,
    to: &PersonId,
    kind: &'static str,
    details: &[(&'static str, String)],
) -> Outcome<()> {
    let tell = Tell {
        to,
        kind,
        details,
        link: "/account/accounts",
    };
    messages::tell(op, tell).await
}
