//! What the columns of learning hold as JSON: spans, answers to checks, what was refused.

use kernel::{Fault, Outcome};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A value as it is stored.
pub(super) fn to_json<T: Serialize>(value: &T) -> Outcome<String> {
    serde_json::to_string(value).map_err(|error| Fault::internal("db.broken", error))
}

/// A value that was stored.
pub(super) fn from_json<T: DeserializeOwned>(text: &str) -> Outcome<T> {
    serde_json::from_str(text).map_err(|error| Fault::internal("db.broken", error))
}
