//! A board of milliseconds on which stretches are marked one over the other. Pure.

use std::collections::BTreeMap;

use crate::learning::coverage::Span;

/// What a stretch of the board is known to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Mark {
    /// Number of the first beat since the last miss that claimed it without being refused.
    pub good: Option<usize>,
    /// The last reason why it was not credited.
    pub bad: Option<Bad>,
    pub covered: bool,
    pub granted: bool,
    pub ahead: bool,
}

/// Why a stretch was not credited: numbers in the lists that were read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bad {
    Refusal { beat: usize, refusal: usize },
    Miss(usize),
}

/// Marks by where they begin; each holds until the next one.
pub(super) struct Board {
    length_ms: i64,
    marks: BTreeMap<i64, Mark>,
}

impl Board {
    /// An empty board.
    pub fn new(length_ms: i64) -> Self {
        Self {
            length_ms,
            marks: BTreeMap::from([(0, Mark::default())]),
        }
    }

    /// Changes the marks of a stretch; what lies outside of the board is left out.
    pub fn mark(&mut self, (from, to): Span, change: impl Fn(&mut Mark)) {
        let (from, to) = (from.max(0), to.min(self.length_ms));
        if from >= to {
            return;
        }
        self.cut(from);
        self.cut(to);
        self.marks
            .range_mut(from..to)
            .for_each(|(_, mark)| change(mark));
    }

    /// All stretches in order.
    pub fn stretches(&self) -> impl Iterator<Item = (Span, Mark)> {
        let ends = self.marks.keys().skip(1).copied();
        let ends = ends.chain(std::iter::once(self.length_ms));
        self.marks
            .iter()
            .zip(ends)
            .map(|((from, mark), to)| ((*from, to), *mark))
            .filter(|((from, to), _)| from < to)
    }

    fn cut(&mut self, at: i64) {
        if at < self.length_ms
            && let Some((_, mark)) = self.marks.range(..=at).next_back()
        {
            let mark = *mark;
            self.marks.entry(at).or_insert(mark);
        }
    }
}
