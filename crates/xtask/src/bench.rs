//! `cargo xtask bench NAME`: builds the load generator in release and lets it measure.
//! What is measured, and how, stands in the crate `bench`; here is only the way to it.

use crate::cluster::Cluster;
use crate::setup;
use crate::shell::{self, Failure, Outcome};

/// The measurements there are, each with what it shows.
const NAMES: [(&str, &str); 6] = [
    (
        "beats",
        "beats a second at 1,000 connections, durable: rate, p99, memory, both engines",
    ),
    (
        "decisions",
        "the policy engine and xueshi decide: rate and memory",
    ),
    (
        "desks",
        "inbox, dashboard and a person's page over a whole region, both engines",
    ),
    ("effect", "the effect of a draft on a million people"),
    ("media", "a film in ranges: GB/s and memory"),
    ("pages", "signed-in pages: rate, p99 and memory"),
];

/// Runs one measurement; arguments after its name are its own.
pub fn run(words: &[String]) -> Outcome {
    let Some((name, rest)) = words.split_first() else {
        return Err(Failure::usage(format!("bench wants a name\n{}", known())));
    };
    if !NAMES.iter().any(|(known, _)| known == name) {
        return Err(Failure::usage(format!(
            "there is no measurement `{name}`\n{}",
            known()
        )));
    }
    if !shell::root().join("crates/bench/Cargo.toml").is_file() {
        return Err(Failure::new(format!(
            "`{name}` cannot be measured yet: it wants the load generator in crates/bench"
        )));
    }
    setup::for_demo()?;
    shell::say("Building in release; the first time this takes about 12 minutes on 2 cores.");
    if name == "beats" || name == "desks" {
        return on_both(name, rest);
    }
    shell::run(shell::cargo([
        "build",
        "--release",
        "--package",
        "cli",
        "--bin",
        "xueshi",
    ]))?;
    let server = shell::built("release", "xueshi")?;
    let mut measure = shell::cargo(["run", "--release", "--package", "bench", "--"]);
    measure.arg(name).args(rest).env("XUESHI_BIN", server);
    shell::run(measure)
}

/// What is measured on both engines, with a server in which nothing is typeset.
fn on_both(name: &str, words: &[String]) -> Outcome {
    let cluster = Cluster::start()?;
    let mut measure = shell::cargo(["run", "--release", "--package", "bench", "--", name]);
    measure.args(words).arg(format!("at={}", cluster.address()));
    shell::run(measure)
}

fn known() -> String {
    let lines: Vec<_> = NAMES
        .iter()
        .map(|(name, shows)| format!("  {name}  {shows}"))
        .collect();
    lines.join("\n")
}
