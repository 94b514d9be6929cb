//! The site in process: requests go through the whole router, over a world of its own for each
//! test.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod account;
mod api;
mod catalogue;
mod checks;
mod claims;

mod committee;
mod covers;
mod decisions;
mod doors;
mod earlier;
mod employers;
mod employers_posts;
mod exams;
mod facts;
mod forgery;
mod frame;
mod glass;
mod group_orders;
mod home;
mod learning;
mod making;
mod merges;
mod messages;
mod offices;
mod openapi;
mod orders;
mod privacy;
mod records;
mod registers;
mod rosters;
mod serving;
mod sign_in;
mod signals;
mod site;
mod title_records;
mod uploads;
mod watching;

/// Lists of applicants: the same as the domain's own tests upload.
#[path = "../../../domain/tests/domain/lists/mod.rs"]
mod lists;
/// The way to a certificate and to a whole year: the same as the domain's own tests walk.
#[path = "../../../domain/tests/domain/way/mod.rs"]
mod way;
