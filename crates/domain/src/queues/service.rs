//! Putting things into the queue, and out of it. The callers have asked for permission: on the
//! thing that waits, or on the desk.

use kernel::{Outcome, Page, PageSize, PersonId};

use super::model::{Desk, Item, Matter, NewItem};
use super::{Error, rules, store};
use crate::Op;

/// Lets a thing wait at a desk. One that waits already moves there, with a new promise.
pub async fn put(op: &mut Op, new: NewItem<'_>) -> Outcome<Item> {
    settle(op, new.kind, new.subject).await?;
    let answer_by = rules::working_days_after(op.now.day(), new.working_days);
    let item = Item {
        id: op.new_id(),
        desk: new.desk,
        kind: new.kind,
        subject: new.subject.to_owned(),
        person_id: new.person.cloned(),
        title: new.title.to_owned(),
        since: op.now,
        answer_by,
        needed_by: new.needed_by,
        harm_on: rules::harm_on(answer_by, new.needed_by),
        escalated_at: None,
        taken_by: None,
    };
    store::insert(op, &item, new.escalates_to.as_ref()).await?;
    store::count_up(op, &item.desk, item.kind).await?;
    Ok(item)
}

/// The answer was given, or nobody asks any more. Settling what does not wait is harmless.
pub async fn settle(op: &mut Op, kind: Matter, subject: &str) -> Outcome<()> {
    match store::settle(op, kind, subject).await? {
        Some(desk) => store::count_down(op, &desk, kind).await,
        None => Ok(()),
    }
}

/// Where a thing waits, if it does.
pub async fn find(op: &mut Op, kind: Matter, subject: &str) -> Outcome<Option<Item>> {
    store::find(op, kind, subject).await
}

/// What waits at a desk, the greatest harm first; all kinds, or one.
pub async fn list(
    op: &mut Op,
    desk: &Desk,
    kind: Option<Matter>,
    after: Option<&str>,
    size: PageSize,
) -> Outcome<Page<Item>> {
    store::list(op, desk, kind, after, size).await
}

/// How many things wait at a desk, by kind; kinds of which none waits are left out.
pub async fn count(op: &mut Op, desk: &Desk) -> Outcome<Vec<(Matter, i64)>> {
    store::counts(op, desk).await
}

/// An officer takes a thing, so that two do not decide it at once, or gives it back. Refused with
/// `queues.taken_already` while another has it for whom she does not stand in.
pub async fn take(op: &mut Op, item: &Item, by: Option<&PersonId>) -> Outcome<()> {
    let mut me = op.actor.signed_in()?.clone();
    let absent = item.taken_by.as_ref();
    if let Some(absent) = absent.filter(|taker| op.actor.is_covering(taker)) {
        me.clone_from(absent);
    }
    if store::take(op, &item.id, by, &me).await? {
        Ok(())
    } else {
        Err(Error::TakenAlready.into())
    }
}
