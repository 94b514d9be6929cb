//! The loader of packs: whatever stands in a file, it is refused in our words or it is an edition
//! that decides everybody. Every second input is taken as edits of the pack of 2022 instead of as a
//! file, to reach what lies behind the syntax.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use policy::packs::{self, Folder, PackFile};
use policy::{Edition, Policies, jsonl};
use toml::Value;

const NAME: &str = "hohhot-etdz/2022.toml";

static PACK: LazyLock<PackFile> =
    LazyLock::new(|| Folder::embedded().pack("hohhot-etdz/2022").unwrap().clone());
static TABLE: LazyLock<Value> =
    LazyLock::new(|| toml::from_str(std::str::from_utf8(&PACK.bytes).unwrap()).unwrap());
static PLACES: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| {
    let mut all = Vec::new();
    places(&TABLE, &[], &mut all);
    all
});

fuzz_target!(|bytes: &[u8]| {
    match bytes.split_first() {
        Some((b'#', edits)) => load(&edited(edits)),
        _ => load(bytes),
    }
});

fn load(bytes: &[u8]) {
    let policies = match Policies::from_bytes(NAME, bytes) {
        Ok(policies) => policies,
        Err(error) => {
            assert!(error.to_string().starts_with(NAME), "{error}");
            return;
        }
    };
    let edition: &Edition = &policies.editions()[0];
    for (purpose, more) in [
        ("title_review", r#","level":"senior""#),
        ("title_recognition", r#","degree":"master""#),
        ("card", ""),
    ] {
        let applicant = format!(
            r#"{{"id":"1","post":{{"territory":"{}","from_government_on":"{}-01-01"}},
                "application":{{"purpose":"{purpose}","on":"{}-12-31"{more}}},
                "deemed":[{{"kind":"qualification_exam","year":{},"in_region":true}}]}}"#,
            edition.territory(),
            edition.year() - 1,
            edition.year(),
            edition.year(),
        );
        let answer = jsonl::decide_line(&policies, 1, applicant.as_bytes(), None);
        assert!(edition.is_draft() || !answer.is_error, "{}", answer.json);
    }
    // Slower by far than the rest, so done with one in eight.
    if bytes.len() % 8 == 0 {
        draft(edition, bytes);
    }
}

/// What can be loaded is the same as itself, and the draft of it can be loaded too.
fn draft(edition: &Edition, bytes: &[u8]) {
    let pack = PackFile {
        name: NAME.to_owned(),
        bytes: bytes.to_vec().into(),
        scenarios: PACK.scenarios.clone(),
    };
    assert!(packs::compare(&pack, &pack).unwrap().changes.is_empty());
    // The old scenarios may be past reading for it.
    match packs::draft(&pack, edition.year() + 1) {
        Ok(draft) => assert!(Policies::from_bytes(&draft.name, draft.text.as_bytes()).is_ok()),
        Err(error) => assert_eq!(error.code(), "packs.bad_scenario", "{error}"),
    }
}

/// The pack of 2022 with some of its values replaced: two bytes say where, one says by what.
fn edited(edits: &[u8]) -> Vec<u8> {
    let mut table = TABLE.clone();
    for edit in edits.chunks_exact(3).take(8) {
        let at = usize::from(u16::from_le_bytes([edit[0], edit[1]])) % PLACES.len();
        if let Some(place) = find(&mut table, &PLACES[at]) {
            replace(place, edit[2]);
        }
    }
    toml::to_string(&table).unwrap().into_bytes()
}

fn replace(place: &mut Value, by: u8) {
    match (by % 16, &mut *place) {
        (0, Value::Integer(number)) => *number = number.wrapping_add(1),
        (1, Value::Integer(number)) => *number = number.wrapping_sub(1),
        (2, Value::Integer(number)) => *number = i64::from(by),
        (3, Value::Array(items)) => drop(items.pop()),
        (4, Value::Array(items)) => items.extend(items.first().cloned()),
        (5, Value::Table(table)) => table.retain(|key, _| key.len() % 2 == 0),
        (6, Value::String(text)) => text.push('{'),
        (7, Value::String(text)) => *text = text.chars().rev().collect(),
        (8, _) => *place = Value::String(String::new()),
        (9, _) => *place = Value::Array(Vec::new()),
        (10, _) => *place = Value::Table(toml::Table::new()),
        (11, Value::Boolean(flag)) => *flag = !*flag,
        (12, Value::String(text)) => *text = "professional".to_owned(),
        (13, Value::String(text)) => *text = format!("20{:02}-02-29", by / 16),
        (14, Value::String(text)) => *text = format!("{}.{by}", by / 16),
        _ => {}
    }
}

fn find<'v>(table: &'v mut Value, place: &[String]) -> Option<&'v mut Value> {
    place.iter().try_fold(table, |value, key| match value {
        Value::Table(table) => table.get_mut(key),
        Value::Array(items) => items.get_mut(key.parse::<usize>().ok()?),
        _ => None,
    })
}

/// Every place of a value, as the keys and indexes that lead there.
fn places(value: &Value, at: &[String], all: &mut Vec<Vec<String>>) {
    let mut inside = |name: String, value: &Value| {
        let at = [at, &[name]].concat();
        all.push(at.clone());
        places(value, &at, all);
    };
    match value {
        Value::Table(table) => table
            .iter()
            .for_each(|(name, value)| inside(name.clone(), value)),
        Value::Array(items) => {
            let numbered = items.iter().enumerate();
            numbered.for_each(|(at, value)| inside(at.to_string(), value));
        }
        _ => {}
    }
}
