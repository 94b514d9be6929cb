//! Presence checks (在场确认): a question about the minute just seen, at a time that the server
//! chooses. A missed one takes back only what was credited since somebody was last known to be
//! there; what was proven, and a lesson that is complete, nobody takes back.

mod looking;
mod model;
mod rules;
mod service;
mod store;

pub use looking::{checks_of, uncredited};
pub use model::{CheckAnswer, CheckOutcome, MissedCheck, OpenCheck, PresenceCheck};
pub use service::answer_check;

pub(super) use service::{after_credit, arm, before_credit, open_check, open_in};
