//! Decisions (判定): may she apply? The answer comes from the policy engine; this context gathers
//! the facts from our own records, lays over them what the asker only supposes, keeps what was
//! shown with what it rested on, and never computes a rule of its own.

mod error;
mod known;
mod model;
mod replay;
mod rules;
mod service;
mod store;

pub use error::Error;
pub(crate) use known::{deemed, known};
pub use model::{Considered, Question, Shown, Supposed};
pub use replay::{Replay, replay};
pub(crate) use rules::{believe_birthday, exam_of, head as head_of};
pub use service::{ask, check, consider, get, list};
pub use store::cited_heads;
