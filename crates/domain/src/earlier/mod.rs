//! Hours of earlier years (往年学时): without them nobody can meet a window of three years.
//!
//! A bureau imports what former sites and paper cards verified, by a list that one officer uploads
//! and another confirms; or a learner asks for a year with a picture of her card. Each entry names
//! its origin and document. Hours that another province verified are never imported: a person
//! weighs each (N2022 §3.9).

mod error;
mod jobs;
mod list;
mod model;
mod own;
mod rules;
mod service;
mod store;

pub use error::Error;
pub use jobs::EarlierStep;
pub use list::{Key, ReadList, read_list, template_headings};
pub use model::{
    EarlierList, EarlierRow, Filter, ListState, NewRequest, Request, RequestStatus, RowFault,
    RowStanding, Ruling,
};
pub use own::erase_of;
pub use service::{
    bureau_of, cancel, confirm, decide, file, get_list, get_request, known_hours, list_lists,
    list_mine, list_rows, preview, receive, request, same_files, step, withdraw,
};
