//! The facts that an answer reckons with, in words: those on record with what each rests on, and
//! those that are only supposed.

use domain::decisions::Supposed;
use domain::facts::{FactKind, Ground, Grounds, Source};
use policy::{Applicant, Purpose};

use super::{dashed, told};
use crate::facts::FactWords as _;
use crate::page::PageFrame;

/// A fact from the records.
pub struct Recorded {
    /// What it is.
    pub name: String,
    /// What it says.
    pub value: String,
    /// On what it rests, in words; empty where the identity number says it.
    pub source: String,
    /// The address of its confirmation.
    pub link: Option<String>,
}

/// Facts that the records gave, in the order in which a person reads them.
pub(super) fn recorded(
    p: &PageFrame,
    applicant: &Applicant,
    supposed: &Supposed,
    grounds: &Grounds,
) -> Vec<Recorded> {
    let (person, post) = (&applicant.person, &applicant.post);
    let mut facts = Vec::new();
    let mut tell = |key: &str, value: Option<String>, ground: Option<&Ground>| {
        facts.push(Recorded {
            name: p.t(key),
            value: value.unwrap_or_else(|| p.t("decision-not-recorded")),
            source: ground.map_or_else(String::new, |ground| source_words(p, &ground.source)),
            link: ground.and_then(|ground| address(&ground.source)),
        });
    };
    let ground = |about| grounds.iter().find(|ground| ground.about == about);
    tell(
        "decision-fact-person-born",
        person.born.map(|day| p.day(day)),
        None,
    );
    let sex = person
        .sex
        .map(|sex| p.t(&format!("decision-sex-{}", sex.as_str())));
    tell("decision-fact-person-sex", sex, None);
    if supposed.sector.is_none() {
        let sector = post.sector.map(|sector| sector_words(p, sector.as_str()));
        tell(
            "decision-fact-post-sector",
            sector,
            ground(FactKind::Sector),
        );
    }
    if supposed.grassroots.is_none() {
        let at = Some(yes_no(p, post.grassroots));
        tell("decision-fact-grassroots", at, ground(FactKind::Grassroots));
    }
    if supposed.from_government_on.is_none() {
        let day = post.from_government_on.map(|day| p.day(day));
        let none = Some(p.t("decision-no-transfer"));
        let of = ground(FactKind::FromGovernment);
        tell("decision-transfer", day.or(none), of);
    }
    if let Some(frontline) = ground(FactKind::EpidemicFrontline) {
        let yes = Some(p.t("decision-circumstance-epidemic-frontline"));
        tell("decision-fact-circumstance", yes, Some(frontline));
    }
    facts.extend(applied_with(p, applicant, grounds));
    facts
}

/// The degree or title that she applies with: hers to say; what is confirmed of it stands here.
fn applied_with(p: &PageFrame, applicant: &Applicant, grounds: &Grounds) -> Option<Recorded> {
    let asked = applicant.application;
    let (about, says) = match asked.purpose {
        Purpose::TitleRecognition => (FactKind::Degree, asked.degree.map(policy::Degree::as_str)),
        _ => (FactKind::Title, None),
    };
    let confirmed = grounds.iter().find(|ground| ground.about == about);
    let value = match (confirmed, says) {
        (Some(confirmed), Some(says)) if confirmed.value != says => {
            let value = p.fact_value(about, &confirmed.value);
            let asked = [("asked", p.fact_value(about, says))];
            format!("{value} · {}", p.ta("decision-not-as-confirmed", asked))
        }
        (Some(confirmed), _) => p.fact_value(about, &confirmed.value),
        (None, Some(says)) => {
            let value = p.fact_value(about, says);
            format!("{value} · {}", p.t("decision-not-confirmed"))
        }
        (None, None) => return None,
    };
    Some(Recorded {
        name: p.t(&format!("fact-{}", about.as_str())),
        value,
        source: confirmed.map_or_else(String::new, |ground| source_words(p, &ground.source)),
        link: confirmed.and_then(|ground| address(&ground.source)),
    })
}

/// On what a fact rests, in words.
pub(super) fn source_words(p: &PageFrame, source: &Source) -> String {
    match source {
        Source::Employment { employer, since } => p.ta(
            "ground-employment",
            [("employer", employer.clone()), ("since", p.day(since))],
        ),
        Source::Fact {
            confirmed_by,
            confirmed_on,
            ..
        } => p.ta(
            "ground-fact",
            [("by", confirmed_by.clone()), ("day", p.day(confirmed_on))],
        ),
    }
}

fn address(source: &Source) -> Option<String> {
    match source {
        Source::Fact { id, .. } => Some(format!("/facts/{id}")),
        Source::Employment { .. } => None,
    }
}

/// Facts that are only supposed, in words.
pub(super) fn supposed_words(p: &PageFrame, supposed: &Supposed) -> Vec<(String, String)> {
    let mut facts = Vec::new();
    let mut tell = |key: &str, value: String| facts.push((p.t(key), value));
    if let Some(sector) = supposed.sector {
        tell(
            "decision-fact-post-sector",
            sector_words(p, sector.as_str()),
        );
    }
    if let Some(grassroots) = supposed.grassroots {
        tell("decision-fact-grassroots", yes_no(p, grassroots));
    }
    if let Some(day) = supposed.from_government_on {
        tell("decision-transfer", p.day(day));
    }
    for circumstance in &supposed.circumstances {
        let words = format!("decision-circumstance-{}", dashed(circumstance.as_str()));
        tell("decision-fact-circumstance", p.t(&words));
    }
    for exam in &supposed.deemed {
        let place = if exam.in_region { "in" } else { "outside" };
        let year = [("year", exam.year.to_string())];
        let words = p.ta(&format!("decision-exam-{place}-region"), year);
        tell("decision-fact-exam", words);
    }
    for given in &supposed.hours {
        let year = Some(given.year);
        let words = told::amount(p.locale, year, None, &given.category, given.hours);
        tell("decision-fact-more", words);
    }
    facts
}

fn sector_words(p: &PageFrame, sector: &str) -> String {
    p.t(&format!("decision-sector-{}", dashed(sector)))
}

fn yes_no(p: &PageFrame, yes: bool) -> String {
    p.t(if yes { "decision-yes" } else { "decision-no" })
}
