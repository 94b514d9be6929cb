//! The effect of a draft edition on people: everyone's facts put to the draft and to the rules as
//! they would be without it, and a count of whose outcome differs, with sample cases.
//!
//! The other side of the comparison is the newest published edition before the draft's year, moved
//! on to that year unchanged: so what is counted is what the draft changes, and not that a year
//! has passed. Study years that are not over yet are supposed to be studied as the unchanged rules
//! ask. Everyone is asked about for each level of title review on one day of the draft's year.
//!
//! A count runs through the queue a piece at a time ([`EffectDue`]), so that nobody waits for the
//! writer, or at once and in memory ([`whole`]) for the command line.

mod counting;
mod error;
mod jobs;
mod model;
mod rules;
mod service;
mod store;
mod whole;

pub use counting::Comparison;
pub use error::Error;
pub use jobs::EffectDue;
pub use model::{Effect, Move, Tally};
pub use service::{advance, get, list, start};
pub use whole::whole;
