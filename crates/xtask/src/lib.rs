//! What both the verbs and the tidy tests read: the stable codes of the product, out of its sources
//! and its words. It reads text and compiles nothing, so that it needs none of the other crates.

pub mod codes;
pub mod errors;
pub mod words;
