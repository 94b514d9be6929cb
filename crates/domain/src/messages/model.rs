//! A message, and how somebody wants to be told.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use kernel::{Fault, Instant, MessageId, PersonId};
use serde::Serialize;

use super::Error;

/// Something that somebody is to be told.
#[derive(Clone, Copy, Debug)]
pub struct Tell<'t> {
    /// Whom.
    pub to: &'t PersonId,
    /// What happened: `message-<kind>` and `message-<kind>-do` are its words.
    pub kind: &'static str,
    /// Values of the words. Identity numbers in them are masked before they are kept.
    pub details: &'t [(&'static str, String)],
    /// Where she can do something about it: a path of ours.
    pub link: &'t str,
}

/// A message in somebody's box.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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

/// How somebody wants to be told outside of the product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wishes {
    /// By text message.
    pub by_text: bool,
    /// By mail to this address, masked.
    pub mail_masked: Option<String>,
    /// A mail address that waits for its code, masked.
    pub mail_asked: Option<String>,
}

/// A mail address. It is not printed by accident: `Debug` shows it masked.
#[derive(Clone, PartialEq, Eq)]
pub struct MailAddress(String);

/// Longest address, in characters (RFC 5321).
const ADDRESS_CHARS_MAX: usize = 254;
/// Longest part before the `@`.
const LOCAL_CHARS_MAX: usize = 64;

impl MailAddress {
    /// The address itself.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// Its first letter and its domain.
    pub fn masked(&self) -> String {
        let (local, domain) = self.0.split_once('@').unwrap_or((&self.0, ""));
        let first = local.chars().next().unwrap_or('*');
        format!("{first}***@{domain}")
    }
}

impl fmt::Debug for MailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.masked())
    }
}

impl FromStr for MailAddress {
    type Err = Fault;

    /// Plain addresses only: no quotes, no comments, nothing that a header could be made of.
    fn from_str(text: &str) -> Result<Self, Fault> {
        let text = text.trim();
        let local_ok = |part: &str| {
            !part.is_empty()
                && part.len() <= LOCAL_CHARS_MAX
                && !part.starts_with('.')
                && !part.ends_with('.')
                && !part.contains("..")
                && part
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~.".contains(&b))
        };
        let label_ok = |label: &str| {
            !label.is_empty()
                && label.len() <= 63
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b == b'-')
        };
        let fits = text.len() <= ADDRESS_CHARS_MAX
            && text.split_once('@').is_some_and(|(local, domain)| {
                local_ok(local) && domain.contains('.') && domain.split('.').all(label_ok)
            });
        if fits {
            Ok(Self(text.to_owned()))
        } else {
            Err(Error::BadMail.fault().at("mail"))
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;

    #[test]
    fn plain_addresses_are_read_and_everything_else_is_not() {
        for good in ["wurina@example.cn", " a.b+c@mail.hohhot.gov.cn "] {
            assert!(good.parse::<MailAddress>().is_ok(), "{good}");
        }
        for bad in [
            "",
            "wurina",
            "@example.cn",
            "a@b",
            "a@@example.cn",
            "a b@example.cn",
            "a@example.cn\r\nBcc: x@example.cn",
            "a@-example.cn",
            "a@example..cn",
            ".a@example.cn",
            "乌日娜@example.cn",
            "\"a b\"@example.cn",
        ] {
            assert!(bad.parse::<MailAddress>().is_err(), "{bad}");
        }
        let long = format!("{}@example.cn", "a".repeat(65));
        assert!(long.parse::<MailAddress>().is_err());
    }

    #[test]
    fn an_address_is_shown_masked() {
        let address: MailAddress = "wurina@example.cn".parse().unwrap();
        assert_eq!(format!("{address:?}"), "w***@example.cn");
    }
}
