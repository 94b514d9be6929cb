//! Files that prove something (证明材料): certificates, cards, decrees, as pdf, jpg or png.
//!
//! Every file is hostile until its content was judged: what it is says its structure, never its
//! name. It is sealed, fingerprinted, and drawn once by us; pages show our drawing, never the
//! original.
//! What a file proves, and who may see it, is known by the contexts that keep it.

mod drawing;
mod error;
mod judging;
mod model;
mod own;
mod picture;
mod rules;
mod service;
mod store;

pub use drawing::{Examined, examine};
pub use error::Error;
pub use model::{Evidence, FileGiven, FileKind};
pub use own::files_of;
pub use rules::BYTES_MAX;
pub use service::{alike, erase, erase_due, get, hold, keep, keep_examined, open, preview, settle};
