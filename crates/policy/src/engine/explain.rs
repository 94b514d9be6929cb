//! Says in both languages what each clause did, from the templates that live with it in the pack.
//!
//! Only facts that were given are told: what a completion merely assumed is called unknown.

use kernel::Sex;

use super::assess::Hit;
use super::speech::{Spoken, Voice};
use super::verdict::Verdict;
use crate::decision::EffectKind;
use crate::facts::{Circumstance, Degree, Level, Sector};
use crate::pack::{Act, Rule, Slot};

/// Speaks about one rule that did something.
pub(super) struct Speaker<'v, 'a, S> {
    pub verdict: &'v Verdict<'a, S>,
    pub hit: Hit,
    pub rule: &'a Rule,
    pub spoken: &'a Spoken,
}

/// The value of a fact that a rule used.
#[derive(Clone, Copy, Debug)]
pub(super) enum Told {
    Flag(bool),
    Number(i16),
    Name(&'static str),
}

impl<S> Speaker<'_, '_, S> {
    /// Tells the facts that the rule used, in the order in which a person reads them.
    pub(super) fn facts(&self, mut tell: impl FnMut(&'static str, Told)) {
        let mut maybe = |name, value: Option<Told>| {
            if let Some(value) = value {
                tell(name, value);
            }
        };
        let applicant = self.verdict.applicant;
        let application = &applicant.application;
        let when = &self.rule.when;
        if when.asks_level() {
            maybe(
                "level",
                application.level.map(Level::as_str).map(Told::Name),
            );
        } else if when.asks_degree() {
            maybe(
                "degree",
                application.degree.map(Degree::as_str).map(Told::Name),
            );
        } else if matches!(self.rule.act, Act::Window { .. }) {
            maybe("purpose", Some(Told::Name(application.purpose.as_str())));
        }
        if when.asks_age() {
            maybe("age", self.verdict.age.map(Told::Number));
            maybe("sex", applicant.person.sex.map(Sex::as_str).map(Told::Name));
        }
        if when.asks_sector() {
            maybe(
                "sector",
                applicant.post.sector.map(Sector::as_str).map(Told::Name),
            );
        }
        if when.asks_grassroots() {
            maybe("grassroots", Some(Told::Flag(applicant.post.grassroots)));
        }
        if let Some(circumstance) = when.asks_circumstance() {
            maybe("circumstance", Some(Told::Name(circumstance.as_str())));
        }
        if when.asks_transfer() || matches!(self.rule.act, Act::Narrow) {
            maybe("transferred", self.verdict.transferred.map(Told::Number));
        }
        match self.rule.act.effect() {
            EffectKind::Window => {
                maybe("from", Some(Told::Number(self.hit.years.from)));
                maybe("to", Some(Told::Number(self.hit.years.to)));
            }
            EffectKind::Deem | EffectKind::Refer => {
                maybe("year", Some(Told::Number(self.hit.years.from)));
            }
            EffectKind::Require
            | EffectKind::Reduce
            | EffectKind::Waive
            | EffectKind::Reference => {}
        }
        if let Act::Refer { exam } = &self.rule.act {
            maybe("in_region", Some(Told::Flag(exam.in_region)));
        }
    }

    /// Appends the sentence.
    pub(super) fn sentence(&self, voice: Voice, into: &mut String) {
        let template = self.spoken.sentence.get(voice);
        template.write(into, |slot, into| self.fill(slot, voice, into));
    }

    fn fill(&self, slot: Slot, voice: Voice, into: &mut String) {
        let years = self.hit.years;
        let number = match slot {
            Slot::From | Slot::Year => Some(years.from),
            Slot::To => Some(years.to),
            Slot::Count => Some(years.to - years.from + 1),
            Slot::Age => self.verdict.age,
            Slot::Transferred => self.verdict.transferred,
            Slot::Purpose
            | Slot::Level
            | Slot::Degree
            | Slot::Sex
            | Slot::Sector
            | Slot::Circumstance
            | Slot::Kind
            | Slot::Amounts
            | Slot::Share
            | Slot::Category
            | Slot::Hours => None,
        };
        if let Some(number) = number {
            into.push_str(itoa::Buffer::new().format(number));
        } else {
            into.push_str(self.wording(slot, voice));
        }
    }

    /// What a slot stands for in words; "not given" where the fact was not.
    fn wording(&self, slot: Slot, voice: Voice) -> &str {
        let speech = &self.verdict.tracks.speech;
        let applicant = self.verdict.applicant;
        let application = &applicant.application;
        let exam = self.rule.act.exam();
        let words = match slot {
            Slot::Purpose => speech.purposes.get(application.purpose.at()),
            Slot::Level => application.level.and_then(|it| speech.levels.get(it.at())),
            Slot::Degree => application
                .degree
                .and_then(|it| speech.degrees.get(it.at())),
            Slot::Sector => applicant
                .post
                .sector
                .and_then(|it| speech.sectors.get(it.at())),
            Slot::Sex => applicant.person.sex.map(|sex| match sex {
                Sex::Female => &speech.female,
                Sex::Male => &speech.male,
            }),
            Slot::Circumstance => {
                let asked: Option<Circumstance> = self.rule.when.asks_circumstance();
                asked.and_then(|it| speech.circumstances.get(it.at()))
            }
            Slot::Kind => exam.and_then(|exam| speech.kinds.get(exam.kind.at())),
            Slot::Category => exam.and_then(|exam| speech.categories.get(exam.category)),
            Slot::Share => self.spoken.share.as_ref(),
            Slot::Amounts => self
                .verdict
                .amounts(matches!(self.rule.act, Act::Reduce { .. })),
            Slot::From
            | Slot::To
            | Slot::Count
            | Slot::Age
            | Slot::Year
            | Slot::Transferred
            | Slot::Hours => None,
        };
        words.unwrap_or(&speech.unknown).get(voice)
    }
}
