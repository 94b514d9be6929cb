//! Reads an applicant strictly from JSON, and says exactly what is wrong with a bad one.
//!
//! The quick way is serde's; only what it refuses is read again and walked field by field
//! (`walk`), for a stable code and the place. Both ways accept the same things.

mod walk;

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use crate::error::{DecideError, Problem};
use crate::facts::Applicant;
use walk::walk_applicant;

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
        read(bytes)
    }

    /// Reads one applicant from a value, as when many came in one array.
    pub fn from_value(value: &Value) -> Result<Self, Refusal> {
        Self::from_json(value.to_string().as_bytes())
    }
}

/// Reads an applicant whose texts are her own ([`String`]) or lie in the bytes ([`Text`]).
pub(crate) fn read<'de, S: Deserialize<'de>>(bytes: &'de [u8]) -> Result<Applicant<S>, Refusal> {
    // One look at all bytes is quicker than one at each text.
    let text = std::str::from_utf8(bytes).map_err(|error| Refusal {
        id: None,
        error: DecideError::new(Problem::InvalidUtf8)
            .with(format!("column {}", error.valid_up_to() + 1)),
    })?;
    let quick: Result<Strict<Applicant<S>>, _> = serde_json::from_str(text);
    quick
        .map(|Strict(applicant)| applicant)
        .map_err(|error| refusal(text, &error))
}

/// A text that lies in the bytes it was read from, unless something in it was escaped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Text<'a>(Cow<'a, str>);

impl AsRef<str> for Text<'_> {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Borrow;
        impl<'de> Visitor<'de> for Borrow {
            type Value = Text<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text")
            }
            fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Borrowed(text)))
            }
            fn visit_str<E: Error>(self, text: &str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Owned(text.to_owned())))
            }
        }
        deserializer.deserialize_str(Borrow)
    }
}

fn refusal(text: &str, error: &serde_json::Error) -> Refusal {
    let value: Value = match serde_json::from_str(text) {
        Ok(value) => value,
        Err(malformed) => {
            return Refusal {
                id: None,
                error: DecideError::new(Problem::MalformedJson)
                    .with(format!("column {}", malformed.column())),
            };
        }
    };
    let id = value.get("id").and_then(Value::as_str).map(str::to_owned);
    // What the walk finds nothing wrong with, serde refused for a field that stands twice.
    let error = walk_applicant(&value).err().unwrap_or_else(|| {
        DecideError::new(Problem::DuplicateField).with(format!("column {}", error.column()))
    });
    Refusal { id, error }
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
                let walked = walk_applicant(&applicant);
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
