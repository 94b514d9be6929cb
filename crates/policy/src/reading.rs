//! Reads an applicant strictly from JSON, and says exactly what is wrong with a bad one.
//!
//! The quick way is serde's; only what it refuses is read again and walked field by field, for a
//! stable code and the place. Both ways accept the same things.

use std::fmt;
use std::marker::PhantomData;

use kernel::{Day, Hours, Year};
use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

use crate::error::{DecideError, Problem};
use crate::facts::{Applicant, Circumstance, DeemedKind, Degree, Level, Purpose, Sector};

/// A bad applicant: what is wrong, and its id where that could be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The applicant's id, where it could be read.
    pub id: Option<String>,
    /// What is wrong.
    pub error: DecideError,
}

impl Applicant {
    /// Reads one applicant.
    pub fn from_json(bytes: &[u8]) -> Result<Self, Refusal> {
        let quick: Result<Strict<Self>, _> = serde_json::from_slice(bytes);
        match quick {
            Ok(Strict(applicant)) => Ok(applicant),
            Err(error) => Err(refusal(bytes, &error)),
        }
    }

    /// Reads one applicant from a value, as when many came in one array.
    pub fn from_value(value: &Value) -> Result<Self, Refusal> {
        Self::from_json(value.to_string().as_bytes())
    }
}

fn refusal(bytes: &[u8], error: &serde_json::Error) -> Refusal {
    let value: Value = match serde_json::from_slice(bytes) {
        Ok(value) => value,
        Err(malformed) => {
            let problem = if std::str::from_utf8(bytes).is_err() {
                DecideError::new(Problem::InvalidUtf8)
            } else {
                DecideError::new(Problem::MalformedJson)
                    .with(format!("column {}", malformed.column()))
            };
            return Refusal {
                id: None,
                error: problem,
            };
        }
    };
    let id = value.get("id").and_then(Value::as_str).map(str::to_owned);
    // What the walk finds nothing wrong with, serde refused for a field that stands twice.
    let error = walk_object(&value, APPLICANT, "").err().unwrap_or_else(|| {
        DecideError::new(Problem::DuplicateField).with(format!("column {}", error.column()))
    });
    Refusal { id, error }
}

/// What a field may hold.
enum Shape {
    Text,
    Flag,
    Day,
    Year,
    Hours,
    Name(&'static [&'static str]),
    Object(&'static [Field]),
    Names(&'static [&'static str]),
    Objects(&'static [Field]),
}

struct Field {
    name: &'static str,
    need: Need,
    shape: Shape,
}

enum Need {
    Required,
    /// May be absent, but not null.
    Optional,
    /// May be absent or null.
    Unknown,
}

const fn field(name: &'static str, need: Need, shape: Shape) -> Field {
    Field { name, need, shape }
}

const APPLICANT: &[Field] = &[
    field("id", Need::Required, Shape::Text),
    field("person", Need::Optional, Shape::Object(PERSON)),
    field("post", Need::Optional, Shape::Object(POST)),
    field(
        "circumstances",
        Need::Optional,
        Shape::Names(Circumstance::NAMES),
    ),
    field("application", Need::Required, Shape::Object(APPLICATION)),
    field("hours", Need::Optional, Shape::Objects(HOURS)),
    field("deemed", Need::Optional, Shape::Objects(DEEMED)),
];

const PERSON: &[Field] = &[
    field("sex", Need::Unknown, Shape::Name(&["female", "male"])),
    field("born", Need::Unknown, Shape::Day),
];

const POST: &[Field] = &[
    field("territory", Need::Unknown, Shape::Text),
    field("sector", Need::Unknown, Shape::Name(Sector::NAMES)),
    field("grassroots", Need::Optional, Shape::Flag),
    field("from_government_on", Need::Unknown, Shape::Day),
];

const APPLICATION: &[Field] = &[
    field("purpose", Need::Required, Shape::Name(Purpose::NAMES)),
    field("level", Need::Unknown, Shape::Name(Level::NAMES)),
    field("degree", Need::Unknown, Shape::Name(Degree::NAMES)),
    field("on", Need::Required, Shape::Day),
];

const HOURS: &[Field] = &[
    field("year", Need::Required, Shape::Year),
    field("category", Need::Required, Shape::Text),
    field("hours", Need::Required, Shape::Hours),
];

const DEEMED: &[Field] = &[
    field("kind", Need::Required, Shape::Name(DeemedKind::NAMES)),
    field("year", Need::Required, Shape::Year),
    field("in_region", Need::Required, Shape::Flag),
];

fn walk(value: &Value, shape: &Shape, place: &str) -> Result<(), DecideError> {
    let wrong = |problem| Err(DecideError::new(problem).at(place).with(shown(value)));
    let text_that = |problem, fits: &dyn Fn(&str) -> bool| match value.as_str() {
        Some(text) if fits(text) => Ok(()),
        Some(_) => wrong(problem),
        None => wrong(Problem::WrongType),
    };
    match shape {
        Shape::Text => text_that(Problem::WrongType, &|_| true),
        Shape::Day => text_that(Problem::BadDay, &|text| text.parse::<Day>().is_ok()),
        Shape::Hours => text_that(Problem::BadHours, &|text| text.parse::<Hours>().is_ok()),
        Shape::Name(names) => text_that(Problem::UnknownName, &|text| names.contains(&text)),
        Shape::Flag if value.is_boolean() => Ok(()),
        Shape::Flag => wrong(Problem::WrongType),
        Shape::Year if !value.is_number() => wrong(Problem::WrongType),
        Shape::Year => match value.as_i64().map(Year::try_from) {
            Some(Ok(_)) => Ok(()),
            Some(Err(_)) | None => wrong(Problem::BadYear),
        },
        Shape::Object(fields) => walk_object(value, fields, place),
        Shape::Names(names) => walk_list(value, &Shape::Name(names), place),
        Shape::Objects(fields) => walk_list(value, &Shape::Object(fields), place),
    }
}

fn walk_list(value: &Value, shape: &Shape, place: &str) -> Result<(), DecideError> {
    let Some(items) = value.as_array() else {
        return Err(DecideError::new(Problem::WrongType)
            .at(place)
            .with(shown(value)));
    };
    items
        .iter()
        .enumerate()
        .try_for_each(|(at, item)| walk(item, shape, &format!("{place}[{at}]")))
}

fn walk_object(value: &Value, fields: &[Field], place: &str) -> Result<(), DecideError> {
    let Some(object) = value.as_object() else {
        return Err(DecideError::new(Problem::WrongType)
            .at(place)
            .with(shown(value)));
    };
    let inside = |name: &str| {
        if place.is_empty() {
            name.to_owned()
        } else {
            format!("{place}.{name}")
        }
    };
    refuse_unknown(object, fields, &inside)?;
    for field in fields {
        match (object.get(field.name), &field.need) {
            (Some(Value::Null), Need::Unknown) | (None, Need::Optional | Need::Unknown) => {}
            (Some(value), _) => walk(value, &field.shape, &inside(field.name))?,
            (None, Need::Required) => {
                return Err(DecideError::new(Problem::MissingField).at(inside(field.name)));
            }
        }
    }
    Ok(())
}

fn refuse_unknown(
    object: &Map<String, Value>,
    fields: &[Field],
    inside: &dyn Fn(&str) -> String,
) -> Result<(), DecideError> {
    match object
        .keys()
        .find(|key| fields.iter().all(|field| field.name != key.as_str()))
    {
        Some(key) => Err(DecideError::new(Problem::UnknownField).at(inside(key))),
        None => Ok(()),
    }
}

/// A value as an error shows it: scalars as they are, the rest by kind.
fn shown(value: &Value) -> String {
    match value {
        Value::Null | Value::Bool(_) | Value::Number(_) => value.to_string(),
        Value::String(text) => text.clone(),
        Value::Array(_) => "[…]".to_owned(),
        Value::Object(_) => "{…}".to_owned(),
    }
}

/// Reads a struct from an object only: serde would take an array of its fields too.
pub(crate) fn object<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    struct FromObject<T>(PhantomData<T>);
    impl<'de, T: Deserialize<'de>> Visitor<'de> for FromObject<T> {
        type Value = T;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }
        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
            T::deserialize(MapAccessDeserializer::new(map))
        }
    }
    deserializer.deserialize_map(FromObject(PhantomData))
}

/// As [`object`], for a list of them.
pub(crate) fn objects<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Vec<T>, D::Error> {
    let items = Vec::<Strict<T>>::deserialize(deserializer)?;
    Ok(items.into_iter().map(|strict| strict.0).collect())
}

struct Strict<T>(T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Strict<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        object(deserializer).map(Self)
    }
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        clippy::indexing_slicing,
        reason = "a test fails by panicking"
    )]

    use serde_json::json;

    use super::*;

    fn whole() -> Value {
        json!({
            "id": "a",
            "person": { "sex": "male", "born": "1990-01-01" },
            "post": {
                "territory": "t", "sector": "school", "grassroots": true,
                "from_government_on": "2020-01-01"
            },
            "circumstances": ["epidemic_frontline"],
            "application": {
                "purpose": "card", "level": "senior", "degree": "master", "on": "2022-09-01"
            },
            "hours": [{ "year": 2022, "category": "public", "hours": "30" }],
            "deemed": [{ "kind": "qualification_exam", "year": 2022, "in_region": true }],
        })
    }

    /// Every place of a value, as JSON pointers.
    fn places(value: &Value, at: &str, all: &mut Vec<String>) {
        all.push(at.to_owned());
        match value {
            Value::Object(object) => {
                for (name, value) in object {
                    places(value, &format!("{at}/{name}"), all);
                }
            }
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    places(item, &format!("{at}/{index}"), all);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    #[test]
    fn both_ways_of_reading_accept_the_same_things() {
        let mut all = Vec::new();
        places(&whole(), "", &mut all);
        let odd = [
            json!(null),
            json!(true),
            json!(2021),
            json!(-1.5),
            json!(1e300),
            json!(40_000),
            json!(""),
            json!("male"),
            json!("12.5"),
            json!("2022-02-29"),
            json!("2022-02-28"),
            json!([]),
            json!({}),
            json!([null]),
            json!({ "male": null }),
            json!(["male", "1990-01-01"]),
        ];
        for place in &all {
            for value in &odd {
                let mut applicant = whole();
                *applicant.pointer_mut(place).unwrap() = value.clone();
                let walked = walk_object(&applicant, APPLICANT, "");
                let read = Applicant::from_value(&applicant);
                assert_eq!(
                    walked.is_ok(),
                    read.is_ok(),
                    "{place} = {value}: {walked:?}"
                );
            }
            let mut applicant = whole();
            if let Value::Object(object) = applicant.pointer_mut(place).unwrap() {
                object.insert("odd".to_owned(), json!(1));
                let refusal = Applicant::from_value(&applicant).unwrap_err();
                assert_eq!(refusal.error.problem, Problem::UnknownField);
            }
        }
        assert!(all.len() > 25);
    }
}
