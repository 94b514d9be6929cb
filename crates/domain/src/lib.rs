//! The contexts: what xueshi is about, rules and storage, callable from a page, the API, a job
//! and the command line alike.
//!
//! Contexts stand in an order; each may use those before it, through their `mod.rs` only, with
//! the caller's [`Op`]. Nothing here knows HTTP, templates or Typst, and nothing sees the clock:
//! the time is a value in the `Op`.

pub mod audit;
pub mod house;
pub mod op;
pub mod permission;
pub mod seams;
#[cfg(feature = "testing")]
pub mod testing;

pub mod batches;
pub mod cards;
pub mod catalogue;
pub mod certificates;
pub mod claims;
pub mod covers;
pub mod decisions;
pub mod earlier;
pub mod editions;
pub mod effects;
pub mod employers;
pub mod evidence;
pub mod exams;
pub mod facts;
pub mod hours;
pub mod identity;
pub mod inbox;
pub mod inspections;
pub mod learning;
pub mod merges;
pub mod messages;
pub mod orders;
pub mod privacy;
pub mod queues;
pub mod records;
pub mod registers;
pub mod reports;
pub mod rosters;
pub mod runner;
pub mod statistics;
pub mod territory;
pub mod uploads;

pub use audit::{AuditLine, Event};
pub use house::{House, Settings};
pub use op::Op;
pub use permission::{Action, Actor, Grant, Resource, Role};
