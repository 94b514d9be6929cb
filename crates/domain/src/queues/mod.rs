//! Who owes whom an answer, and until when (办件): one list for each desk, ordered by the harm that a
//! delay does.
//!
//! A context puts a thing here in the transaction in which it begins to wait, and settles it in the
//! one that answers it. What waits is known here by its kind and id only.

mod counts;
mod error;
mod late;
mod model;
mod own;
mod rules;
mod service;
mod store;

pub use counts::{Miscount, miscounts, recount};
pub use error::Error;
pub use late::move_late;
pub use model::{Desk, Item, Matter, NewItem};
pub use own::{erase_of, waiting_about};
pub use rules::working_days_after;
pub use service::{count, find, list, put, settle, take};
