//! Files on their way to us: large ones, over poor lines, a piece at a time. What was acknowledged
//! stands durably on the disk and is never lost; an upload goes on where it stopped, after a cut,
//! a reload or a crash. What a file is for is not known here.
//!
//! INVARIANT: `received` never exceeds the bytes that were fsynced before it was written down
//! (test `what_was_acknowledged_survives`), and one writer at a time appends to a file
//! ([`Appending`] holds the file's lock).

mod error;
mod model;
mod rules;
mod service;
mod staging;
mod store;

pub use error::Error;
pub use model::{NewUpload, Upload, UploadState};
pub use rules::metadata;
pub use service::{
    acknowledge, claim_whole, create, discard, end, end_expired, get, get_for_sending, list_open,
};
pub use staging::{Appending, path, remove};
