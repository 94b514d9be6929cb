//! What goes out is written and sent by the queue, after what happened was committed. Addresses and
//! words stand sealed in it.

use jobs::Job;
use kernel::{Fault, Instant, Outcome, PersonId};
use serde::{Deserialize, Serialize};

use crate::seams::Mail;
use crate::{House, Op};

/// What is unread and was not sent is put into words for one person, at most once in a quarter of
/// an hour.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Bundle {
    /// Whose.
    pub person_id: PersonId,
    /// The quarter of an hour.
    pub slot: Instant,
}

impl Job for Bundle {
    const KIND: &'static str = "messages.bundle";

    fn dedup(&self) -> Option<String> {
        let (person, slot) = (&self.person_id, self.slot.micros());
        Some(format!("messages.bundle:{person}:{slot}"))
    }
}

/// A text message on its way.
#[derive(Clone, Serialize, Deserialize)]
pub struct SendText {
    /// `phone text`, sealed, in hexadecimal.
    sealed: String,
}

impl Job for SendText {
    const KIND: &'static str = "messages.send_text";
}

impl SendText {
    pub(super) fn seal(op: &mut Op, to: &str, text: &str) -> Outcome<Self> {
        seal(op, &format!("{to} {text}")).map(|sealed| Self { sealed })
    }

    pub(super) fn open(&self, house: &House) -> Outcome<(String, String)> {
        let opened = open(house, &self.sealed)?;
        let (to, text) = opened.split_once(' ').unwrap_or((&opened, ""));
        Ok((to.to_owned(), text.to_owned()))
    }
}

/// A mail on its way. It is sent outside of a transaction: a server far away holds up nobody's
/// writing.
#[derive(Clone, Serialize, Deserialize)]
pub struct SendMail {
    /// The mail as JSON, sealed, in hexadecimal.
    sealed: String,
    /// Whether she waits for it, as for a code: then the night does not matter.
    pub is_awaited: bool,
}

impl Job for SendMail {
    const KIND: &'static str = "messages.send_mail";
}

impl SendMail {
    pub(super) fn seal(op: &mut Op, mail: &Mail, is_awaited: bool) -> Outcome<Self> {
        let text = serde_json::to_string(mail).map_err(broken)?;
        seal(op, &text).map(|sealed| Self { sealed, is_awaited })
    }

    pub(super) fn open(&self, house: &House) -> Outcome<Mail> {
        serde_json::from_str(&open(house, &self.sealed)?).map_err(broken)
    }
}

fn seal(op: &mut Op, text: &str) -> Outcome<String> {
    let keys = op.house.keys.clone();
    keys.seal(op, text).map(hex::encode)
}

fn open(house: &House, sealed: &str) -> Outcome<String> {
    let sealed = hex::decode(sealed).map_err(|error| Fault::internal("jobs.payload", error))?;
    house.keys.open(&sealed)
}

fn broken(error: serde_json::Error) -> Fault {
    Fault::internal("jobs.payload", error)
}
