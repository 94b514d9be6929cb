//! The employer's yearly register (继续教育登记): what its staff studied, of which kind, when, with which
//! result, what was granted and what it cost; and reminding those who will miss the year.

mod error;
mod model;
mod reminding;
mod rows;

pub use error::Error;
pub use model::{Kind, RegisterRow, Reminded};
pub use reminding::remind;
pub use rows::{each_row, note_export};
