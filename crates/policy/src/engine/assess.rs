//! Applies the rules to one completed case: rows of hours, and which rules did something.
//!
//! No text is built here. The phases stand in the order of effects of the decisions page.

use kernel::{Hours, Year};
use smallvec::SmallVec;

use super::condition::Case;
use super::track::{Examined, Owed, Relief, RuleAt, Span, Track};
use crate::decision::Outcome;
use crate::pack::Share;

/// What the rules made of one case.
#[derive(Clone, Debug)]
pub(super) struct Assessment<'e> {
    pub outcome: Outcome,
    /// First year that counts.
    pub first: Year,
    /// Which of the track's shares is owed.
    pub share: Option<usize>,
    /// Rows of which hours are owed; those of an exempt case say what would be owed.
    pub rows: SmallVec<[Row<'e>; ROWS]>,
    pub hits: SmallVec<[Hit; HITS]>,
}

/// Rows and rules of one decision that need no memory of their own: three years of two categories,
/// and what may be said of them.
const ROWS: usize = 6;
const HITS: usize = 10;

/// A table of given hours, as tracks say.
pub(super) type Given = SmallVec<[Hours; ROWS]>;

/// Hours owed for one period and category.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row<'e> {
    pub owed: &'e Owed,
    pub required: Hours,
    pub counted: Hours,
    pub deemed: bool,
}

impl Row<'_> {
    pub(super) fn short(&self) -> Hours {
        self.counted.short_of(self.required)
    }
}

/// A rule that shaped the outcome, and the years it did so with.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit {
    pub rule: RuleAt,
    pub moot: bool,
    pub years: Span,
}

impl<'e> Assessment<'e> {
    /// Room for an assessment: it is large, and made where it stays.
    #[inline]
    pub(super) fn new() -> Self {
        Self {
            outcome: Outcome::Undecided,
            first: 0,
            share: None,
            rows: SmallVec::new(),
            hits: SmallVec::new(),
        }
    }

    /// Applies the rules of a track to a case; whatever was here before is forgotten.
    pub(super) fn assess(&mut self, track: &'e Track, case: &Case<'_>, given: &[Hours]) {
        self.first = case.year;
        self.share = None;
        self.rows.clear();
        self.hits.clear();
        self.window(track, case);
        self.rows(track, given);
        self.reduce(track, case);
        for examined in &track.exams {
            self.examine(examined, case);
        }
        self.conclude(track, case);
    }

    fn hit(&mut self, rule: RuleAt, moot: bool, years: Span) {
        self.hits.push(Hit { rule, moot, years });
    }

    fn window(&mut self, track: &Track, case: &Case<'_>) {
        let Some((mut window, rule)) = track.window else {
            return;
        };
        self.hit(rule, false, window);
        for (rule, condition) in &track.narrows {
            // The year of the transfer itself is not asked for: it is waived or lies before.
            let transferred = case.transferred.filter(|transferred| {
                window.from <= *transferred && *transferred < window.to && condition.holds(case)
            });
            if let Some(transferred) = transferred {
                window.from = transferred + 1;
                self.hit(*rule, false, window);
            }
        }
        for (rule, until) in &track.requires {
            if window.from <= *until {
                self.hit(*rule, false, window);
            }
        }
        self.first = window.from;
    }

    fn rows(&mut self, track: &'e Track, given: &[Hours]) {
        let first = self.first;
        for owed in track.rows.iter().filter(|owed| owed.span.from >= first) {
            self.rows.push(Row {
                owed,
                required: owed.full,
                counted: owed.counted(given),
                deemed: false,
            });
        }
    }

    /// The smallest share counts; the others are shown as made needless by it.
    fn reduce(&mut self, track: &Track, case: &Case<'_>) {
        if self.rows.is_empty() {
            return;
        }
        let mut smallest: Option<(usize, Share)> = None;
        let before = self.hits.len();
        for (at, (rule, condition, share)) in track.reduces.iter().enumerate() {
            if !condition.holds(case) {
                continue;
            }
            let (from, to) = (self.first, case.year);
            self.hit(*rule, false, Span { from, to });
            if smallest.is_none_or(|(_, smallest)| share.less_than(smallest)) {
                smallest = Some((at, *share));
            }
        }
        let Some((at, share)) = smallest else {
            return;
        };
        self.share = Some(at);
        for row in &mut self.rows {
            row.required = share.of(row.required);
        }
        for hit in self.hits.iter_mut().skip(before) {
            let own = track.reduces.iter().find(|(rule, _, _)| *rule == hit.rule);
            hit.moot = own.is_some_and(|(_, _, own)| share.less_than(*own));
        }
    }

    /// Deems whole years, and refers to a person what deems nothing but must be looked at.
    fn examine(&mut self, examined: &Examined, case: &Case<'_>) {
        let Examined {
            rule,
            condition,
            exam,
            deems,
        } = examined;
        if case.deemed.is_empty() || !condition.holds(case) {
            return;
        }
        for row in &mut self.rows {
            if row.owed.is_span || row.owed.category != exam.category {
                continue;
            }
            let years = row.owed.span;
            let taken = case.deemed.iter().any(|deemed| {
                deemed.year == years.from
                    && deemed.kind == exam.kind
                    && deemed.in_region == exam.in_region
            });
            if !taken {
                continue;
            }
            if *deems {
                row.deemed = true;
                row.counted = row.required;
            }
            self.hits.push(Hit {
                rule: *rule,
                moot: false,
                years,
            });
        }
    }

    /// Whether nothing is owed, or the hours only inform; says which rules that made needless.
    fn conclude(&mut self, track: &Track, case: &Case<'_>) {
        let complete = self.rows.iter().all(|row| row.short() == Hours::ZERO);
        let (mut waived, mut informs) = (false, false);
        let (from, to) = (self.first, case.year);
        for (rule, condition, relief) in &track.reliefs {
            if !condition.holds(case) {
                continue;
            }
            let moot = match relief {
                Relief::Waives => {
                    // Everything said before was made needless by this.
                    if !waived {
                        self.hits.iter_mut().for_each(|hit| hit.moot = true);
                    }
                    waived = true;
                    false
                }
                Relief::Informs => {
                    informs = true;
                    waived || complete
                }
            };
            self.hit(*rule, moot, Span { from, to });
        }
        self.outcome = match (waived, complete, informs) {
            (true, _, _) => Outcome::Exempt,
            (false, true, _) => Outcome::Met,
            (false, false, true) => Outcome::Reference,
            (false, false, false) => Outcome::NotMet,
        };
    }
}
