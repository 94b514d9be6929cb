//! Exams (考试): question banks, attempts, papers, answers and marking.
//!
//! A paper is drawn from the course's bank when an attempt starts, under the server's clock;
//! answers are kept one by one with a receipt; at zero the attempt is closed with what the server
//! holds. What a pass earns is not known here: `hours` calls [`submit_attempt`] and posts.
//!
//! INVARIANT: the examiner's key never leaves before it may. A [`Paper`] has no room for it,
//! `AnswerKey` can neither be serialised nor printed, and [`result`] gives it only when nobody
//! can use it any more (test `the_key_stays_until_the_exam_is_over`).

mod counting;
mod error;
mod model;
mod rules;
mod service;
mod store;

pub use counting::{count_passes, count_questions, count_questions_by_lesson, passed_between};
pub use error::Error;
pub use model::{
    Answer, Attempt, ClosedWhy, ExamState, Explained, MissedLesson, NewQuestion, Paper,
    PaperQuestion, QuestionKind, Receipt, Review,
};
pub use service::{
    add_questions, attempts, begin_version, best_score, close_if_over, close_overdue, exam_state,
    get_attempt, has_passed, hold_begun, list_passed, paper, passed_at, publish, result,
    save_answer, start_attempt, submit_attempt,
};
