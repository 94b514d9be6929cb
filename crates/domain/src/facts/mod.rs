//! Facts that decisions rest on (事实认定): who somebody is and where she works, claimed with evidence,
//! confirmed by who may, dated, and used as of the day of an application.
//!
//! Who confirms what, and on which proof, is data with its basis: `desks.toml`.

mod desks;
mod error;
mod grounds;
mod model;
mod own;
mod rules;
mod service;
mod store;

pub use desks::{DeskRule, desks};
pub use error::Error;
pub use grounds::{Confirmed, Ground, Grounded, Grounds, Source, as_of, between};
pub use model::{Fact, FactCase, FactKind, FactStep, NewFact, State, Step};
pub use own::erase_of;
pub use service::{claim, confirm, end, file, get, list, refuse, revoke, withdraw};
