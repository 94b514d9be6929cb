//! Operations on exams. Each asks for its right on the loaded thing; what later contexts ask
//! while they judge something of their own (`has_passed`, `exam_state`, …) asks for none.

mod answering;
mod bank;
mod closing;
mod looking;
mod making;
mod reviewing;
mod starting;

pub use answering::save_answer;
pub use bank::add_questions;
pub use closing::{close_if_over, close_overdue, submit_attempt};
pub use looking::{
    attempts, best_score, exam_state, get_attempt, has_passed, hold_begun, list_passed, paper,
    passed_at,
};
pub use making::{begin_version, publish};
pub use reviewing::result;
pub use starting::start_attempt;
