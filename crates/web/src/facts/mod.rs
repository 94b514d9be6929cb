//! Facts that decisions rest on: hers to claim, the desks' to confirm. One page of a fact serves
//! all who may see it.

pub mod case;
pub mod list;
pub mod new;

use std::borrow::Borrow;

use domain::facts::{DeskRule, Fact, FactKind, State};

use crate::page::PageFrame;
use crate::words::Locale;

/// Words of facts.
pub(crate) trait FactWords {
    /// A kind in words.
    fn fact_kind(&self, kind: impl Borrow<FactKind>) -> String;
    /// What a fact says, in words; empty where its kind says it all.
    fn fact_value(&self, kind: impl Borrow<FactKind>, value: &str) -> String;
    /// What a kind is for.
    fn fact_words(&self, kind: impl Borrow<FactKind>) -> String;
    /// How a state looks.
    fn fact_look(&self, state: impl Borrow<State>) -> &'static str;
    /// Where a fact stands, in words.
    fn fact_state(&self, state: impl Borrow<State>) -> String;
    /// The days on which it is so, in words.
    fn fact_days(&self, fact: &Fact) -> String;
    /// What proves it.
    fn fact_proof(&self, rule: &DeskRule) -> String;
    /// Why it is so arranged.
    fn fact_basis(&self, rule: &DeskRule) -> String;
}

impl FactWords for PageFrame {
    fn fact_kind(&self, kind: impl Borrow<FactKind>) -> String {
        self.t(&format!(
            "fact-{}",
            kind.borrow().as_str().replace('_', "-")
        ))
    }

    fn fact_value(&self, kind: impl Borrow<FactKind>, value: &str) -> String {
        let named = |of: &str| self.t(&format!("decision-{of}-{}", value.replace('_', "-")));
        match kind.borrow() {
            FactKind::Sector => named("sector"),
            FactKind::Degree => named("degree"),
            FactKind::Title => named("level"),
            _ if value.is_empty() => String::new(),
            _ => {
                let key = format!("field-{}", value.replace('_', "-"));
                self.locale.find(&key).unwrap_or_else(|| value.to_owned())
            }
        }
    }

    fn fact_state(&self, state: impl Borrow<State>) -> String {
        self.t(&format!(
            "fact-state-{}",
            state.borrow().as_str().replace('_', "-")
        ))
    }

    fn fact_words(&self, kind: impl Borrow<FactKind>) -> String {
        let kind = kind.borrow().as_str().replace('_', "-");
        self.t(&format!("fact-{kind}-words"))
    }

    fn fact_look(&self, state: impl Borrow<State>) -> &'static str {
        match state.borrow() {
            State::Confirmed => "good",
            State::WithEmployer | State::WithBureau => "wait",
            State::Refused | State::Revoked => "bad",
            State::Withdrawn => "calm",
        }
    }

    fn fact_days(&self, fact: &Fact) -> String {
        let from = self.day(fact.from_day);
        match fact.to_day {
            Some(to) => self.ta("fact-days", [("from", from), ("to", self.day(to))]),
            None => self.ta("fact-since", [("from", from)]),
        }
    }

    fn fact_proof(&self, rule: &DeskRule) -> String {
        both(self.locale, &rule.proof.zh, &rule.proof.en)
    }

    fn fact_basis(&self, rule: &DeskRule) -> String {
        both(self.locale, &rule.basis.zh, &rule.basis.en)
    }
}

fn both(locale: Locale, zh: &str, en: &str) -> String {
    match locale {
        Locale::Chinese => zh.to_owned(),
        Locale::English => en.to_owned(),
    }
}
