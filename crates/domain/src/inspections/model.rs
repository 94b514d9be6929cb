//! Signals.

use std::str::FromStr;

use kernel::{Day, Fault, Instant, PersonId, SignalId};

use crate::Resource;
use crate::learning::{KeptBeat, Trace, WatchSession};

/// What a signal is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Many people on one device; the figure counts people.
    SharedDevice,
    /// More in a day than a person can do; the figure is in minutes.
    DayTotal,
    /// Nights without a pause; the figure counts nights.
    Sleepless,
    /// Presence checks answered at machine speed; the figure counts checks.
    QuickChecks,
}

impl Kind {
    /// The name in the database, and in keys of words.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SharedDevice => "shared_device",
            Self::DayTotal => "day_total",
            Self::Sleepless => "sleepless",
            Self::QuickChecks => "quick_checks",
        }
    }
}

impl FromStr for Kind {
    type Err = Fault;
    fn from_str(text: &str) -> Result<Self, Fault> {
        let all = [
            Self::SharedDevice,
            Self::DayTotal,
            Self::Sleepless,
            Self::QuickChecks,
        ];
        let known = all.into_iter().find(|kind| kind.as_str() == text);
        known.ok_or_else(|| Fault::internal("db.broken", text.to_owned()))
    }
}

/// What became of a signal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignalState {
    /// Nobody has looked at it.
    New,
    /// Somebody has, and noted what she found.
    Seen,
    /// There is nothing in it, and why.
    Dismissed,
}

impl SignalState {
    /// The name in the database, and in keys of words.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Seen => "seen",
            Self::Dismissed => "dismissed",
        }
    }
}

impl FromStr for SignalState {
    type Err = Fault;
    fn from_str(text: &str) -> Result<Self, Fault> {
        let all = [Self::New, Self::Seen, Self::Dismissed];
        let known = all.into_iter().find(|state| state.as_str() == text);
        known.ok_or_else(|| Fault::internal("db.broken", text.to_owned()))
    }
}

/// Something that an inspector might want to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signal {
    /// Its id.
    pub id: SignalId,
    /// What it is about.
    pub kind: Kind,
    /// A person's id or a device's hash.
    pub subject: String,
    /// Path of the territory whose inspectors see it.
    pub territory_path: String,
    /// The day that was looked at.
    pub day: Day,
    /// What was measured, in the kind's unit.
    pub figure: i64,
    /// From where on it is told.
    pub threshold: i64,
    /// The sessions that it rests on.
    pub evidence: Vec<Trace>,
    /// When it was found.
    pub found_at: Instant,
    /// What became of it.
    pub state: SignalState,
    /// The note or the reason.
    pub note: Option<String>,
    /// Who noted it.
    pub settled_by: Option<PersonId>,
    /// When.
    pub settled_at: Option<Instant>,
}

impl Signal {
    /// The person whom it is about; none when it is about a device.
    pub fn person(&self) -> Option<PersonId> {
        self.subject.parse().ok()
    }
}

impl Resource for Signal {
    fn kind(&self) -> &'static str {
        "signal"
    }
    fn territory(&self) -> Option<&str> {
        Some(&self.territory_path)
    }
}

/// A signal with its evidence.
#[derive(Clone, Debug)]
pub struct SignalFile {
    /// The signal.
    pub signal: Signal,
    /// Whom it is about, by name; empty for a device.
    pub name: String,
    /// Who noted what came of it, by name.
    pub settled_by: Option<String>,
    /// The sessions with whose they are, how many beats they sent and what these added (ms).
    pub sessions: Vec<(String, WatchSession, i64, i64)>,
    /// Beats of the session that was asked for.
    pub beats: Vec<KeptBeat>,
}
