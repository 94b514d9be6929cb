//! A message.

use std::collections::BTreeMap;

use kernel::{Instant, MessageId, PersonId};

/// Something that somebody is to be told.
#[derive(Clone, Copy, Debug)]
pub struct Tell<'t> {
    /// Whom.
    pub to: &'t PersonId,
    /// What happened: `message-<kind>` and `message-<kind>-do` are its words.
    pub kind: &'static str,
    /// Values of the words. Never an identity number.
    pub details: &'t [(&'static str, String)],
    /// Where she can do something about it: a path of ours.
    pub link: &'t str,
}

/// A message in somebody's box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Its id.
    pub id: MessageId,
    /// Whose it is.
    pub person_id: PersonId,
    /// What happened.
    pub kind: String,
    /// Values of the words.
    pub details: BTreeMap<String, String>,
    /// Where she can do something about it.
    pub link: String,
    /// When.
    pub told_at: Instant,
    /// When she read it.
    pub read_at: Option<Instant>,
}
