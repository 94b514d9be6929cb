//! Unknown facts: sex, birthday and sector may be absent. Every completion that can matter is
//! assessed; where they agree, the outcome is sure, else the facts that would settle it are named.

use kernel::{Hours, Sex};

use super::assess::Assessment;
use super::condition::Case;
use super::track::Track;
use crate::decision::Outcome;

/// What all completions come to.
#[derive(Clone, Debug)]
pub(super) struct Completed<'e> {
    pub outcome: Outcome,
    /// Rows and reasons are those of this completion.
    pub strictest: Assessment<'e>,
    /// Which of [`FACTS`] can change an undecided outcome.
    pub missing: [bool; 3],
}

/// Names of the facts that may be unknown, in the order of the applicant's fields.
pub(super) const FACTS: [&str; 3] = ["person.sex", "person.born", "post.sector"];

const SEXES: [Option<Sex>; 2] = [Some(Sex::Female), Some(Sex::Male)];

impl<'e> Completed<'e> {
    /// Room for what will come of it.
    #[inline]
    pub(super) fn new() -> Self {
        Self {
            outcome: Outcome::Undecided,
            strictest: Assessment::new(),
            missing: [false; 3],
        }
    }

    /// Assesses what is known, or everything that it could be where a fact that some rule asks for
    /// is not.
    pub(super) fn complete(&mut self, track: &'e Track, known: &Case<'_>, given: &[Hours]) {
        let asks_age = !track.ages.is_empty() && (known.sex.is_none() || known.age.is_none());
        let asks_sector = !track.sectors.is_empty() && known.sector.is_none();
        if asks_age || asks_sector {
            self.try_all(track, known, given);
        } else {
            self.strictest.assess(track, known, given);
            self.outcome = self.strictest.outcome;
        }
    }

    #[cold]
    fn try_all(&mut self, track: &'e Track, known: &Case<'_>, given: &[Hours]) {
        let (sex, age, sector) = ([known.sex], [known.age], [known.sector]);
        let asks_age = !track.ages.is_empty();
        let sexes = unknown_or(&sex, if asks_age { &SEXES } else { &[] });
        let ages = unknown_or(&age, &track.ages);
        let sectors = unknown_or(&sector, &track.sectors);
        let mut tried = Vec::with_capacity(sexes.len() * ages.len() * sectors.len());
        let mut assessment = Assessment::new();
        for (sex_at, &sex) in sexes.iter().enumerate() {
            for (age_at, &age) in ages.iter().enumerate() {
                for (sector_at, &sector) in sectors.iter().enumerate() {
                    let case = Case {
                        sex,
                        age,
                        sector,
                        ..*known
                    };
                    assessment.assess(track, &case, given);
                    let first = tried.is_empty();
                    tried.push(([sex_at, age_at, sector_at], assessment.outcome));
                    if first || strictness(&assessment) < strictness(&self.strictest) {
                        std::mem::swap(&mut assessment, &mut self.strictest);
                    }
                }
            }
        }
        self.outcome = agreed(&tried);
        if self.outcome == Outcome::Undecided {
            self.missing = missing(&tried);
        }
    }
}

/// The fact if it is known, else everything to try instead, if anything is to be tried.
fn unknown_or<'t, T>(known: &'t [Option<T>; 1], all: &'t [Option<T>]) -> &'t [Option<T>] {
    match known {
        [None] if !all.is_empty() => all,
        [_] => known,
    }
}

/// A completion's position in what was tried of each fact, and its outcome.
type Tried = ([usize; 3], Outcome);

/// The outcome on which all completions agree; met and exempt agree on met.
fn agreed(tried: &[Tried]) -> Outcome {
    let mut outcomes = tried.iter().map(|(_, outcome)| *outcome);
    let first = outcomes.next().unwrap_or(Outcome::Undecided);
    outcomes.fold(first, |agreed, outcome| match (agreed, outcome) {
        (one, other) if one == other => one,
        (Outcome::Met, Outcome::Exempt) | (Outcome::Exempt, Outcome::Met) => Outcome::Met,
        _ => Outcome::Undecided,
    })
}

/// The facts of which a change alone, whatever the others are, changes the outcome.
fn missing(tried: &[Tried]) -> [bool; 3] {
    let mut matters = [false; 3];
    for (at, (one_at, one)) in tried.iter().enumerate() {
        for (other_at, other) in tried.iter().skip(at + 1) {
            if good(*one) == good(*other) {
                continue;
            }
            let mut differing = one_at.iter().zip(other_at).map(|(one, other)| one != other);
            let differs = [(); 3].map(|()| differing.next().unwrap_or(false));
            if differs.iter().filter(|differs| **differs).count() == 1 {
                for (matters, differs) in matters.iter_mut().zip(differs) {
                    *matters |= differs;
                }
            }
        }
    }
    matters
}

/// Met and exempt are as good as each other for who applies.
fn good(outcome: Outcome) -> Outcome {
    match outcome {
        Outcome::Exempt | Outcome::Met => Outcome::Met,
        Outcome::Reference | Outcome::NotMet | Outcome::Undecided => outcome,
    }
}

/// The strictest has the worst outcome, then the most hours owed, then the fewest reliefs, then
/// comes first.
fn strictness(assessment: &Assessment<'_>) -> (u8, i64, usize) {
    let rank = match assessment.outcome {
        Outcome::Undecided => 0,
        Outcome::NotMet => 1,
        Outcome::Reference => 2,
        Outcome::Met => 3,
        Outcome::Exempt => 4,
    };
    let owed: Hours = assessment.rows.iter().map(|row| row.required).sum();
    (rank, -owed.get(), assessment.hits.len())
}
