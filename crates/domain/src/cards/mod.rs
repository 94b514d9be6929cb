//! Yearly cards (审验卡) and the public look-up of both kinds of document.
//!
//! A card is issued once, for an approved report, and frozen. Whether it still stands follows
//! from the ledger: it is suspended as long as the year's hours are below what is owed.
//!
//! Not here: who approves a report (reports), the numbers and the press (certificates).

mod error;
mod model;
mod own;
mod rules;
mod service;
mod store;
mod verify;

pub use error::Error;
pub use model::{Card, CardFacts, Deemed, Standing};
pub use own::erase_of;
pub use service::{bytes, find, get, issue, list};
pub use verify::{Document, Verdict, Verification, verify};
