//! Mail, and the words in which people are told something outside of the product. The words are the
//! pages' own: the domain knows what happened, not how it is said.

use std::collections::BTreeMap;

use async_trait::async_trait;
use kernel::{Instant, Outcome};
use serde::{Deserialize, Serialize};

/// A mail.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mail {
    /// To which address.
    pub to: String,
    /// Its subject.
    pub subject: String,
    /// What it says: plain text.
    pub text: String,
}

/// Sends mail. The default writes it to an outbox.
#[async_trait]
pub trait Mailer: Send + Sync {
    /// Sends one; an error means that it may be tried again.
    async fn send(&self, mail: &Mail) -> Outcome<()>;
}

/// Something that somebody was told, to be put into words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// What happened.
    pub kind: String,
    /// Values of the words.
    pub details: BTreeMap<String, String>,
    /// Where she can do something about it: a path of ours.
    pub link: String,
}

/// A part of an export, to be put into words.
#[derive(Clone, Debug)]
pub struct ToldSection<'s> {
    /// Its name in keys of words.
    pub name: String,
    /// Names of its columns.
    pub columns: &'s [String],
    /// Its rows.
    pub rows: &'s [Vec<String>],
}

/// Puts what happened into words. A language is a tag such as `zh-CN`; an unknown one is Chinese.
pub trait Wording: Send + Sync {
    /// One text message about all of it: short. `address` is that of our site.
    fn text(&self, language: &str, told: &[Told], address: &str) -> String;
    /// One mail about all of it, to somebody of this name; whoever sends it says to which address.
    fn mail(&self, language: &str, name: &str, told: &[Told], address: &str) -> Mail;
    /// The mail with a code that confirms an address.
    fn code(&self, language: &str, code: &str, minutes: u64) -> Mail;
    /// The page of an export of everything about somebody of this name: one file that needs no
    /// other.
    fn export(&self, language: &str, name: &str, at: Instant, told: &[ToldSection<'_>]) -> String;
}
