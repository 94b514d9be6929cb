//! Scenarios: the examples beside an edition, in Gherkin with Chinese keywords, which an officer
//! can read and write. `xueshi policy test` and `cargo test` run them by the same [`run`].
//!
//! [`feature`] reads the file, [`sentences`] is what a scenario may say, [`pattern`] fills their
//! blanks, [`world`] is what they act upon, and [`coverage`] says which clause lacks an example.
//! What is expected is always asked of the edition and the engine; nothing is decided here.

mod coverage;
mod feature;
mod filled;
mod pattern;
mod sentences;
mod trouble;
mod world;

pub(crate) use coverage::section;
pub use coverage::{ClauseCoverage, Kind};
pub use sentences::sentences_in_words;
pub use trouble::Trouble;

use crate::pack::Edition;
use coverage::Seen;
use feature::{Case, Feature};
use world::World;

/// What came of running the scenarios of an edition.
#[derive(Clone, Debug)]
pub struct Report {
    /// Id of the edition.
    pub edition: String,
    /// The file of the scenarios, as people are told of it.
    pub file: String,
    /// The edition is a draft, of which scenarios may wait to be confirmed.
    pub is_draft: bool,
    /// How many scenarios ran; each row of an outline is one.
    pub ran: usize,
    /// What does not hold, or cannot be read.
    pub failures: Vec<Failure>,
    /// What does not hold, but waits to be confirmed (`@待确认`, in a draft only).
    pub pending: Vec<Failure>,
    /// One row for each clause, in the notice's order.
    pub coverage: Vec<ClauseCoverage>,
}

/// A scenario that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The line of the step, or of the row of an outline's examples.
    pub line: usize,
    /// The line of the scenario.
    pub scenario_line: usize,
    /// The scenario's name.
    pub scenario: String,
    /// The step as written, with the keyword; empty where it is not about a step.
    pub step: String,
    /// What is wrong.
    pub trouble: Trouble,
}

impl Report {
    /// Clauses that lack an example.
    pub fn uncovered(&self) -> impl Iterator<Item = &ClauseCoverage> {
        self.coverage
            .iter()
            .filter(|clause| clause.lacks_something())
    }

    /// Scenarios that cannot be read, or say what cannot be carried out.
    pub fn unreadable(&self) -> impl Iterator<Item = &Failure> {
        let unclear = |failure: &&Failure| matches!(failure.trouble, Trouble::Unclear { .. });
        self.failures.iter().filter(unclear)
    }

    /// Everything holds and every clause has its examples.
    pub fn is_good(&self) -> bool {
        self.failures.is_empty() && self.uncovered().next().is_none()
    }
}

/// Runs all scenarios of a file against an edition. `file` is how people know it.
pub fn run(edition: &Edition, file: &str, bytes: &[u8]) -> Report {
    let mut report = Report {
        edition: edition.id().to_owned(),
        file: file.to_owned(),
        is_draft: edition.is_draft(),
        ran: 0,
        failures: Vec::new(),
        pending: Vec::new(),
        coverage: Vec::new(),
    };
    let mut seen = Seen::default();
    match Feature::read(bytes) {
        Ok(feature) => {
            for case in &feature.cases {
                run_case(edition, case, &mut seen, &mut report);
            }
        }
        Err((line, trouble)) => report.failures.push(Failure {
            line,
            scenario_line: line,
            scenario: String::new(),
            step: String::new(),
            trouble,
        }),
    }
    report.coverage = coverage::table(edition, &seen);
    report
}

fn run_case(edition: &Edition, case: &Case, seen: &mut Seen, report: &mut Report) {
    let failure = |line: usize, step: String, trouble: Trouble| Failure {
        line,
        scenario_line: case.line,
        scenario: case.name.clone(),
        step,
        trouble,
    };
    let marks = match coverage::marks(edition, case) {
        Ok(marks) => marks,
        Err(trouble) => {
            report
                .failures
                .push(failure(case.line, String::new(), trouble));
            return;
        }
    };
    seen.count(&marks);
    if marks.is_by_hand() && case.steps.is_empty() {
        return;
    }
    report.ran += 1;
    let mut world = World::new(edition);
    let failed = case.steps.iter().find_map(|step| {
        let trouble = world.step(step.kind, &step.text).err()?;
        Some(failure(
            case.row_line.unwrap_or(step.at),
            step.to_string(),
            trouble,
        ))
    });
    seen.effects(&marks, world.reasons());
    let failed = failed.or_else(|| {
        let trouble = world.is_finished().err()?;
        Some(failure(case.line, String::new(), trouble))
    });
    match failed {
        Some(failed) if marks.is_pending() => report.pending.push(failed),
        Some(failed) => report.failures.push(failed),
        None => {}
    }
}
