//! A decision in words, step by step, as somebody at a counter reads it out: what a clause says,
//! which facts it used, what it changed, what remains after it. The clause's own sentence comes
//! from the pack; this only puts the numbers around it.

use domain::decisions::Supposed;
use kernel::{Hours, Year};
use policy::{
    Applicant, Change, Decision, Edition, FactValue, Outcome, Purpose, Reason, Requirement, Step,
    walk,
};

use super::dashed;
use crate::Locale;
use crate::clause::{self, ClauseWords};

/// The whole explanation.
pub struct Told {
    /// The clauses that made a difference, in their order.
    pub steps: Vec<StepWords>,
    /// How it ends.
    pub end: String,
    /// The clauses that a stronger one made needless.
    pub not_needed: Vec<StepWords>,
}

/// One clause.
pub struct StepWords {
    /// What sort of thing it does.
    pub effect: String,
    /// The clause's sentence.
    pub says: String,
    /// The facts that it used.
    pub used: Vec<Used>,
    /// What it changed; empty for a clause that was not needed.
    pub changed: String,
    /// What remains after it; empty for a clause that was not needed.
    pub remains: String,
    /// Citation.
    pub cite: String,
    /// The clause's words; none when the edition is not at hand.
    pub clause: Option<ClauseWords>,
}

/// A fact that a clause used.
pub struct Used {
    /// What it is.
    pub name: String,
    /// Its value.
    pub value: String,
    /// Nobody's record: the asker supposed it.
    pub is_supposed: bool,
}

/// Tells a decision. Without its edition only the sentences are told, which were kept with it.
pub fn tell(
    locale: Locale,
    edition: Option<&Edition>,
    applicant: &Applicant,
    supposed: &Supposed,
    decision: &Decision,
) -> Told {
    let teller = Teller {
        locale,
        edition,
        applicant,
        supposed,
    };
    let walked = edition.map(|edition| walk(edition, applicant, decision));
    let counting = || decision.reasons.iter().filter(|reason| !reason.effect.moot);
    let moot = decision.reasons.iter().filter(|reason| reason.effect.moot);
    Told {
        steps: match walked {
            Some(steps) => steps.iter().map(|step| teller.step(step)).collect(),
            None => counting().map(|reason| teller.reason(reason)).collect(),
        },
        end: teller.end(decision),
        not_needed: moot.map(|reason| teller.reason(reason)).collect(),
    }
}

struct Teller<'a> {
    locale: Locale,
    edition: Option<&'a Edition>,
    applicant: &'a Applicant,
    supposed: &'a Supposed,
}

impl Teller<'_> {
    fn reason(&self, reason: &Reason) -> StepWords {
        let says = match self.locale {
            Locale::Chinese => &reason.zh,
            Locale::English => &reason.en,
        };
        let effect = format!("decision-effect-{}", reason.effect.kind.as_str());
        let clause = self
            .edition
            .and_then(|edition| clause::find(edition, &reason.clause));
        StepWords {
            effect: self.locale.t(&effect),
            says: says.clone(),
            used: self.used(reason),
            changed: String::new(),
            remains: String::new(),
            cite: reason.clause.clone(),
            clause,
        }
    }

    fn step(&self, step: &Step<'_>) -> StepWords {
        StepWords {
            changed: self.changed(step),
            remains: self.remains(step),
            ..self.reason(step.reason)
        }
    }

    fn changed(&self, step: &Step<'_>) -> String {
        let words = |key: &str, values: &[(&str, String)]| self.locale.ta(key, values);
        match step.change {
            Change::Years => words(
                "decision-changed-years",
                &[("years", self.years(step.years))],
            ),
            Change::FewerYears(before) => words(
                "decision-changed-fewer-years",
                &[
                    ("before", self.years(Some(before))),
                    ("years", self.years(step.years)),
                ],
            ),
            Change::Owed(hours) => words(
                "decision-changed-owed",
                &[("hours", self.locale.hours(hours))],
            ),
            Change::FewerOwed(before, after) => words(
                "decision-changed-fewer-owed",
                &[
                    ("before", self.locale.hours(before)),
                    ("after", self.locale.hours(after)),
                ],
            ),
            Change::Stands(year) => words("decision-changed-stands", &[("year", year.to_string())]),
            Change::Unsure => self.locale.t("decision-changed-unsure"),
            Change::NothingOwed => self.locale.t("decision-changed-nothing-owed"),
            Change::OnlyInforms => self.locale.t("decision-changed-only-informs"),
        }
    }

    fn remains(&self, step: &Step<'_>) -> String {
        match step.change {
            Change::Years | Change::FewerYears(_) => {
                return self.locale.t("decision-remains-hours-next");
            }
            Change::NothingOwed => return self.locale.t("decision-remains-nothing"),
            _ => {}
        }
        let short: Vec<&Requirement> = step.short().collect();
        if short.is_empty() {
            return self.locale.t("decision-remains-complete");
        }
        let sum: Hours = short.iter().map(|row| row.short).sum();
        let in_words =
            |row: &&Requirement| amount(self.locale, row.year, row.years, &row.category, row.short);
        let rows: Vec<String> = short.iter().map(in_words).collect();
        let values = [
            ("hours", self.locale.hours(sum)),
            ("rows", rows.join(&self.locale.t("decision-between-rows"))),
        ];
        let key = match short.as_slice() {
            [_] => "decision-remains-short-one",
            _ => "decision-remains-short",
        };
        self.locale.ta(key, &values)
    }

    fn years(&self, years: Option<[Year; 2]>) -> String {
        match years {
            Some([from, to]) if from == to => period(self.locale, Some(from), None),
            years => period(self.locale, None, years),
        }
    }

    fn end(&self, decision: &Decision) -> String {
        let outcome = dashed(decision.outcome.as_str());
        let purpose = self.applicant.application.purpose;
        let is_title = matches!(purpose, Purpose::TitleReview | Purpose::TitleRecognition);
        let key = match decision.outcome {
            // A person must look before it is sure that nothing stands for the hours.
            Outcome::NotMet if decision.reasons.iter().any(is_referred) => {
                "decision-end-not-met-referred".to_owned()
            }
            // Nobody applies for an appraisal or a card.
            Outcome::Met | Outcome::NotMet if !is_title => format!("decision-end-{outcome}-other"),
            _ => format!("decision-end-{outcome}"),
        };
        let missing = missing(self.locale, decision);
        let between = self.locale.t("decision-between-facts");
        self.locale.ta(&key, &[("missing", missing.join(&between))])
    }

    fn used(&self, reason: &Reason) -> Vec<Used> {
        let told = reason.facts.0.iter();
        told.filter_map(|(name, value)| self.fact(name, value))
            .collect()
    }

    /// A fact in words. First and last year are no fact of hers, but what the clause found.
    fn fact(&self, name: &str, value: &FactValue) -> Option<Used> {
        let t = |key: &str| self.locale.t(key);
        let supposed = self.supposed;
        let (key, is_supposed) = match name {
            "purpose" => ("decision-purpose", false),
            "level" => ("decision-level", false),
            "degree" => ("decision-degree", false),
            "sex" => ("decision-fact-person-sex", false),
            "age" => ("decision-fact-age", false),
            "sector" => ("decision-fact-post-sector", supposed.sector.is_some()),
            "grassroots" => ("decision-fact-grassroots", supposed.grassroots.is_some()),
            "circumstance" => (
                "decision-fact-circumstance",
                !supposed.circumstances.is_empty(),
            ),
            "transferred" => ("decision-transfer", supposed.from_government_on.is_some()),
            "year" => ("decision-fact-exam-year", !supposed.deemed.is_empty()),
            "in_region" => ("decision-fact-in-region", !supposed.deemed.is_empty()),
            _ => return None,
        };
        let value = match (name, value) {
            ("age", FactValue::Number(age)) => self.age(*age),
            ("transferred", FactValue::Number(year)) => self.transferred(*year),
            (_, FactValue::Number(number)) => number.to_string(),
            (_, FactValue::Flag(yes)) => t(if *yes { "decision-yes" } else { "decision-no" }),
            (_, FactValue::Name(value)) => t(&format!("decision-{name}-{}", dashed(value))),
        };
        Some(Used {
            name: t(key),
            value,
            is_supposed,
        })
    }

    /// `45 周岁（1977年3月5日出生）`.
    fn age(&self, age: i16) -> String {
        let born = self.applicant.person.born;
        let born = born.map_or_else(String::new, |born| self.locale.day(born));
        let values = [("age", age.to_string()), ("born", born)];
        self.locale.ta("decision-age", &values)
    }

    fn transferred(&self, year: Year) -> String {
        let day = self.applicant.post.from_government_on;
        day.map_or_else(|| year.to_string(), |day| self.locale.day(day))
    }
}

fn is_referred(reason: &Reason) -> bool {
    reason.effect.kind == policy::EffectKind::Refer && !reason.effect.moot
}

/// A year, or first and last year of a span.
pub fn period(locale: Locale, year: Option<Year>, years: Option<[Year; 2]>) -> String {
    match (year, years) {
        (Some(year), _) => locale.ta("decision-year", &[("year", year.to_string())]),
        (None, Some([from, to])) => {
            let span = [("from", from.to_string()), ("to", to.to_string())];
            locale.ta("decision-years", &span)
        }
        (None, None) => String::new(),
    }
}

/// `2022 年度专业科目 7.5 学时`.
pub fn amount(
    locale: Locale,
    year: Option<Year>,
    years: Option<[Year; 2]>,
    category: &str,
    hours: Hours,
) -> String {
    let of = locale.find(&format!("decision-of-{category}"));
    let values = [
        ("period", period(locale, year, years)),
        ("category", of.unwrap_or_else(|| category.to_owned())),
        ("hours", locale.hours(hours)),
    ];
    locale.ta("decision-row", &values)
}

/// The facts that are missing, in words.
pub fn missing(locale: Locale, decision: &Decision) -> Vec<String> {
    let words = |name: &String| locale.t(&format!("decision-fact-{}", dashed(name)));
    decision.missing.iter().map(words).collect()
}

/// A category of the pack in words, or its name where there are none.
pub fn category(locale: Locale, name: &str) -> String {
    let words = locale.find(&format!("decision-category-{name}"));
    words.unwrap_or_else(|| name.to_owned())
}

#[cfg(test)]
#[path = "told_examples.rs"]
mod examples;
