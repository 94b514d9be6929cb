//! What the public tools of the field do to learning sites, done to this one over its own router:
//! each attack says to the millisecond what it earned. On every engine that the test run has.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod attacker;
mod claims;
mod devices;
mod patience;
mod sessions;
#[path = "../../crates/web/tests/web/site.rs"]
#[allow(dead_code, reason = "shared with the tests of the pages")]
mod site;
