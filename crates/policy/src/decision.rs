//! What the engine answers: outcome, rows, reasons and plan, in the shape of the decisions page.
//!
//! The order of the fields is the order of the bytes. Nothing here computes.

use std::fmt;

use kernel::{Day, Fen, Hours, Year};
use serde::de::{Error, MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::names::names;

/// The answer for one application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// The applicant's `id`.
    pub id: String,
    /// The outcome.
    pub outcome: Outcome,
    /// The edition that decided.
    pub edition: EditionRef,
    /// One row per study year (or span) and category of which hours are owed after reliefs.
    pub requirements: Vec<Requirement>,
    /// Every clause that shaped the outcome, in the order of effects.
    pub reasons: Vec<Reason>,
    /// Unknown facts that can change an undecided outcome (`person.sex`, …).
    pub missing: Vec<String>,
    /// How to close the gap, when something is short.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<Plan>,
}

impl Decision {
    /// The decision as one line of JSON, without a line feed: the same facts and the same edition
    /// give the same bytes.
    pub fn to_json(&self) -> String {
        // Maps with string keys and plain values always serialise.
        serde_json::to_string(self).unwrap_or_default()
    }
}

names! {
    /// Outcome of a decision.
    pub enum Outcome {
        /// No hours are owed.
        Exempt = "exempt",
        /// The hours are complete.
        Met = "met",
        /// Short, but the hours only inform the committee.
        Reference = "reference",
        /// Short.
        NotMet = "not_met",
        /// Facts are missing that can change the outcome.
        Undecided = "undecided",
    }

    /// What a clause did; the order is that of [`Decision::reasons`].
    pub enum EffectKind {
        /// Chose or narrowed the years.
        Window = "window",
        /// Asked for hours.
        Require = "require",
        /// Lessened the hours.
        Reduce = "reduce",
        /// Took something for a year's hours.
        Deem = "deem",
        /// Sends it to a person, who must look.
        Refer = "refer",
        /// Asked for no hours at all.
        Waive = "waive",
        /// Made the hours a reference factor.
        Reference = "reference",
    }
}

/// Which edition decided, pinned by its digest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditionRef {
    /// Such as `hohhot-etdz/2022`.
    pub id: String,
    /// `sha256:` and the hash of the edition file's bytes.
    pub digest: String,
}

/// One row of hours owed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Requirement {
    /// Study year; absent in a row over a span.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<Year>,
    /// First and last study year of a row over a span.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub years: Option<[Year; 2]>,
    /// A category of the edition, or `total`.
    pub category: String,
    /// Hours owed after reliefs.
    pub required: Hours,
    /// Hours given; equals `required` in a deemed row.
    pub counted: Hours,
    /// What is missing; never negative.
    pub short: Hours,
    /// Something stands for these hours.
    pub deemed: bool,
}

/// One clause and what it did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// Citation, such as `N2022 §3.1`.
    pub clause: String,
    /// What it did.
    pub effect: Effect,
    /// The facts it used.
    pub facts: Facts,
    /// The sentence in Chinese.
    pub zh: String,
    /// The sentence in English.
    pub en: String,
}

/// What a clause did, and whether a stronger clause made it needless.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Effect {
    /// What it did.
    pub kind: EffectKind,
    /// Made needless by a stronger clause; written `reduce_moot`.
    pub moot: bool,
}

impl fmt::Display for Effect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind.as_str())?;
        if self.moot {
            f.write_str("_moot")?;
        }
        Ok(())
    }
}

impl Serialize for Effect {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Effect {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let (name, moot) = match text.strip_suffix("_moot") {
            Some(name) => (name, true),
            None => (text.as_str(), false),
        };
        let kind = name.parse().map_err(D::Error::custom)?;
        Ok(Self { kind, moot })
    }
}

/// The facts that a clause used, in the order in which a person reads them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts(pub Vec<(String, FactValue)>);

impl Facts {
    /// The fact of this name.
    pub fn get(&self, name: &str) -> Option<&FactValue> {
        self.0
            .iter()
            .find(|(fact, _)| fact == name)
            .map(|(_, value)| value)
    }
}

/// The value of a fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum FactValue {
    /// Yes or no.
    Flag(bool),
    /// A year or an age.
    Number(i16),
    /// A name.
    Name(String),
}

impl Serialize for Facts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in &self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Facts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Facts;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("facts by name")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Facts, A::Error> {
                let mut facts = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    facts.push(entry);
                }
                Ok(Facts(facts))
            }
        }
        deserializer.deserialize_map(InOrder)
    }
}

/// How to close the gap, and what it costs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// All items together.
    pub fen: Fen,
    /// One item per short row, in row order.
    pub items: Vec<PlanItem>,
}

/// Hours to study for one short row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanItem {
    /// Study year; absent for a row over a span.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<Year>,
    /// First and last study year of a row over a span.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub years: Option<[Year; 2]>,
    /// A category of the edition, or `total`.
    pub category: String,
    /// Hours to study.
    pub hours: Hours,
    /// What they cost, rounded up to a whole fen.
    pub fen: Fen,
    /// When they can be studied; none when nobody has opened the year.
    pub window: Option<PlanWindow>,
    /// Who could open the year, when there is no window.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opens_by: Option<String>,
}

/// First and last day on which a study year can be studied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanWindow {
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
}
