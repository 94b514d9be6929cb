//! Runs the scenarios beside every edition, and fails where a clause lacks one that passes, one
//! that fails or one at its edge.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod steps;

use std::collections::BTreeSet;
use std::path::Path;

use gherkin::{Feature, GherkinEnv, Scenario};
use policy::{Edition, Policies};
use steps::World;

const KINDS: [&str; 3] = ["通过", "不通过", "边界"];

fn feature(edition: &Edition) -> Feature {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../policies");
    let file = folder.join(format!("{}.feature", edition.id()));
    let language = GherkinEnv::new("zh-CN").unwrap();
    Feature::parse_path(&file, language)
        .unwrap_or_else(|error| panic!("{}: no scenarios: {error}", file.display()))
}

#[test]
fn every_scenario_of_every_edition_holds() {
    let policies = Policies::embedded().unwrap();
    let mut failures = Vec::new();
    let mut ran = 0;
    for edition in policies.editions() {
        let feature = feature(edition);
        for scenario in &feature.scenarios {
            for (row, steps) in examples(scenario).into_iter().enumerate() {
                ran += 1;
                let mut world = World::new(edition);
                let failed = steps.iter().find_map(|step| {
                    let outcome = world.step(step);
                    outcome.err().map(|error| format!("{step}: {error}"))
                });
                if let Some(failed) = failed {
                    let line = scenario.position.line;
                    let (id, name) = (edition.id(), &scenario.name);
                    failures.push(format!("{id}.feature:{line} {name} [{row}]\n    {failed}"));
                }
            }
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
    assert!(ran >= 50, "only {ran} scenarios ran");
}

#[test]
fn every_deciding_clause_has_scenarios_that_pass_fail_and_stand_at_its_edge() {
    let policies = Policies::embedded().unwrap();
    for edition in policies.editions() {
        let feature = feature(edition);
        let covered: BTreeSet<(&str, &str)> = feature
            .scenarios
            .iter()
            .flat_map(|scenario| {
                let tags = || scenario.tags.iter().map(String::as_str);
                tags().flat_map(move |clause| tags().map(move |kind| (clause, kind)))
            })
            .collect();
        for cite in edition.deciding_clauses() {
            let (_, section) = cite.split_once(' ').unwrap();
            for kind in KINDS {
                let what = format!("{}: {cite} has no scenario @{kind}", edition.id());
                assert!(covered.contains(&(section, kind)), "{what}");
            }
        }
    }
}

#[test]
fn a_wrong_expectation_and_an_unknown_sentence_fail() {
    let policies = Policies::embedded().unwrap();
    let mut world = World::new(policies.edition("hohhot-etdz/2022").unwrap());
    world.step("2022年度有公需科目30学时").unwrap();
    world.step("2022-12-31用于审验卡").unwrap();
    world.step("结论是不达标").unwrap();
    for wrong in [
        "结论是达标",
        "2022年度专业科目还差59.99学时",
        "不要求2022年度专业科目",
        "补学费用为150.01元",
        "依据N2022 §5免除学时",
        "没有依据N2022 §5",
        "须补充性别",
        "2022年度有公需科目三十学时",
        "申请人心情愉快",
    ] {
        assert!(world.step(wrong).is_err(), "{wrong}");
    }
}

/// The steps of a scenario; of an outline, once for each row of its examples.
fn examples(scenario: &Scenario) -> Vec<Vec<String>> {
    let steps = || scenario.steps.iter().map(|step| step.value.clone());
    let tables = scenario.examples.iter().filter_map(|e| e.table.as_ref());
    let rows: Vec<Vec<String>> = tables
        .flat_map(|table| {
            let (head, rows) = table.rows.split_first().unwrap();
            rows.iter().map(|row| {
                let filled = |text: String| {
                    head.iter().zip(row).fold(text, |text, (name, value)| {
                        text.replace(&format!("<{name}>"), value)
                    })
                };
                steps().map(filled).collect()
            })
        })
        .collect();
    if rows.is_empty() {
        vec![steps().collect()]
    } else {
        rows
    }
}
