//! What may be claimed, and who may answer. Pure.

use kernel::{Day, Outcome, limits};
use policy::{Degree, Level, Sector};

use super::desks::DeskRule;
use super::model::{Fact, FactKind, NewFact, State};
use super::{Error, model};

/// Most facts of a person that wait at once.
pub(super) const OPEN_MAX: usize = 10;

/// The value of a fact, as it is kept; refuses one that the kind does not have.
pub(super) fn value(kind: FactKind, text: &str) -> Outcome<String> {
    let text = text.trim();
    let bad = || Error::BadValue.fault().at("value");
    let is_known = match kind {
        FactKind::Sector => text.parse::<Sector>().is_ok(),
        FactKind::Degree => text.parse::<Degree>().is_ok(),
        FactKind::Title => text.parse::<Level>().is_ok(),
        FactKind::Speciality => !text.is_empty() && text.chars().count() <= limits::NAME_CHARS_MAX,
        FactKind::Grassroots
        | FactKind::FromGovernment
        | FactKind::EpidemicFrontline
        | FactKind::ThreeSubjectTeacher
        | FactKind::SkilledWorker => return Ok(String::new()),
    };
    if is_known {
        Ok(text.to_owned())
    } else {
        Err(bad())
    }
}

/// Refuses days that cannot be: a first one in the future, a last one before the first.
pub(super) fn check_days(new: &NewFact, today: Day) -> Outcome<()> {
    if new.from_day > today {
        return Err(Error::BadDays.fault().at("from_day"));
    }
    if new.to_day.is_some_and(|last| last < new.from_day) {
        return Err(Error::BadDays.fault().at("to_day"));
    }
    Ok(())
}

/// Words that must be given.
pub(super) fn words(text: &str, field: &'static str) -> Outcome<String> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > limits::TEXT_CHARS_MAX {
        let fault = Error::NoWords.fault().with("most", limits::TEXT_CHARS_MAX);
        return Err(fault.at(field));
    }
    Ok(text.to_owned())
}

/// Refuses what waits already, and a heap.
pub(super) fn check_others(kind: FactKind, value: &str, others: &[Fact]) -> Outcome<()> {
    let open: Vec<&Fact> = others.iter().filter(|one| one.state.is_open()).collect();
    if open
        .iter()
        .any(|one| one.kind == kind && one.value == value)
    {
        return Err(Error::AskedAlready.into());
    }
    if open.len() >= OPEN_MAX {
        return Err(Error::TooMany.fault().with("most", OPEN_MAX));
    }
    Ok(())
}

/// Where a fact goes first. Who works nowhere asks the bureau.
pub(super) fn first_desk(rule: &DeskRule, has_employer: bool) -> State {
    if rule.asks_employer() && has_employer {
        State::WithEmployer
    } else {
        State::WithBureau
    }
}

/// Where a fact goes when the employer says that it is so.
pub(super) fn after_employer(rule: &DeskRule) -> model::State {
    if rule.asks_bureau() {
        State::WithBureau
    } else {
        State::Confirmed
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;
    use crate::facts::desks::desk;

    #[test]
    fn a_value_is_one_that_its_kind_has() {
        assert_eq!(
            value(FactKind::Sector, " non_public ").unwrap(),
            "non_public"
        );
        assert_eq!(value(FactKind::Grassroots, "whatever").unwrap(), "");
        for (kind, bad) in [
            (FactKind::Sector, "private"),
            (FactKind::Degree, ""),
            (FactKind::Title, "doctor"),
            (FactKind::Speciality, " "),
        ] {
            assert_eq!(value(kind, bad).unwrap_err().code(), "facts.bad_value");
        }
    }

    #[test]
    fn every_kind_has_its_desk_and_a_basis() {
        for kind in FactKind::ALL {
            let rule = desk(kind).unwrap();
            assert!(!rule.basis.zh.is_empty() && !rule.basis.en.is_empty());
            assert!(!rule.proof.zh.is_empty() && !rule.proof.en.is_empty());
            // An employer never sees a sensitive proof, so it is never asked about one.
            assert!(
                !(rule.sensitive && rule.asks_employer()),
                "{}",
                kind.as_str()
            );
        }
    }

    #[test]
    fn the_employer_is_asked_first_where_there_is_one() {
        let title = desk(FactKind::Title).unwrap();
        assert_eq!(first_desk(title, true), State::WithEmployer);
        assert_eq!(first_desk(title, false), State::WithBureau);
        assert_eq!(after_employer(title), State::WithBureau);
        let teacher = desk(FactKind::ThreeSubjectTeacher).unwrap();
        assert_eq!(after_employer(teacher), State::Confirmed);
        let frontline = desk(FactKind::EpidemicFrontline).unwrap();
        assert_eq!(first_desk(frontline, true), State::WithBureau);
    }
}
