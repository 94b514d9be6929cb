//! `xueshi decide` line by line: answers in place and in order, whatever comes in.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeSet;
use std::sync::LazyLock;

use policy::jsonl::{LINE_BYTES_MAX, decide_line};
use policy::{Policies, Problem};
use serde_json::{Value, json};

static POLICIES: LazyLock<Policies> = LazyLock::new(|| Policies::embedded().unwrap());

fn good() -> Value {
    json!({
        "id": "b",
        "person": { "sex": "male", "born": "1990-01-01" },
        "post": { "sector": "school" },
        "application": { "purpose": "title_review", "level": "junior", "on": "2022-09-01" },
        "hours": [{ "year": 2022, "category": "public", "hours": "30" }],
        "deemed": [{ "kind": "qualification_exam", "year": 2022, "in_region": true }],
    })
}

fn code_of(line: &[u8]) -> String {
    let answer = decide_line(&POLICIES, 7, line, None);
    let value: Value = serde_json::from_str(&answer.json).unwrap();
    assert_eq!(answer.is_error, value.get("error").is_some());
    if !answer.is_error {
        return "decided".to_owned();
    }
    assert_eq!(value["line"], 7);
    assert!(!value["error"]["words"].as_str().unwrap().is_empty());
    value["error"]["code"].as_str().unwrap().to_owned()
}

/// The code when the value at a path is replaced.
fn code_with(path: &str, value: Value) -> String {
    let mut applicant = good();
    let (parent, name) = path.rsplit_once('/').unwrap();
    let parent = applicant.pointer_mut(parent).unwrap();
    match name.parse::<usize>() {
        Ok(at) => parent[at] = value,
        Err(_) => parent[name] = value,
    }
    code_of(applicant.to_string().as_bytes())
}

#[test]
fn each_bad_line_is_told_what_is_wrong_with_it() {
    for (path, value, code) in [
        ("/name", json!("x"), "unknown_field"),
        ("/person/age", json!(50), "unknown_field"),
        ("/hours/0/hour", json!("1"), "unknown_field"),
        ("/id", json!(1), "wrong_type"),
        ("/person", json!(["male", "1990-01-01"]), "wrong_type"),
        ("/person/sex", json!({ "male": null }), "wrong_type"),
        ("/post/grassroots", json!("true"), "wrong_type"),
        ("/post/grassroots", json!(null), "wrong_type"),
        ("/hours", json!({}), "wrong_type"),
        ("/hours/0", json!([2022, "public", "30"]), "wrong_type"),
        ("/hours/0/hours", json!(30), "wrong_type"),
        ("/circumstances", json!(["hero"]), "unknown_name"),
        ("/person/sex", json!("f"), "unknown_name"),
        ("/application/purpose", json!("promotion"), "unknown_name"),
        ("/person/born", json!("1990-02-30"), "bad_day"),
        ("/application/on", json!("2022-11-31"), "bad_day"),
        ("/hours/0/year", json!(2022.5), "bad_year"),
        ("/hours/0/year", json!(99_999), "bad_year"),
        ("/hours/0/year", json!("2022"), "wrong_type"),
        ("/hours/0/hours", json!("-1"), "bad_hours"),
        ("/hours/0/hours", json!("1.234"), "bad_hours"),
        (
            "/application",
            json!({ "purpose": "card" }),
            "missing_field",
        ),
        ("/application/level", json!(null), "missing_level"),
        (
            "/application/purpose",
            json!("title_recognition"),
            "missing_degree",
        ),
        ("/post/territory", json!("mars"), "unknown_territory"),
        ("/application/on", json!("2021-12-31"), "no_edition"),
        ("/hours/0/category", json!("political"), "unknown_category"),
        ("/hours/0/category", json!("total"), "unknown_category"),
        (
            "/person/born",
            json!("2022-09-02"),
            "born_after_application",
        ),
        (
            "/post/from_government_on",
            json!("2022-09-02"),
            "transfer_after_application",
        ),
    ] {
        let what = format!("{path} = {value}");
        assert_eq!(
            code_with(path, value),
            format!("decisions.{code}"),
            "{what}"
        );
    }
}

#[test]
fn unknown_facts_may_be_null_or_absent_and_days_may_be_equal() {
    for (path, value) in [
        ("/person/sex", json!(null)),
        ("/person/born", json!(null)),
        ("/post/sector", json!(null)),
        ("/person/born", json!("2022-09-01")),
        ("/post/from_government_on", json!("2022-09-01")),
        ("/application/degree", json!("doctor")),
        ("/hours/0/year", json!(1999)),
    ] {
        assert_eq!(code_with(path, value), "decided", "{path}");
    }
}

#[test]
fn lines_that_are_no_applicant_at_all_are_told_apart() {
    for (line, code) in [
        (&b"{"[..], "malformed_json"),
        (b"[]", "wrong_type"),
        (b"null", "wrong_type"),
        (b"", "blank_line"),
        (b" \t\r", "blank_line"),
        (b"{} {}", "malformed_json"),
        (b"{\"id\":\"\xff\"}", "invalid_utf8"),
        (b"{}", "missing_field"),
        (b"{\"id\":\"a\0b\"}", "malformed_json"),
        (b"\0", "malformed_json"),
        (b"\xff\xfe{\0}\0", "invalid_utf8"),
    ] {
        assert_eq!(code_of(line), format!("decisions.{code}"));
    }
    let twice = good().to_string().replacen('{', r#"{"id":"a","#, 1);
    assert_eq!(code_of(twice.as_bytes()), "decisions.duplicate_field");
    let deep = format!("{}{}", "[".repeat(5_000), "]".repeat(5_000));
    assert_eq!(code_of(deep.as_bytes()), "decisions.malformed_json");
    let long = vec![b' '; LINE_BYTES_MAX + 1];
    assert_eq!(code_of(&long), "decisions.line_too_long");
}

#[test]
fn an_error_object_has_the_shape_of_the_decisions_page() {
    let answer = decide_line(&POLICIES, 2, br#"{"id":"b","sexx":1}"#, None);
    let expected = concat!(
        r#"{"line":2,"id":"b","error":{"code":"decisions.unknown_field","#,
        r#""words":"有不认识的字段：sexx。 unknown field: sexx"}}"#
    );
    assert_eq!(answer.json, expected);
}

#[test]
fn bytes_that_cannot_stand_in_a_line_are_told_with_their_column() {
    for (line, code, column) in [
        (&b"{\"id\":\"\xd6\xd0\"}"[..], "invalid_utf8", 8),
        (b"{\"id\":\"a\0\"}", "malformed_json", 9),
        (b"{\"id\":1,}", "malformed_json", 9),
        (b"{\"id\":\"a\"", "malformed_json", 9),
    ] {
        let json = decide_line(&POLICIES, 1, line, None).json;
        let error: Value = serde_json::from_str(&json).unwrap();
        let words = error["error"]["words"].as_str().unwrap();
        assert_eq!(error["error"]["code"], format!("decisions.{code}"));
        assert!(words.ends_with(&format!(": column {column}")), "{words}");
    }
}

#[test]
fn escaped_texts_are_the_texts_they_stand_for() {
    let plain = good().to_string();
    let escaped = plain
        .replace("public", r"pub\u006cic")
        .replace("\"b\"", r#""\u0062""#)
        .replace("school", r"sch\u006fol")
        .replace("2022-09-01", r"2022-09-0\u0031");
    assert_ne!(plain, escaped);
    let answer = |line: &str| decide_line(&POLICIES, 1, line.as_bytes(), None);
    assert_eq!(answer(&escaped), answer(&plain));
}

#[test]
fn an_edition_may_be_asked_for_by_id() {
    let line = good().to_string();
    let asked = |id| decide_line(&POLICIES, 1, line.as_bytes(), Some(id));
    assert!(!asked("hohhot-etdz/2022").is_error);
    assert!(
        asked("hohhot-etdz/1999")
            .json
            .contains("decisions.unknown_edition")
    );
}

#[test]
fn codes_are_stable_and_distinct() {
    let codes: BTreeSet<&str> = Problem::ALL.iter().map(|problem| problem.code()).collect();
    assert_eq!(codes.len(), Problem::ALL.len());
    assert!(codes.iter().all(|code| code.starts_with("decisions.")));
}
