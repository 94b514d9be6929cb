//! The committee's pages: lists of applicants (upload, dry run, progress, results, workbook and
//! summary), and one applicant from given facts.

pub mod batch;
pub mod check;
mod form;
pub mod lists;
pub mod records;
pub mod results;
pub mod template;
mod words;
mod workbook;
