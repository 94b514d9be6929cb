//! Packs: the rules of a territory and a year as data, read, checked and kept as an [`Edition`].
//!
//! `schema` is the file as written, `check` refuses what makes no sense, `edition` is what the
//! engine and the product ask, `shelf` finds the edition for a territory and a day.

mod check;
mod edition;
mod error;
mod rules;
mod schema;
mod shelf;
mod template;

pub use edition::{CardRule, Clause, Conversion, Edition, PlayerRules, Source, StudyYear};
pub use error::{PackError, PackProblem};
pub use schema::{Notice, Words};
pub use shelf::Policies;

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
