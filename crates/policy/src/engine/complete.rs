//! Unknown facts: sex, birthday and sector may be absent. Every completion that can matter is
//! assessed; where they agree, the outcome is sure, else the facts that would settle it are named.

use std::collections::BTreeSet;

use kernel::{Hours, Sex};

use super::Case;
use super::assess::{Assessment, assess};
use crate::decision::Outcome;
use crate::facts::{Applicant, Sector};
use crate::pack::{Edition, Rule};

pub(super) struct Verdict<'e> {
    pub outcome: Outcome,
    /// Rows and reasons are those of this completion.
    pub strictest: Assessment<'e>,
    pub missing: Vec<String>,
}

/// Names of the facts that may be unknown, in the order of the applicant's fields.
const FACTS: [&str; 3] = ["person.sex", "person.born", "post.sector"];

pub(super) fn decide<'e>(edition: &'e Edition, applicant: &Applicant) -> Verdict<'e> {
    let concerns = |rule: &&Rule| rule.when.concerns(applicant.application);
    let rules: Vec<&Rule> = edition.rules.iter().filter(concerns).collect();
    let mut tried: Vec<([usize; 3], Assessment<'e>)> = cases(&rules, applicant)
        .into_iter()
        .map(|(at, case)| (at, assess(edition, &rules, &case)))
        .collect();
    let outcome = agreed(&tried);
    let missing = match outcome {
        Outcome::Undecided => missing(&tried),
        Outcome::Exempt | Outcome::Met | Outcome::Reference | Outcome::NotMet => Vec::new(),
    };
    let strictest = tried
        .iter()
        .enumerate()
        .min_by_key(|(at, (_, assessment))| strictness(assessment, *at))
        .map_or(0, |(at, _)| at);
    Verdict {
        outcome,
        strictest: tried.swap_remove(strictest).1,
        missing,
    }
}

/// Every completion of the facts that some rule asks for and nobody gave, each with its
/// coordinates. There is always at least one.
fn cases<'a>(rules: &[&Rule], applicant: &'a Applicant) -> Vec<([usize; 3], Case<'a>)> {
    let on = applicant.application.on;
    let asks_age = rules.iter().any(|rule| rule.when.asks_age());
    let asks_sector = rules.iter().any(|rule| rule.when.asks_sector());
    let sexes = match (applicant.person.sex, asks_age) {
        (None, true) => vec![Some(Sex::Female), Some(Sex::Male)],
        (sex, _) => vec![sex],
    };
    let ages = match (applicant.person.born, asks_age) {
        (None, true) => {
            // Between two of these ages no rule's answer changes.
            let thresholds = rules.iter().flat_map(|rule| rule.when.ages());
            let ages: BTreeSet<i16> = thresholds.chain([0]).collect();
            ages.into_iter().map(Some).collect()
        }
        (born, _) => vec![born.map(|born| born.age_on(on))],
    };
    let sectors = match (applicant.post.sector, asks_sector) {
        (None, true) => Sector::ALL.iter().copied().map(Some).collect(),
        (sector, _) => vec![sector],
    };
    let transferred = applicant.post.from_government_on.map(kernel::Day::year);
    let mut cases = Vec::with_capacity(sexes.len() * ages.len() * sectors.len());
    for (sex_at, &sex) in sexes.iter().enumerate() {
        for (age_at, &age) in ages.iter().enumerate() {
            for (sector_at, &sector) in sectors.iter().enumerate() {
                let case = Case {
                    applicant,
                    sex,
                    age,
                    sector,
                    transferred,
                };
                cases.push(([sex_at, age_at, sector_at], case));
            }
        }
    }
    cases
}

/// The outcome on which all completions agree; met and exempt agree on met.
fn agreed(tried: &[([usize; 3], Assessment<'_>)]) -> Outcome {
    let mut outcomes = tried.iter().map(|(_, assessment)| assessment.outcome);
    let first = outcomes.next().unwrap_or(Outcome::Undecided);
    outcomes.fold(first, |agreed, outcome| match (agreed, outcome) {
        (one, other) if one == other => one,
        (Outcome::Met, Outcome::Exempt) | (Outcome::Exempt, Outcome::Met) => Outcome::Met,
        _ => Outcome::Undecided,
    })
}

/// The facts of which a change alone, whatever the others are, changes the outcome.
fn missing(tried: &[([usize; 3], Assessment<'_>)]) -> Vec<String> {
    let mut matters = [false; 3];
    for (at, (one_at, one)) in tried.iter().enumerate() {
        for (other_at, other) in tried.iter().skip(at + 1) {
            let differs: Vec<bool> = one_at.iter().zip(other_at).map(|(a, b)| a != b).collect();
            let alone = differs.iter().filter(|differs| **differs).count() == 1;
            if alone && good(one.outcome) != good(other.outcome) {
                for (matters, differs) in matters.iter_mut().zip(differs) {
                    *matters |= differs;
                }
            }
        }
    }
    let named = FACTS.iter().zip(matters).filter(|(_, matters)| *matters);
    named.map(|(name, _)| (*name).to_owned()).collect()
}

/// Met and exempt are as good as each other for who applies.
fn good(outcome: Outcome) -> Outcome {
    match outcome {
        Outcome::Exempt | Outcome::Met => Outcome::Met,
        Outcome::Reference | Outcome::NotMet | Outcome::Undecided => outcome,
    }
}

/// Smaller is stricter: the worst outcome, then the most hours, then the fewest reliefs.
fn strictness(assessment: &Assessment<'_>, at: usize) -> (u8, i64, usize, usize) {
    let rank = match assessment.outcome {
        Outcome::Undecided => 0,
        Outcome::NotMet => 1,
        Outcome::Reference => 2,
        Outcome::Met => 3,
        Outcome::Exempt => 4,
    };
    let owed: Hours = assessment.rows.iter().map(|row| row.required).sum();
    (rank, -owed.get(), assessment.hits.len(), at)
}
