//! SQL of `earlier_` tables.

pub(super) mod lists;
pub(super) mod requests;

use kernel::{Fault, Outcome};
use serde::Serialize;
use serde::de::DeserializeOwned;

pub(super) fn json(value: &impl Serialize) -> Outcome<String> {
    serde_json::to_string(value).map_err(|error| Fault::internal("earlier.broken", error))
}

pub(super) fn of_json<T: DeserializeOwned>(text: &str) -> Outcome<T> {
    serde_json::from_str(text).map_err(|error| Fault::internal("earlier.broken", error))
}
