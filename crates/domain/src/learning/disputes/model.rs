//! Disputes and what is credited on them.

use kernel::{Day, DisputeId, EnrolmentId, GrantId, Instant, LessonId, PersonId};

use crate::Resource;
use crate::employers::Worker;
use crate::learning::coverage::{Coverage, Span};

/// What a learner disputes.
#[derive(Clone, Debug)]
pub struct NewDispute {
    /// From and to, in milliseconds of the lesson.
    pub span: Span,
    /// What happened, in her words.
    pub words: String,
}

/// A dispute about a stretch of a lesson.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dispute {
    /// Its id.
    pub id: DisputeId,
    /// Whose seconds they are.
    pub person_id: PersonId,
    /// On which enrolment.
    pub enrolment_id: EnrolmentId,
    /// Of which lesson.
    pub lesson_id: LessonId,
    /// From and to, in milliseconds.
    pub span: Span,
    /// What happened, in her words.
    pub words: String,
    /// When it was opened.
    pub opened_at: Instant,
    /// The day by which an answer was promised.
    pub answer_by: Day,
    /// What came of it; none while it waits.
    pub settlement: Option<Settlement>,
}

impl Dispute {
    /// Whether it waits for its answer.
    pub fn is_open(&self) -> bool {
        self.settlement.is_none()
    }
}

/// How a dispute ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settlement {
    /// `withdrawn`, `credited` or `refused`.
    pub outcome: String,
    /// Why; empty when it was withdrawn.
    pub reason: String,
    /// By whom.
    pub by: PersonId,
    /// When.
    pub at: Instant,
}

/// What an officer decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ruling {
    /// What of this stretch is not covered is credited. It lies within what is disputed.
    Credit(Span),
    /// Nothing is credited.
    Refuse,
}

impl Ruling {
    /// The outcome's name in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Credit(_) => "credited",
            Self::Refuse => "refused",
        }
    }
}

/// Seconds that an officer credited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// Its id.
    pub id: GrantId,
    /// The dispute on which it rests.
    pub dispute_id: DisputeId,
    /// What was credited: not covered before.
    pub spans: Coverage,
    /// How many milliseconds that is.
    pub credited_ms: i64,
    /// Why.
    pub reason: String,
    /// By which officer.
    pub by: PersonId,
    /// When.
    pub at: Instant,
}

/// A dispute with what is told about it.
#[derive(Clone, Debug)]
pub struct DisputeCase {
    /// The dispute.
    pub dispute: Dispute,
    /// Whose it is.
    pub worker: Worker,
    /// Who settled it, by name.
    pub settled_by: Option<String>,
    /// What was credited on it.
    pub grant: Option<Grant>,
}

impl Resource for DisputeCase {
    fn kind(&self) -> &'static str {
        "dispute"
    }
    fn owner(&self) -> Option<&PersonId> {
        Some(&self.dispute.person_id)
    }
    fn territory(&self) -> Option<&str> {
        self.worker.territory()
    }
}

/// A dispute that was decided.
#[derive(Clone, Debug)]
pub struct Decided {
    /// As it stands now.
    pub dispute: Dispute,
    /// The enrolment whose last lesson was completed by it.
    pub completed: Option<EnrolmentId>,
}
