//! Watch sessions and beats.

use kernel::{EnrolmentId, Instant, LessonId, PersonId, WatchSessionId};
use serde::{Deserialize, Serialize};

use super::checks::{MissedCheck, OpenCheck};
use super::coverage::{Coverage, Span};
use crate::Resource;

/// A watch session (学习会话): one playback under the server's clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WatchSession {
    /// Its id.
    pub id: WatchSessionId,
    /// Who watches.
    pub person_id: PersonId,
    /// On which enrolment.
    pub enrolment_id: EnrolmentId,
    /// Which lesson.
    pub lesson_id: LessonId,
    /// When it was opened.
    pub opened_at: Instant,
    /// Hash of what tells one device from another; empty where nothing was told.
    pub device: String,
    /// When it ended.
    pub ended_at: Option<Instant>,
    /// Why it ended: `closed`, `taken_over`, `silent`, `enrolment_ended`.
    pub ended_why: Option<String>,
}

impl Resource for WatchSession {
    fn kind(&self) -> &'static str {
        "watch_session"
    }
    fn owner(&self) -> Option<&PersonId> {
        Some(&self.person_id)
    }
}

/// What a player needs to begin.
#[derive(Clone, Debug)]
pub struct OpenedSession {
    /// The session's id.
    pub id: WatchSessionId,
    /// Where to go on, in milliseconds.
    pub resume_at_ms: i64,
    /// What is covered.
    pub covered: Coverage,
    /// Seconds between two beats.
    pub beat_every_s: i64,
    /// Fastest playback that is credited, in percent.
    pub allowed_speed_percent: i64,
    /// A presence check of the lesson that waits for its answer.
    pub check: Option<OpenCheck>,
    /// The session that earned before and has ended with this.
    pub took_over: Option<WatchSessionId>,
}

/// Media that a player played since its last beat.
#[derive(Clone, Debug)]
pub struct Beat {
    /// The beat's number in its session, chosen by the player; the same number is one beat.
    pub seq: i64,
    /// What was played, in milliseconds.
    pub segments: Vec<Span>,
}

/// A part of a beat that was not credited, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// The part, in milliseconds.
    pub segment: Span,
    /// The stable code of the reason.
    pub code: String,
}

/// What the server says to a beat. Kept with it: the same beat again gets the same answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BeatAnswer {
    /// The beat's number.
    pub seq: i64,
    /// Distinct credited milliseconds of the lesson so far.
    pub covered_ms: i64,
    /// What this beat added.
    pub credited_ms: i64,
    /// Whether the lesson is complete.
    pub complete: bool,
    /// Parts that were not credited.
    pub refused: Vec<Refused>,
    /// A presence check that waits for its answer. Not kept with the beat: it is told while it is
    /// open.
    pub check: Option<OpenCheck>,
    /// A presence check that was missed before this beat, and what it took back.
    pub missed: Option<MissedCheck>,
}

/// A beat that was received by an operation of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    /// What is answered.
    pub answer: BeatAnswer,
    /// The enrolment whose last lesson this beat completed.
    pub completed: Option<EnrolmentId>,
}
