//! What is counted, and the counts that are kept.

use std::collections::{BTreeMap, BTreeSet};

use kernel::{Day, EffectId, Instant, PersonId};
use policy::{Level, Outcome, Sector};

use crate::Resource;

/// Who moves from which outcome to which; also those who do not move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Move {
    /// Sector of the employer; unknown for whoever has no post.
    pub sector: Option<Sector>,
    /// Level of title review that was asked about.
    pub level: Level,
    /// The outcome by the rules as they are.
    pub was: Outcome,
    /// The outcome by the draft.
    pub becomes: Outcome,
}

impl Move {
    /// Whether the draft changes the outcome.
    pub fn is_change(&self) -> bool {
        self.was != self.becomes
    }
}

/// Counts of moves with a few cases of each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// People who were asked about.
    pub people: u64,
    /// How many moved how.
    pub moves: BTreeMap<Move, u64>,
    /// Samples of each change: the first people by id, at most [`Tally::CASES_MAX`].
    pub cases: BTreeMap<Move, BTreeSet<PersonId>>,
}

impl Tally {
    /// Sample cases that are kept of each change.
    pub const CASES_MAX: usize = 3;

    /// Counts one answer.
    pub fn add(&mut self, person: &PersonId, of: Move) {
        *self.moves.entry(of).or_default() += 1;
        if of.is_change() {
            self.keep(of, person);
        }
    }

    /// Takes another tally in. Pieces give the same tally in any order.
    pub fn merge(&mut self, other: Self) {
        self.people += other.people;
        for (of, count) in other.moves {
            *self.moves.entry(of).or_default() += count;
        }
        for (of, people) in other.cases {
            for person in people {
                self.keep(of, &person);
            }
        }
    }

    fn keep(&mut self, of: Move, person: &PersonId) {
        let kept = self.cases.entry(of).or_default();
        let is_full = kept.len() >= Self::CASES_MAX;
        if is_full && kept.last().is_some_and(|last| last < person) {
            return;
        }
        kept.insert(person.clone());
        if kept.len() > Self::CASES_MAX {
            kept.pop_last();
        }
    }

    /// How many people change outcome at a level.
    pub fn changed(&self, level: Level) -> u64 {
        let changes = self.moves.iter().filter(|(of, _)| of.is_change());
        changes
            .filter(|(of, _)| of.level == level)
            .map(|(_, count)| count)
            .sum()
    }
}

/// The effect of a draft as it is counted, with what is counted so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effect {
    /// Its id.
    pub id: EffectId,
    /// The draft.
    pub draft_id: String,
    /// Digest of the draft's bytes.
    pub draft_digest: String,
    /// The published edition that the draft is compared with, moved on to its year.
    pub base_id: String,
    /// The application day that everybody is asked about.
    pub on: Day,
    /// Who started it.
    pub started_by: PersonId,
    /// When.
    pub started_at: Instant,
    /// When it was through; none while it runs.
    pub done_at: Option<Instant>,
    /// People of the territory when it was started.
    pub expected: i64,
    /// Path of the draft's territory.
    pub territory_path: String,
    /// What was counted so far.
    pub tally: Tally,
}

impl Resource for Effect {
    fn kind(&self) -> &'static str {
        "territory"
    }
    fn territory(&self) -> Option<&str> {
        Some(&self.territory_path)
    }
}
