//! An edition's words, made ready: every name and sentence in both languages, as it is and as it
//! stands in JSON, so that a decision only copies.

use std::sync::Arc;

use kernel::Sex;

use super::track::{Owed, Span, Track};
use super::write::escaped;
use crate::facts::{Circumstance, DeemedKind, Degree, Level, Purpose, Sector};
use crate::pack::{Edition, Language, Rule, Share, Slot, Template, Words};

/// In which language, and whether inside a JSON text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Voice {
    pub language: Language,
    pub json: bool,
}

/// Something in every voice.
#[derive(Clone, Debug)]
pub(super) struct Voices<T> {
    zh: T,
    en: T,
    zh_json: T,
    en_json: T,
}

/// A name in every voice.
pub(super) type Wording = Voices<String>;

impl<T> Voices<T> {
    pub(super) fn get(&self, voice: Voice) -> &T {
        match (voice.language, voice.json) {
            (Language::Zh, false) => &self.zh,
            (Language::En, false) => &self.en,
            (Language::Zh, true) => &self.zh_json,
            (Language::En, true) => &self.en_json,
        }
    }
}

impl Wording {
    fn of(zh: String, en: String) -> Self {
        Self {
            zh_json: escaped(&zh),
            en_json: escaped(&en),
            zh,
            en,
        }
    }

    fn words(words: &Words) -> Self {
        Self::of(words.zh.clone(), words.en.clone())
    }

    fn name(edition: &Edition, name: &str) -> Self {
        edition
            .names
            .get(name)
            .map_or_else(|| Self::of(name.to_owned(), name.to_owned()), Self::words)
    }
}

/// All words of an edition.
#[derive(Clone, Debug)]
pub(super) struct Speech {
    /// `"edition":{…}`, as every decision says it.
    pub edition_json: String,
    /// In the order of the edition's rules.
    pub rules: Vec<Spoken>,
    pub purposes: Vec<Wording>,
    pub levels: Vec<Wording>,
    pub degrees: Vec<Wording>,
    pub sectors: Vec<Wording>,
    pub circumstances: Vec<Wording>,
    pub kinds: Vec<Wording>,
    pub categories: Vec<Wording>,
    pub female: Wording,
    pub male: Wording,
    pub unknown: Wording,
}

/// A rule's clause and sentence.
#[derive(Clone, Debug)]
pub(super) struct Spoken {
    pub cite: Arc<str>,
    /// `{"clause":"N2022 §2","effect":"require`, as its reasons begin.
    pub json: String,
    pub sentence: Voices<Template>,
    pub share: Option<Wording>,
}

impl Speech {
    pub(super) fn of(edition: &Edition) -> Self {
        let all = |names: &[&str]| {
            let wording = |name: &&str| Wording::name(edition, name);
            names.iter().map(wording).collect()
        };
        let categories = edition.categories.iter();
        let categories = categories.map(|category| Wording::name(edition, &category.name));
        Self {
            edition_json: format!(
                "\"edition\":{{\"id\":\"{}\",\"digest\":\"{}\"}}",
                escaped(edition.id()),
                escaped(edition.digest()),
            ),
            rules: edition
                .rules
                .iter()
                .map(|rule| Spoken::of(edition, rule))
                .collect(),
            purposes: all(Purpose::NAMES),
            levels: all(Level::NAMES),
            degrees: all(Degree::NAMES),
            sectors: all(Sector::NAMES),
            circumstances: all(Circumstance::NAMES),
            kinds: all(DeemedKind::NAMES),
            categories: categories.collect(),
            female: Wording::name(edition, Sex::Female.as_str()),
            male: Wording::name(edition, Sex::Male.as_str()),
            unknown: Wording::words(&edition.phrases.unknown),
        }
    }
}

impl Spoken {
    fn of(edition: &Edition, rule: &Rule) -> Self {
        let share = rule.act.share();
        Self {
            cite: Arc::clone(&rule.cite),
            json: format!(
                "{{\"clause\":\"{}\",\"effect\":\"{}",
                escaped(&rule.cite),
                rule.act.effect().as_str()
            ),
            sentence: Voices {
                zh: rule.zh.clone(),
                en: rule.en.clone(),
                zh_json: rule.zh.map_text(escaped),
                en_json: rule.en.map_text(escaped),
            },
            share: share.map(|share| Wording::name(edition, &share.to_string())),
        }
    }
}

/// What is owed from the first year that counts, period by period: before reliefs, and as each
/// share of them.
pub(super) fn amounts(edition: &Edition, track: &Track, first: i16) -> Vec<Wording> {
    let shares = track.reduces.iter().map(|(_, _, share)| Some(*share));
    let wording = |share: Option<Share>| {
        let say = |language| amounts_in(edition, track, first, share, language);
        Wording::of(say(Language::Zh), say(Language::En))
    };
    std::iter::once(None).chain(shares).map(wording).collect()
}

fn amounts_in(
    edition: &Edition,
    track: &Track,
    first: i16,
    share: Option<Share>,
    language: Language,
) -> String {
    let phrases = &edition.phrases;
    let counts = |row: &&Owed| row.span.from >= first;
    let rows: Vec<&Owed> = track.rows.iter().filter(counts).collect();
    let mut text = String::new();
    for period in rows.chunk_by(|a, b| (a.span, a.is_span) == (b.span, b.is_span)) {
        let Some(head) = period.first() else {
            continue;
        };
        if !text.is_empty() {
            text.push_str(phrases.between_periods.get(language));
        }
        let amounts = period_amounts(edition, period, share, language);
        let template = if head.is_span {
            &phrases.span
        } else {
            &phrases.year
        };
        let Span { from, to } = head.span;
        pick(template, language).write(&mut text, |slot, into| match slot {
            Slot::Amounts => into.push_str(&amounts),
            Slot::To => into.push_str(&to.to_string()),
            _ => into.push_str(&from.to_string()),
        });
    }
    text
}

fn period_amounts(
    edition: &Edition,
    period: &[&Owed],
    share: Option<Share>,
    language: Language,
) -> String {
    let mut text = String::new();
    for row in period {
        if !text.is_empty() {
            text.push_str(edition.phrases.between_amounts.get(language));
        }
        let hours = share.map_or(row.full, |share| share.of(row.full));
        let category = edition.categories.get(row.category);
        let name = category.map_or("", |category| &category.name);
        let words = edition.words(name, language).unwrap_or(name);
        pick(&edition.phrases.amount, language).write(&mut text, |slot, into| {
            if slot == Slot::Hours {
                into.push_str(&hours.to_string());
            } else {
                into.push_str(words);
            }
        });
    }
    text
}

fn pick<T>(both: &(T, T), language: Language) -> &T {
    match language {
        Language::Zh => &both.0,
        Language::En => &both.1,
    }
}
