//! A verdict: what the rules make of one application, before anything is said about it.

use kernel::{Day, Year};

use super::assess::Row;
use super::complete::{Completed, FACTS};
use super::explain::{Speaker, Told};
use super::plan;
use super::speech::{Voice, Wording};
use super::track::{Owed, Track, Tracks};
use crate::decision::{
    Decision, Effect, FactValue, Facts, Outcome, Plan, PlanItem, PlanWindow, Reason, Requirement,
};
use crate::facts::Applicant;
use crate::pack::{Edition, Language};

/// What the rules of an edition make of one application: outcome, rows and clauses, without
/// sentences and, where all facts are known, without any memory of its own.
///
/// [`Verdict::decision`] says it, [`Verdict::write_json`] writes what it says.
#[derive(Clone, Debug)]
pub struct Verdict<'a, S = String> {
    pub(super) edition: &'a Edition,
    pub(super) applicant: &'a Applicant<S>,
    pub(super) tracks: &'a Tracks,
    pub(super) track: &'a Track,
    /// Age on the application date, where the birthday is known.
    pub(super) age: Option<i16>,
    pub(super) transferred: Option<Year>,
    pub(super) completed: Completed<'a>,
}

impl<'a, S: AsRef<str>> Verdict<'a, S> {
    /// The outcome.
    pub fn outcome(&self) -> Outcome {
        self.completed.outcome
    }

    /// Unknown facts that can change an undecided outcome (`person.sex`, …).
    pub fn missing(&self) -> impl Iterator<Item = &'static str> + use<S> {
        let named = FACTS.into_iter().zip(self.completed.missing);
        named.filter(|(_, missing)| *missing).map(|(name, _)| name)
    }

    /// Every clause that shaped the outcome and what it did, in the order of effects.
    pub fn clauses(&self) -> impl Iterator<Item = (&'a str, Effect)> + '_ {
        self.speakers()
            .map(|speaker| (&*speaker.spoken.cite, speaker.effect()))
    }

    /// The whole decision, with its sentences.
    pub fn decision(&self) -> Decision {
        Decision {
            id: self.applicant.id.as_ref().to_owned(),
            outcome: self.completed.outcome,
            edition: self.edition.reference(),
            requirements: self
                .rows()
                .iter()
                .map(|row| self.requirement(row))
                .collect(),
            reasons: self.speakers().map(|speaker| speaker.reason()).collect(),
            missing: self.missing().map(str::to_owned).collect(),
            plan: self.plan(),
        }
    }

    /// The rows that are shown: none when exempt.
    pub(super) fn rows(&self) -> &[Row<'a>] {
        match self.completed.outcome {
            Outcome::Exempt => &[],
            Outcome::Met | Outcome::Reference | Outcome::NotMet | Outcome::Undecided => {
                &self.completed.strictest.rows
            }
        }
    }

    /// What closes the gap: nothing while it is undecided.
    pub(super) fn plan_items(&self) -> smallvec::SmallVec<[plan::Item<'a>; 6]> {
        let rows = match self.completed.outcome {
            Outcome::Exempt | Outcome::Undecided => &[],
            Outcome::Met | Outcome::Reference | Outcome::NotMet => self.rows(),
        };
        plan::items(self.edition, self.applicant.application.on, rows)
    }

    /// One speaker for each clause that did something.
    pub(super) fn speakers(&self) -> impl Iterator<Item = Speaker<'_, 'a, S>> {
        self.completed.strictest.hits.iter().filter_map(|&hit| {
            let at = usize::from(hit.rule);
            Some(Speaker {
                verdict: self,
                hit,
                rule: self.edition.rules.get(at)?,
                spoken: self.tracks.speech.rules.get(at)?,
            })
        })
    }

    fn requirement(&self, row: &Row<'_>) -> Requirement {
        let (year, years) = period(row.owed);
        Requirement {
            year,
            years,
            category: self.category(row.owed),
            required: row.required,
            counted: row.counted,
            short: row.short(),
            deemed: row.deemed,
        }
    }

    fn plan(&self) -> Option<Plan> {
        let items = self.plan_items();
        let item = |item: &plan::Item<'_>| {
            let (year, years) = period(item.owed);
            let window = item.window;
            PlanItem {
                year,
                years,
                category: self.category(item.owed),
                hours: item.hours,
                fen: item.fen,
                window: window.map(|(from, to): (Day, Day)| PlanWindow { from, to }),
                opens_by: item.opens_by.map(str::to_owned),
            }
        };
        (!items.is_empty()).then(|| Plan {
            fen: items.iter().map(|item| item.fen).sum(),
            items: items.iter().map(item).collect(),
        })
    }

    fn category(&self, owed: &Owed) -> String {
        let category = self.edition.categories.get(owed.category);
        category.map_or_else(String::new, |category| category.name.clone())
    }
}

impl<S> Verdict<'_, S> {
    /// What is owed in words: before reliefs where a clause asks for it, after them where a clause
    /// lessens it.
    pub(super) fn amounts(&self, lessened: bool) -> Option<&Wording> {
        let (window, _) = self.track.window?;
        let years = usize::try_from(self.completed.strictest.first - window.from).ok()?;
        let share = self.completed.strictest.share.filter(|_| lessened);
        let at = share.map_or(0, |share| share + 1);
        self.track.amounts.get(years)?.get(at)
    }
}

impl<S> Speaker<'_, '_, S> {
    pub(super) fn effect(&self) -> Effect {
        Effect {
            kind: self.rule.act.effect(),
            moot: self.hit.moot,
        }
    }

    fn reason(&self) -> Reason {
        let mut facts = Vec::new();
        self.facts(|name, value| {
            let value = match value {
                Told::Flag(flag) => FactValue::Flag(flag),
                Told::Number(number) => FactValue::Number(number),
                Told::Name(name) => FactValue::Name(name.to_owned()),
            };
            facts.push((name.to_owned(), value));
        });
        let say = |language| {
            let mut text = String::with_capacity(256);
            let json = false;
            self.sentence(Voice { language, json }, &mut text);
            text
        };
        Reason {
            clause: self.spoken.cite.to_string(),
            effect: self.effect(),
            facts: Facts(facts),
            zh: say(Language::Zh),
            en: say(Language::En),
        }
    }
}

/// The study year, or the first and last year of a span.
fn period(owed: &Owed) -> (Option<Year>, Option<[Year; 2]>) {
    if owed.is_span {
        (None, Some([owed.span.from, owed.span.to]))
    } else {
        (Some(owed.span.from), None)
    }
}
