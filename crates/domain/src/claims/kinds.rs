//! What may be claimed: read from the edition, never written here.

use kernel::{Category, Hours};
use policy::{Conversion, Edition, Language, Words};

use crate::facts::FactKind;

/// A kind of claim, with everything that somebody must know before she claims.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimKind {
    /// Its name in the edition.
    pub name: String,
    /// The name in words.
    pub words: Words,
    /// The category that the hours count for.
    pub category: Category,
    /// The conversion; none when it stands for a whole year instead of a number of hours.
    pub conversion: Option<Conversion>,
    /// The fact that must be confirmed of whoever claims it, when it is for some people only.
    pub fact: Option<FactKind>,
    /// Whether one taken outside of the region must be looked at by a person.
    pub looks_outside: bool,
    /// The clause.
    pub cite: String,
    /// The clause as published, and as it is applied.
    pub quote: String,
    /// How the clause is applied.
    pub applied: String,
    /// What the rate rests on, when somebody in authority must still confirm it; else empty.
    pub basis: String,
}

impl ClaimKind {
    /// Whether it stands for a whole year (N2022 §3.6), not for a number of hours.
    pub fn is_deeming(&self) -> bool {
        self.conversion.is_none()
    }

    /// The name in words.
    pub fn name_in(&self, language: Language) -> &str {
        self.words.get(language)
    }
}

/// All kinds of an edition: first those that stand for a whole year, then the conversions.
pub fn kinds_of(edition: &Edition) -> Vec<ClaimKind> {
    let mut kinds: Vec<ClaimKind> = Vec::new();
    for deeming in edition.deemings() {
        let name = deeming.kind.as_str();
        if let Some(known) = kinds.iter_mut().find(|kind| kind.name == name) {
            known.looks_outside |= deeming.is_referred;
            continue;
        }
        let word = |language| edition.words(name, language).unwrap_or(name).to_owned();
        let Ok(category) = deeming.category.parse() else {
            continue;
        };
        kinds.push(ClaimKind {
            name: name.to_owned(),
            words: Words {
                zh: word(Language::Zh),
                en: word(Language::En),
            },
            category,
            conversion: None,
            looks_outside: deeming.is_referred,
            ..of_clause(edition, &deeming.cite)
        });
    }
    for conversion in edition.conversions() {
        let Ok(category) = conversion.category.parse() else {
            continue;
        };
        let source = edition.source_of(conversion);
        let basis = source.filter(|source| source.confirm);
        kinds.push(ClaimKind {
            name: conversion.kind.clone(),
            words: conversion.words.clone(),
            category,
            conversion: Some(conversion.clone()),
            // The pack's reader takes the names of facts only.
            fact: conversion.fact.as_ref().and_then(|fact| fact.parse().ok()),
            looks_outside: false,
            basis: basis.map_or_else(String::new, |source| source.basis.clone()),
            ..of_clause(edition, &conversion.cite)
        });
    }
    kinds
}

/// A kind of which only the clause is known yet.
fn of_clause(edition: &Edition, cite: &str) -> ClaimKind {
    let clause = edition.clause(cite);
    ClaimKind {
        name: String::new(),
        words: Words {
            zh: String::new(),
            en: String::new(),
        },
        category: Category::Professional,
        conversion: None,
        fact: None,
        looks_outside: false,
        cite: cite.to_owned(),
        quote: clause.map_or_else(String::new, |clause| clause.quote.clone()),
        applied: clause.map_or_else(String::new, |clause| clause.applied.clone()),
        basis: clause
            .filter(|clause| clause.confirm)
            .map_or_else(String::new, |clause| clause.basis.clone()),
    }
}

/// The most hours that a claim of a kind can bring: by its rate and what is left below the cap, or,
/// where a person looks at it, a whole year's.
pub(super) fn most(
    kind: &ClaimKind,
    quantity: Hours,
    already: Hours,
    required: Option<Hours>,
) -> Hours {
    match &kind.conversion {
        Some(conversion) => conversion.hours(quantity, already),
        None => required.unwrap_or(Hours::ZERO),
    }
}
