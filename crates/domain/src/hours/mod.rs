//! Hours (学时): what earns them, posted to the ledger in the transaction that earned them.
//!
//! Wraps what must be atomic: a beat that completes a course, an exam that is passed. Also what
//! officers do to the ledger (recognising, revoking by two persons) and how a year stands. The
//! ledger itself is a crate of its own and does not know why anything is posted.

mod carrying;
mod conservation;
mod deeming;
mod error;
mod forecast;
mod jobs;
mod model;
mod rules;
mod seats;
mod service;
mod store;

pub use carrying::{
    Double, Journey, as_earned, carried_of, carry, carry_back, doubles, find_standing,
    is_of_merger, journey, moved, post, root,
};
pub use conservation::{Proof, prove};
pub use deeming::{Deeming, deem, deemed, deemed_among, deeming_sources, end_deeming};
pub use error::Error;
pub use forecast::{Forecast, Gap};
pub use jobs::CertificateDue;
pub use model::{
    Revocation, RevocationCase, Staff, StaffRow, StaffState, Verdict, YearLedger, YearRow,
    YearState,
};
pub use rules::{REVOCATION_CLAUSE, enrolment_source};
pub use seats::{Offer, Why, ask_refund, move_seat, refund_offers, seat_learnt};
pub use service::{
    answer_check, close_overdue_attempts, decide_dispute, decide_revocation, exams_missing,
    get_entry, get_revocation, ledger_lines, list_revocations_open, paid_ahead, propose_revocation,
    receive_beat, recognise, revocations_of, settle_attempt, staff, start_attempt, submit_attempt,
    year, year_ledger, years,
};
