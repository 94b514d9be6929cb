//! Seats of employers' orders: what was learnt on them, giving one to somebody else, asking for
//! money. Here and not in `orders`, because all of it asks learning, the exams and the ledger; each
//! question is held until the commit.

mod moving;
mod refunding;
mod rules;

pub use moving::move_seat;
pub use refunding::{ask_refund, refund_offers, seat_learnt};
pub use rules::{Offer, Why};
