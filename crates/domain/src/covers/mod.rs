//! Standing in (代办): who has an office lets a colleague do it while she is away, from one day to
//! another; for who fell ill the region does. The deputy acts in her own name, and two persons are
//! two persons still.

mod error;
mod rules;
mod service;

pub use error::Error;
pub use service::{NewCover, Office, arrange, end, list, offices, scope_names};
