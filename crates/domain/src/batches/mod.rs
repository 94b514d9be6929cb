//! Batches (评委会批量核对): a committee's list of applicants, checked row by row before anything
//! is decided, then decided in the background: from the ledger for those whom we know, from given
//! facts for those whom we do not.
//!
//! The list is read whole and at once ([`read_list`], pure). Everything after that is a job of the
//! queue per few hundred rows: killed anywhere, it goes on where the last one ended, and no row is
//! decided twice. Identity numbers lie sealed, as in identity; whoever takes them out again leaves
//! a line that their owners see. What it all means in a sheet or on a page is the web's business.

mod changes;
mod error;
mod jobs;
mod list;
mod model;
mod own;
mod part;
mod rules;
mod service;
mod store;
mod summary;
mod words;

pub use changes::{changed, list_changed};
pub use error::Error;
pub use jobs::{BatchStep, Phase};
pub use list::{Key, ReadList, read_list, template_headings, year_heading};
pub use model::{Basis, Batch, BatchRow, Filter, Given, Listed, RowFault, Standing, State};
pub use own::erase_of;
pub use rules::{HoursRow, hours_rows};
pub use service::{
    NewBatch, cancel, confirm, erase, erase_expired, get, list, list_rows, receive, restart,
    reveal_citizen_ids, step,
};
pub use summary::{SummaryFacts, SummaryLine, print_summary, summary};
pub use words::{degrees, levels, purposes, sectors};
