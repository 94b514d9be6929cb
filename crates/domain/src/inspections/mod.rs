//! Inspections: signals about where an inspector might look. A signal never touches hours and
//! punishes nobody; from where on something is told is data (`content/signals.toml`), with its
//! basis. Drawing what to inspect, visits and findings take their places when they come.

mod error;
mod jobs;
mod model;
mod rules;
mod service;
mod store;

pub use error::Error;
pub use jobs::SignalsDue;
pub use model::{Kind, Signal, SignalFile, SignalState};
pub use rules::basis;
pub use service::{ask_for_signals, get_signal, list_signals, look_for_signals, settle_signal};
