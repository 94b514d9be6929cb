//! An export of everything about a person, and a request to be erased.

use std::str::FromStr;

use kernel::{ErasureId, ExportId, Fault, Instant, PersonId, TerritoryId};

use crate::Resource;
use crate::identity::Person;
use crate::queues::Matter;

/// Where an export stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportState {
    /// It is being put together.
    Gathering,
    /// It can be downloaded.
    Ready,
    /// Its time is over.
    Erased,
}

impl ExportState {
    /// The name in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Gathering => "gathering",
            Self::Ready => "ready",
            Self::Erased => "erased",
        }
    }
}

impl FromStr for ExportState {
    type Err = Fault;
    fn from_str(text: &str) -> Result<Self, Fault> {
        [Self::Gathering, Self::Ready, Self::Erased]
            .into_iter()
            .find(|state| state.as_str() == text)
            .ok_or_else(|| Fault::internal("privacy.bad_state", text.to_owned()))
    }
}

/// Everything about a person in one file, on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// Its id.
    pub id: ExportId,
    /// About whom.
    pub person_id: PersonId,
    /// The language of its words.
    pub language: String,
    /// Where it stands.
    pub state: ExportState,
    /// Parts that are gathered.
    pub done: i64,
    /// Of so many.
    pub parts: i64,
    /// When it was asked for.
    pub asked_at: Instant,
    /// When it was ready.
    pub ready_at: Option<Instant>,
    /// From when on it is erased.
    pub erase_after: Instant,
    /// Its size, once it is ready.
    pub bytes: Option<i64>,
    /// How often it was downloaded.
    pub downloads: i64,
}

impl Resource for Export {
    fn kind(&self) -> &'static str {
        "export"
    }
    fn owner(&self) -> Option<&PersonId> {
        Some(&self.person_id)
    }
}

/// Where a request to be erased stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErasureState {
    /// It waits for a first officer.
    Asked,
    /// One officer agreed; it waits for another.
    Agreed,
    /// It was done.
    Erased,
    /// It was refused.
    Refused,
    /// She took it back.
    Withdrawn,
}

impl ErasureState {
    /// The name in the database and in keys of words.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Agreed => "agreed",
            Self::Erased => "erased",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Whether it waits for an officer.
    pub const fn is_waiting(self) -> bool {
        matches!(self, Self::Asked | Self::Agreed)
    }
}

impl FromStr for ErasureState {
    type Err = Fault;
    fn from_str(text: &str) -> Result<Self, Fault> {
        let all = [
            Self::Asked,
            Self::Agreed,
            Self::Erased,
            Self::Refused,
            Self::Withdrawn,
        ];
        all.into_iter()
            .find(|state| state.as_str() == text)
            .ok_or_else(|| Fault::internal("privacy.bad_state", text.to_owned()))
    }
}

/// A request to be erased.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Erasure {
    /// Its id.
    pub id: ErasureId,
    /// Who asks.
    pub person_id: PersonId,
    /// The territory whose bureau decides.
    pub territory_id: TerritoryId,
    /// Where it stands.
    pub state: ErasureState,
    /// Why, in her words, if she said so.
    pub words: String,
    /// When.
    pub asked_at: Instant,
    /// The first officer.
    pub agreed_by: Option<PersonId>,
    /// When she agreed.
    pub agreed_at: Option<Instant>,
    /// Who had it done, or refused.
    pub decided_by: Option<PersonId>,
    /// When.
    pub decided_at: Option<Instant>,
    /// Why it was refused.
    pub reason: String,
}

/// A request with who asks and what stands against it.
#[derive(Clone, Debug)]
pub struct ErasureCase {
    /// The request.
    pub erasure: Erasure,
    /// Who asks.
    pub person: Person,
    /// Name of the first officer.
    pub agreed_by: Option<String>,
    /// What is not finished now.
    pub obstacles: Vec<Obstacle>,
}

/// Something that is not finished: nobody is erased before it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// An annual report waits for its employer or its bureau.
    Report,
    /// A dispute about what was credited.
    Dispute,
    /// A proposal to revoke hours.
    Revocation,
    /// An order that is not paid.
    Order,
    /// A certificate that is being issued.
    Certificate,
    /// Something of hers that waits at a desk.
    Waiting(Matter),
    /// She holds an office: it is handed over first.
    Office,
}

impl Obstacle {
    /// The name in keys of words.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::Dispute => "dispute",
            Self::Revocation => "revocation",
            Self::Order => "order",
            Self::Certificate => "certificate",
            Self::Office => "office",
            Self::Waiting(_) => "waiting",
        }
    }
}
