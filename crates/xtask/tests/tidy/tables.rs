//! Who names which table: the prefix of a table is its owner's name.

use std::collections::BTreeSet;

use crate::contexts;
use crate::tree::{self, File};

/// Tables named by SQL outside of their owner.
pub fn foreign() -> Vec<String> {
    let mut broken = Vec::new();
    for file in tree::files("crates/domain/src", &[".rs"]) {
        if let Some(owner) = contexts::owner(&file.path) {
            broken.extend(foreign_in(&file, owner));
        }
    }
    for owner in ["ledger", "jobs"] {
        for file in tree::files(&format!("crates/{owner}/src"), &[".rs"]) {
            broken.extend(foreign_in(&file, owner));
        }
    }
    broken
}

/// SQL in the pages' crate.
pub fn sql_in_web() -> Vec<String> {
    let mut broken = Vec::new();
    for file in tree::files("crates/web/src", &[".rs"]) {
        let code = tree::without_comments(&file.text);
        let named = tables(&code)
            .into_iter()
            .map(|(at, table)| (at, format!("table `{table}`")));
        let selects = tree::after(&code, "SELECT ", belongs)
            .filter(|(_, word)| !word.is_empty())
            .map(|(at, word)| (at, format!("SELECT {word}")));
        let all = named.chain(selects);
        broken.extend(all.map(|(at, what)| format!("{}: {what}", tree::place(&file, at))));
    }
    broken
}

fn foreign_in(file: &File, owner: &str) -> Vec<String> {
    let code = tree::without_comments(&file.text);
    let own = |table: &str| {
        table
            .strip_prefix(owner)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('_'))
    };
    tables(&code)
        .into_iter()
        .filter(|(_, table)| !own(table))
        .map(|(at, table)| {
            format!(
                "{}:{}: `{owner}` names `{table}`",
                file.path,
                tree::line_of(&code, at)
            )
        })
        .collect()
}

/// The tables that the SQL in a source file names. Keywords are in capitals, names are not; a name
/// before a parenthesis is a function (`FROM json_each(`), and one that `WITH` introduced is no
/// table.
fn tables(code: &str) -> Vec<(usize, String)> {
    let introduced: BTreeSet<_> = code
        .match_indices(" AS ")
        .filter(|(at, mark)| {
            let rest = code[at + mark.len()..].trim_start_matches("NOT ");
            rest.trim_start_matches("MATERIALIZED ").starts_with('(')
        })
        .map(|(at, _)| last_word(&code[..at]))
        .chain(tree::after(code, "RECURSIVE ", belongs).map(|(_, word)| word))
        .collect();
    let mut found = Vec::new();
    for keyword in ["FROM", "JOIN", "INTO", "UPDATE"] {
        for (at, _) in code.match_indices(keyword) {
            let (before, after) = (&code[..at], &code[at + keyword.len()..]);
            let starts_a_word = !before.ends_with(|c: char| c.is_alphanumeric() || c == '_');
            let blank = after.len() - after.trim_start_matches([' ', '\n', '\\']).len();
            let rest = &after[blank..];
            let end = rest.find(|c| !belongs(c)).unwrap_or(rest.len());
            let (name, next) = rest.split_at(end);
            let is_name = name.starts_with(|c: char| c.is_ascii_lowercase() || c == '_');
            let is_call = next.starts_with('(') && keyword != "INTO";
            // `a IS DISTINCT FROM b` compares; `ON CONFLICT … DO UPDATE SET` has no name.
            let compares = keyword == "FROM" && before.trim_end().ends_with("DISTINCT");
            if starts_a_word
                && blank > 0
                && is_name
                && !is_call
                && !compares
                && !introduced.contains(name)
            {
                found.push((at, name.to_owned()));
            }
        }
    }
    found.sort();
    found
}

fn belongs(c: char) -> bool {
    c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_'
}

/// The name that ends here, over a list of columns (`WITH a (x, y) AS (`) if there is one.
fn last_word(text: &str) -> &str {
    let text = text.trim_end();
    let text = match text.strip_suffix(')') {
        Some(inside) => inside
            .rsplit_once('(')
            .map_or(text, |(name, _)| name.trim_end()),
        None => text,
    };
    let start = text.rfind(|c| !belongs(c)).map_or(0, |at| at + 1);
    &text[start..]
}

#[test]
fn tables_are_found_and_other_names_are_not() {
    let names = |sql: &str| {
        tables(sql)
            .into_iter()
            .map(|(_, name)| name)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        names("SELECT a FROM exams_attempt JOIN ledger_entry e"),
        ["exams_attempt", "ledger_entry"]
    );
    assert_eq!(
        names("INSERT INTO exams_paper(id) VALUES (?)"),
        ["exams_paper"]
    );
    assert_eq!(names("UPDATE exams_paper SET a = 1"), ["exams_paper"]);
    assert_eq!(names("DELETE\n FROM \\\n  exams_paper"), ["exams_paper"]);
    assert!(names("ON CONFLICT DO UPDATE SET a = 1").is_empty());
    assert!(names("SELECT 1 FROM json_each(?) WHERE a IS NOT DISTINCT FROM b").is_empty());
    let with = "WITH late (id) AS (SELECT id FROM exams_paper), x AS (SELECT 1) \
                SELECT id FROM late JOIN x";
    assert_eq!(names(with), ["exams_paper"]);
}

#[test]
fn a_foreign_table_is_named_with_its_place() {
    let text = "//! FROM ledger_entry in prose\nconst S: &str = \"SELECT 1 FROM ledger_entry\";";
    let file = File {
        path: "crates/domain/src/exams/store.rs".to_owned(),
        text: text.to_owned(),
    };
    let found = foreign_in(&file, "exams");
    assert_eq!(
        found,
        ["crates/domain/src/exams/store.rs:2: `exams` names `ledger_entry`"]
    );
}
