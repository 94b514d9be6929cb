//! The house rules that a person would otherwise have to remember. Each is a test, each tells what
//! happened without it, and each is tried on a sample that breaks it. `cargo test` runs them,
//! `cargo xtask tidy` runs them alone.
//!
//! They read text; they do not compile it. What the compiler or clippy can hold is not held here.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod codes;
mod contexts;
mod crates;
mod locales;
mod map;
mod migrations;
mod size;
mod tables;
mod tree;
mod unfinished;
mod used;

/// Fails with everything that breaks the rule, a line each.
fn hold(rule: &str, broken: &[String]) {
    assert!(broken.is_empty(), "{rule}\n  {}\n", broken.join("\n  "));
}

/// A map that names a street which is gone sends a newcomer astray on the first day, and nobody who
/// knows the way ever reads it again.
#[test]
fn every_path_in_the_architecture_document_exists() {
    hold(
        "ARCHITECTURE.md names paths that are not there:",
        &map::broken(),
    );
}

/// A file of thousands of lines is read by nobody and edited by everybody at once. Five hundred is
/// the end; most stay below half of that, and so does the median of all Rust files, at 200.
#[test]
fn files_are_short() {
    hold(
        "files are at most 500 lines, their median 200:",
        &size::long_files(),
    );
}

/// Side by side on one screen, two files of a hundred columns can be compared. rustfmt holds code
/// to that, but neither comments nor long strings.
#[test]
fn lines_are_at_most_a_hundred_columns() {
    hold(
        "lines of Rust are at most 100 columns:",
        &size::long_lines(),
    );
}

/// What does not fit on a screen is not read, it is believed. Clippy counts code lines; this counts
/// what one has to scroll.
#[test]
fn functions_are_short() {
    hold("functions are at most 70 lines:", &size::long_functions());
}

/// Contexts that call each other in circles can only be understood all at once. The order makes a
/// gate a question to an earlier context, and what comes later a job.
#[test]
fn contexts_use_only_contexts_before_them() {
    hold(
        "a context uses a later one, or reaches past its mod.rs:",
        &contexts::broken(),
    );
}

/// When two contexts write one table, each breaks the other's promises, and the ledger's above all:
/// whoever may write hours directly will, one day before a deadline.
#[test]
fn only_its_owner_names_a_table() {
    hold(
        "SQL names a table that belongs to another:",
        &tables::foreign(),
    );
}

/// A query in a handler skips the permission that the service asks for. There is none in `web`.
#[test]
fn pages_hold_no_sql() {
    hold("SQL stands in crates/web:", &tables::sql_in_web());
}

/// "For now" stays for years. What is not done is an issue, not a mark in the code; a test that is
/// switched off is a promise that nobody keeps.
#[test]
fn nothing_is_left_unfinished() {
    hold("unfinished things stand in the tree:", &unfinished::marks());
}

/// A migration that exists for one engine only is found by the other's operator, in production.
#[test]
fn both_engines_have_the_same_migrations() {
    hold(
        "migrations/sqlite and migrations/postgres differ:",
        &migrations::differing(),
    );
}

/// A missing word shows as its key, and always in the language that its author does not read.
#[test]
fn both_languages_have_the_same_words() {
    hold(
        "locales/zh-CN and locales/en differ:",
        &locales::differing(),
    );
}

/// A misspelt key in a template compiles; the learner reads the key.
#[test]
fn every_word_that_a_page_uses_exists() {
    hold("keys without words:", &used::unknown());
}

/// For a code without words the visitor read "what was entered cannot be taken", and had to guess
/// what, in front of a form that she had filled in for the third time.
#[test]
fn every_code_has_words_in_both_languages() {
    hold(
        "codes of faults lack something (words go to locales/*/faults.ftl):",
        &codes::without_words(),
    );
}

/// A list of errors that is kept by hand leaves out the newest code: the one that is looked up.
#[test]
fn the_list_of_errors_is_what_the_sources_say() {
    hold(
        "docs/errors.md differs; `cargo xtask docs` writes it:",
        &codes::differing(),
    );
}

/// Once a lower crate knows an upper one, or `domain` knows HTTP, one operation can no longer be
/// called from a page, the API, a job and the command line alike.
#[test]
fn crates_use_only_what_lies_below_them() {
    hold(
        "a crate depends on what it must not know:",
        &crates::forbidden(),
    );
}
