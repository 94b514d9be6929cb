//! How long files, lines and functions are.

use crate::tree::{self, File};

const FILE_LINES_MAX: usize = 500;
const FILE_LINES_MEDIAN_MAX: usize = 200;
const COLUMNS_MAX: usize = 100;
const FUNCTION_LINES_MAX: usize = 70;

/// Files past the limit; and the median of the Rust files, should it be.
pub fn long_files() -> Vec<String> {
    let files = tree::files("", &[".rs", ".js", ".mjs", ".html", ".typ"]);
    let long = files
        .iter()
        .map(|file| (&file.path, file.text.lines().count()));
    let mut broken: Vec<_> = long
        .filter(|(_, lines)| *lines > FILE_LINES_MAX)
        .map(|(path, lines)| format!("{path}: {lines} lines"))
        .collect();
    let rust = tree::files("", &[".rs"]);
    let mut lengths: Vec<_> = rust.iter().map(|file| file.text.lines().count()).collect();
    lengths.sort_unstable();
    let median = lengths.get(lengths.len() / 2).copied().unwrap_or(0);
    if median > FILE_LINES_MEDIAN_MAX {
        broken.push(format!(
            "the median of {} Rust files: {median} lines",
            lengths.len()
        ));
    }
    broken
}

/// Lines past the limit. An address cannot be broken, so its line may be longer.
pub fn long_lines() -> Vec<String> {
    let mut broken = Vec::new();
    for file in tree::files("", &[".rs"]) {
        for (index, line) in file.text.lines().enumerate() {
            let columns = line.chars().count();
            if columns > COLUMNS_MAX && !line.contains("://") {
                broken.push(format!("{}:{}: {columns} columns", file.path, index + 1));
            }
        }
    }
    broken
}

/// Functions past the limit.
pub fn long_functions() -> Vec<String> {
    tree::files("", &[".rs"])
        .iter()
        .flat_map(functions_past_the_limit)
        .collect()
}

fn functions_past_the_limit(file: &File) -> Vec<String> {
    functions(&file.text)
        .into_iter()
        .filter(|(_, _, lines)| *lines > FUNCTION_LINES_MAX)
        .map(|(name, line, lines)| format!("{}:{line}: `{name}` has {lines} lines", file.path))
        .collect()
}

/// Name, first line and length of each function. rustfmt puts a function's last brace under the
/// first letter of its head, so that no parser is needed.
fn functions(text: &str) -> Vec<(String, usize, usize)> {
    let lines: Vec<_> = text.lines().collect();
    let mut found = Vec::new();
    for (start, head) in lines.iter().enumerate() {
        let Some(name) = function_name(head) else {
            continue;
        };
        let indent = head.len() - head.trim_start().len();
        let one_line = head.ends_with('}') || head.ends_with(';');
        let is_end = |line: &&str| {
            let (blank, rest) = line.split_at_checked(indent).unwrap_or(("-", ""));
            // A declaration without a body ends its head with a semicolon: `) -> Answer;`.
            blank.trim().is_empty()
                && (rest == "}" || (rest.starts_with(')') && rest.ends_with(';')))
        };
        let body = lines[start + 1..]
            .iter()
            .position(is_end)
            .map_or(1, |at| at + 2);
        found.push((name.to_owned(), start + 1, if one_line { 1 } else { body }));
    }
    found
}

fn function_name(line: &str) -> Option<&str> {
    let (before, after) = line.trim_start().split_once("fn ")?;
    let qualifiers = ["pub", "const", "async", "unsafe", "extern", "default"];
    let is_head = before.split_whitespace().all(|word| {
        qualifiers
            .iter()
            .any(|qualifier| word.starts_with(qualifier))
            || word == "\"C\""
    });
    let end = after.find(|c: char| !c.is_alphanumeric() && c != '_')?;
    (is_head && end > 0).then(|| &after[..end])
}

#[test]
fn a_function_is_measured_from_its_head_to_its_brace() {
    let text = "\
pub async fn long(
    a: u8,
) -> u8 {
    if a > 1 {
    }
    a
}

impl X {
    fn short(&self) -> u8 { 1 }
    fn declared(
        &self,
    ) -> u8;
    // a fn in prose is none
}
";
    let found = functions(text);
    let expected = [("long", 1, 7), ("short", 10, 1), ("declared", 11, 3)];
    let expected = expected.map(|(name, line, lines)| (name.to_owned(), line, lines));
    assert_eq!(found, expected);
}
