//! What an address may refuse: the stable codes, by HTTP status, as the document lists them. They
//! are taken from the errors themselves, so that none is misspelt.

use std::collections::BTreeMap;

use domain::permission;
use kernel::{Fault, Kind};
use serde_json::{Value, json};
use utoipa::openapi::extensions::Extensions;
use utoipa::openapi::{ContentBuilder, Ref, RefOr, Response, ResponseBuilder};

use crate::problem::{self, PROBLEM_JSON};
use crate::{Locale, csrf};

/// Responses by their status.
pub type Responses = BTreeMap<String, RefOr<Response>>;

/// Where a response carries its codes, for whoever reads the document by program.
pub const CODES: &str = "x-codes";

/// What every caller may hear who must be signed in.
pub fn of_caller() -> Vec<Fault> {
    vec![
        permission::Error::SignInFirst.into(),
        Fault::new(Kind::Unauthenticated, "web.bad_token"),
    ]
}

/// What may be heard when a thing's id stands in the path.
pub fn of_thing() -> Vec<Fault> {
    vec![problem::nowhere(), permission::Error::NotYours.into()]
}

/// What is told of an id in a body that is none.
pub fn bad_id() -> Fault {
    Fault::new(Kind::NotFound, "kernel.bad_id")
}

/// What is told of a day that is none.
pub fn bad_day() -> Fault {
    Fault::new(Kind::Invalid, "kernel.bad_day")
}

/// What is told of an identity number that is none.
pub fn bad_numbers() -> Vec<Fault> {
    vec![
        Fault::new(Kind::Invalid, "kernel.citizen_id_length"),
        Fault::new(Kind::Invalid, "kernel.citizen_id_check"),
        Fault::new(Kind::Invalid, "kernel.citizen_id_birthday"),
    ]
}

/// What may be heard when something is sent.
pub fn of_sender() -> Vec<Fault> {
    vec![
        csrf::forged(),
        Fault::new(Kind::Invalid, "web.body_too_large"),
        Fault::new(Kind::Invalid, "web.too_slow"),
    ]
}

/// The responses of some refusals, one for each status.
pub fn responses(faults: impl IntoIterator<Item = Fault>) -> Responses {
    let mut by_status: BTreeMap<u16, Vec<Fault>> = BTreeMap::new();
    for fault in faults {
        let status = problem::status(&fault).as_u16();
        by_status.entry(status).or_default().push(fault);
    }
    let told = by_status.into_iter();
    told.map(|(status, faults)| (status.to_string(), response("Problem", &faults).into()))
        .collect()
}

/// The response of some refusals of one status, with the schema of this name.
pub fn response(schema: &str, faults: &[Fault]) -> Response {
    let lines: Vec<String> = faults.iter().map(line).collect();
    let codes: Vec<&str> = faults.iter().map(Fault::code).collect();
    let content = ContentBuilder::new().schema(Some(Ref::from_schema_name(schema)));
    let mut extensions = Extensions::default();
    extensions.insert(CODES.to_owned(), json!(codes));
    ResponseBuilder::new()
        .description(lines.join("\n"))
        .content(PROBLEM_JSON, content.build())
        .extensions(Some(extensions))
        .build()
}

/// A code with its words.
fn line(fault: &Fault) -> String {
    let code = fault.code();
    format!("- `{code}`: {}", words(Locale::English, code))
}

/// What the words of a code may name; a case has the values, a list of codes has none.
const VALUES: [&str; 11] = [
    "detail",
    "edition",
    "from",
    "left",
    "most",
    "place",
    "position",
    "territory",
    "to",
    "value",
    "year",
];

/// The words of a code, with dots where a case has its values.
pub fn words(locale: Locale, code: &str) -> String {
    let key = code.replace(['.', '_'], "-");
    locale
        .find_with(&key, &VALUES.map(|name| (name, "…")))
        .unwrap_or_default()
}

/// The codes of a response of the document as JSON.
pub fn codes(response: &Value) -> impl Iterator<Item = &str> {
    let codes = response.get(CODES).and_then(Value::as_array);
    codes.into_iter().flatten().filter_map(Value::as_str)
}

/// Names what an address may refuse beside what all may: `refusals! { BeatRefusals: a, b }`.
macro_rules! refusals {
    ($(#[$doc:meta])* $name:ident: $($shared:ident),+; $($error:expr),* $(,)?) => {
        $(#[$doc])*
        pub struct $name;

        impl utoipa::IntoResponses for $name {
            fn responses() -> $crate::api::document::refusals::Responses {
                let mut all: Vec<kernel::Fault> = Vec::new();
                $(all.extend($crate::api::document::refusals::$shared());)+
                $(all.push(kernel::Fault::from($error));)*
                $crate::api::document::refusals::responses(all)
            }
        }
    };
}
pub(crate) use refusals;
