//! Messages: the box, how somebody wants to be told, and the words in which messages go out.

pub mod list;
pub mod wishes;
mod wording;

use std::collections::BTreeMap;

pub use wording::SiteWording;

use crate::words::Locale;

/// What happened and what to do, in words.
pub(crate) struct Said {
    /// What happened.
    pub what: String,
    /// What to do.
    pub todo: String,
}

/// Puts a message into words. A kind that has none (a newer program wrote it) says so much.
pub(crate) fn said(locale: Locale, kind: &str, details: &BTreeMap<String, String>) -> Said {
    let values: Vec<(&str, &str)> = details
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let find = |key: String, otherwise: &str| {
        locale
            .find_with(&key, &values)
            .unwrap_or_else(|| locale.t(otherwise))
    };
    Said {
        what: find(format!("message-{kind}"), "messages-other"),
        todo: find(format!("message-{kind}-do"), "messages-other-do"),
    }
}
