//! Exports, requests to be erased, and what ends by its age.

mod deciding;
mod erasing;
mod exporting;
mod reading;

pub use deciding::{agree, get_erasure, list_erasures, refuse};
pub use erasing::{ask_erasure, erase_due, erasure_of, forget_files, obstacles, withdraw};
pub use exporting::{ask_export, download, exports, step};
pub use reading::readings;
