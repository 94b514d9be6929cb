//! When a check is due, what it asks, what an answer leads to, and what a miss takes back. Pure.

use kernel::Instant;

use super::model::{CheckOutcome, PresenceCheck};
use crate::catalogue::LessonQuestion;
use crate::learning::coverage::Coverage;

/// After how much unproven credit a check is due: on average an hour divided by the rate, at least
/// half of that and at most half more. 0 when nobody is asked. `below(n)` draws a number below n.
pub(super) fn draw_due(checks_per_hour: i64, below: impl FnOnce(usize) -> usize) -> i64 {
    if checks_per_hour <= 0 {
        return 0;
    }
    let mean = 3_600_000 / checks_per_hour;
    let range = usize::try_from(mean)
        .unwrap_or(usize::MAX)
        .saturating_add(1);
    let drawn = i64::try_from(below(range)).unwrap_or(0);
    (mean / 2 + drawn).max(1)
}

/// What was credited since: the parts of one coverage that are not in another.
pub(super) fn fresh(after: &Coverage, before: &Coverage) -> Coverage {
    let mut fresh = Coverage::default();
    for &span in after.spans() {
        for part in before.missing(span) {
            fresh.add(part);
        }
    }
    fresh
}

/// The latest question whose moment lies within what was just credited.
pub(super) fn about<'q>(
    questions: &'q [LessonQuestion],
    credited: &Coverage,
) -> Option<&'q LessonQuestion> {
    let seen = |at: i64| {
        credited
            .spans()
            .iter()
            .any(|&(from, to)| from < at && at <= to)
    };
    questions
        .iter()
        .filter(|question| seen(question.at_ms))
        .max_by_key(|question| question.at_ms)
}

/// How much more credit leads to the next question that is not covered yet, from where somebody
/// is; none when there is no such question.
pub(super) fn until_next(
    questions: &[LessonQuestion],
    covered: &Coverage,
    here: i64,
) -> Option<i64> {
    let ahead = questions.iter().map(|question| question.at_ms);
    let next = ahead.filter(|&at| at > here).min()?;
    let to_go: i64 = covered
        .missing((here, next))
        .iter()
        .map(|(from, to)| to - from)
        .sum();
    Some(to_go.max(1))
}

/// What a miss leaves: what is covered without what is not proven.
pub(super) fn without(covered: &Coverage, unproven: &Coverage) -> Coverage {
    fresh(covered, unproven)
}

/// What is both covered and not proven: what a miss takes back.
pub(super) fn at_stake(covered: &Coverage, unproven: &Coverage) -> Coverage {
    fresh(covered, &fresh(covered, unproven))
}

/// Tries that a question gives: never so many that one can try all of its options.
pub(super) fn tries(most: i64, options: usize) -> i64 {
    let options = i64::try_from(options).unwrap_or(i64::MAX);
    most.min(options - 1).max(1)
}

/// What somebody says to a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// The right option.
    Right,
    /// A wrong option.
    Wrong,
    /// The same wrong option as before.
    WrongAgain,
    /// She gave no answer: her page says that the time is over.
    NoAnswer,
    /// Nothing: the check was only come upon.
    Nothing,
}

/// What becomes of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// It is decided.
    Decided(CheckOutcome),
    /// It uses up a try and goes on until its time is over.
    OneLess,
    /// Nothing was heard from her since it was asked, as when the network is gone: it uses up a
    /// try, and is asked again from now on.
    AskedAgain,
    /// It waits.
    Open,
}

/// What becomes of an open check now. `was_heard`: beats arrived since it was asked.
pub(super) fn step(check: &PresenceCheck, now: Instant, said: Said, was_heard: bool) -> Step {
    let has_more = check.tries + 1 < check.tries_most;
    if now > check.answer_by {
        return if said == Said::Nothing && !was_heard && has_more {
            Step::AskedAgain
        } else {
            Step::Decided(CheckOutcome::Missed)
        };
    }
    match said {
        Said::Right => Step::Decided(CheckOutcome::Passed),
        Said::Wrong if has_more => Step::OneLess,
        Said::Wrong => Step::Decided(CheckOutcome::Missed),
        Said::WrongAgain | Said::NoAnswer | Said::Nothing => Step::Open,
    }
}

/// An order in which options are shown. `below(n)` draws a number below n.
pub(super) fn shuffled(many: usize, mut below: impl FnMut(usize) -> usize) -> Vec<usize> {
    let mut left: Vec<usize> = (0..many).collect();
    let mut order = Vec::with_capacity(many);
    while !left.is_empty() {
        order.push(left.remove(below(left.len()).min(left.len() - 1)));
    }
    order
}

#[cfg(test)]
mod tests;
