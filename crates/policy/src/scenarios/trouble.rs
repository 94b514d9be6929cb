//! Why a scenario does not hold, in words for an officer.

use std::fmt;

/// Why a step does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The edition answers otherwise.
    Differs {
        /// What the scenario expects.
        expected: String,
        /// What the edition answers.
        got: String,
    },
    /// It cannot be understood or carried out: Chinese and English.
    Unclear {
        /// In Chinese.
        zh: String,
        /// In English.
        en: String,
    },
}

impl Trouble {
    pub(super) fn unclear(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self::Unclear {
            zh: zh.into(),
            en: en.into(),
        }
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Differs { expected, got } => {
                write!(f, "应为 / expected: {expected}；实为 / got: {got}")
            }
            Self::Unclear { zh, en } => write!(f, "{zh} / {en}"),
        }
    }
}

/// What a step comes to.
pub(super) type Step = Result<(), Trouble>;

/// Holds what was expected against what was found, both in words.
pub(super) fn same(expected: impl Into<String>, got: impl Into<String>) -> Step {
    let (expected, got) = (expected.into(), got.into());
    if expected == got {
        Ok(())
    } else {
        Err(Trouble::Differs { expected, got })
    }
}
