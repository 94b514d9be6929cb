//! Lists that people keep in sheets: reads xlsx and csv (UTF-8, GB 18030, UTF-16) within limits,
//! cell by cell, and writes workbooks whose cells nobody's spreadsheet runs as formulas.
//!
//! It knows rows, columns, days and yes or no. What a list is for, which columns it has and what
//! follows from them is the caller's: [`find_list`] hands over a table and where its headings
//! stand, [`Cell`] reads one value and says what is wrong with it.

mod cell;
mod delimited;
mod error;
mod heading;
mod measure;
mod table;
mod workbook;
mod write;

pub use cell::{Cell, plain};
pub use error::Error;
pub use heading::{Columns, map_columns};
pub use table::{Format, Limits, List, Row, Table, column_name, find_list};
pub use write::{Book, Column, Entry, Sheet, disarm, write_csv};
