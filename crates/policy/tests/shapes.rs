//! Packs of other shapes are decided by the same engine: sums over three years, three categories.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use policy::{Policies, jsonl::decide_line};
use serde_json::{Value, json};

fn answer(territory: &str, on: &str, person: &Value, hours: &Value) -> Value {
    let packs = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/packs");
    let policies = Policies::from_dir(packs).unwrap();
    let applicant = json!({
        "id": "1",
        "person": person,
        "post": { "territory": territory, "sector": "school" },
        "application": { "purpose": "title_review", "level": "senior", "on": on },
        "hours": hours,
    });
    let answer = decide_line(&policies, 1, applicant.to_string().as_bytes(), None);
    assert!(!answer.is_error, "{}", answer.json);
    serde_json::from_str(&answer.json).unwrap()
}

#[test]
fn three_years_together_with_a_floor_for_public_hours() {
    let young = json!({ "sex": "male", "born": "1980-01-01" });
    let hours = json!([
        { "year": 2013, "category": "public", "hours": "25" },
        { "year": 2015, "category": "professional", "hours": "70" },
        { "year": 2012, "category": "professional", "hours": "70" },
    ]);
    let decision = answer("test-sums", "2015-06-01", &young, &hours);
    assert_eq!(decision["outcome"], "not_met");
    assert_eq!(
        decision["requirements"],
        json!([
            { "years": [2013, 2015], "category": "public", "required": "40", "counted": "25",
              "short": "15", "deemed": false },
            { "years": [2013, 2015], "category": "total", "required": "120", "counted": "95",
              "short": "25", "deemed": false },
        ])
    );
    // Fifteen public hours close the floor and count in the sum; ten more, at the cheapest, do.
    let items = decision["plan"]["items"].as_array().unwrap();
    assert_eq!(
        (&items[0]["hours"], &items[0]["fen"]),
        (&json!("15"), &json!(3_750))
    );
    assert_eq!(
        (&items[1]["hours"], &items[1]["fen"]),
        (&json!("10"), &json!(2_000))
    );
    assert_eq!(
        decision["reasons"][1]["zh"],
        "应完成：2013年度至2015年度合计公需科目40学时、总学时120学时。"
    );
}

#[test]
fn a_third_of_a_sum_is_rounded_up() {
    let elder = json!({ "sex": "female", "born": "1968-01-01" });
    let decision = answer("test-sums", "2015-06-01", &elder, &json!([]));
    assert_eq!(decision["requirements"][0]["required"], "13.34");
    assert_eq!(decision["requirements"][1]["required"], "40");
    let hours = json!([
        { "year": 2014, "category": "public", "hours": "13.34" },
        { "year": 2014, "category": "professional", "hours": "26.66" },
    ]);
    let complete = answer("test-sums", "2015-06-01", &elder, &hours);
    assert_eq!(complete["outcome"], "met");
}

#[test]
fn three_categories_each_with_its_floor_and_price() {
    let person = json!({});
    let hours = json!([
        { "year": 2021, "category": "elective", "hours": "18" },
        { "year": 2021, "category": "professional", "hours": "41.99" },
    ]);
    let decision = answer("test-three", "2021-07-15", &person, &hours);
    let rows = decision["requirements"].as_array().unwrap();
    let names: Vec<&Value> = rows.iter().map(|row| &row["category"]).collect();
    assert_eq!(names, ["public", "professional", "elective"]);
    let items = decision["plan"]["items"].as_array().unwrap();
    assert_eq!(items[0]["fen"], 0);
    // 3.33 fen are paid as four; the next window is told, not the one that has closed.
    assert_eq!(items[1]["fen"], 4);
    assert_eq!(items[1]["window"]["from"], "2021-09-01");
}
