//! Presence checks and what is told of them. The key is never here.

use std::str::FromStr;

use kernel::{
    CheckId, EnrolmentId, Fault, Instant, LessonId, LessonQuestionId, PersonId, WatchSessionId,
};
use serde::{Deserialize, Serialize};

use crate::Resource;
use crate::learning::coverage::{Coverage, Span};

/// What came of a presence check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckOutcome {
    /// Somebody was there: what was credited before is proven.
    Passed,
    /// Nobody answered in time, or only wrongly.
    Missed,
}

impl CheckOutcome {
    /// The name in the database and in the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Missed => "missed",
        }
    }
}

impl FromStr for CheckOutcome {
    type Err = Fault;
    fn from_str(text: &str) -> Result<Self, Fault> {
        match text {
            "passed" => Ok(Self::Passed),
            "missed" => Ok(Self::Missed),
            _ => Err(Fault::internal("db.broken", format!("outcome {text}"))),
        }
    }
}

/// What a check shows: it can be shown again when the lesson has other questions by then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Shown {
    pub text: String,
    /// The options in the order of the screen.
    pub options: Vec<String>,
    /// `order[shown]` is the option's index in the lesson's question.
    pub order: Vec<usize>,
    /// Options of the screen that were chosen and are wrong.
    pub wrong: Vec<usize>,
}

/// A presence check that was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PresenceCheck {
    /// Its id.
    pub id: CheckId,
    /// Who was asked.
    pub person_id: PersonId,
    /// The session in which she was asked.
    pub session_id: WatchSessionId,
    /// On which enrolment.
    pub enrolment_id: EnrolmentId,
    /// In which lesson.
    pub lesson_id: LessonId,
    /// Which question of the lesson.
    pub question_id: LessonQuestionId,
    pub(super) shown: Shown,
    /// When it was asked, the last time.
    pub asked_at: Instant,
    /// Until when it could be answered.
    pub answer_by: Instant,
    /// When it was decided.
    pub answered_at: Option<Instant>,
    /// Tries that are used up.
    pub tries: i64,
    /// Tries that it gives.
    pub tries_most: i64,
    /// What came of it; none while it is open.
    pub outcome: Option<CheckOutcome>,
    /// What it took back, in milliseconds.
    pub uncredited: Coverage,
}

impl PresenceCheck {
    /// What was asked.
    pub fn question(&self) -> &str {
        &self.shown.text
    }

    /// The options as they stood on the screen.
    pub fn options(&self) -> &[String] {
        &self.shown.options
    }
}

impl Resource for PresenceCheck {
    fn kind(&self) -> &'static str {
        "presence_check"
    }
    fn owner(&self) -> Option<&PersonId> {
        Some(&self.person_id)
    }
}

/// A check that waits for its answer, as the learner sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenCheck {
    /// Its id.
    pub id: CheckId,
    /// What is asked.
    pub question: String,
    /// What may be chosen.
    pub options: Vec<String>,
    /// Seconds that are left to answer, from now.
    pub answer_within_s: i64,
    /// Tries that are left.
    pub tries_left: i64,
    /// Milliseconds of credit that a miss takes back.
    pub at_stake_ms: i64,
}

/// A check that was missed, and what it took back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissedCheck {
    /// The check.
    pub id: CheckId,
    /// What is no longer credited, in milliseconds; it can be earned again.
    pub uncredited: Vec<Span>,
}

impl From<PresenceCheck> for MissedCheck {
    fn from(check: PresenceCheck) -> Self {
        Self {
            id: check.id,
            uncredited: check.uncredited.spans().to_vec(),
        }
    }
}

/// What an answer to a check led to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckAnswer {
    /// The check.
    pub id: CheckId,
    /// What came of it; none when it may be tried again.
    pub outcome: Option<CheckOutcome>,
    /// The check again, when it may be tried again.
    pub again: Option<OpenCheck>,
    /// What is covered of the lesson now.
    pub covered: Coverage,
    /// What a miss took back.
    pub uncredited: Vec<Span>,
    /// Whether the lesson is complete now.
    pub complete: bool,
    /// The session in which it was asked: what is remembered of it is out of date.
    pub session_id: WatchSessionId,
    /// The enrolment whose last lesson this answer completed.
    pub completed: Option<EnrolmentId>,
}
