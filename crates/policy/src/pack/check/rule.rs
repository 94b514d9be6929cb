//! One rule of a clause: the fields that its effect takes, its condition, its sentence.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Checked, category_at};
use crate::facts::{Circumstance, DeemedKind, Degree, Level, Purpose, Sector};
use crate::pack::error::{PackError, PackProblem};
use crate::pack::rules::{Act, DeemingRule, Rule, Share, When};
use crate::pack::schema::{RawEffect, RawRule, RawWhen, Words};
use crate::pack::template::{Slot, Template};

/// Names that applicants may use, all of which a sentence or a page may have to say.
pub(super) fn names_of_applicants() -> impl Iterator<Item = &'static str> {
    let lists = [
        Purpose::NAMES,
        Level::NAMES,
        Degree::NAMES,
        Sector::NAMES,
        Circumstance::NAMES,
        DeemedKind::NAMES,
        &["female", "male"],
    ];
    lists
        .into_iter()
        .flat_map(|names: &'static [&'static str]| names.iter().copied())
}

pub(super) fn check(
    raw: RawRule,
    cite: &Arc<str>,
    categories: &[String],
    names: &BTreeMap<String, Words>,
    place: &str,
) -> Checked<Rule> {
    condition(&raw.when, place)?;
    let act = act(&raw, categories, place)?;
    if matches!(act, Act::Window { .. } | Act::Require)
        && !When::new(raw.when.clone()).asks_no_person()
    {
        // Which years and hours are owed hangs on the application; reliefs hang on the person.
        return Err(PackError::new(PackProblem::NotForEffect, place).with("when"));
    }
    if let Act::Reduce { share } = &act
        && !names.contains_key(&share.to_string())
    {
        return Err(PackError::new(PackProblem::Incomplete, "names").with(share));
    }
    let template = |text: &str, language: &str| {
        let place = format!("{place}.{language}");
        Template::parse(text, slots(raw.effect)).map_err(|slot| unfilled(&slot, raw.effect, place))
    };
    Ok(Rule {
        cite: Arc::clone(cite),
        place: place.to_owned(),
        zh: template(&raw.zh, "zh")?,
        en: template(&raw.en, "en")?,
        when: When::new(raw.when),
        act,
    })
}

fn unfilled(slot: &str, effect: RawEffect, place: String) -> PackError {
    let slots: Vec<String> = slots(effect)
        .iter()
        .map(|slot| format!("{{{}}}", slot.as_str()))
        .collect();
    let detail = format!("{slot} ({})", slots.join(", "));
    PackError::new(PackProblem::BadTemplate, place).with(detail)
}

fn act(raw: &RawRule, categories: &[String], place: &str) -> Checked<Act> {
    only_fields_of_effect(raw, place)?;
    let missing = |what: &str| PackError::new(PackProblem::Incomplete, place).with(what);
    let exam = || -> Checked<DeemingRule> {
        let category = raw.category.as_deref().ok_or_else(|| missing("category"))?;
        Ok(DeemingRule {
            kind: raw.kind.ok_or_else(|| missing("kind"))?,
            in_region: raw.in_region.ok_or_else(|| missing("in_region"))?,
            category: category_at(categories, category, place)?,
        })
    };
    Ok(match raw.effect {
        RawEffect::Window => {
            let years = raw.years.ok_or_else(|| missing("years"))?;
            Act::Window { years }
        }
        RawEffect::Narrow => Act::Narrow,
        RawEffect::Require => Act::Require,
        RawEffect::Reduce => {
            let share = raw.share.as_deref().ok_or_else(|| missing("share"))?;
            let share = Share::parse(share)
                .ok_or_else(|| PackError::new(PackProblem::BadNumber, place).with(share))?;
            Act::Reduce { share }
        }
        RawEffect::Deem => Act::Deem { exam: exam()? },
        RawEffect::Refer => Act::Refer { exam: exam()? },
        RawEffect::Waive => Act::Waive,
        RawEffect::Reference => Act::Reference,
    })
}

/// A field that does nothing is a mistake of who wrote the pack.
fn only_fields_of_effect(raw: &RawRule, place: &str) -> Checked<()> {
    let (years, share, deeming) = match raw.effect {
        RawEffect::Window => (true, false, false),
        RawEffect::Reduce => (false, true, false),
        RawEffect::Deem | RawEffect::Refer => (false, false, true),
        RawEffect::Narrow | RawEffect::Require | RawEffect::Waive | RawEffect::Reference => {
            (false, false, false)
        }
    };
    let given = [
        ("years", raw.years.is_some(), years),
        ("share", raw.share.is_some(), share),
        ("kind", raw.kind.is_some(), deeming),
        ("in_region", raw.in_region.is_some(), deeming),
        ("category", raw.category.is_some(), deeming),
    ];
    match given.iter().find(|(_, given, allowed)| *given && !allowed) {
        Some((field, _, _)) => {
            let detail = format!("{field}: {}", raw.effect.as_str());
            let place = format!("{place}.{field}");
            Err(PackError::new(PackProblem::NotForEffect, place).with(detail))
        }
        None => Ok(()),
    }
}

pub(super) fn condition(when: &RawWhen, place: &str) -> Checked<()> {
    let levels = !when.levels.is_empty() && when.purposes != [Purpose::TitleReview];
    let degrees = !when.degrees.is_empty() && when.purposes != [Purpose::TitleRecognition];
    if levels || degrees {
        // Without the purpose, a stray level in an application for something else would match.
        let (field, purpose) = if levels {
            ("levels", Purpose::TitleReview)
        } else {
            ("degrees", Purpose::TitleRecognition)
        };
        let detail = format!("{field}: purposes = [\"{}\"]", purpose.as_str());
        let place = format!("{place}.when");
        return Err(PackError::new(PackProblem::Incomplete, place).with(detail));
    }
    if when.age.as_ref().is_some_and(BTreeMap::is_empty) {
        let place = format!("{place}.when.age");
        return Err(PackError::new(PackProblem::Incomplete, place).with("male, female"));
    }
    Ok(())
}

fn slots(effect: RawEffect) -> &'static [Slot] {
    match effect {
        RawEffect::Window => &[
            Slot::Purpose,
            Slot::Level,
            Slot::Degree,
            Slot::From,
            Slot::To,
            Slot::Count,
        ],
        RawEffect::Narrow => &[Slot::Transferred, Slot::From, Slot::To, Slot::Count],
        RawEffect::Require => &[Slot::From, Slot::To, Slot::Count, Slot::Amounts],
        RawEffect::Reduce => &[
            Slot::Age,
            Slot::Sex,
            Slot::Sector,
            Slot::Circumstance,
            Slot::Share,
            Slot::Amounts,
        ],
        RawEffect::Deem | RawEffect::Refer => &[Slot::Kind, Slot::Year, Slot::Category],
        RawEffect::Waive | RawEffect::Reference => &[
            Slot::Purpose,
            Slot::Level,
            Slot::Degree,
            Slot::Age,
            Slot::Sex,
            Slot::Sector,
            Slot::Circumstance,
            Slot::Transferred,
        ],
    }
}
