//! The effect of a draft edition: who would change outcome, counted by whatever the asker groups
//! people by, with a few cases to look at.
//!
//! Millions are counted, so nothing is kept of a person but, now and then, an id. Each thread
//! counts for itself; [`Tally::merge`] brings the counts together, whoever counted whom.

use std::collections::BTreeMap;

use kernel::Year;

use crate::decision::Outcome;
use crate::engine::assess_moved;
use crate::error::DecideError;
use crate::facts::Applicant;
use crate::pack::Edition;

/// Two editions side by side.
#[derive(Clone, Copy, Debug)]
pub struct Comparison<'e> {
    before: &'e Edition,
    after: &'e Edition,
}

/// A person's outcome by the one edition and by the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Change {
    /// By the edition in force.
    pub before: Outcome,
    /// By the draft.
    pub after: Outcome,
}

impl<'e> Comparison<'e> {
    /// Compares the edition in force with a draft.
    pub fn new(before: &'e Edition, after: &'e Edition) -> Self {
        Self { before, after }
    }

    /// The years from the one application year to the other.
    pub fn years_apart(&self) -> Year {
        self.after.year().saturating_sub(self.before.year())
    }

    /// Decides an applicant of the edition in force by both editions. Where the draft is for
    /// another year, by it as if everything about her (birthday, transfer, hours, exams, the
    /// application itself) had happened so many years later: what differs then is the rules, not
    /// her age or her diligence. The error is that of the first edition that cannot decide her.
    pub fn change<S: AsRef<str>>(&self, applicant: &Applicant<S>) -> Result<Change, DecideError> {
        let before = assess_moved(self.before, applicant, 0)?.outcome();
        let after = assess_moved(self.after, applicant, self.years_apart())?.outcome();
        Ok(Change { before, after })
    }
}

/// Counts by group: a territory, a sector, a level, or all of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally<K> {
    groups: BTreeMap<K, Group>,
    samples_max: usize,
}

/// What was counted of one group of people.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    people: u64,
    refused: u64,
    changes: [[Counted; Outcome::ALL.len()]; Outcome::ALL.len()],
}

/// How many people changed in one way, and a few of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Counted {
    people: u64,
    samples: Vec<String>,
}

impl<K: Ord + Clone> Tally<K> {
    /// Counts nobody yet; of each change in each group so many ids will be kept at most, those
    /// that come first in order.
    pub fn new(samples_max: usize) -> Self {
        Self {
            groups: BTreeMap::new(),
            samples_max,
        }
    }

    /// Counts one person of a group; an error counts her among those who cannot be decided.
    pub fn count(&mut self, key: &K, id: &str, change: &Result<Change, DecideError>) {
        self.on_group(key, |group, samples_max| {
            group.people += 1;
            match change {
                Ok(change) => group.count(*change, id, samples_max),
                Err(_) => group.refused += 1,
            }
        });
    }

    /// Adds what another has counted.
    pub fn merge(&mut self, other: Self) {
        for (key, group) in other.groups {
            self.on_group(&key, |mine, samples_max| mine.merge(&group, samples_max));
        }
    }

    /// The groups, in the order of their keys.
    pub fn groups(&self) -> impl Iterator<Item = (&K, &Group)> {
        self.groups.iter()
    }

    /// Works on a group; only its first person costs a key.
    fn on_group<T>(&mut self, key: &K, work: impl FnOnce(&mut Group, usize) -> T) -> T {
        match self.groups.get_mut(key) {
            Some(group) => work(group, self.samples_max),
            None => work(
                self.groups.entry(key.clone()).or_default(),
                self.samples_max,
            ),
        }
    }
}

impl Group {
    /// Everybody in the group.
    pub fn people(&self) -> u64 {
        self.people
    }

    /// Those of them whom one of the editions could not decide.
    pub fn refused(&self) -> u64 {
        self.refused
    }

    /// Those of them who change outcome.
    pub fn changed(&self) -> u64 {
        let changing = self
            .changes()
            .filter(|(change, _, _)| change.before != change.after);
        changing.map(|(_, people, _)| people).sum()
    }

    /// Every change that somebody goes through, no change among them: how many do, and the ids of
    /// a few.
    pub fn changes(&self) -> impl Iterator<Item = (Change, u64, &[String])> {
        let rows = Outcome::ALL.iter().zip(&self.changes);
        rows.flat_map(|(&before, row)| {
            let cells = Outcome::ALL.iter().zip(row);
            cells.map(move |(&after, counted)| {
                (Change { before, after }, counted.people, &*counted.samples)
            })
        })
        .filter(|(_, people, _)| *people > 0)
    }

    fn count(&mut self, change: Change, id: &str, samples_max: usize) {
        let row = self.changes.get_mut(change.before.at());
        if let Some(counted) = row.and_then(|row| row.get_mut(change.after.at())) {
            counted.people += 1;
            if change.before != change.after {
                counted.sample(id, samples_max);
            }
        }
    }

    fn merge(&mut self, other: &Self, samples_max: usize) {
        self.people += other.people;
        self.refused += other.refused;
        let cells = self.changes.iter_mut().flatten();
        for (mine, theirs) in cells.zip(other.changes.iter().flatten()) {
            mine.people += theirs.people;
            for id in &theirs.samples {
                mine.sample(id, samples_max);
            }
        }
    }
}

impl Counted {
    /// Keeps an id if it is among the first so many, so that the same people are kept in whatever
    /// order they come.
    fn sample(&mut self, id: &str, samples_max: usize) {
        let at = self.samples.partition_point(|kept| kept.as_str() <= id);
        if at < samples_max {
            self.samples.insert(at, id.to_owned());
            self.samples.truncate(samples_max);
        }
    }
}
