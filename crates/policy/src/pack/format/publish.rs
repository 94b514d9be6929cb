//! The format for others: a JSON Schema for editors, tables for people. Both are committed, and
//! tests hold them to what stands here.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use super::{Group, Key, Need, PACK, Shape};

/// The format as a JSON Schema, for editors that know TOML (`policies/schema.json`).
pub fn json_schema() -> Value {
    let mut schema = of_group(&PACK);
    if let Some(schema) = schema.as_object_mut() {
        let dialect = "https://json-schema.org/draft/2020-12/schema";
        schema.insert("$schema".to_owned(), dialect.into());
        let title = "xueshi 政策版本 / an edition of a policy pack";
        schema.insert("title".to_owned(), title.into());
    }
    schema
}

fn of_group(group: &Group) -> Value {
    let mut properties = Map::new();
    for key in group.keys {
        let mut property = of_shape(&key.shape);
        if let Some(property) = property.as_object_mut() {
            let description = format!("{} / {}", key.zh, key.en);
            property.insert("description".to_owned(), description.into());
        }
        properties.insert(key.name.to_owned(), property);
    }
    let required = group.keys.iter().filter(|key| key.need != Need::Optional);
    let required: Vec<&str> = required.map(|key| key.name).collect();
    json!({
        "type": "object",
        "additionalProperties": false,
        "required": required,
        "properties": properties,
    })
}

fn of_shape(shape: &Shape) -> Value {
    match shape {
        Shape::Text | Shape::Cite => json!({ "type": "string", "minLength": 1 }),
        Shape::Flag => json!({ "type": "boolean" }),
        Shape::Whole(least, most) => {
            json!({ "type": "integer", "minimum": least, "maximum": most })
        }
        Shape::Day => json!({ "type": "string", "pattern": "^\\d{4}-\\d{2}-\\d{2}$" }),
        Shape::Hours(_) => json!({ "type": "string", "pattern": "^\\d{1,5}(\\.\\d{1,2})?$" }),
        Shape::Share => json!({ "type": "string", "pattern": "^\\d+/\\d+$" }),
        Shape::HoursOfDay => json!({
            "type": "array",
            "items": { "type": "string", "pattern": "^\\d{2}:\\d{2}$" },
            "minItems": 2,
            "maxItems": 2,
        }),
        Shape::Digest => json!({ "type": "string", "pattern": "^sha256:[0-9a-f]{64}$" }),
        Shape::Name(names) => json!({ "enum": names }),
        Shape::Names(names) => json!({ "type": "array", "items": { "enum": names } }),
        Shape::Texts => json!({ "type": "array", "items": { "type": "string", "minLength": 1 } }),
        Shape::Table(group) => of_group(group),
        Shape::Tables(group) => json!({ "type": "array", "items": of_group(group) }),
        Shape::Map(of) => json!({ "type": "object", "additionalProperties": of_shape(of) }),
    }
}

/// The keys as tables in Markdown, one for each table of a pack, for `docs/policy-packs.md`.
pub fn keys_in_words() -> String {
    let mut text = String::new();
    let mut told: Vec<*const Group> = Vec::new();
    tables(&PACK, "（文件 / the file）", &mut told, &mut text);
    text
}

fn tables(group: &'static Group, name: &str, told: &mut Vec<*const Group>, text: &mut String) {
    if told.contains(&std::ptr::from_ref(group)) {
        return;
    }
    told.push(std::ptr::from_ref(group));
    let _ = write!(
        text,
        "### {name}\n\n| 项 key | 必填 | 形式 form | 说明 |\n| --- | --- | --- | --- |\n"
    );
    for key in group.keys {
        let _ = writeln!(text, "{}", row(key));
    }
    text.push('\n');
    for key in group.keys {
        let (inner, name) = match &key.shape {
            Shape::Table(inner) => (Some(*inner), format!("`[{}]`", key.name)),
            Shape::Tables(inner) => (Some(*inner), format!("`[[{}]]`", key.name)),
            Shape::Map(Shape::Table(inner)) => (Some(*inner), "`{ zh, en }`".to_owned()),
            _ => (None, String::new()),
        };
        if let Some(inner) = inner {
            tables(inner, &name, told, text);
        }
    }
}

fn row(key: &Key) -> String {
    let need = match key.need {
        Need::Required | Need::Cited => "是",
        Need::Optional => "",
    };
    let (zh, en) = key.shape.words();
    format!(
        "| `{}` | {need} | {zh}<br>{en} | {}<br>{} |",
        key.name, key.zh, key.en
    )
}
