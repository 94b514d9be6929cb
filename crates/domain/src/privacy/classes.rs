//! Classes of data, as data: `classes.toml`.

use std::sync::LazyLock;
use std::time::Duration;

use serde::Deserialize;

/// How data of a class ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum End {
    /// Erased when she asks for it.
    OnWish,
    /// Erased after so many days.
    ByAge,
    /// Erased so many days after what it proves is decided.
    OnDecision,
    /// Kept; after an erasure it names nobody.
    Kept,
}

impl End {
    /// The name in keys of words.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::OnWish => "on-wish",
            Self::ByAge => "by-age",
            Self::OnDecision => "on-decision",
            Self::Kept => "kept",
        }
    }
}

/// A class of data about people.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Class {
    /// Its name in keys of words.
    pub id: String,
    /// Clauses and articles on which it rests.
    pub basis: Vec<String>,
    /// How it ends.
    pub end: End,
    /// After how many days, where its age counts.
    #[serde(default)]
    pub kept_days: Option<u32>,
}

impl Class {
    /// How long data of it is kept, where its age counts.
    pub fn kept_for(&self) -> Option<Duration> {
        let days = u64::from(self.kept_days?);
        Some(Duration::from_hours(days * 24))
    }
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Notice {
    version: String,
    class: Vec<Class>,
}

static NOTICE: LazyLock<Notice> =
    LazyLock::new(|| toml::from_str(include_str!("classes.toml")).unwrap_or_default());

/// The version of the notice that people agree to: a new one when a class changes.
pub fn notice_version() -> &'static str {
    &NOTICE.version
}

/// All classes, in the order that pages show them.
pub fn classes() -> &'static [Class] {
    &NOTICE.class
}

/// One class.
pub fn class(id: &str) -> Option<&'static Class> {
    classes().iter().find(|class| class.id == id)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;
    use crate::Settings;

    #[test]
    fn every_class_has_a_basis_and_an_end() {
        assert_eq!(notice_version(), "2022.1");
        assert_eq!(classes().len(), 13);
        for class in classes() {
            assert!(!class.basis.is_empty(), "{}", class.id);
            let has_days = class.kept_days.is_some();
            assert_eq!(has_days, class.end == End::ByAge, "{}", class.id);
            let cites = |basis: &String| basis.starts_with("N2022 §") || basis.starts_with("PIPL ");
            assert!(class.basis.iter().all(cites), "{}", class.id);
        }
    }

    #[test]
    fn committees_lists_are_kept_as_long_as_the_settings_say() {
        let lists = class("lists").unwrap().kept_for();
        assert_eq!(lists, Some(Settings::default().batch_kept_for));
    }
}
