//! Telling, and reading what was told.

use kernel::{Outcome, Page, PageSize};

use super::model::{Message, Tell};
use super::store;
use crate::Op;

/// Tells somebody something, in this transaction: it is in her box when what happened has happened.
pub async fn tell(op: &mut Op, tell: Tell<'_>) -> Outcome<()> {
    store::insert(op, &tell).await
}

/// The box of whoever is signed in, the newest first.
pub async fn list(op: &mut Op, after: Option<&str>, size: PageSize) -> Outcome<Page<Message>> {
    let me = op.actor.signed_in()?.clone();
    store::list(op, &me, after, size).await
}

/// How many messages whoever is signed in has not read.
pub async fn unread(op: &mut Op) -> Outcome<i64> {
    let me = op.actor.signed_in()?.clone();
    store::count_unread(op, &me).await
}

/// Marks all messages of whoever is signed in as read, up to and with the one given.
pub async fn read(op: &mut Op, newest: &str) -> Outcome<()> {
    let me = op.actor.signed_in()?.clone();
    store::mark_read(op, &me, newest).await
}
