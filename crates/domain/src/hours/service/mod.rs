//! Operations on hours.

mod correcting;
mod earning;
mod looking;
mod recognising;
mod staff;

pub use correcting::{
    decide_revocation, get_entry, get_revocation, list_revocations_open, propose_revocation,
    revocations_of,
};
pub use earning::{
    answer_check, close_overdue_attempts, decide_dispute, receive_beat, settle_attempt,
    start_attempt, submit_attempt,
};
pub use looking::{exams_missing, ledger_lines, paid_ahead, year, year_ledger, years};
pub use recognising::recognise;
pub use staff::staff;
