//! Applies the rules to one completed case: rows of hours, and which rules did something.
//!
//! No text is built here. The phases stand in the order of effects of the decisions page.

use kernel::{Hours, Year};

use super::Case;
use crate::decision::Outcome;
use crate::facts::{Applicant, Deemed};
use crate::pack::{Act, CategoryRule, Edition, Rule, Share};

/// What the rules made of one case.
#[derive(Clone, Debug)]
pub(super) struct Assessment<'e> {
    pub outcome: Outcome,
    /// Rows of which hours are owed; those of an exempt case say what would be owed.
    pub rows: Vec<Row<'e>>,
    pub hits: Vec<Hit<'e>>,
}

/// Hours owed for one period and category.
#[derive(Clone, Debug)]
pub(super) struct Row<'e> {
    pub from: Year,
    pub to: Year,
    /// A sum over the years, not one study year.
    pub is_span: bool,
    pub category: &'e CategoryRule,
    /// Position of the category in the edition.
    pub category_at: usize,
    /// Before reliefs.
    pub full: Hours,
    pub required: Hours,
    pub counted: Hours,
    pub deemed: bool,
}

impl Row<'_> {
    pub(super) fn short(&self) -> Hours {
        self.counted.short_of(self.required)
    }

    /// The study year, or the first and last year of a span.
    pub(super) fn period(&self) -> (Option<Year>, Option<[Year; 2]>) {
        if self.is_span {
            (None, Some([self.from, self.to]))
        } else {
            (Some(self.from), None)
        }
    }
}

/// A rule that shaped the outcome, and the years it did so with.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit<'e> {
    pub rule: &'e Rule,
    pub moot: bool,
    pub from: Year,
    pub to: Year,
}

pub(super) fn assess<'e>(
    edition: &'e Edition,
    rules: &[&'e Rule],
    case: &Case<'_>,
) -> Assessment<'e> {
    let mut hits = Vec::with_capacity(rules.len());
    let window = window(edition, rules, case, &mut hits);
    let mut rows = match window {
        Some(window) => owed(edition, case.applicant, window),
        None => Vec::new(),
    };
    if let Some(window) = window {
        require(edition, rules, window, case, &mut hits);
    }
    reduce(rules, case, &mut rows, &mut hits);
    rows.retain(|row| row.required > Hours::ZERO);
    for row in &mut rows {
        row.counted = counted(edition, case.applicant, row);
    }
    deem(rules, case, &mut rows, &mut hits);
    let complete = rows.iter().all(|row| row.short() == Hours::ZERO);
    let outcome = outcome(rules, case, complete, &mut hits);
    Assessment {
        outcome,
        rows,
        hits,
    }
}

/// First and last year that count.
type Window = (Year, Year);

fn window<'e>(
    edition: &Edition,
    rules: &[&'e Rule],
    case: &Case<'_>,
    hits: &mut Vec<Hit<'e>>,
) -> Option<Window> {
    let last = edition.year();
    let mut window = None;
    for &rule in rules {
        let narrowed = match (&rule.act, window, case.transferred) {
            (Act::Window { years }, None, _) => Some(last - years + 1),
            (Act::Narrow, Some((first, _)), Some(transferred))
                if transferred < last && transferred >= first && rule.when.holds(case) =>
            {
                Some(transferred + 1)
            }
            _ => None,
        };
        if let Some(first) = narrowed {
            window = Some((first, last));
            hits.push(Hit {
                rule,
                moot: false,
                from: first,
                to: last,
            });
        }
    }
    window
}

/// Rows of the window before reliefs, oldest year first, categories in the pack's order.
fn owed<'e>(edition: &'e Edition, applicant: &Applicant, (first, last): Window) -> Vec<Row<'e>> {
    let mut rows = Vec::new();
    let mut push = |from, to, is_span, required: &[Hours]| {
        for (category_at, (category, &full)) in edition.categories.iter().zip(required).enumerate()
        {
            rows.push(Row {
                from,
                to,
                is_span,
                category,
                category_at,
                full,
                required: full,
                counted: Hours::ZERO,
                deemed: false,
            });
        }
    };
    for study_year in edition.study_years_of(first, last) {
        push(
            study_year.year,
            study_year.year,
            false,
            &study_year.required,
        );
    }
    for sum in &edition.sums {
        if sum.when.concerns(applicant.application) {
            push(first, last, true, &sum.required);
        }
    }
    rows
}

fn require<'e>(
    edition: &Edition,
    rules: &[&'e Rule],
    (first, last): Window,
    case: &Case<'_>,
    hits: &mut Vec<Hit<'e>>,
) {
    for &rule in rules {
        let yearly = edition
            .study_years_of(first, last)
            .any(|study_year| study_year.cite == rule.cite);
        let summed = edition
            .sums
            .iter()
            .any(|sum| sum.cite == rule.cite && sum.when.concerns(case.applicant.application));
        if matches!(rule.act, Act::Require) && (yearly || summed) {
            hits.push(Hit {
                rule,
                moot: false,
                from: first,
                to: last,
            });
        }
    }
}

/// The smallest share counts; the others are shown as made needless by it.
fn reduce<'e>(rules: &[&'e Rule], case: &Case<'_>, rows: &mut [Row<'e>], hits: &mut Vec<Hit<'e>>) {
    let Some((from, to)) = rows.first().zip(rows.last()).map(|(a, b)| (a.from, b.to)) else {
        return;
    };
    let shares = || {
        let holding = rules.iter().copied().filter(|rule| rule.when.holds(case));
        holding.filter_map(|rule| Some((rule, rule.act.share()?)))
    };
    let smaller = |one: Share, other: Share| if other.less_than(one) { other } else { one };
    let Some(smallest) = shares().map(|(_, share)| share).reduce(smaller) else {
        return;
    };
    hits.extend(shares().map(|(rule, share)| Hit {
        rule,
        moot: smallest.less_than(share),
        from,
        to,
    }));
    for row in rows {
        row.required = smallest.of(row.full);
    }
}

fn counted(edition: &Edition, applicant: &Applicant, row: &Row<'_>) -> Hours {
    applicant
        .hours
        .iter()
        .filter(|given| (row.from..=row.to).contains(&given.year))
        .filter(|given| {
            row.category.is_total() || edition.category_at(&given.category) == Some(row.category_at)
        })
        .map(|given| given.hours)
        .sum()
}

/// Deems whole years, and refers to a person what deems nothing but must be looked at.
fn deem<'e>(rules: &[&'e Rule], case: &Case<'_>, rows: &mut [Row<'e>], hits: &mut Vec<Hit<'e>>) {
    let mut given: Vec<&Deemed> = case.applicant.deemed.iter().collect();
    given.sort_by_key(|deemed| (deemed.year, deemed.kind, deemed.in_region));
    given.dedup();
    for &rule in rules {
        let Some(exam) = rule.act.exam().filter(|_| rule.when.holds(case)) else {
            continue;
        };
        for deemed in &given {
            if deemed.kind != exam.kind || deemed.in_region != exam.in_region {
                continue;
            }
            let row = rows.iter_mut().find(|row| {
                !row.is_span && row.from == deemed.year && row.category_at == exam.category
            });
            let Some(row) = row else { continue };
            if matches!(rule.act, Act::Deem { .. }) {
                row.deemed = true;
                row.counted = row.required;
            }
            hits.push(Hit {
                rule,
                moot: false,
                from: deemed.year,
                to: deemed.year,
            });
        }
    }
}

/// Whether nothing is owed, or the hours only inform; says which rules that made needless.
fn outcome<'e>(
    rules: &[&'e Rule],
    case: &Case<'_>,
    complete: bool,
    hits: &mut Vec<Hit<'e>>,
) -> Outcome {
    let (mut nothing_owed, mut informs) = (false, false);
    for &rule in rules {
        let waives = matches!(rule.act, Act::Waive);
        if !(waives || matches!(rule.act, Act::Reference)) || !rule.when.holds(case) {
            continue;
        }
        nothing_owed |= waives;
        informs |= !waives;
        let (from, to) = hits.last().map_or((0, 0), |hit| (hit.from, hit.to));
        hits.push(Hit {
            rule,
            moot: complete && !waives,
            from,
            to,
        });
    }
    if nothing_owed {
        for hit in hits.iter_mut() {
            hit.moot = !matches!(hit.rule.act, Act::Waive);
        }
        return Outcome::Exempt;
    }
    match (complete, informs) {
        (true, _) => Outcome::Met,
        (false, true) => Outcome::Reference,
        (false, false) => Outcome::NotMet,
    }
}
