//! Rules as the engine applies them: a condition, what it does, and its sentence.

use std::collections::BTreeMap;
use std::sync::Arc;

use kernel::{Hours, Sex, Year};

use super::schema::RawWhen;
use super::template::Template;
use crate::decision::EffectKind;
use crate::engine::Condition;
use crate::facts::{Application, DeemedKind, Degree, Level, Purpose, Sector};

/// One rule of a clause.
#[derive(Clone, Debug)]
pub(crate) struct Rule {
    pub cite: Arc<str>,
    /// Where it stands in the pack, `clauses[3] (N2022 §3.1).rules[0]`.
    pub place: String,
    pub when: When,
    pub act: Act,
    pub zh: Template,
    pub en: Template,
}

/// What a rule does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Act {
    /// The last so many years count, the application year among them.
    Window { years: Year },
    /// Only the years since a transfer count.
    Narrow,
    /// Says what is owed.
    Require,
    /// Only a share is owed.
    Reduce { share: Share },
    /// Something stands for a category of a year; or it must be looked at.
    Deem { exam: DeemingRule },
    /// A person must look at something.
    Refer { exam: DeemingRule },
    /// No hours are owed.
    Waive,
    /// The hours are a reference factor.
    Reference,
}

/// What stands for a category's hours of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DeemingRule {
    pub kind: DeemedKind,
    pub in_region: bool,
    /// Position of the category in the edition.
    pub category: usize,
}

impl Act {
    pub(crate) fn effect(&self) -> EffectKind {
        match self {
            Self::Window { .. } | Self::Narrow => EffectKind::Window,
            Self::Require => EffectKind::Require,
            Self::Reduce { .. } => EffectKind::Reduce,
            Self::Deem { .. } => EffectKind::Deem,
            Self::Refer { .. } => EffectKind::Refer,
            Self::Waive => EffectKind::Waive,
            Self::Reference => EffectKind::Reference,
        }
    }
}

impl Act {
    /// How many years count, of a rule that says so.
    pub(crate) fn years(&self) -> Option<Year> {
        if let Self::Window { years } = self {
            Some(*years)
        } else {
            None
        }
    }

    /// The share that is owed, of a rule that lessens hours.
    pub(crate) fn share(&self) -> Option<Share> {
        if let Self::Reduce { share } = self {
            Some(*share)
        } else {
            None
        }
    }

    /// What is deemed or referred.
    pub(crate) fn exam(&self) -> Option<DeemingRule> {
        if let Self::Deem { exam } | Self::Refer { exam } = self {
            Some(*exam)
        } else {
            None
        }
    }
}

/// A share of the hours, such as one third.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Share {
    numerator: i64,
    denominator: i64,
}

impl Share {
    /// Reads `1/3`: more than nothing, less than the whole.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (numerator, denominator) = text.split_once('/')?;
        let (numerator, denominator) = (numerator.parse().ok()?, denominator.parse().ok()?);
        (0 < numerator && numerator < denominator && denominator <= 100).then_some(Self {
            numerator,
            denominator,
        })
    }

    /// The share of some hours, rounded up to a hundredth (interpretation 5).
    pub(crate) fn of(self, hours: Hours) -> Hours {
        let product = hours.get().max(0).saturating_mul(self.numerator);
        Hours::hundredths(product.saturating_add(self.denominator - 1) / self.denominator)
    }

    /// Whether this share is smaller.
    pub(crate) fn less_than(self, other: Self) -> bool {
        self.numerator * other.denominator < other.numerator * self.denominator
    }
}

impl std::fmt::Display for Share {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.numerator, self.denominator)
    }
}

/// When a rule holds. What only the application says is asked apart ([`When::concerns`]) from what
/// the person's facts say ([`When::condition`]), so that unknown facts matter only where a rule
/// asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct When(RawWhen);

impl When {
    pub(super) fn new(raw: RawWhen) -> Self {
        Self(raw)
    }

    /// Whether the rule is about such an application at all.
    pub(crate) fn concerns(&self, application: Application) -> bool {
        self.concerns_kind((application.purpose, application.level, application.degree))
    }

    /// The same of a kind of application: its purpose, level and degree.
    pub(crate) fn concerns_kind(
        &self,
        (purpose, level, degree): (Purpose, Option<Level>, Option<Degree>),
    ) -> bool {
        let When(when) = self;
        let purpose = when.purposes.is_empty() || when.purposes.contains(&purpose);
        let level =
            when.levels.is_empty() || level.is_some_and(|level| when.levels.contains(&level));
        let degree =
            when.degrees.is_empty() || degree.is_some_and(|degree| when.degrees.contains(&degree));
        purpose && level && degree
    }

    /// What it asks of the person, in the form in which the engine asks it.
    pub(crate) fn condition(&self) -> Condition {
        let When(when) = self;
        let least = |ages: &BTreeMap<Sex, i16>, sex| ages.get(&sex).copied().unwrap_or(i16::MAX);
        let in_sector = |sector| when.sectors.contains(sector);
        Condition {
            ages: when
                .age
                .as_ref()
                .map(|ages| (least(ages, Sex::Female), least(ages, Sex::Male))),
            sectors: self
                .asks_sector()
                .then(|| std::array::from_fn(|at| Sector::ALL.get(at).is_some_and(in_sector))),
            grassroots: when.grassroots,
            circumstance: when.circumstance,
            transferred_in_application_year: when.transferred_in_application_year,
        }
    }

    /// The ages at which the condition begins to hold; empty when it does not ask for the age.
    pub(crate) fn ages(&self) -> impl Iterator<Item = i16> + '_ {
        self.0.age.iter().flat_map(|ages| ages.values().copied())
    }

    pub(crate) fn asks_age(&self) -> bool {
        self.0.age.is_some()
    }

    pub(crate) fn asks_sector(&self) -> bool {
        !self.0.sectors.is_empty()
    }

    pub(crate) fn asks_level(&self) -> bool {
        !self.0.levels.is_empty()
    }

    pub(crate) fn asks_degree(&self) -> bool {
        !self.0.degrees.is_empty()
    }

    pub(crate) fn asks_grassroots(&self) -> bool {
        self.0.grassroots.is_some()
    }

    pub(crate) fn asks_circumstance(&self) -> Option<crate::facts::Circumstance> {
        self.0.circumstance
    }

    pub(crate) fn asks_transfer(&self) -> bool {
        self.0.transferred_in_application_year
    }

    /// Whether it asks for nothing but the application.
    pub(super) fn asks_no_person(&self) -> bool {
        !self.asks_age()
            && !self.asks_sector()
            && !self.asks_grassroots()
            && self.asks_circumstance().is_none()
            && !self.asks_transfer()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_third_is_rounded_up_to_a_hundredth() {
        let third = Share::parse("1/3").unwrap();
        assert_eq!(third.of(Hours::whole(30)), Hours::whole(10));
        assert_eq!(third.of(Hours::whole(100)), Hours::hundredths(3334));
        assert_eq!(third.of(Hours::ZERO), Hours::ZERO);
        assert!(third.less_than(Share::parse("1/2").unwrap()));
        for bad in ["3/3", "0/3", "1", "1/0", "-1/3", "1/101"] {
            assert!(Share::parse(bad).is_none(), "{bad}");
        }
    }
}
