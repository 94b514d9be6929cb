//! Double accounts of one person (重复账号): one officer proposes that two accounts are one
//! person's and which of them is kept, another confirms; both are needed again to part them.
//!
//! Nothing of the other account, the twin, is rewritten: its hours are carried by entries of the
//! ledger (`hours::carry`), and everybody asks `identity` who is one person.
//! See `docs/adr/0011-double-accounts-are-one-person.md`.

mod error;
mod model;
mod own;
mod rules;
mod service;
mod store;

pub use error::Error;
pub use model::{Case, Merger, Preview, Side, State};
pub use own::erase_of;
pub use service::{
    carried, decide, decide_parting, find_account, get, list_alike, list_waiting, mine, of_person,
    preview, propose, propose_parting,
};
