//! Decisions (判定): may she apply? The answer comes from the policy engine; this context gathers
//! the facts from our own records, keeps what was shown with what it rested on, and never
//! computes a rule of its own.

mod error;
mod known;
mod model;
mod rules;
mod service;
mod store;

pub use error::Error;
pub(crate) use known::known;
pub use model::{Question, Shown};
pub use service::{ask, check, get, list};
pub use store::cited_heads;
