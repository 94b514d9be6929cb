//! `cargo xtask test`: every test of every ring, on both databases and in a real browser. It starts
//! what it needs and stops it again, whatever happens.

use std::path::PathBuf;

use crate::cluster::Cluster;
use crate::report::Report;
use crate::shell::{self, Failure, Outcome};
use crate::{setup, statements};

/// Runs all of it. The last line says "all green", or what is not.
pub fn run() -> Outcome {
    let mut report = Report::default();
    if !report.step("set-up", setup::for_tests) {
        return report.sum_up();
    }
    report.step("format", || {
        shell::run(shell::cargo(["fmt", "--all", "--check"]))
    });
    report.step("lints", lints);
    let mut postgres = None;
    let started = report.step("PostgreSQL", || {
        postgres = Some(Postgres::ready()?);
        Ok(())
    });
    let Some(postgres) = postgres.filter(|_| started) else {
        report.left_out("tests", "they want a PostgreSQL");
        return report.sum_up();
    };
    let passed = report.step("tests", || rust_tests(postgres.address()));
    if passed {
        report.step("statements", statements::check);
    }
    report.step("scripts", scripts);
    let mut binary = None;
    report.step("binary", || {
        binary = Some(tested_binary()?);
        Ok(())
    });
    let pages = browser_tests();
    match binary {
        _ if pages.is_empty() => report.left_out("browser", "tests/browser holds no *.test.mjs"),
        None => report.left_out("browser", "there is no binary"),
        Some(binary) => {
            report.step("browser", || browser(&binary, postgres.address(), pages));
        }
    }
    drop(postgres);
    report.sum_up()
}

/// The database server of this run: one that was given, or one of our own.
enum Postgres {
    Given(String),
    Own(Cluster),
}

impl Postgres {
    fn ready() -> Result<Self, Failure> {
        if let Some(address) = shell::setting("XUESHI_TEST_POSTGRES") {
            shell::say(&format!("using XUESHI_TEST_POSTGRES={address}"));
            return Ok(Self::Given(address));
        }
        let cluster = Cluster::start()?;
        shell::say(&format!("started {}", cluster.address()));
        Ok(Self::Own(cluster))
    }

    fn address(&self) -> &str {
        match self {
            Self::Given(address) => address,
            Self::Own(cluster) => cluster.address(),
        }
    }
}

fn lints() -> Outcome {
    let mut clippy = shell::cargo(["clippy", "--workspace", "--all-targets"]);
    clippy.args(["--", "-D", "warnings"]);
    shell::run(clippy)
}

fn rust_tests(postgres: &str) -> Outcome {
    let mut tests = if setup::has_nextest() {
        shell::cargo(["nextest", "run", "--workspace"])
    } else {
        shell::cargo(["test", "--workspace", "--no-fail-fast", "--all-targets"])
    };
    statements::clear()?;
    tests.env("XUESHI_TEST_POSTGRES", postgres);
    tests.env("XUESHI_TEST_STATEMENTS", statements::folder());
    shell::run(tests)
}

/// The binary that the Rust tests have just built and run. Cargo would build half the libraries a
/// second time for `--package cli` alone, whose features are fewer than the whole workspace's.
fn tested_binary() -> Result<PathBuf, Failure> {
    let binary = shell::built("debug", "xueshi")?;
    if binary.is_file() {
        return Ok(binary);
    }
    Err(Failure::new(
        "the tests built no xueshi: see what they said",
    ))
}

/// The browser's own modules, without a browser.
fn scripts() -> Outcome {
    let mut node = shell::at_root("node", ["--test"]);
    node.arg("js/tests/")
        .current_dir(shell::root().join("assets"));
    shell::run(node)
}

/// The files of the browser's tests, in order of their names.
fn browser_tests() -> Vec<PathBuf> {
    let folder = shell::root().join("tests/browser");
    let entries = folder.read_dir().into_iter().flatten().flatten();
    let mut files: Vec<_> = entries
        .map(|entry| entry.path())
        .filter(|file| file.to_string_lossy().ends_with(".test.mjs"))
        .collect();
    files.sort();
    files
}

/// One file after the other: each starts servers of its own, and two cores are soon busy.
fn browser(binary: &std::path::Path, postgres: &str, files: Vec<PathBuf>) -> Outcome {
    let chromium = setup::chromium()
        .ok_or_else(|| Failure::new("no browser: name one in CHROMIUM, or install chromium"))?;
    let seed = shell::root().join("target").join("seed");
    let with = |mut node: std::process::Command| {
        node.env("XUESHI_BIN", binary)
            .env("XUESHI_TEST_FILLED", &seed)
            .env("XUESHI_TEST_POSTGRES", postgres)
            .env("CHROMIUM", &chromium);
        node
    };
    // A thousand people are seeded once for each engine; most tests begin with a copy.
    shell::run(with(shell::at_root("node", ["tests/browser/prepare.mjs"])))?;
    let mut node = shell::at_root("node", ["--test", "--test-concurrency=1"]);
    node.args(files);
    shell::run(with(node))
}
