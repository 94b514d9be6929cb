//! An edition: one pack, read and checked, and what the engine and the product may ask it.

use std::sync::{Arc, OnceLock};

use kernel::{Category, Day, Fen, Hours, Year};

use super::player::{PlayerOfYears, PlayerRules};
use super::rules::{Rule, When};
use super::schema::{Notice, Words};
use super::template::Template;
use super::{BegunRefund, ExamsPer, Language, Posting};
use crate::decision::{EditionRef, EffectKind};
use crate::engine::Tracks;
use crate::facts::DeemedKind;

/// The rules of a territory for an application year. Made by the loader only, hence always sound.
#[derive(Clone, Debug)]
pub struct Edition {
    pub(super) id: String,
    pub(super) digest: String,
    /// The file that it was read from.
    pub(super) text: Arc<[u8]>,
    pub(super) territory: String,
    pub(super) year: Year,
    pub(super) revision: u32,
    pub(super) draft: bool,
    pub(super) notice: Notice,
    pub(super) minutes_per_hour: i64,
    pub(super) pass_mark: i64,
    pub(super) exams_per: ExamsPer,
    pub(super) player: PlayerOfYears,
    pub(super) refunds: Option<RefundRule>,
    pub(super) card: CardRule,
    pub(super) conversions: Vec<Conversion>,
    pub(super) clauses: Vec<Clause>,
    pub(super) study_years: Vec<StudyYear>,
    pub(super) sources: Vec<Source>,
    pub(crate) categories: Vec<CategoryRule>,
    pub(crate) sums: Vec<Sum>,
    pub(crate) rules: Vec<Rule>,
    pub(crate) names: std::collections::BTreeMap<String, Words>,
    pub(crate) phrases: Phrases,
    /// The rules made ready for the engine, when first asked.
    pub(crate) tracks: OnceLock<Tracks>,
}

/// A clause of the notice, as published and as applied.
#[derive(Clone, Debug)]
pub struct Clause {
    /// Citation, such as `N2022 §3.1`.
    pub cite: Arc<str>,
    /// The clause's words as published, or a short part of them.
    pub quote: String,
    /// How it is applied here.
    pub applied: String,
    /// The application is an interpretation that somebody in authority must confirm.
    pub confirm: bool,
    /// What the interpretation rests on; empty when there is none.
    pub basis: String,
}

/// Where a figure of the pack comes from.
#[derive(Clone, Debug)]
pub struct Source {
    /// Which figure, as a path in the pack (`study_years[0]`).
    pub place: String,
    /// The clause.
    pub cite: String,
    /// Somebody in authority must confirm the figure.
    pub confirm: bool,
    /// What it rests on; empty when there is nothing to confirm.
    pub basis: String,
}

/// A study year: what is owed for it and when it can be studied.
#[derive(Clone, Debug)]
pub struct StudyYear {
    /// The year.
    pub year: Year,
    /// Hours owed, in the order of the categories; empty where a sum over years decides.
    pub(crate) required: Vec<Hours>,
    /// First and last days on which it can be studied, in order.
    pub windows: Vec<(Day, Day)>,
    /// Who can open it, when there is no window.
    pub opens_by: Option<String>,
    /// The clause of the requirement.
    pub cite: Arc<str>,
}

/// Hours owed over the whole window.
#[derive(Clone, Debug)]
pub(crate) struct Sum {
    pub when: When,
    /// Hours owed, in the order of the categories, zero where none are.
    pub required: Vec<Hours>,
    pub cite: Arc<str>,
}

/// A category of the edition. The last one may be the sum of the others.
#[derive(Clone, Debug)]
pub(crate) struct CategoryRule {
    pub name: String,
    /// Posts hours, unless it is the sum of the others.
    pub posting: Option<(Posting, Arc<str>)>,
    pub fen_per_hour: i64,
    pub ceiling: Option<Fen>,
}

impl CategoryRule {
    pub(crate) fn is_total(&self) -> bool {
        self.posting.is_none()
    }

    pub(crate) fn full_fee(&self, hours: Hours) -> Fen {
        let product = hours.get().max(0).saturating_mul(self.fen_per_hour);
        Fen::new(product.saturating_add(99) / 100)
    }

    pub(crate) fn fee(&self, hours: Hours, already_charged: Fen) -> Fen {
        let whole = self.full_fee(hours);
        match self.ceiling {
            Some(ceiling) => whole.min(ceiling.less(already_charged)),
            None => whole,
        }
    }
}

/// What goes back of what an employer paid for a course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefundRule {
    /// So many days after the payment it can be asked for.
    pub within_days: i64,
    /// Percent that goes back where nothing was learnt.
    pub untouched_percent: i64,
    /// What goes back where learning has begun.
    pub begun: BegunRefund,
    /// The clause.
    pub cite: String,
}

/// What the yearly card asks for, beside the hours (purpose `card`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardRule {
    /// The clause.
    pub cite: String,
    /// Categories whose exams must be passed.
    pub exams_of: Vec<String>,
    /// The annual report must have been approved.
    pub needs_approved_report: bool,
}

/// Something that may stand for a whole category of a year (视同完成).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deeming {
    /// What it is.
    pub kind: DeemedKind,
    /// Whether it was taken in the region.
    pub in_region: bool,
    /// The category that it stands for.
    pub category: String,
    /// The clause.
    pub cite: String,
    /// Whether a person must look at it, as the rules do not decide it.
    pub is_referred: bool,
}

/// A way to turn other learning into hours (学时折算).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conversion {
    /// Its name.
    pub kind: String,
    /// Category that the hours count for.
    pub category: String,
    /// What is counted.
    pub unit: Words,
    /// Hours for one unit.
    pub hours_per_unit: Hours,
    /// Most hours in a study year, if there is a cap.
    pub cap_per_year: Option<Hours>,
    /// What must be shown.
    pub evidence: Words,
    /// The fact that must be confirmed of whoever claims, when it is for some people only.
    pub fact: Option<String>,
    /// The clause.
    pub cite: String,
    /// The kind in words.
    pub words: Words,
}

impl Conversion {
    /// Hours for some units (in hundredths, as hours are), rounded down to a hundredth; with what
    /// was converted `already` in the study year, never more than the cap.
    pub fn hours(&self, units: Hours, already: Hours) -> Hours {
        let product = units.get().max(0).saturating_mul(self.hours_per_unit.get());
        let hours = Hours::hundredths(product / 100);
        match self.cap_per_year {
            Some(cap) => hours.min(already.short_of(cap)),
            None => hours,
        }
    }
}

/// Bits of language from which amounts are put together.
#[derive(Clone, Debug)]
pub(crate) struct Phrases {
    pub unknown: Words,
    pub year: (Template, Template),
    pub span: (Template, Template),
    pub amount: (Template, Template),
    pub between_amounts: Words,
    pub between_periods: Words,
}

impl Edition {
    /// Such as `hohhot-etdz/2022`.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// `sha256:` and the hash of the edition file's bytes.
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// Id and digest together, as decisions name the edition.
    pub fn reference(&self) -> EditionRef {
        EditionRef {
            id: self.id.clone(),
            digest: self.digest.clone(),
        }
    }

    /// The territory whose applications it decides.
    pub fn territory(&self) -> &str {
        &self.territory
    }

    /// The application year.
    pub fn year(&self) -> Year {
        self.year
    }

    /// 1 for the first publication, more for corrections.
    pub fn revision(&self) -> u32 {
        self.revision
    }

    /// A draft answers only when it is asked for by id.
    pub fn is_draft(&self) -> bool {
        self.draft
    }

    /// The notice that it carries out.
    pub fn notice(&self) -> &Notice {
        &self.notice
    }

    /// Hours of a category that are owed for a study year, before any relief. None for a year that
    /// the edition does not speak of, or where only a sum over years is asked for.
    pub fn required(&self, study_year: Year, category: Category) -> Option<Hours> {
        let at = self.category_at(category.as_str())?;
        self.study_year(study_year)?.required.get(at).copied()
    }

    /// First and last day on which a study year can be studied: its newest window.
    pub fn study_window(&self, study_year: Year) -> Option<(Day, Day)> {
        self.study_year(study_year)?.windows.last().copied()
    }

    /// The study years that the edition speaks of, oldest first.
    pub fn study_years(&self) -> impl Iterator<Item = Year> + '_ {
        self.study_years.iter().map(|study_year| study_year.year)
    }

    /// One study year.
    pub fn study_year(&self, study_year: Year) -> Option<&StudyYear> {
        self.study_years
            .iter()
            .find(|known| known.year == study_year)
    }

    /// Price of some hours of a category, rounded up to a whole fen. Where the edition has a
    /// ceiling for a study year (§4: 30 public hours, 75 yuan), never more than what is left of it
    /// after `already_charged` for that category and study year.
    pub fn fee(&self, category: Category, hours: Hours, already_charged: Fen) -> Fen {
        self.category_rule(category)
            .map_or(Fen::ZERO, |rule| rule.fee(hours, already_charged))
    }

    /// The same price before any ceiling: what a page compares with what is charged.
    pub fn full_fee(&self, category: Category, hours: Hours) -> Fen {
        self.category_rule(category)
            .map_or(Fen::ZERO, |rule| rule.full_fee(hours))
    }

    /// Minutes of course time of one credit hour.
    pub fn minutes_per_hour(&self) -> i64 {
        self.minutes_per_hour
    }

    /// Least score of 100 that passes an exam.
    pub fn pass_mark(&self) -> i64 {
        self.pass_mark
    }

    /// Whether each course has an exam, or the year.
    pub fn exams_per(&self) -> ExamsPer {
        self.exams_per
    }

    /// What posts the hours of a category.
    pub fn posts_on(&self, category: Category) -> Posting {
        self.posting(category)
            .map_or(Posting::Exam, |(posting, _)| *posting)
    }

    /// The clause by which hours of a category are posted, for ledger lines (`N2022 §2.1`).
    pub fn post_clause(&self, category: Category) -> &str {
        self.posting(category).map_or("", |(_, cite)| cite)
    }

    /// How playback is credited for a study year.
    pub fn player(&self, study_year: Year) -> PlayerRules {
        self.player.of(study_year)
    }

    /// What goes back of what was paid; none where the edition gives nothing back.
    pub fn refunds(&self) -> Option<&RefundRule> {
        self.refunds.as_ref()
    }

    /// What the card asks for.
    pub fn card(&self) -> &CardRule {
        &self.card
    }

    /// Ways to turn other learning into hours.
    pub fn conversions(&self) -> &[Conversion] {
        &self.conversions
    }

    /// Where a conversion's figures come from, and whether somebody must confirm them.
    pub fn source_of(&self, conversion: &Conversion) -> Option<&Source> {
        let at = self.conversions.iter().position(|one| one == conversion)?;
        let place = format!("conversions[{at}] ");
        let mut sources = self.sources.iter();
        sources.find(|source| source.place.starts_with(&place))
    }

    /// What may stand for a whole category of a year, in the notice's order.
    pub fn deemings(&self) -> impl Iterator<Item = Deeming> + '_ {
        self.rules.iter().filter_map(|rule| {
            let exam = rule.act.exam()?;
            Some(Deeming {
                kind: exam.kind,
                in_region: exam.in_region,
                category: self.categories.get(exam.category)?.name.clone(),
                cite: rule.cite.to_string(),
                is_referred: rule.act.effect() == EffectKind::Refer,
            })
        })
    }

    /// The clause of a citation.
    pub fn clause(&self, cite: &str) -> Option<&Clause> {
        self.clauses.iter().find(|clause| &*clause.cite == cite)
    }

    /// All clauses, in the notice's order.
    pub fn clauses(&self) -> &[Clause] {
        &self.clauses
    }

    /// Citations of the clauses that have rules for decisions, in the notice's order.
    pub fn deciding_clauses(&self) -> impl Iterator<Item = &str> + '_ {
        let decides = |clause: &&Clause| self.rules.iter().any(|rule| rule.cite == clause.cite);
        self.clauses
            .iter()
            .filter(decides)
            .map(|clause| &*clause.cite)
    }

    /// What the rules of a clause do.
    pub(crate) fn effects_of(&self, cite: &str) -> impl Iterator<Item = EffectKind> {
        let own = self.rules.iter().filter(move |rule| &*rule.cite == cite);
        own.map(|rule| rule.act.effect())
    }

    /// Whether decisions, prices, postings or conversions hang on a clause. How playback is
    /// credited and what the card asks for beside hours is the business of others, who test it
    /// there.
    pub(crate) fn applies(&self, cite: &str) -> bool {
        const FIGURES: [&str; 6] = [
            "categories",
            "study_years",
            "sums",
            "exams",
            "fees",
            "conversions",
        ];
        let figure = |source: &Source| {
            let stem = source.place.split(['[', '.']).next().unwrap_or_default();
            source.cite == cite && FIGURES.contains(&stem)
        };
        self.effects_of(cite).next().is_some() || self.sources.iter().any(figure)
    }

    /// How many figures and clauses, the notice among them, somebody in authority must confirm.
    pub fn to_confirm(&self) -> usize {
        let figures = self.sources.iter().filter(|source| source.confirm).count();
        let clauses = self.clauses.iter().filter(|clause| clause.confirm).count();
        figures + clauses + usize::from(self.notice.confirm)
    }

    /// Where each figure comes from, and which of them somebody must confirm.
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// A name of applicants or of the pack in words (`senior` → 高级).
    pub fn words(&self, name: &str, language: Language) -> Option<&str> {
        self.names.get(name).map(|words| words.get(language))
    }

    /// Study years of a window that have hours of their own.
    pub(crate) fn study_years_of(
        &self,
        first: Year,
        last: Year,
    ) -> impl Iterator<Item = &StudyYear> {
        let within = move |known: &&StudyYear| (first..=last).contains(&known.year);
        self.study_years
            .iter()
            .filter(within)
            .filter(|known| !known.required.is_empty())
    }

    pub(crate) fn category_at(&self, name: &str) -> Option<usize> {
        self.categories
            .iter()
            .position(|category| category.name == name)
    }

    fn category_rule(&self, category: Category) -> Option<&CategoryRule> {
        self.categories
            .iter()
            .find(|rule| rule.name == category.as_str())
    }

    fn posting(&self, category: Category) -> Option<&(Posting, Arc<str>)> {
        self.category_rule(category)?.posting.as_ref()
    }
}
