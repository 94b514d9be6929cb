//! Packs: the rules of a territory and a year as data, read, checked and kept as an [`Edition`].
//!
//! `folder` holds the files, `format` says what may stand in them, `schema` is a file as written,
//! `check` refuses what makes no sense, `edition` is what the engine and the product ask, `shelf`
//! finds the edition for a territory and a day, and `pins` holds what is published to its digest.

mod audit;
mod check;
mod diff;
mod draft;
mod edition;
mod error;
mod folder;
mod format;
mod pins;
mod place;
mod player;
mod rules;
mod schema;
mod shelf;
mod template;

pub use audit::{Audit, PackAudit};
pub use diff::{Change, ChangeKind, Comparison, Moved, Side, compare};
pub use draft::{Draft, draft};
pub use edition::{CardRule, Clause, Conversion, Deeming, Edition, RefundRule, Source, StudyYear};
pub use error::{PackError, PackProblem, refusals_in_words};
pub use folder::{Folder, PackFile};
pub use format::{json_schema, keys_in_words};
pub use player::{ForwardSeek, HoursOfDay, PlayerRules};
pub use schema::{Notice, Words};
pub use shelf::Policies;

pub(crate) use edition::CategoryRule;
pub(crate) use rules::{Act, DeemingRule, Rule, Share};
pub(crate) use template::{Slot, Template};

use crate::names::names;

names! {
    /// What posts the hours of a category to the ledger.
    pub enum Posting {
        /// The last lesson of the course.
        Completion = "completion",
        /// The passed exam of the course.
        Exam = "exam",
    }

    /// What an exam is for.
    pub enum ExamsPer {
        /// Each course has its exam.
        Course = "course",
        /// One exam for the year.
        Year = "year",
    }

    /// What goes back for a course on which somebody has begun to learn.
    pub enum BegunRefund {
        /// The share of it that is not learnt yet.
        Share = "share",
        /// Nothing.
        Nothing = "nothing",
    }
}

/// A language of the words in packs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Chinese.
    Zh,
    /// English.
    En,
}

impl Words {
    /// The words in one language.
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Zh => &self.zh,
            Language::En => &self.en,
        }
    }
}
