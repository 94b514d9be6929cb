//! Honest learning: watch sessions under the server's clock, and the seconds that they cover.
//!
//! Truth is the set of milliseconds covered, each once; never a cursor, never what a client
//! claims to have finished. What completion earns is not known here (see `hours`).

mod beats;
mod checks;
mod conservation;
mod coverage;
mod disputes;
mod ending;
mod error;
mod glass;
mod json;
mod looking;
mod meter;
mod model;
mod rules;
mod sessions;
mod sheaf;
mod states;
mod store;
mod terms;
mod traces;
mod writer;

pub use beats::receive_beat;
pub use checks::{
    CheckAnswer, CheckOutcome, MissedCheck, OpenCheck, PresenceCheck, answer_check, checks_of,
    uncredited,
};
pub use conservation::{Asked, Counted, Difference, Lengths, check_people};
pub use coverage::{Coverage, Span};
pub use disputes::{
    Decided, Dispute, DisputeCase, Grant, NewDispute, Ruling, Settlement, decide_dispute,
    dispute_case, disputes_of_lesson, erase_words_of, has_dispute, list_disputes_open,
    open_dispute, withdraw_dispute,
};
pub use ending::{Learnt, end_sessions_of, hold_enrolment, is_disputed, learnt};
pub use error::Error;
pub use glass::{
    Ground, KeptBeat, LessonRecord, Lot, Miss, Seen, SessionLine, Stretch, lesson_record, read,
};
pub use looking::{get_enrolment, lesson_media};
pub use model::{Beat, BeatAnswer, OpenedSession, Received, Refused, WatchSession};
pub use sessions::{end_open, end_session, open_session};
pub use states::{LessonState, is_complete, lesson_state, lesson_states};
pub use traces::{
    Measured, Trace, Window, beats_of_session, credited_totals, find_session, quick_checks,
    sessions_of_device, sessions_of_person, shared_devices, sleepless,
};
pub use writer::{BeatWriter, Turn};
