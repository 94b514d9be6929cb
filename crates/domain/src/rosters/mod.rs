//! Rosters (人员名册): how people come to an employer: by a list, by an invitation that they accept, or
//! by their own word that the employer confirms.
//!
//! A list is read whole and at once ([`read_roster`], pure), checked row by row without changing
//! anything, and put in force as a whole: a few hundred rows at a time are written, hidden, and one
//! small transaction makes all of them be there. Killed anywhere, it goes on where the last step
//! ended.

mod checking;
mod committing;
mod error;
mod export;
mod jobs;
mod joining;
mod list;
mod model;
mod own;
mod rules;
mod service;
mod store;
mod undoing;

pub use error::Error;
pub use export::{StaffLine, export};
pub use jobs::{Phase, RosterStep, step};
pub use joining::{
    JoinState, Joining, JoiningKind, NewClaim, NewInvitation, accept_invitation, claim, confirm,
    decline_invitation, get_joining, invite, list_of_employer, list_of_person, refuse,
    withdraw_joining,
};
pub use list::{Key, ReadRoster, read_roster, template_headings};
pub use model::{Roster, RosterRow, RowFault, State, Verdict};
pub use own::erase_of;
pub use service::{
    Acted, acted, confirm_roster, discard, discard_old, get, list, list_rows, receive, restart,
    undo,
};
