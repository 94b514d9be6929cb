//! A thing that waits, and the desk at which it does.

use std::fmt;
use std::str::FromStr;

use kernel::{Day, EmployerId, Fault, Instant, Kind, PersonId, QueueItemId, TerritoryId};

/// A desk that owes answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Desk {
    /// The bureau of a territory.
    Bureau(TerritoryId),
    /// An employer.
    Employer(EmployerId),
}

impl fmt::Display for Desk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bureau(id) => write!(f, "bureau:{id}"),
            Self::Employer(id) => write!(f, "employer:{id}"),
        }
    }
}

impl FromStr for Desk {
    type Err = Fault;
    fn from_str(text: &str) -> Result<Self, Fault> {
        match text.split_once(':') {
            Some(("bureau", id)) => Ok(Self::Bureau(id.parse()?)),
            Some(("employer", id)) => Ok(Self::Employer(id.parse()?)),
            _ => Err(Fault::internal("queues.bad_desk", text.to_owned())),
        }
    }
}

/// What waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Matter {
    /// An employer that asks to be accepted (用人单位登记).
    Employer,
    /// An employer that asks to belong to another territory (属地变更).
    TerritoryChange,
    /// Somebody who says that she works at an employer (入职认领).
    Joining,
    /// A fact that a decision may rest on (事实认定).
    Fact,
    /// Hours asked for on evidence (学时折算申报).
    Claim,
    /// A refusal that somebody does not accept (申诉).
    Appeal,
    /// Hours of earlier years (往年学时).
    Earlier,
    /// A person who asks to be erased (注销).
    Erasure,
    /// Two accounts that are said to be one person's, or to be parted (重复账号).
    Merger,
    /// A deemed year that an officer proposed to take back (撤销视同完成).
    Undeeming,
}

impl Matter {
    /// All, in the order that lists show them.
    pub const ALL: [Self; 10] = [
        Self::Employer,
        Self::TerritoryChange,
        Self::Joining,
        Self::Fact,
        Self::Claim,
        Self::Appeal,
        Self::Earlier,
        Self::Erasure,
        Self::Merger,
        Self::Undeeming,
    ];

    /// The name in the database and in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Employer => "employer",
            Self::TerritoryChange => "territory_change",
            Self::Joining => "joining",
            Self::Fact => "fact",
            Self::Claim => "claim",
            Self::Appeal => "appeal",
            Self::Earlier => "earlier",
            Self::Erasure => "erasure",
            Self::Merger => "merger",
            Self::Undeeming => "undeeming",
        }
    }
}

impl FromStr for Matter {
    type Err = Fault;
    fn from_str(text: &str) -> Result<Self, Fault> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.as_str() == text)
            .ok_or_else(|| Fault::new(Kind::Invalid, "queues.bad_matter").with("value", text))
    }
}

/// A thing that begins to wait.
#[derive(Clone, Debug)]
pub struct NewItem<'i> {
    /// At which desk.
    pub desk: Desk,
    /// What it is.
    pub kind: Matter,
    /// Its id.
    pub subject: &'i str,
    /// Whom it is about.
    pub person: Option<&'i PersonId>,
    /// What a list shows of it: a name, a course. Never an identity number.
    pub title: &'i str,
    /// Working days in which the desk promises to answer.
    pub working_days: u16,
    /// The day on which the person needs it, when she said so.
    pub needed_by: Option<Day>,
    /// The desk that gets it when the promised day has passed.
    pub escalates_to: Option<Desk>,
}

/// A thing that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The id of its place in the queue.
    pub id: QueueItemId,
    /// The desk at which it waits.
    pub desk: Desk,
    /// What it is.
    pub kind: Matter,
    /// Its id.
    pub subject: String,
    /// Whom it is about.
    pub person_id: Option<PersonId>,
    /// What a list shows of it.
    pub title: String,
    /// Since when it waits here.
    pub since: Instant,
    /// The last day on which the answer is in time.
    pub answer_by: Day,
    /// The day on which the person needs it.
    pub needed_by: Option<Day>,
    /// The earlier of both.
    pub harm_on: Day,
    /// When it came from a desk that had not answered in time.
    pub escalated_at: Option<Instant>,
    /// The officer who has taken it.
    pub taken_by: Option<PersonId>,
}

impl Item {
    /// Whether the promised day has passed.
    pub fn is_late(&self, today: Day) -> bool {
        self.answer_by < today
    }
}
