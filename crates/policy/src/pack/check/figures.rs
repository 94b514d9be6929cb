//! The figures of a pack: categories, fees, study years, sums, exams, card, conversions.

use std::collections::{BTreeMap, BTreeSet};

use kernel::{Day, Fen, Hours};

use super::{Checked, Checker, TOTAL, confirmed};
use crate::pack::edition::{CardRule, CategoryRule, Conversion, Phrases};
use crate::pack::edition::{RefundRule, StudyYear, Sum};
use crate::pack::error::{PackError, PackProblem};
use crate::pack::rules::When;
use crate::pack::schema::{
    Notice, RawCard, RawCategory, RawConversion, RawCourseTime, RawExams, RawFee, RawPhrases,
    RawRefunds, RawStudyYear, RawSum, Words,
};
use crate::pack::template::{Slot, Template};

impl Checker {
    pub(super) fn notice(notice: Notice) -> Checked<Notice> {
        confirmed(notice.confirm, &notice.basis, "notice")?;
        Ok(notice)
    }

    pub(super) fn category_rules(
        &mut self,
        categories: Vec<RawCategory>,
        fees: &[RawFee],
    ) -> Checked<Vec<CategoryRule>> {
        let mut priced = BTreeMap::new();
        for (at, fee) in fees.iter().enumerate() {
            let place = format!("fees[{at}]");
            self.source(&fee.source, &place)?;
            self.category(&fee.category, &place)?;
            if priced.insert(fee.category.as_str(), fee).is_some() {
                return Err(PackError::new(PackProblem::Duplicate, place).with(&fee.category));
            }
        }
        let mut rules = Vec::new();
        for (at, category) in categories.into_iter().enumerate() {
            let place = format!("categories[{at}]");
            let cite = self.source(&category.source, &place)?;
            let Some(fee) = priced.get(category.name.as_str()) else {
                return Err(PackError::new(PackProblem::Gap, "fees").with(category.name));
            };
            rules.push(CategoryRule {
                name: category.name,
                posting: Some((category.posts_on, cite)),
                fen_per_hour: fee.fen_per_hour,
                ceiling: fee.ceiling_fen_per_study_year.map(Fen::new),
            });
        }
        if self.categories.len() > rules.len() {
            // Hours of a sum may be of any category: the cheapest is the cheapest lawful way.
            let cheapest = rules.iter().map(|rule| rule.fen_per_hour).min();
            rules.push(CategoryRule {
                name: TOTAL.to_owned(),
                posting: None,
                fen_per_hour: cheapest.unwrap_or(0),
                ceiling: None,
            });
        }
        Ok(rules)
    }

    pub(super) fn study_years(&mut self, raw: Vec<RawStudyYear>) -> Checked<Vec<StudyYear>> {
        let mut years = Vec::new();
        for (at, study_year) in raw.into_iter().enumerate() {
            let place = format!("study_years[{at}] ({})", study_year.year);
            let cite = self.source(&study_year.source, &place)?;
            if let Some(source) = &study_year.windows_source {
                self.source(source, &format!("{place}.windows"))?;
            }
            let required = match &study_year.required {
                Some(required) => self.amounts(required, &place, Total::Refused)?,
                None => Vec::new(),
            };
            let windows = windows(&study_year, &place)?;
            if windows.is_empty() && study_year.opens_by.is_none() {
                return Err(PackError::new(PackProblem::Incomplete, place).with("opens_by"));
            }
            years.push(StudyYear {
                year: study_year.year,
                required,
                windows,
                opens_by: study_year.opens_by,
                cite,
            });
        }
        years.sort_by_key(|study_year| study_year.year);
        let next = years.iter().skip(1);
        match years.iter().zip(next).find(|(a, b)| a.year == b.year) {
            Some((a, _)) => Err(PackError::new(PackProblem::Overlap, "study_years").with(a.year)),
            None => Ok(years),
        }
    }

    pub(super) fn sums(&mut self, raw: Vec<RawSum>) -> Checked<Vec<Sum>> {
        let mut sums = Vec::new();
        for (at, sum) in raw.into_iter().enumerate() {
            let place = format!("sums[{at}]");
            super::rule::condition(&sum.when, &place)?;
            let when = When::new(sum.when);
            if !when.asks_no_person() {
                return Err(PackError::new(PackProblem::NotForEffect, place).with("when"));
            }
            let required = self.amounts(&sum.required, &place, Total::Allowed)?;
            possible(&sum.required, &place)?;
            sums.push(Sum {
                cite: self.source(&sum.source, &place)?,
                required,
                when,
            });
        }
        Ok(sums)
    }

    /// Amounts in the order of the categories; a name that is not declared is refused.
    fn amounts(
        &self,
        required: &BTreeMap<String, Hours>,
        place: &str,
        total: Total,
    ) -> Checked<Vec<Hours>> {
        for name in required.keys() {
            self.category(name, place)?;
            if name == TOTAL && total == Total::Refused {
                return Err(PackError::new(PackProblem::UnknownName, place).with(name));
            }
        }
        let amount = |name: &String| required.get(name).copied().unwrap_or(Hours::ZERO);
        let absent = self
            .categories
            .iter()
            .find(|name| *name != TOTAL && !required.contains_key(*name));
        match (absent, total) {
            (Some(absent), Total::Refused) => {
                let place = format!("{place}.required");
                Err(PackError::new(PackProblem::Gap, place).with(absent))
            }
            _ => Ok(self.categories.iter().map(amount).collect()),
        }
    }

    pub(super) fn minutes_per_hour(&mut self, raw: &RawCourseTime) -> Checked<i64> {
        self.source(&raw.source, "course_time")?;
        Ok(raw.minutes_per_hour)
    }

    pub(super) fn pass_mark(&mut self, raw: &RawExams) -> Checked<i64> {
        self.source(&raw.source, "exams")?;
        Ok(raw.pass_mark)
    }

    pub(super) fn refunds(&mut self, raw: Option<RawRefunds>) -> Checked<Option<RefundRule>> {
        let Some(raw) = raw else {
            return Ok(None);
        };
        let cite = self.source(&raw.source, "refunds")?;
        Ok(Some(RefundRule {
            within_days: raw.within_days,
            untouched_percent: raw.untouched_percent,
            begun: raw.begun,
            cite: cite.to_string(),
        }))
    }

    pub(super) fn card(&mut self, raw: RawCard) -> Checked<CardRule> {
        let cite = self.source(&raw.source, "card")?;
        for category in &raw.exams_of {
            self.category(category, "card.exams_of")?;
        }
        Ok(CardRule {
            cite: cite.to_string(),
            exams_of: raw.exams_of,
            needs_approved_report: raw.needs_approved_report,
        })
    }

    pub(super) fn conversions(
        &mut self,
        raw: Vec<RawConversion>,
        names: &BTreeMap<String, Words>,
    ) -> Checked<Vec<Conversion>> {
        let mut kinds = BTreeSet::new();
        let mut conversions = Vec::new();
        for (at, conversion) in raw.into_iter().enumerate() {
            let place = format!("conversions[{at}] ({})", conversion.kind);
            let cite = self.source(&conversion.source, &place)?;
            self.category(&conversion.category, &place)?;
            if !kinds.insert(conversion.kind.clone()) {
                return Err(PackError::new(PackProblem::Duplicate, place));
            }
            let Some(words) = names.get(&conversion.kind) else {
                return Err(PackError::new(PackProblem::Incomplete, "names").with(conversion.kind));
            };
            conversions.push(Conversion {
                kind: conversion.kind,
                category: conversion.category,
                unit: conversion.unit,
                hours_per_unit: conversion.hours_per_unit,
                cap_per_year: conversion.cap_per_year,
                evidence: conversion.evidence,
                fact: conversion.fact,
                cite: cite.to_string(),
                words: words.clone(),
            });
        }
        Ok(conversions)
    }
}

/// First and last days of a study year's windows, in order; no two share a day.
fn windows(study_year: &RawStudyYear, place: &str) -> Checked<Vec<(Day, Day)>> {
    let mut windows: Vec<_> = Vec::new();
    for (at, window) in study_year.windows.iter().enumerate() {
        let refuse = |problem, detail: String| {
            let place = format!("{place}.windows[{at}]");
            Err(PackError::new(problem, place).with(detail))
        };
        let (from, to) = (window.from, window.to);
        if to < from {
            return refuse(PackProblem::Backwards, format!("{from} > {to}"));
        }
        if from.year() < study_year.year {
            // Nobody studies for a year that has not begun.
            let detail = format!("from {from} < {}-01-01", study_year.year);
            return refuse(PackProblem::BadNumber, detail);
        }
        let shared = windows
            .iter()
            .find(|(first, last)| *first <= to && from <= *last);
        if let Some((first, last)) = shared {
            return refuse(
                PackProblem::Overlap,
                format!("{from} – {to}, {first} – {last}"),
            );
        }
        windows.push((from, to));
    }
    windows.sort_unstable();
    Ok(windows)
}

/// The floors of the categories cannot ask for more than the total.
fn possible(required: &BTreeMap<String, Hours>, place: &str) -> Checked<()> {
    let floors = required.iter().filter(|(name, _)| *name != TOTAL);
    let floors: Hours = floors.map(|(_, hours)| *hours).sum();
    match required.get(TOTAL) {
        Some(total) if *total < floors => {
            let place = format!("{place}.required.{TOTAL}");
            let detail = format!("{total} < {floors}");
            Err(PackError::new(PackProblem::BadNumber, place).with(detail))
        }
        _ => Ok(()),
    }
}

/// Whether amounts may ask for a sum of all categories.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Total {
    Allowed,
    Refused,
}

pub(super) fn phrases(raw: RawPhrases) -> Checked<Phrases> {
    let both = |words: &Words, name: &str, slots: &[Slot]| {
        let parse = |text: &str| {
            Template::parse(text, slots).map_err(|slot| {
                PackError::new(PackProblem::BadTemplate, format!("phrases.{name}")).with(slot)
            })
        };
        Ok((parse(&words.zh)?, parse(&words.en)?))
    };
    Ok(Phrases {
        year: both(&raw.year, "year", &[Slot::Year, Slot::Amounts])?,
        span: both(&raw.span, "span", &[Slot::From, Slot::To, Slot::Amounts])?,
        amount: both(&raw.amount, "amount", &[Slot::Category, Slot::Hours])?,
        unknown: raw.unknown,
        between_amounts: raw.between_amounts,
        between_periods: raw.between_periods,
    })
}
