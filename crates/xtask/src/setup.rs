//! `cargo xtask setup`: puts in place what a fresh machine lacks, says what it does, and does
//! nothing the second time. Where it may not install something itself, it prints the one line that
//! does. `demo` and `test` call it by themselves.

mod debian;
mod npm;
mod python;

pub use debian::{is_root, postgres_programs};

use std::path::PathBuf;

use crate::shell::{self, Failure, Outcome};

/// Everything, and a word at the end: the verb `setup`.
pub fn everything() -> Outcome {
    for_tests()?;
    shell::say("Everything that `cargo xtask demo` and `cargo xtask test` need is in place.");
    Ok(())
}

/// What the binary embeds: fonts, styles and scripts from npm.
pub fn for_demo() -> Outcome {
    npm::assets()
}

/// What the demo needs, and with it a browser, Chinese letters for it, PostgreSQL and the lints.
pub fn for_tests() -> Outcome {
    rust_components()?;
    for_demo()?;
    let wants_browser = npm::browser_tests()?;
    let wants_postgres = shell::setting("XUESHI_TEST_POSTGRES").is_none();
    debian::packages(wants_browser, wants_postgres)?;
    python::s3_server()?;
    if !has_nextest() {
        shell::say(
            "cargo-nextest is missing; plain `cargo test` takes its place. To install it:\n  \
             cargo install --locked cargo-nextest",
        );
    }
    Ok(())
}

/// Whether `cargo nextest` can be called.
pub fn has_nextest() -> bool {
    shell::answer("cargo", ["nextest", "--version"]).is_some()
}

/// The browser that the tests drive: the one named by CHROMIUM, else the first that is installed.
pub fn chromium() -> Option<PathBuf> {
    let named = shell::setting("CHROMIUM").map(PathBuf::from);
    let installed = || ["chromium", "chromium-browser", "google-chrome"].into_iter();
    named.or_else(|| installed().find_map(shell::find))
}

/// `cargo fmt` and `cargo clippy` come with rustup's default profile, but not with its minimal one.
fn rust_components() -> Outcome {
    let missing: Vec<_> = [("fmt", "rustfmt"), ("clippy", "clippy")]
        .into_iter()
        .filter(|(verb, _)| shell::answer("cargo", [verb, "--version"]).is_none())
        .map(|(_, component)| component)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let line = format!("rustup component add {}", missing.join(" "));
    if shell::find("rustup").is_none() {
        return Err(Failure::new(format!(
            "{} missing; run\n  {line}",
            missing.join(", ")
        )));
    }
    shell::say(&format!(
        "Adding to the Rust toolchain: {}",
        missing.join(", ")
    ));
    let mut rustup = shell::at_root("rustup", ["component", "add"]);
    rustup.args(missing);
    shell::run(rustup)
}
