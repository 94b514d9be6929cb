//! From where on something is told: data with its basis. Pure.

use std::collections::BTreeMap;
use std::sync::LazyLock;
use std::time::Duration;

use kernel::{Day, PersonId};
use serde::Deserialize;

use super::model::Kind;
use crate::learning::Window;

/// The thresholds.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Thresholds {
    pub shared_device: SharedDevice,
    pub day_total: DayTotal,
    pub sleepless: Sleepless,
    pub quick_checks: QuickChecks,
}

#[derive(Deserialize)]
pub(super) struct SharedDevice {
    pub people: i64,
    #[serde(flatten)]
    basis: Basis,
}

#[derive(Deserialize)]
pub(super) struct DayTotal {
    pub minutes: i64,
    #[serde(flatten)]
    basis: Basis,
}

#[derive(Deserialize)]
pub(super) struct Sleepless {
    night: [String; 2],
    pause_minutes: u64,
    pub nights: i64,
    of_nights: i32,
    #[serde(flatten)]
    basis: Basis,
}

#[derive(Deserialize)]
pub(super) struct QuickChecks {
    milliseconds: u64,
    pub number: i64,
    #[serde(flatten)]
    basis: Basis,
}

#[derive(Deserialize)]
struct Basis {
    zh: String,
    en: String,
}

/// Read once; `content_is_well_formed` holds that it can be.
static THRESHOLDS: LazyLock<Result<Thresholds, toml::de::Error>> =
    LazyLock::new(|| toml::from_str(include_str!("../../../../content/signals.toml")));

/// The thresholds, when their file can be read.
pub(super) fn thresholds() -> Option<&'static Thresholds> {
    THRESHOLDS.as_ref().ok()
}

/// Why a kind is told from where on it is, in Chinese and English.
pub fn basis(kind: Kind) -> (&'static str, &'static str) {
    let Some(thresholds) = thresholds() else {
        return ("", "");
    };
    let basis = match kind {
        Kind::SharedDevice => &thresholds.shared_device.basis,
        Kind::DayTotal => &thresholds.day_total.basis,
        Kind::Sleepless => &thresholds.sleepless.basis,
        Kind::QuickChecks => &thresholds.quick_checks.basis,
    };
    (&basis.zh, &basis.en)
}

/// A day from its first to its last instant.
pub(super) fn whole(day: Day) -> Window {
    (day.start(), day.plus_days(1).start())
}

impl Sleepless {
    /// The nights that are looked at, that of the day first.
    pub fn windows(&self, day: Day) -> Vec<Window> {
        let [from, to] = &self.night;
        let (from, to) = (after_midnight(from), after_midnight(to));
        (0..self.of_nights)
            .map(|back| day.plus_days(-back).start())
            .map(|midnight| (midnight.plus(from), midnight.plus(to)))
            .collect()
    }

    /// The shortest silence that is a pause.
    pub fn pause(&self) -> Duration {
        Duration::from_mins(self.pause_minutes)
    }
}

impl QuickChecks {
    /// Answered within this time, nobody read the question.
    pub fn within(&self) -> Duration {
        Duration::from_millis(self.milliseconds)
    }
}

fn after_midnight(text: &str) -> Duration {
    let (hour, minute) = text.split_once(':').unwrap_or(("0", "0"));
    let number = |part: &str| part.parse::<u64>().unwrap_or(0);
    Duration::from_mins(number(hour) * 60 + number(minute))
}

/// Who had no pause in enough of the nights, the first of them included: how many they were.
pub(super) fn in_enough(nights: &[Vec<PersonId>], least: i64) -> Vec<(PersonId, i64)> {
    let mut counts: BTreeMap<&PersonId, i64> = BTreeMap::new();
    for person in nights.iter().flatten() {
        *counts.entry(person).or_default() += 1;
    }
    let newest = nights.first().into_iter().flatten();
    newest
        .filter_map(|person| {
            let count = counts.get(person).copied()?;
            (count >= least).then(|| (person.clone(), count))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;

    #[test]
    fn content_is_well_formed() {
        let thresholds = thresholds().unwrap();
        assert!(thresholds.shared_device.people > 1 && thresholds.day_total.minutes > 0);
        assert!(thresholds.sleepless.nights <= i64::from(thresholds.sleepless.of_nights));
        for (from, to) in thresholds.sleepless.windows("2022-12-15".parse().unwrap()) {
            assert!(from.plus(thresholds.sleepless.pause()) < to);
        }
        for kind in [
            Kind::SharedDevice,
            Kind::DayTotal,
            Kind::Sleepless,
            Kind::QuickChecks,
        ] {
            assert!(!basis(kind).0.is_empty() && !basis(kind).1.is_empty());
        }
    }
}
