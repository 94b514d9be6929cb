//! Telling, and reading what was told.

use kernel::{Outcome, Page, PageSize};

use crate::messages::jobs::Bundle;
use crate::messages::model::{Message, Tell};
use crate::messages::{rules, store};
use crate::{Op, identity};

/// More unread messages than these are not counted.
const UNREAD_MAX: i64 = 100;

/// Tells somebody something, in this transaction: it is in her box when what happened has happened.
/// When she asked to be told outside of the product too, a bundle is put in the queue.
pub async fn tell(op: &mut Op, tell: Tell<'_>) -> Outcome<()> {
    // What happens to a thing of her other account is told to the one under which she signs in.
    let kept = identity::kept(op, tell.to).await?;
    let tell = Tell { to: &kept, ..tell };
    store::insert(op, &tell).await?;
    let Some(wishes) = store::find_wishes(op, tell.to).await? else {
        return Ok(());
    };
    if !wishes.wants_any() {
        return Ok(());
    }
    let (quiet, every) = (super::sending::quiet(op), op.house.settings.messages_every);
    let slot = rules::slot(op.now, wishes.sent_at, quiet, every);
    let job = Bundle {
        person_id: tell.to.clone(),
        slot,
    };
    op.enqueue_at(slot, &job).await
}

/// The box of whoever is signed in, the newest first.
pub async fn list(op: &mut Op, after: Option<&str>, size: PageSize) -> Outcome<Page<Message>> {
    let me = op.actor.signed_in()?.clone();
    let mut messages = store::list(op, &me, after, size).await?;
    for twin in op.actor.twins().to_vec() {
        messages.extend(store::list(op, &twin, after, size).await?);
    }
    messages.sort_by(|a, b| b.id.cmp(&a.id));
    Ok(size.page(messages, |message| message.id.to_string()))
}

/// How many messages whoever is signed in has not read; 100 stands for so many and more.
pub async fn unread(op: &mut Op) -> Outcome<i64> {
    let me = op.actor.signed_in()?.clone();
    let mut unread = store::count_unread(op, &me).await?;
    for twin in op.actor.twins().to_vec() {
        unread += store::count_unread(op, &twin).await?;
    }
    Ok(unread.min(UNREAD_MAX))
}

/// Marks the messages of whoever is signed in as read, from the oldest to the newest of those
/// given; how many were not.
pub async fn read(op: &mut Op, shown: &[Message]) -> Outcome<i64> {
    let me = op.actor.signed_in()?.clone();
    let ids = || shown.iter().map(|message| &message.id);
    match (ids().min(), ids().max()) {
        (Some(oldest), Some(newest)) => {
            let mut read = store::mark_read(op, &me, oldest, newest).await?;
            for twin in op.actor.twins().to_vec() {
                read += store::mark_read(op, &twin, oldest, newest).await?;
            }
            Ok(read)
        }
        _ => Ok(0),
    }
}
