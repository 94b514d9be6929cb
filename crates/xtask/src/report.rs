//! Steps and their times: runs one after the other, remembers how each went, and sums up.

use std::time::Duration;

use crate::shell::{self, Failure, Outcome};

/// What was done so far.
#[derive(Debug, Default)]
pub struct Report {
    steps: Vec<Step>,
}

#[derive(Debug)]
struct Step {
    name: &'static str,
    took: Duration,
    went: Went,
}

#[derive(Debug, PartialEq, Eq)]
enum Went {
    Well,
    Wrong,
    LeftOut,
}

impl Report {
    /// Runs a step. It may fail: the next ones run all the same, so that one run shows all that is
    /// wrong. The answer says whether it went well.
    pub fn step(&mut self, name: &'static str, work: impl FnOnce() -> Outcome) -> bool {
        shell::say(&format!("── {name}"));
        let start = shell::stopwatch();
        let outcome = work();
        if let Err(failure) = &outcome {
            shell::complain(&failure.words);
        }
        let went = if outcome.is_ok() {
            Went::Well
        } else {
            Went::Wrong
        };
        self.steps.push(Step {
            name,
            took: start.elapsed(),
            went,
        });
        outcome.is_ok()
    }

    /// Notes a step that could not be run.
    pub fn left_out(&mut self, name: &'static str, why: &str) {
        shell::say(&format!("── {name}: left out, {why}"));
        self.steps.push(Step {
            name,
            took: Duration::ZERO,
            went: Went::LeftOut,
        });
    }

    /// The table of steps, and as its last line the verdict.
    pub fn sum_up(self) -> Outcome {
        let total: Duration = self.steps.iter().map(|step| step.took).sum();
        shell::say("");
        for step in &self.steps {
            let sign = match step.went {
                Went::Well => "ok    ",
                Went::Wrong => "FAILED",
                Went::LeftOut => "–     ",
            };
            shell::say(&format!("{sign} {:>8}  {}", clock(step.took), step.name));
        }
        let wrong: Vec<_> = self
            .steps
            .iter()
            .filter(|step| step.went == Went::Wrong)
            .map(|s| s.name)
            .collect();
        if wrong.is_empty() {
            shell::say(&format!("all green, {} altogether", clock(total)));
            return Ok(());
        }
        Err(Failure::new(format!(
            "not green after {}: {}",
            clock(total),
            wrong.join(", ")
        )))
    }
}

/// `3:07` for three minutes and seven seconds.
fn clock(took: Duration) -> String {
    let seconds = took.as_secs();
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_failing_step_makes_the_run_fail_and_is_named() {
        let mut report = Report::default();
        assert!(report.step("first", || Ok(())));
        assert!(!report.step("second", || Err(Failure::new("no"))));
        assert!(report.step("third", || Ok(())));
        let failure = report.sum_up().unwrap_err();
        assert!(failure.words.ends_with(": second"), "{}", failure.words);
    }

    #[test]
    fn times_read_like_a_clock() {
        assert_eq!(clock(Duration::from_secs(187)), "3:07");
    }
}
