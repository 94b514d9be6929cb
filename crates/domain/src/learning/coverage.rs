//! A set of milliseconds as sorted, disjoint spans. Pure.

use serde::{Deserialize, Serialize};

/// A stretch of media: from (included) to (excluded), in milliseconds.
pub type Span = (i64, i64);

/// Milliseconds that were covered, each once.
///
/// INVARIANT: spans are sorted, not empty, and neither touch nor overlap
/// (`coverage_agrees_with_a_naive_set`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Coverage(Vec<Span>);

impl Coverage {
    /// The spans.
    pub fn spans(&self) -> &[Span] {
        &self.0
    }

    /// How many milliseconds are in it.
    pub fn total(&self) -> i64 {
        self.0.iter().map(|(from, to)| to - from).sum()
    }

    /// The parts of `span` that are not in it yet, in order.
    pub fn missing(&self, span: Span) -> Vec<Span> {
        let (mut at, end) = span;
        let mut parts = Vec::new();
        for &(from, to) in &self.0 {
            if from >= end {
                break;
            }
            if from > at {
                parts.push((at, from));
            }
            at = at.max(to);
        }
        if at < end {
            parts.push((at, end));
        }
        parts
    }

    /// Adds a span.
    pub fn add(&mut self, span: Span) {
        let (mut from, mut to) = span;
        if from >= to {
            return;
        }
        let mut kept = Vec::with_capacity(self.0.len() + 1);
        for &(start, end) in &self.0 {
            if end < from || start > to {
                kept.push((start, end));
            } else {
                from = from.min(start);
                to = to.max(end);
            }
        }
        let place = kept.partition_point(|&(start, _)| start < from);
        kept.insert(place, (from, to));
        self.0 = kept;
    }

    /// Takes a span out.
    pub fn remove(&mut self, span: Span) {
        let (from, to) = span;
        let cut = |&(start, end): &Span| [(start, end.min(from)), (start.max(to), end)];
        let rest = self
            .0
            .iter()
            .flat_map(cut)
            .filter(|(start, end)| start < end);
        self.0 = rest.collect();
    }

    /// Whether a span overlaps or borders on what is in it: adding it makes no further piece.
    pub fn touches(&self, (from, to): Span) -> bool {
        self.0
            .iter()
            .any(|&(start, end)| start <= to && from <= end)
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The first millisecond that is missing of a lesson: where to go on.
    pub fn resume_at(&self, length_ms: i64) -> i64 {
        self.missing((0, length_ms))
            .first()
            .map_or(0, |&(from, _)| from)
    }
}

impl FromIterator<Span> for Coverage {
    fn from_iter<I: IntoIterator<Item = Span>>(spans: I) -> Self {
        let mut coverage = Self::default();
        spans.into_iter().for_each(|span| coverage.add(span));
        coverage
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn coverage_agrees_with_a_naive_set(
            spans in prop::collection::vec((0_i64..60, 1_i64..20), 0..20),
        ) {
            let mut coverage = Coverage::default();
            let mut naive = BTreeSet::new();
            for (from, length) in spans {
                let span = (from, from + length);
                let fresh: i64 = coverage.missing(span).iter().map(|(a, b)| b - a).sum();
                let before = naive.len();
                naive.extend(span.0..span.1);
                prop_assert_eq!(usize::try_from(fresh).unwrap(), naive.len() - before);
                coverage.add(span);
                prop_assert_eq!(usize::try_from(coverage.total()).unwrap(), naive.len());
                for pair in coverage.spans().windows(2) {
                    prop_assert!(pair[0].1 < pair[1].0);
                }
            }
        }
    }

    #[test]
    fn what_is_taken_out_is_missing_again() {
        let mut coverage: Coverage = [(0, 10), (20, 30), (40, 50)].into_iter().collect();
        coverage.remove((5, 45));
        assert_eq!(coverage.spans(), [(0, 5), (45, 50)]);
        coverage.remove((0, 5));
        coverage.remove((100, 200));
        assert_eq!(coverage.spans(), [(45, 50)]);
    }

    #[test]
    fn learning_resumes_at_the_first_gap() {
        let mut coverage = Coverage::default();
        coverage.add((0, 10));
        coverage.add((20, 30));
        assert_eq!(coverage.resume_at(30), 10);
        coverage.add((10, 20));
        assert_eq!(coverage.spans(), [(0, 30)]);
        assert_eq!(coverage.resume_at(30), 0);
    }
}
