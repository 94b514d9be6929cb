//! What may be disputed and what may be credited. Pure.

use kernel::{Outcome, limits};

use super::model::{Dispute, Ruling};
use crate::learning::Error;
use crate::learning::coverage::{Coverage, Span};

/// Refuses a stretch that is not one of the lesson, or of which all is credited.
pub(super) fn check_stretch(span: Span, length_ms: i64, covered: &Coverage) -> Outcome<()> {
    let (from, to) = span;
    if !(0 <= from && from < to && to <= length_ms) {
        return Err(Error::BadStretch.fault().at("from"));
    }
    if covered.missing(span).is_empty() {
        return Err(Error::NothingLacks.fault().at("from"));
    }
    Ok(())
}

/// Refuses when another dispute that waits is about a part of the stretch, or too many wait.
pub(super) fn check_others(span: Span, lesson: &[Dispute], open: usize) -> Outcome<()> {
    let overlaps = |other: &&Dispute| other.span.0 < span.1 && span.0 < other.span.1;
    if lesson
        .iter()
        .filter(|one| one.is_open())
        .any(|one| overlaps(&one))
    {
        return Err(Error::AlreadyDisputed.fault().at("from"));
    }
    if open >= limits::DISPUTES_OPEN_MAX {
        return Err(Error::TooManyDisputes
            .fault()
            .with("most", limits::DISPUTES_OPEN_MAX));
    }
    Ok(())
}

/// What a ruling adds to what is covered; refuses what lies outside of the dispute, and a credit
/// that would add nothing.
pub(super) fn credit(dispute: &Dispute, ruling: Ruling, covered: &Coverage) -> Outcome<Coverage> {
    let Ruling::Credit((from, to)) = ruling else {
        return Ok(Coverage::default());
    };
    let (first, last) = dispute.span;
    if !(first <= from && from < to && to <= last) {
        return Err(Error::BadStretch.fault().at("from"));
    }
    let added: Coverage = covered.missing((from, to)).into_iter().collect();
    if added.is_empty() {
        return Err(Error::NothingLacks.fault().at("from"));
    }
    Ok(added)
}

/// Words that somebody must give: not empty, not longer than a text may be.
pub(super) fn given<'t>(text: &'t str, refusal: Error, field: &'static str) -> Outcome<&'t str> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > limits::TEXT_CHARS_MAX {
        return Err(refusal
            .fault()
            .with("most", limits::TEXT_CHARS_MAX)
            .at(field));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;

    #[test]
    fn only_stretches_of_the_lesson_that_lack_something_can_be_disputed() {
        let covered: Coverage = [(0, 50)].into_iter().collect();
        let code = |span| check_stretch(span, 100, &covered).map_err(|fault| fault.code());
        assert_eq!(code((40, 60)), Ok(()));
        assert_eq!(code((10, 50)), Err("learning.nothing_lacks"));
        for bad in [(-1, 5), (60, 60), (70, 60), (60, 101)] {
            assert_eq!(code(bad), Err("learning.bad_stretch"), "{bad:?}");
        }
    }
}
