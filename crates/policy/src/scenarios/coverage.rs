//! Which clause has an example that passes, one that fails and one at its edge, and which has not.
//!
//! A scenario says what it is for by its tags: `@§3.1` the clause, `@通过`, `@不通过` or `@边界` its
//! kind. `@人工` stands for a clause that people carry out and no program; `@待确认` marks a scenario
//! of a draft that an officer has still to confirm.

use std::collections::{BTreeMap, BTreeSet};

use super::feature::Case;
use super::trouble::Trouble;
use crate::decision::{EffectKind, Reason};
use crate::pack::{Clause, Edition};

/// What a scenario shows of its clauses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Somebody who fulfils it.
    Passes,
    /// Somebody who does not.
    Fails,
    /// Somebody at its edge: the birthday, the last day, a hundredth less.
    Edge,
}

impl Kind {
    /// All three, in the order of the report.
    pub const ALL: [Self; 3] = [Self::Passes, Self::Fails, Self::Edge];

    /// The tag, without the `@`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Passes => "通过",
            Self::Fails => "不通过",
            Self::Edge => "边界",
        }
    }
}

const BY_HAND: &str = "人工";
pub(crate) const PENDING: &str = "待确认";

/// What the tags of a scenario say.
pub(super) struct Marks {
    cites: Vec<String>,
    kinds: Vec<Kind>,
    by_hand: bool,
    pending: bool,
}

impl Marks {
    pub(super) fn is_by_hand(&self) -> bool {
        self.by_hand
    }

    pub(super) fn is_pending(&self) -> bool {
        self.pending
    }
}

/// The section of a citation: `§3.1` of `N2022 §3.1`.
pub(crate) fn section(cite: &str) -> &str {
    cite.split_once(' ').map_or(cite, |(_, section)| section)
}

/// Reads the tags of a scenario; a misspelt one is refused, so that it covers nothing by mistake.
pub(super) fn marks(edition: &Edition, case: &Case) -> Result<Marks, Trouble> {
    let mut marks = Marks {
        cites: Vec::new(),
        kinds: Vec::new(),
        by_hand: false,
        pending: false,
    };
    for tag in &case.tags {
        let kind = Kind::ALL.into_iter().find(|kind| kind.tag() == tag);
        let mut clauses = edition.clauses().iter();
        let clause = clauses.find(|clause| section(&clause.cite) == tag);
        match (kind, clause) {
            (Some(kind), _) => marks.kinds.push(kind),
            (None, Some(clause)) => marks.cites.push(clause.cite.to_string()),
            (None, None) if tag == BY_HAND => marks.by_hand = true,
            (None, None) if tag == PENDING && edition.is_draft() => marks.pending = true,
            (None, None) if tag == PENDING => {
                return Err(Trouble::unclear(
                    "@待确认 只能用在草稿里：确认后删去这个标签",
                    "@待确认 is for drafts: confirm the scenario and take the tag away",
                ));
            }
            (None, None) => {
                return Err(Trouble::unclear(
                    format!(
                        "不认识标签 @{tag}（可用：@§条款、@通过、@不通过、@边界、@人工、@待确认）"
                    ),
                    format!("unknown tag @{tag}"),
                ));
            }
        }
    }
    if marks.cites.is_empty() || (marks.kinds.is_empty() && !marks.by_hand) {
        return Err(Trouble::unclear(
            "缺少标签：@§条款，以及 @通过、@不通过、@边界 之一",
            "it lacks tags: a clause, and one of @通过, @不通过, @边界",
        ));
    }
    Ok(marks)
}

/// What was seen while the scenarios ran.
#[derive(Default)]
pub(super) struct Seen {
    counts: BTreeMap<(String, Kind), usize>,
    by_hand: BTreeSet<String>,
    effects: BTreeSet<(String, EffectKind)>,
}

impl Seen {
    pub(super) fn count(&mut self, marks: &Marks) {
        for cite in &marks.cites {
            for kind in &marks.kinds {
                *self.counts.entry((cite.clone(), *kind)).or_default() += 1;
            }
            if marks.by_hand {
                self.by_hand.insert(cite.clone());
            }
        }
    }

    /// Keeps what the scenario's own clauses did in it.
    pub(super) fn effects(&mut self, marks: &Marks, reasons: &[Reason]) {
        let own = reasons
            .iter()
            .filter(|reason| marks.cites.contains(&reason.clause));
        self.effects
            .extend(own.map(|reason| (reason.clause.clone(), reason.effect.kind)));
    }
}

/// One row of the coverage report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClauseCoverage {
    /// The clause.
    pub cite: String,
    /// How many scenarios pass, fail and stand at the edge, in the order of [`Kind::ALL`].
    pub counts: [usize; 3],
    /// People carry it out (`@人工`).
    pub is_by_hand: bool,
    /// It has rules or figures that the program applies.
    pub is_applied: bool,
    /// Effects of its rules that no scenario of it shows.
    pub unseen: Vec<EffectKind>,
}

impl ClauseCoverage {
    /// The kinds of which it has no scenario.
    pub fn lacking(&self) -> impl Iterator<Item = Kind> + '_ {
        let counted = Kind::ALL.into_iter().zip(self.counts);
        let none = counted
            .filter(|(_, count)| *count == 0)
            .map(|(kind, _)| kind);
        none.filter(|_| self.is_applied || !self.is_by_hand)
    }

    /// Whether it lacks a scenario, or a scenario that shows what it does.
    pub fn lacks_something(&self) -> bool {
        self.lacking().next().is_some() || !self.unseen.is_empty()
    }
}

pub(super) fn table(edition: &Edition, seen: &Seen) -> Vec<ClauseCoverage> {
    let row = |clause: &Clause| {
        let cite = clause.cite.to_string();
        let count = |kind| seen.counts.get(&(cite.clone(), kind)).copied().unwrap_or(0);
        let effects: BTreeSet<EffectKind> = edition.effects_of(&cite).collect();
        let unseen = effects
            .into_iter()
            .filter(|effect| !seen.effects.contains(&(cite.clone(), *effect)));
        ClauseCoverage {
            counts: Kind::ALL.map(count),
            is_by_hand: seen.by_hand.contains(&cite),
            is_applied: edition.applies(&cite),
            unseen: unseen.collect(),
            cite,
        }
    };
    edition.clauses().iter().map(row).collect()
}
