//! The inbox (待办): what waits at the desks of whoever is signed in, the greatest harm first, and
//! answering many things at once, each with a reason of its own.

mod answering;
mod error;
mod service;

pub use answering::{Answer, answer};
pub use error::Error;
pub use service::{Inbox, OwnDesk, desks, give_back, open, take};
