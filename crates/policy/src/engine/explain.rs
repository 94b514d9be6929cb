//! Says in both languages what each clause did, from the templates that live with it in the pack.
//!
//! Only facts that were given are told: what a completion merely assumed is called unknown.

use kernel::Sex;

use super::assess::{Assessment, Hit, Row};
use crate::decision::{Effect, EffectKind, FactValue, Facts, Reason};
use crate::facts::{Applicant, Circumstance, Degree, Level, Sector};
use crate::pack::{Act, Edition, Language, Rule, Slot};

pub(super) fn reasons(
    edition: &Edition,
    applicant: &Applicant,
    assessment: &Assessment<'_>,
) -> Vec<Reason> {
    let reason = |hit: &Hit<'_>| {
        let speaker = Speaker {
            edition,
            applicant,
            rows: &assessment.rows,
            hit,
        };
        Reason {
            clause: hit.rule.cite.to_string(),
            effect: Effect {
                kind: hit.rule.act.effect(),
                moot: hit.moot,
            },
            facts: speaker.facts(),
            zh: speaker.sentence(Language::Zh),
            en: speaker.sentence(Language::En),
        }
    };
    assessment.hits.iter().map(reason).collect()
}

struct Speaker<'a> {
    edition: &'a Edition,
    applicant: &'a Applicant,
    rows: &'a [Row<'a>],
    hit: &'a Hit<'a>,
}

impl Speaker<'_> {
    fn facts(&self) -> Facts {
        let rule: &Rule = self.hit.rule;
        let mut facts = Vec::new();
        let mut tell = |name: &str, value: Option<FactValue>| {
            if let Some(value) = value {
                facts.push((name.to_owned(), value));
            }
        };
        let effect = rule.act.effect();
        if rule.when.asks_level() {
            tell("level", self.name(Slot::Level));
        } else if rule.when.asks_degree() {
            tell("degree", self.name(Slot::Degree));
        } else if matches!(rule.act, Act::Window { .. }) {
            tell("purpose", self.name(Slot::Purpose));
        }
        if rule.when.asks_age() {
            tell("age", self.age().map(FactValue::Number));
            tell("sex", self.name(Slot::Sex));
        }
        if rule.when.asks_sector() {
            tell("sector", self.name(Slot::Sector));
        }
        if rule.when.asks_grassroots() {
            let grassroots = self.applicant.post.grassroots;
            tell("grassroots", Some(FactValue::Flag(grassroots)));
        }
        if rule.when.asks_circumstance().is_some() {
            tell("circumstance", self.name(Slot::Circumstance));
        }
        if rule.when.asks_transfer() || matches!(rule.act, Act::Narrow) {
            tell("transferred", self.transferred().map(FactValue::Number));
        }
        match effect {
            EffectKind::Window => {
                tell("from", Some(FactValue::Number(self.hit.from)));
                tell("to", Some(FactValue::Number(self.hit.to)));
            }
            EffectKind::Deem | EffectKind::Refer => {
                tell("year", Some(FactValue::Number(self.hit.from)));
            }
            EffectKind::Require
            | EffectKind::Reduce
            | EffectKind::Waive
            | EffectKind::Reference => {}
        }
        if let Act::Refer { exam } = &rule.act {
            tell("in_region", Some(FactValue::Flag(exam.in_region)));
        }
        Facts(facts)
    }

    fn age(&self) -> Option<i16> {
        let born = self.applicant.person.born?;
        Some(born.age_on(self.applicant.application.on))
    }

    fn transferred(&self) -> Option<i16> {
        Some(self.applicant.post.from_government_on?.year())
    }

    fn name(&self, slot: Slot) -> Option<FactValue> {
        self.known_name(slot)
            .map(|name| FactValue::Name(name.to_owned()))
    }

    /// The name that a slot stands for, where the fact was given.
    fn known_name(&self, slot: Slot) -> Option<&'static str> {
        let application = &self.applicant.application;
        match slot {
            Slot::Purpose => Some(application.purpose.as_str()),
            Slot::Level => application.level.map(Level::as_str),
            Slot::Degree => application.degree.map(Degree::as_str),
            Slot::Sex => self.applicant.person.sex.map(Sex::as_str),
            Slot::Sector => self.applicant.post.sector.map(Sector::as_str),
            Slot::Circumstance => self
                .hit
                .rule
                .when
                .asks_circumstance()
                .map(Circumstance::as_str),
            Slot::Kind => self.hit.rule.act.exam().map(|exam| exam.kind.as_str()),
            Slot::From
            | Slot::To
            | Slot::Count
            | Slot::Transferred
            | Slot::Amounts
            | Slot::Share
            | Slot::Age
            | Slot::Year
            | Slot::Category
            | Slot::Hours => None,
        }
    }

    fn sentence(&self, language: Language) -> String {
        let rule = self.hit.rule;
        let template = match language {
            Language::Zh => &rule.zh,
            Language::En => &rule.en,
        };
        let mut text = String::with_capacity(256);
        template.write(&mut text, |slot, text| self.fill(slot, language, text));
        text
    }

    fn fill(&self, slot: Slot, language: Language, text: &mut String) {
        let number = |value: Option<i16>| value.map(|value| value.to_string());
        let hit = self.hit;
        let value = match slot {
            Slot::Purpose
            | Slot::Level
            | Slot::Degree
            | Slot::Sex
            | Slot::Sector
            | Slot::Circumstance
            | Slot::Kind => self
                .known_name(slot)
                .and_then(|name| self.edition.words(name, language))
                .map(str::to_owned),
            Slot::From | Slot::Year => number(Some(hit.from)),
            Slot::To => number(Some(hit.to)),
            Slot::Count => number(Some(hit.to - hit.from + 1)),
            Slot::Age => number(self.age()),
            Slot::Transferred => number(self.transferred()),
            Slot::Amounts => Some(self.amounts(language)),
            Slot::Share => hit
                .rule
                .act
                .share()
                .and_then(|share| self.edition.words(&share.to_string(), language))
                .map(str::to_owned),
            Slot::Category => hit
                .rule
                .act
                .exam()
                .and_then(|exam| self.edition.categories.get(exam.category))
                .and_then(|category| self.edition.words(&category.name, language))
                .map(str::to_owned),
            Slot::Hours => None,
        };
        match value {
            Some(value) => text.push_str(&value),
            None => text.push_str(self.edition.phrases.unknown.get(language)),
        }
    }

    /// What is owed, period by period: before reliefs where a clause asks for it, after them where
    /// a clause lessens it.
    fn amounts(&self, language: Language) -> String {
        let phrases = &self.edition.phrases;
        let reduced = matches!(self.hit.rule.act, Act::Reduce { .. });
        let mut text = String::new();
        for period in self
            .rows
            .chunk_by(|a, b| (a.from, a.is_span) == (b.from, b.is_span))
        {
            let Some(first) = period.first() else {
                continue;
            };
            let mut amounts = String::new();
            for row in period {
                let hours = if reduced { row.required } else { row.full };
                if !amounts.is_empty() {
                    amounts.push_str(phrases.between_amounts.get(language));
                }
                let template = pick(&phrases.amount, language);
                let category = self.edition.words(&row.category.name, language);
                template.write(&mut amounts, |slot, into| {
                    if slot == Slot::Hours {
                        into.push_str(&hours.to_string());
                    } else {
                        into.push_str(category.unwrap_or(&row.category.name));
                    }
                });
            }
            if !text.is_empty() {
                text.push_str(phrases.between_periods.get(language));
            }
            let period = if first.is_span {
                &phrases.span
            } else {
                &phrases.year
            };
            pick(period, language).write(&mut text, |slot, into| {
                if slot == Slot::Amounts {
                    into.push_str(&amounts);
                } else {
                    let year = if slot == Slot::To {
                        first.to
                    } else {
                        first.from
                    };
                    into.push_str(&year.to_string());
                }
            });
        }
        text
    }
}

fn pick<T>(both: &(T, T), language: Language) -> &T {
    match language {
        Language::Zh => &both.0,
        Language::En => &both.1,
    }
}
