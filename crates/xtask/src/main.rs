//! `cargo xtask`: the two commands a newcomer needs, `demo` and `test`, and what they stand on.
//!
//! It sets up, builds, starts and stops. It deliberately knows nothing of the product: what xueshi
//! does stands in the other crates, and it uses no library, so that it compiles in seconds.

mod bench;
mod cluster;
mod demo;
mod docs;
mod fuzz;
mod report;
mod setup;
mod shell;
mod statements;
mod suite;

use std::process::ExitCode;

use shell::{Failure, Outcome};

const HELP: &str = "\
cargo xtask VERB

  demo [--release] [--data DIR] [--listen ADDR]
              sets up what is missing, builds xueshi and starts the demo
              (data/demo and 127.0.0.1:8080, unless told otherwise)
  test        sets up what is missing, then runs every test: format, lints, Rust tests on SQLite
              and on a PostgreSQL of its own, pages in a real browser
  tidy        runs the tests of the house rules alone (`cargo test` runs them too)
  docs        writes docs/errors.md, the list of all stable codes, from the sources and the words
  statements  says which SQL of the sources the last `test` did not run on both databases
  bench NAME [ARGS]
              measures; `pages` loads the signed-in pages
  fuzz [TARGET] [--seconds N]
              throws random bytes at the readers of packs, scenarios and lines, a minute each
  setup       puts in place what `demo` and `test` need, or says in one line what would
  help        this text

Variables that `test` reads:
  XUESHI_TEST_POSTGRES  postgres://… of a server to use in place of one of its own
  CHROMIUM              the browser to use

It ends with 0 when all went well, with 1 when something failed, with 2 when it was not understood.
";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match run(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            shell::complain(&failure.words);
            ExitCode::from(failure.status)
        }
    }
}

fn run(words: &[String]) -> Outcome {
    let (verb, rest) = match words.split_first() {
        Some((verb, rest)) => (verb.as_str(), rest),
        None => ("help", words),
    };
    match verb {
        "demo" => demo::run(rest),
        "bench" => bench::run(rest),
        "fuzz" => fuzz::run(rest),
        "setup" => alone(verb, rest).and_then(|()| setup::everything()),
        "docs" => alone(verb, rest).and_then(|()| docs::run()),
        "test" => alone(verb, rest).and_then(|()| suite::run()),
        "statements" => alone(verb, rest).and_then(|()| statements::check()),
        "tidy" => alone(verb, rest).and_then(|()| tidy()),
        "help" | "--help" | "-h" => {
            shell::say(HELP.trim_end());
            Ok(())
        }
        other => Err(Failure::usage(format!(
            "there is no verb `{other}`\n\n{HELP}"
        ))),
    }
}

/// Refuses arguments after a verb that takes none, so that a misspelt flag is not ignored.
fn alone(verb: &str, rest: &[String]) -> Outcome {
    match rest.first() {
        None => Ok(()),
        Some(word) => Err(Failure::usage(format!(
            "`{verb}` takes no `{word}`\n\n{HELP}"
        ))),
    }
}

/// The house rules alone: quicker than the whole suite, and what one runs after moving files.
fn tidy() -> Outcome {
    shell::run(shell::cargo([
        "test",
        "--quiet",
        "--package",
        "xtask",
        "--test",
        "tidy",
    ]))
}
