//! Uploads.

use std::str::FromStr;

use kernel::{BaseId, Fault, Instant, Kind, PersonId, UploadId};

use crate::Resource;

/// How an upload stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UploadState {
    /// On its way, or whole and not used yet.
    Open,
    /// In use: a file was made of it.
    Taken,
    /// Ended by its sender, or forgotten.
    Ended,
}

impl UploadState {
    /// The name in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Taken => "taken",
            Self::Ended => "ended",
        }
    }
}

impl FromStr for UploadState {
    type Err = Fault;
    fn from_str(text: &str) -> Result<Self, Fault> {
        [Self::Open, Self::Taken, Self::Ended]
            .into_iter()
            .find(|state| state.as_str() == text)
            .ok_or_else(|| Fault::new(Kind::Invalid, "uploads.bad_state").with("value", text))
    }
}

/// A file on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upload {
    /// Its id.
    pub id: UploadId,
    /// For whose courses it is sent.
    pub base_id: BaseId,
    /// Who sends it.
    pub person_id: PersonId,
    /// The file's name, as its sender told it.
    pub name: String,
    /// What the sender told about it, as it was told (`Upload-Metadata` of tus).
    pub metadata: String,
    /// Its size in bytes.
    pub bytes: i64,
    /// Bytes that stand durably on the disk.
    pub received: i64,
    /// How it stands.
    pub state: UploadState,
    /// When it began.
    pub created_at: Instant,
    /// When it is forgotten, unless it is sent on.
    pub expires_at: Instant,
}

impl Upload {
    /// Whether all of it has arrived.
    pub fn is_whole(&self) -> bool {
        self.received == self.bytes
    }

    /// How much has arrived, in percent, rounded down.
    pub fn percent(&self) -> i64 {
        if self.bytes == 0 {
            return 100;
        }
        self.received.saturating_mul(100) / self.bytes
    }
}

impl Resource for Upload {
    fn kind(&self) -> &'static str {
        "upload"
    }
    fn base(&self) -> Option<&BaseId> {
        Some(&self.base_id)
    }
}

/// A file that somebody wants to send.
#[derive(Clone, Debug)]
pub struct NewUpload {
    /// For whose courses.
    pub base_id: BaseId,
    /// What is told about it (`Upload-Metadata` of tus).
    pub metadata: String,
    /// Its size in bytes.
    pub bytes: i64,
}

impl Resource for NewUpload {
    fn kind(&self) -> &'static str {
        "upload"
    }
    fn base(&self) -> Option<&BaseId> {
        Some(&self.base_id)
    }
}
