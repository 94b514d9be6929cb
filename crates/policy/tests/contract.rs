//! The decisions page held to the letter: its example, its edges, its errors.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use policy::{Decision, Policies};
use serde_json::{Value, json};

const EXAMPLE: &str = r#"{
  "id": "A-001",
  "person": { "sex": "female", "born": "1977-03-05" },
  "post": {
    "territory": "hohhot-etdz",
    "sector": "public_institution",
    "grassroots": false,
    "from_government_on": "2020-07-01"
  },
  "circumstances": [],
  "application": { "purpose": "title_review", "level": "senior", "on": "2022-09-01" },
  "hours": [
    { "year": 2021, "category": "public", "hours": "30" },
    { "year": 2022, "category": "public", "hours": "30" },
    { "year": 2022, "category": "professional", "hours": "12.5" }
  ],
  "deemed": [ { "kind": "qualification_exam", "year": 2021, "in_region": true } ]
}"#;

fn answer(applicant: &str) -> String {
    let policies = Policies::embedded().unwrap();
    policy::jsonl::decide_line(&policies, 1, applicant.as_bytes(), None).json
}

/// The answer to the example with some of its members replaced.
fn answer_with(changes: &Value) -> Value {
    let mut applicant: Value = serde_json::from_str(EXAMPLE).unwrap();
    for (name, value) in changes.as_object().unwrap() {
        applicant[name] = value.clone();
    }
    serde_json::from_str(&answer(&applicant.to_string())).unwrap()
}

fn effects(answer: &Value) -> Vec<String> {
    let reasons = answer["reasons"].as_array().unwrap();
    let one = |reason: &Value| {
        let (clause, effect) = (&reason["clause"], &reason["effect"]);
        format!("{} {}", clause.as_str().unwrap(), effect.as_str().unwrap())
    };
    reasons.iter().map(one).collect()
}

#[test]
fn the_example_of_the_decisions_page_is_answered_to_the_byte() {
    let policies = Policies::embedded().unwrap();
    let digest = policies.edition("hohhot-etdz/2022").unwrap().digest();
    let expected = include_str!("golden/example.json").trim_end();
    assert_eq!(answer(EXAMPLE), expected.replace("DIGEST", digest));
}

#[test]
fn a_decision_reads_back_as_it_was_written() {
    let text = answer(EXAMPLE);
    let decision: Decision = serde_json::from_str(&text).unwrap();
    assert_eq!(decision.to_json(), text);
}

#[test]
fn an_exempt_applicant_keeps_all_other_clauses_marked_moot() {
    let decision = answer_with(&json!({
        "person": { "sex": "female", "born": "1972-03-05" },
        "post": { "sector": "non_public", "from_government_on": "2021-07-01" },
    }));
    assert_eq!(decision["outcome"], "exempt");
    assert_eq!(decision["requirements"], json!([]));
    assert!(decision.get("plan").is_none());
    assert_eq!(
        effects(&decision),
        [
            "N2022 §2a.1 window_moot",
            "N2022 §3.7 window_moot",
            "N2022 §2 require_moot",
            "N2022 §3.1 reduce_moot",
            "N2022 §3.1 waive",
            "N2022 §3.2 reference_moot",
        ]
    );
}

#[test]
fn a_reference_factor_is_moot_when_the_hours_are_complete() {
    let post = json!({ "sector": "non_public", "from_government_on": "2020-07-01" });
    let short = answer_with(&json!({ "post": post }));
    assert_eq!(short["outcome"], "reference");
    assert_eq!(effects(&short).last().unwrap(), "N2022 §3.2 reference");
    assert_eq!(short["plan"]["fen"], 1875);
    let hours = json!([
        { "year": 2021, "category": "public", "hours": "10" },
        { "year": 2022, "category": "public", "hours": "10" },
        { "year": 2022, "category": "professional", "hours": "20" },
    ]);
    let complete = answer_with(&json!({ "post": post, "hours": hours }));
    assert_eq!(complete["outcome"], "met");
    assert_eq!(
        effects(&complete).last().unwrap(),
        "N2022 §3.2 reference_moot"
    );
    assert!(complete.get("plan").is_none());
}

#[test]
fn nothing_is_owed_for_professional_hours_of_2020() {
    let decision =
        answer_with(&json!({ "post": {}, "person": { "sex": "male", "born": "1990-01-01" } }));
    let rows = decision["requirements"].as_array().unwrap();
    assert_eq!(rows.len(), 5);
    assert_eq!(rows[0]["year"], 2020);
    assert_eq!(rows[0]["category"], "public");
    assert_eq!(rows[1]["year"], 2021);
}

#[test]
fn an_exam_taken_outside_the_region_is_referred_and_deems_nothing() {
    let outside = json!([{ "kind": "qualification_exam", "year": 2021, "in_region": false }]);
    let decision = answer_with(&json!({ "deemed": outside }));
    assert_eq!(decision["outcome"], "not_met");
    assert_eq!(effects(&decision).last().unwrap(), "N2022 §3.6 refer");
    assert_eq!(decision["requirements"][1]["deemed"], false);
    assert_eq!(decision["requirements"][1]["short"], "20");
}

#[test]
fn unknown_facts_are_named_only_where_they_can_change_the_outcome() {
    let unknown = |person: Value, post: Value| {
        answer_with(&json!({ "person": person, "post": post, "hours": [], "deemed": [] }))
    };
    let all = unknown(json!({}), json!({}));
    assert_eq!(all["outcome"], "undecided");
    assert_eq!(
        all["missing"],
        json!(["person.sex", "person.born", "post.sector"])
    );
    assert!(all.get("plan").is_none());
    assert_eq!(all["requirements"][0]["required"], "30");

    // A man of 30 has no relief, whatever the sex; only the sector is open.
    let young = unknown(json!({ "born": "1992-01-01" }), json!({}));
    assert_eq!(young["missing"], json!(["post.sector"]));
    // At 52 a woman is exempt and a man owes a third.
    let elder = unknown(
        json!({ "born": "1970-01-01" }),
        json!({ "sector": "school" }),
    );
    assert_eq!(elder["missing"], json!(["person.sex"]));
    assert_eq!(elder["requirements"][0]["required"], "10");
    // At 60 both are exempt: nothing is open.
    let old = unknown(json!({ "born": "1962-01-01" }), json!({}));
    assert_eq!(
        (&old["outcome"], &old["missing"]),
        (&json!("exempt"), &json!([]))
    );
    // On the grassroots the sector does not matter; at an unknown age exemption does.
    let grassroots = unknown(json!({ "sex": "male" }), json!({ "grassroots": true }));
    assert_eq!(grassroots["missing"], json!(["person.born"]));
}

#[test]
fn completions_that_end_in_met_or_exempt_are_met() {
    let hours = json!([
        { "year": 2021, "category": "public", "hours": "10" },
        { "year": 2022, "category": "public", "hours": "10" },
        { "year": 2022, "category": "professional", "hours": "20" },
    ]);
    let decision = answer_with(&json!({ "person": { "born": "1970-01-01" }, "hours": hours }));
    assert_eq!(decision["outcome"], "met");
    assert_eq!(decision["missing"], json!([]));
    let reduce = &decision["reasons"][3];
    assert_eq!(reduce["facts"], json!({ "age": 52 }));
    assert!(reduce["zh"].as_str().unwrap().contains("52周岁（未提供）"));
}

#[test]
fn the_card_knows_no_relief_but_a_deemed_year() {
    let decision = answer_with(&json!({
        "person": { "sex": "female", "born": "1960-03-05" },
        "circumstances": ["epidemic_frontline"],
        "application": { "purpose": "card", "on": "2022-12-31" },
        "hours": [{ "year": 2022, "category": "public", "hours": "30" }],
        "deemed": [{ "kind": "qualification_exam", "year": 2022, "in_region": true }],
    }));
    assert_eq!(decision["outcome"], "met");
    let expected = ["N2022 §5 window", "N2022 §2 require", "N2022 §3.6 deem"];
    assert_eq!(effects(&decision), expected);
}
