//! What a glass box is made of.

use kernel::{Instant, WatchSessionId};

use crate::catalogue::Lesson;
use crate::learning::coverage::{Coverage, Span};
use crate::learning::model::{Refused, WatchSession};

/// Where a stretch stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lot {
    /// Credited by the server's clock.
    Earned,
    /// Credited by an officer.
    Granted,
    /// Claimed before its time: the session's next beats credit it as the clock allows.
    Waiting,
    /// Seen but not credited: the stable code of the reason.
    Refused(String),
    /// Never claimed.
    NotSeen,
}

impl Lot {
    /// Whether it counts.
    pub fn is_credited(&self) -> bool {
        matches!(self, Self::Earned | Self::Granted)
    }
}

/// When and where a stretch was claimed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// By which session.
    pub session: WatchSessionId,
    /// Receipt of the first beat that it rests on.
    pub first_at: Instant,
    /// Receipt of the last one.
    pub last_at: Instant,
}

/// A stretch of a lesson of which all is alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// From and to, in milliseconds.
    pub span: Span,
    /// Where it stands.
    pub lot: Lot,
    /// The claim that it rests on; none for what was never claimed.
    pub seen: Option<Seen>,
}

/// A beat as it was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptBeat {
    /// Its session.
    pub session: WatchSessionId,
    /// Its number in the session.
    pub seq: i64,
    /// When the server received it.
    pub received_at: Instant,
    /// What it claimed, in milliseconds.
    pub segments: Vec<Span>,
    /// What it added, in milliseconds.
    pub credited_ms: i64,
    /// What of it was not credited, and why.
    pub refused: Vec<Refused>,
}

impl KeptBeat {
    /// Whether it claimed anything of a stretch.
    pub fn touches(&self, (from, to): Span) -> bool {
        self.segments
            .iter()
            .any(|&(start, end)| start.max(from) < end.min(to))
    }
}

/// A presence check that was missed, with what it took back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Miss {
    /// In which session.
    pub session: WatchSessionId,
    /// When it was decided.
    pub at: Instant,
    /// What it took back, in milliseconds.
    pub spans: Coverage,
}

/// What is stored of a lesson, beside its beats.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ground {
    /// Length of the lesson in milliseconds.
    pub length_ms: i64,
    /// What is credited.
    pub covered: Coverage,
    /// What of that officers credited.
    pub granted: Coverage,
    /// What waits for the clock of the session that earns now.
    pub ahead: Coverage,
}

/// A session of the lesson with its figures.
#[derive(Clone, Debug)]
pub struct SessionLine {
    /// The session.
    pub session: WatchSession,
    /// How many beats it sent.
    pub beats: i64,
    /// What they added, in milliseconds.
    pub credited_ms: i64,
    /// Receipt of the last beat.
    pub last_at: Option<Instant>,
}

/// A lesson of an enrolment, laid open.
#[derive(Clone, Debug)]
pub struct LessonRecord {
    /// The lesson.
    pub lesson: Lesson,
    /// Every millisecond of it, in order.
    pub stretches: Vec<Stretch>,
    /// How many of them are credited.
    pub covered_ms: i64,
    /// When the lesson was completed.
    pub completed_at: Option<Instant>,
    /// Its sessions, newest first.
    pub sessions: Vec<SessionLine>,
    /// The beats, in the order in which they were received.
    pub beats: Vec<KeptBeat>,
    /// Whether there are more beats than are laid out.
    pub is_cut: bool,
}

impl LessonRecord {
    /// Milliseconds that stand so.
    pub fn total(&self, stands: impl Fn(&Lot) -> bool) -> i64 {
        let alike = self.stretches.iter().filter(|one| stands(&one.lot));
        alike.map(|one| one.span.1 - one.span.0).sum()
    }

    /// The session of that id, when it is listed.
    pub fn session(&self, id: &WatchSessionId) -> Option<&WatchSession> {
        let found = self.sessions.iter().find(|line| line.session.id == *id);
        found.map(|line| &line.session)
    }
}
