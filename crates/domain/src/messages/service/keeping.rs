//! What is kept of messages, and for how long. Nobody is asked for permission here: the callers do,
//! on the person.

use std::time::Duration;

use kernel::{Outcome, PersonId};

use crate::Op;
use crate::messages::model::Message;
use crate::messages::store;

/// Erases messages that were read longer ago than `kept_for`, and codes whose time is over; how
/// many. At most a thousand at once: the ticker comes again.
pub async fn erase_old(op: &mut Op, kept_for: Duration) -> Outcome<u64> {
    let before = op.now.minus(kept_for);
    let messages = store::delete_old(op, before).await?;
    let codes = store::delete_codes_expired(op).await?;
    Ok(messages + codes)
}

/// Erases a person's messages and wishes.
pub async fn erase_of(op: &mut Op, person: &PersonId) -> Outcome<()> {
    store::delete_all_of(op, person).await
}

/// All messages of a person, the oldest first, for an export of everything about her.
pub async fn export(op: &mut Op, person: &PersonId) -> Outcome<Vec<Message>> {
    store::list_all(op, person).await
}
