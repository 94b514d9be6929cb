//! Who confirms which kind of fact, and on which proof: data with its basis, read once.

use std::sync::LazyLock;

use kernel::Fault;
use serde::Deserialize;

use super::model::FactKind;

/// A text in both languages.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Both {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

/// Who answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answerer {
    /// The employer.
    Employer,
    /// The bureau.
    Bureau,
}

/// Who confirms a kind of fact.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeskRule {
    /// The kind.
    pub kind: FactKind,
    /// The clause that asks about it; empty when no clause does.
    pub clause: String,
    /// Who answers, one after another.
    pub by: Vec<Answerer>,
    /// Whether its proof is seen by nobody but the deciding officer.
    pub sensitive: bool,
    /// What proves it.
    pub proof: Both,
    /// Whether that is an interpretation that somebody must confirm.
    pub confirm: bool,
    /// Why it is so.
    pub basis: Both,
}

impl DeskRule {
    /// Whether the employer is asked first.
    pub fn asks_employer(&self) -> bool {
        self.by.contains(&Answerer::Employer)
    }

    /// Whether the bureau has the last word.
    pub fn asks_bureau(&self) -> bool {
        self.by.contains(&Answerer::Bureau)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Desks {
    desk: Vec<DeskRule>,
}

static DESKS: LazyLock<Result<Vec<DeskRule>, String>> = LazyLock::new(|| {
    let read: Desks =
        toml::from_str(include_str!("desks.toml")).map_err(|error| error.to_string())?;
    for kind in FactKind::ALL {
        let rules = read.desk.iter().filter(|rule| rule.kind == kind);
        let [rule] = rules.collect::<Vec<_>>()[..] else {
            return Err(format!("{} needs exactly one desk", kind.as_str()));
        };
        if rule.by.is_empty() {
            return Err(format!("nobody confirms {}", kind.as_str()));
        }
    }
    Ok(read.desk)
});

/// All kinds with who confirms them, in the order of the file.
pub fn desks() -> Result<&'static [DeskRule], Fault> {
    match &*DESKS {
        Ok(desks) => Ok(desks),
        Err(why) => Err(Fault::internal("facts.desks", why.clone())),
    }
}

/// Who confirms this kind.
pub(super) fn desk(kind: FactKind) -> Result<&'static DeskRule, Fault> {
    let found = desks()?.iter().find(|rule| rule.kind == kind);
    found.ok_or_else(|| Fault::internal("facts.desks", kind.as_str()))
}
