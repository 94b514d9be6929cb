//! Records for title systems (学时记录): the hours of people as rows per study year, with their
//! sources and the state of each year's report, as of a day.
//!
//! Who asks is a committee's clerk, or a title system with the token of one. What she may not see
//! looks like what is not there.

mod error;
mod list;
mod model;
mod rules;
mod service;

pub use error::Error;
pub use list::{NumberList, read_numbers};
pub use model::{Record, RecordYear, SourceHours};
pub use service::{PEOPLE_MAX, find, of_batch, read};
