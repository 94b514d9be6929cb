//! A merger of two accounts, and what officers look at before they decide.

use std::str::FromStr;

use kernel::{Fault, Instant, MergerId, PersonId, TerritoryId};
use ledger::Total;

use crate::employers::Employment;
use crate::hours::Double;
use crate::identity::Person;

/// How far it has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Waits for the second officer.
    Proposed,
    /// The second officer said no.
    Rejected,
    /// Both accounts are one person's.
    InForce,
    /// In force; it waits for the second officer that they be parted.
    Parting,
    /// It was undone.
    Parted,
}

impl State {
    /// All of them, in the order in which they come.
    pub const ALL: [Self; 5] = [
        Self::Proposed,
        Self::Rejected,
        Self::InForce,
        Self::Parting,
        Self::Parted,
    ];

    /// The name in the database and in words' keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Rejected => "rejected",
            Self::InForce => "in_force",
            Self::Parting => "parting",
            Self::Parted => "parted",
        }
    }

    /// Whether a second officer is waited for.
    pub const fn is_waiting(self) -> bool {
        matches!(self, Self::Proposed | Self::Parting)
    }

    /// Whether both accounts are one person's.
    pub const fn is_in_force(self) -> bool {
        matches!(self, Self::InForce | Self::Parting)
    }
}

impl FromStr for State {
    type Err = Fault;
    fn from_str(text: &str) -> Result<Self, Fault> {
        Self::ALL
            .into_iter()
            .find(|state| state.as_str() == text)
            .ok_or_else(|| Fault::internal("merges.bad_state", text.to_owned()))
    }
}

/// Two accounts that are said to be one person's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merger {
    /// Its id.
    pub id: MergerId,
    /// The account that is not kept.
    pub twin_id: PersonId,
    /// The account that is.
    pub kept_id: PersonId,
    /// Where the kept account lay when it was proposed: whose desk it waits at.
    pub territory_id: TerritoryId,
    /// How far it has come.
    pub state: State,
    /// Why the first officer says so.
    pub words: String,
    /// The first officer.
    pub proposed_by: PersonId,
    /// When.
    pub proposed_at: Instant,
    /// Why it was rejected; empty otherwise.
    pub reason: String,
    /// The second officer.
    pub decided_by: Option<PersonId>,
    /// When.
    pub decided_at: Option<Instant>,
    /// Why it is to be undone; empty when nobody says so.
    pub part_words: String,
    /// The officer who says so.
    pub part_proposed_by: Option<PersonId>,
    /// When.
    pub part_proposed_at: Option<Instant>,
    /// The officer who had it undone.
    pub parted_by: Option<PersonId>,
    /// When.
    pub parted_at: Option<Instant>,
}

/// A merger with both people and the names of the officers.
#[derive(Clone, Debug)]
pub struct Case {
    /// The merger.
    pub merger: Merger,
    /// The account that is not kept.
    pub twin: Person,
    /// The account that is.
    pub kept: Person,
    /// Name of the first officer.
    pub proposed_by: String,
    /// Name of the second one; empty while there is none.
    pub decided_by: String,
    /// Name of the officer who wants it undone; empty when nobody does.
    pub part_proposed_by: String,
    /// Name of the officer who had it undone; empty while it is not.
    pub parted_by: String,
}

/// An account as officers compare it.
#[derive(Clone, Debug)]
pub struct Side {
    /// Who, with masked numbers.
    pub person: Person,
    /// Where she worked, the newest first, each with the employer's name.
    pub employments: Vec<(Employment, String)>,
    /// Her hours by year and category.
    pub totals: Vec<Total>,
    /// Entries of her ledger that stand.
    pub entries: usize,
}

/// Two accounts side by side.
#[derive(Clone, Debug)]
pub struct Preview {
    /// The account that is not kept.
    pub twin: Side,
    /// The account that is.
    pub kept: Side,
    /// What both earned alike, which counts once. Empty when they are one person's already.
    pub doubles: Vec<Double>,
}
