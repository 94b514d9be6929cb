//! Runs the scenarios beside every edition, in the program and of the territories for tests, by the
//! same code as `xueshi policy test`; and holds that a scenario can fail.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use policy::packs::Folder;
use policy::scenarios::{self, Report};
use policy::{Edition, Policies};

const TEST_PACKS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/packs");

fn reports(folder: &Folder) -> Vec<Report> {
    let policies = folder.policies().unwrap();
    let run = |edition: &Edition| {
        let pack = folder.pack(edition.id()).unwrap();
        let scenarios = pack.scenarios.as_ref().unwrap();
        scenarios::run(edition, &folder.shown(&pack.scenarios_name()), scenarios)
    };
    policies.editions().iter().map(run).collect()
}

/// Everything that is wrong with a report, a line each.
fn wrong(report: &Report) -> Vec<String> {
    let failures = report.failures.iter().map(|failure| {
        let (line, name, step) = (failure.line, &failure.scenario, &failure.step);
        format!("{}:{line} {name}: {step}: {}", report.file, failure.trouble)
    });
    let uncovered = report.uncovered().map(|clause| {
        let lacking: Vec<_> = clause.lacking().map(|kind| kind.tag()).collect();
        format!(
            "{}: {} lacks {lacking:?}, never shows {:?}",
            report.file, clause.cite, clause.unseen
        )
    });
    failures.chain(uncovered).collect()
}

#[test]
fn every_scenario_of_every_edition_holds_and_every_clause_has_its_three() {
    let folders = [Folder::embedded(), Folder::read(TEST_PACKS).unwrap()];
    let reports: Vec<Report> = folders.iter().flat_map(reports).collect();
    let wrong: Vec<String> = reports.iter().flat_map(wrong).collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    let ran: usize = reports.iter().map(|report| report.ran).sum();
    assert!(
        reports.len() >= 3 && ran >= 70,
        "{} files, {ran} scenarios",
        reports.len()
    );
}
