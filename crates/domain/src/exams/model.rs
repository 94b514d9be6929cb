//! Types of exams. What may be shown and what may not are different types.

use std::fmt;
use std::str::FromStr;

use kernel::{
    AttemptId, CourseId, EnrolmentId, Fault, Instant, Kind, LessonId, PersonId, QuestionId,
};
use serde::{Deserialize, Serialize};

use crate::Resource;

/// How a question is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuestionKind {
    /// One option is right (单选).
    Single,
    /// Two or more are right (多选).
    Multiple,
    /// Right or wrong (判断).
    TrueFalse,
}

impl QuestionKind {
    /// The name in the database, in course files and in the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Single => "single",
            Self::Multiple => "multiple",
            Self::TrueFalse => "true_false",
        }
    }
}

impl fmt::Display for QuestionKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for QuestionKind {
    type Err = Fault;
    fn from_str(text: &str) -> Result<Self, Fault> {
        [Self::Single, Self::Multiple, Self::TrueFalse]
            .into_iter()
            .find(|kind| kind.as_str() == text)
            .ok_or_else(|| Fault::new(Kind::Invalid, "exams.bad_kind").with("value", text))
    }
}

/// A question on its way into a bank.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewQuestion {
    /// How it is answered.
    pub kind: QuestionKind,
    /// The lesson that teaches it, by its position in the course, from 1.
    #[serde(alias = "lesson")]
    pub lesson_position: i64,
    /// What is asked.
    pub stem: String,
    /// What may be chosen.
    pub options: Vec<String>,
    /// Indexes of the right options, from 0.
    pub key: Vec<usize>,
}

/// A question of a bank, without its key.
#[derive(Clone, Debug)]
pub(super) struct Question {
    pub id: QuestionId,
    pub lesson_position: i64,
    pub kind: QuestionKind,
    pub stem: String,
    pub options: Vec<String>,
}

/// The right options of a question, by their index in the bank. Read for marking, and for a
/// review that may show it; it can be neither serialised nor printed.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct AnswerKey(pub Vec<usize>);

impl fmt::Debug for AnswerKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AnswerKey(…)")
    }
}

/// A question as it was drawn: which one, and in which order its options are shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct DrawnQuestion {
    pub question: QuestionId,
    /// `order[shown]` is the option's index in the bank.
    pub order: Vec<usize>,
}

/// Why an attempt is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClosedWhy {
    /// The learner submitted it.
    Submitted,
    /// Its time was over.
    Time,
}

impl ClosedWhy {
    /// The name in the database and in the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Submitted => "submitted",
            Self::Time => "time",
        }
    }
}

impl FromStr for ClosedWhy {
    type Err = Fault;
    fn from_str(text: &str) -> Result<Self, Fault> {
        [Self::Submitted, Self::Time]
            .into_iter()
            .find(|why| why.as_str() == text)
            .ok_or_else(|| Fault::new(Kind::Invalid, "exams.bad_closed_why").with("value", text))
    }
}

/// An attempt at a course's exam (作答).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// Its id.
    pub id: AttemptId,
    /// Whose.
    pub person_id: PersonId,
    /// The enrolment that it belongs to.
    pub enrolment_id: EnrolmentId,
    /// The course that it examines.
    pub course_id: CourseId,
    /// The how manieth attempt, from 1.
    pub number: i64,
    /// When it started.
    pub opened_at: Instant,
    /// From here on answers do not count.
    pub deadline_at: Instant,
    /// When it was closed; the deadline when time was over.
    pub closed_at: Option<Instant>,
    /// Why it was closed.
    pub closed_why: Option<ClosedWhy>,
    /// 0 to 100, once it is closed.
    pub score: Option<i64>,
    /// Whether the score passes, once it is closed.
    pub passed: Option<bool>,
}

impl Attempt {
    /// Whether it still takes answers.
    pub fn is_open(&self, now: Instant) -> bool {
        self.closed_at.is_none() && !self.is_over(now)
    }

    /// Whether its time is over. The deadline itself is too late.
    pub fn is_over(&self, now: Instant) -> bool {
        now >= self.deadline_at
    }

    /// Whether it is closed with a pass.
    pub fn has_passed(&self) -> bool {
        self.passed == Some(true)
    }
}

impl Resource for Attempt {
    fn kind(&self) -> &'static str {
        "attempt"
    }
    fn owner(&self) -> Option<&PersonId> {
        Some(&self.person_id)
    }
}

/// An answer that the server holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// Indexes into the options as shown, ascending.
    pub choice: Vec<usize>,
    /// 1 for the first answer; one more with each change.
    pub revision: i64,
    /// When the server received it.
    pub received_at: Instant,
}

/// The server's word that it holds an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Receipt {
    /// Which question of the paper, from 1.
    pub position: i64,
    /// The revision to name with the next change.
    pub revision: i64,
    /// When the server received it.
    pub received_at: Instant,
}

/// A question as it stands on a paper. It has no room for the key.
#[derive(Clone, Debug)]
pub struct PaperQuestion {
    /// Place on the paper, from 1.
    pub position: i64,
    /// How it is answered.
    pub kind: QuestionKind,
    /// What is asked.
    pub stem: String,
    /// The options in the order of this paper.
    pub options: Vec<String>,
    /// What the server holds.
    pub answer: Option<Answer>,
}

/// A paper (试卷) with the answers so far.
#[derive(Clone, Debug)]
pub struct Paper {
    /// The attempt.
    pub attempt: Attempt,
    /// Its questions in order.
    pub questions: Vec<PaperQuestion>,
}

/// A lesson of which at least one question was missed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MissedLesson {
    /// The lesson.
    pub lesson_id: LessonId,
    /// Its place in the course, from 1.
    pub position: i64,
    /// Its title.
    pub title: String,
}

/// A question with its key, shown when nobody can use the key any more.
#[derive(Clone, Debug)]
pub struct Explained {
    /// Place on the paper, from 1.
    pub position: i64,
    /// How it is answered.
    pub kind: QuestionKind,
    /// What is asked.
    pub stem: String,
    /// The options in the order of this paper.
    pub options: Vec<String>,
    /// Indexes of the right options as shown, ascending.
    pub right: Vec<usize>,
    /// Indexes of the chosen options as shown; empty when it was left open.
    pub choice: Vec<usize>,
    /// Whether the choice is right.
    pub is_right: bool,
}

/// What a learner is told about a closed attempt.
#[derive(Clone, Debug)]
pub struct Review {
    /// The attempt.
    pub attempt: Attempt,
    /// Least score that passes, of the edition that marked it.
    pub pass_mark: i64,
    /// Attempts that are left.
    pub attempts_left: i64,
    /// Lessons to look at again, in the course's order.
    pub by_lesson: Vec<MissedLesson>,
    /// The paper with its key; none while another attempt could use it.
    pub key: Option<Vec<Explained>>,
}

/// How an enrolment stands with its exam.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExamState {
    /// All lessons are covered, so that the exam may be taken.
    pub open: bool,
    /// Attempts started.
    pub attempts_used: i64,
    /// Attempts allowed.
    pub attempts_max: i64,
    /// Best score so far.
    pub best_score: Option<i64>,
    /// Whether one of them passed.
    pub passed: bool,
    /// The attempt that still takes answers.
    pub running: Option<AttemptId>,
}

impl ExamState {
    /// Whether a further attempt could be started, as far as the attempts go.
    pub fn may_start(&self) -> bool {
        self.open && !self.passed && self.attempts_used < self.attempts_max
    }
}
