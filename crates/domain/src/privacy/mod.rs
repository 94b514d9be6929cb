//! Data about people (个人信息): what is kept of them, for what, on which basis and for how long; all
//! of it in one file for whom it is about; and what is erased, by its age or at her wish.
//!
//! Entries of the ledger stay when a person is erased, and their chain stays valid: they name a row
//! that says nothing of anybody any more.

mod archive;
mod classes;
mod error;
mod export;
mod jobs;
mod model;
mod service;
mod store;

pub use classes::{Class, End, class, classes, notice_version};
pub use error::Error;
pub use export::Section;
pub use jobs::{ExportStep, ForgetFiles};
pub use model::{Erasure, ErasureCase, ErasureState, Export, ExportState, Obstacle};
pub use service::{
    agree, ask_erasure, ask_export, download, erase_due, erasure_of, exports, forget_files,
    get_erasure, list_erasures, obstacles, readings, refuse, step, withdraw,
};
