//! The site in process: requests go through the whole router, over a world of its own for each test.
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
mod doors;
mod forgery;
mod frame;
mod home;
mod orders;
mod sign_in;
mod site;
