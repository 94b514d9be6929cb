//! A pack file as it is written. Only shapes stand here, the same that [`super::format`] describes;
//! what makes sense is checked in [`super::check`].

use std::collections::BTreeMap;

use kernel::{Day, Hours, Sex, Year};
use serde::Deserialize;

use super::player::ForwardSeek;
use super::{BegunRefund, ExamsPer, Posting};
use crate::facts::{Circumstance, DeemedKind, Degree, Level, Purpose, Sector};
use crate::names::names;

/// Words in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

/// The notice that an edition carries out.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Notice {
    /// Title as published.
    pub title: String,
    /// Number of the document, if it has one.
    pub number: Option<String>,
    /// Date of publication, if known.
    pub date: Option<Day>,
    /// Where its text is kept in the project.
    pub file: String,
    /// `sha256:` and the hash of that file's bytes.
    pub digest: String,
    /// It is not the notice of the year itself: somebody in authority must confirm or replace it.
    #[serde(default)]
    pub confirm: bool,
    /// What to check; empty when there is nothing to confirm.
    #[serde(default)]
    pub basis: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPack {
    pub id: String,
    pub territory: String,
    pub application_year: Year,
    #[serde(default)]
    pub draft: bool,
    pub notice: Notice,
    pub categories: Vec<RawCategory>,
    #[serde(default)]
    pub study_years: Vec<RawStudyYear>,
    #[serde(default)]
    pub sums: Vec<RawSum>,
    pub course_time: RawCourseTime,
    pub exams: RawExams,
    pub fees: Vec<RawFee>,
    pub refunds: Option<RawRefunds>,
    pub player: RawPlayer,
    pub card: RawCard,
    #[serde(default)]
    pub conversions: Vec<RawConversion>,
    pub clauses: Vec<RawClause>,
    pub names: BTreeMap<String, Words>,
    pub phrases: RawPhrases,
}

/// Where a figure comes from: its clause, and whether somebody must confirm our reading.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSource {
    pub cite: String,
    #[serde(default)]
    pub confirm: bool,
    #[serde(default)]
    pub basis: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawCategory {
    pub name: String,
    pub posts_on: Posting,
    pub source: RawSource,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawStudyYear {
    pub year: Year,
    pub required: Option<BTreeMap<String, Hours>>,
    #[serde(default)]
    pub windows: Vec<RawSpan>,
    pub opens_by: Option<String>,
    pub source: RawSource,
    pub windows_source: Option<RawSource>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSpan {
    pub from: Day,
    pub to: Day,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSum {
    #[serde(default)]
    pub when: RawWhen,
    pub required: BTreeMap<String, Hours>,
    pub source: RawSource,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawCourseTime {
    pub minutes_per_hour: i64,
    pub source: RawSource,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawExams {
    pub pass_mark: i64,
    pub per: ExamsPer,
    pub source: RawSource,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawFee {
    pub category: String,
    pub fen_per_hour: i64,
    pub ceiling_fen_per_study_year: Option<i64>,
    pub source: RawSource,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPlayer {
    pub allowed_speed_percent: i64,
    pub gap_cap_s: i64,
    pub beat_every_s: i64,
    pub complete_percent: i64,
    pub presence_checks_per_hour: i64,
    pub presence_answer_s: i64,
    pub presence_tries: i64,
    pub forward_seek: ForwardSeek,
    pub hours_of_day: (String, String),
    pub most_hours_a_day: Option<Hours>,
    #[serde(default)]
    pub years: Vec<RawPlayerYear>,
    pub source: RawSource,
}

/// What differs for one study year; what is not written stays as it is for every year.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPlayerYear {
    pub year: Year,
    pub allowed_speed_percent: Option<i64>,
    pub gap_cap_s: Option<i64>,
    pub beat_every_s: Option<i64>,
    pub complete_percent: Option<i64>,
    pub presence_checks_per_hour: Option<i64>,
    pub presence_answer_s: Option<i64>,
    pub presence_tries: Option<i64>,
    pub forward_seek: Option<ForwardSeek>,
    pub hours_of_day: Option<(String, String)>,
    pub most_hours_a_day: Option<Hours>,
    pub source: RawSource,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawRefunds {
    pub within_days: i64,
    pub untouched_percent: i64,
    pub begun: BegunRefund,
    pub source: RawSource,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawCard {
    pub exams_of: Vec<String>,
    pub needs_approved_report: bool,
    pub source: RawSource,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawConversion {
    pub kind: String,
    pub category: String,
    pub unit: Words,
    pub hours_per_unit: Hours,
    pub cap_per_year: Option<Hours>,
    pub evidence: Words,
    pub fact: Option<String>,
    pub source: RawSource,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawClause {
    pub cite: String,
    pub quote: String,
    pub applied: String,
    #[serde(default)]
    pub confirm: bool,
    #[serde(default)]
    pub basis: String,
    #[serde(default)]
    pub rules: Vec<RawRule>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawRule {
    pub effect: RawEffect,
    #[serde(default)]
    pub when: RawWhen,
    pub years: Option<Year>,
    pub share: Option<String>,
    pub kind: Option<DeemedKind>,
    pub in_region: Option<bool>,
    pub category: Option<String>,
    pub zh: String,
    pub en: String,
}

names! {
    /// The effects that a rule of a pack can have. `narrow` shows as `window` in a decision.
    pub(crate) enum RawEffect {
        /// The last `years` years count.
        Window = "window",
        /// Only the years since a transfer from a party or state organ count.
        Narrow = "narrow_to_years_since_transfer",
        /// Says what is owed; the amounts stand with the study years or sums.
        Require = "require",
        /// Only a share is owed.
        Reduce = "reduce",
        /// Something stands for a category of a year.
        Deem = "deem",
        /// A person must look.
        Refer = "refer",
        /// No hours are owed.
        Waive = "waive",
        /// The hours are a reference factor.
        Reference = "reference",
    }
}

/// When a rule holds: everything that is written must be so; what is not written does not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawWhen {
    #[serde(default)]
    pub purposes: Vec<Purpose>,
    #[serde(default)]
    pub levels: Vec<Level>,
    #[serde(default)]
    pub degrees: Vec<Degree>,
    pub age: Option<BTreeMap<Sex, i16>>,
    #[serde(default)]
    pub sectors: Vec<Sector>,
    pub grassroots: Option<bool>,
    pub circumstance: Option<Circumstance>,
    #[serde(default)]
    pub transferred_in_application_year: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPhrases {
    pub unknown: Words,
    pub year: Words,
    pub span: Words,
    pub amount: Words,
    pub between_amounts: Words,
    pub between_periods: Words,
}
