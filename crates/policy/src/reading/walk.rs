//! Walks a bad applicant field by field until something is wrong, and says what and where.

use kernel::{Day, Hours, Year};
use serde_json::{Map, Value};

use crate::error::{DecideError, Problem};
use crate::facts::{Circumstance, DeemedKind, Degree, Level, Purpose, Sector};

/// What is wrong with an applicant, if the walk finds it.
pub(super) fn walk_applicant(value: &Value) -> Result<(), DecideError> {
    walk_object(value, APPLICANT, "")
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
