//! A second, naive implementation, written from the pages and not from the engine, agrees with it
//! on 100,000 random applicants: outcome, rows, reasons with their facts, what is missing, plan.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod naive;
mod people;

use std::collections::BTreeMap;
use std::thread;

use people::Dice;
use policy::Policies;
use policy::jsonl::decide_line;
use serde_json::Value;

const APPLICANTS: u64 = 100_000;
const THREADS: u64 = 2;

#[test]
fn the_naive_twin_agrees_on_100_000_applicants() {
    let policies = Policies::embedded().unwrap();
    let seen: Vec<BTreeMap<String, u64>> = thread::scope(|scope| {
        let workers: Vec<_> = (0..THREADS)
            .map(|seed| {
                let policies = &policies;
                scope.spawn(move || agree(policies, seed, APPLICANTS / THREADS))
            })
            .collect();
        workers
            .into_iter()
            .map(|worker| worker.join().unwrap())
            .collect()
    });
    // The crowd is worth the name only when every outcome and effect was met many times.
    for kind in KINDS {
        let times: u64 = seen.iter().filter_map(|seen| seen.get(kind)).sum();
        assert!(times >= 500, "only {times} times: {kind}");
    }
}

const KINDS: [&str; 23] = [
    "exempt",
    "met",
    "reference",
    "not_met",
    "undecided",
    "window",
    "require",
    "reduce",
    "deem",
    "refer",
    "waive",
    "reference",
    "window_moot",
    "require_moot",
    "reduce_moot",
    "deem_moot",
    "refer_moot",
    "reference_moot",
    "plan",
    "person.sex",
    "person.born",
    "post.sector",
    "deemed",
];

fn agree(policies: &Policies, seed: u64, applicants: u64) -> BTreeMap<String, u64> {
    let mut dice = Dice::new(seed);
    let mut kinds = BTreeMap::new();
    for number in 1..=applicants {
        let applicant = people::applicant(&mut dice);
        let answer = decide_line(policies, number, applicant.to_string().as_bytes(), None);
        let engine = bare(&answer.json);
        let naive = naive::decide(&applicant);
        assert_eq!(engine, naive, "applicant {number} of {seed}: {applicant}");
        note(&mut kinds, &naive);
    }
    kinds
}

/// The engine's answer without sentences and edition, which the twin does not know.
fn bare(json: &str) -> Value {
    let mut answer: Value = serde_json::from_str(json).unwrap();
    let members = answer.as_object_mut().unwrap();
    members.remove("edition");
    for reason in members["reasons"].as_array_mut().unwrap() {
        let reason = reason.as_object_mut().unwrap();
        reason.remove("zh");
        reason.remove("en");
    }
    answer
}

fn note(kinds: &mut BTreeMap<String, u64>, answer: &Value) {
    let mut one = |kind: &str| *kinds.entry(kind.to_owned()).or_default() += 1;
    one(answer["outcome"].as_str().unwrap());
    if answer.get("plan").is_some() {
        one("plan");
    }
    for reason in answer["reasons"].as_array().unwrap() {
        one(reason["effect"].as_str().unwrap());
    }
    for fact in answer["missing"].as_array().unwrap() {
        one(fact.as_str().unwrap());
    }
    for row in answer["requirements"].as_array().unwrap() {
        if row["deemed"] == true {
            one("deemed");
        }
    }
}
