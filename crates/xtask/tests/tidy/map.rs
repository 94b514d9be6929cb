//! Paths that ARCHITECTURE.md names.

use std::path::Path;

use crate::tree;

/// The named paths that are not there, each with its line.
pub fn broken() -> Vec<String> {
    let files = tree::files("", &["ARCHITECTURE.md"]);
    let maps = files.iter().filter(|file| file.path == "ARCHITECTURE.md");
    let named = maps.flat_map(|file| paths(&file.text));
    named
        .filter(|(_, path)| !exists(path))
        .map(|(line, path)| format!("ARCHITECTURE.md:{line}: `{path}`"))
        .collect()
}

/// A path counts from the root, or, for short, from `crates`.
fn exists(path: &str) -> bool {
    let root = tree::root();
    root.join(path).exists() || root.join("crates").join(path).exists()
}

/// What stands in backticks and looks like a path: it has a slash inside and no more than letters,
/// digits and `_.-`. Addresses of the web (`/verify/{number}`), patterns and media types are none.
fn paths(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut fenced = false;
    for (index, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        }
        if fenced {
            continue;
        }
        // Every second piece between backticks is quoted.
        let quoted = line.split('`').skip(1).step_by(2);
        found.extend(
            quoted
                .filter(|word| is_path(word))
                .map(|word| (index + 1, word.to_owned())),
        );
    }
    found
}

fn is_path(word: &str) -> bool {
    let belongs = |c: char| c.is_ascii_alphanumeric() || "_.-/".contains(c);
    let media = ["application/", "text/", "image/", "video/", "font/"];
    (word.contains('/') || Path::new(word).extension().is_some_and(|kind| kind == "md"))
        && !word.starts_with('/')
        && word.chars().all(belongs)
        && !media.iter().any(|kind| word.starts_with(kind))
}

#[test]
fn paths_are_told_from_addresses_and_code() {
    let text = "`crates/web` and `/verify/1`, `exams::submit`, `GET /x`, `text/html`, `a/*.sql`,\n\
                see `README.md`";
    let found = paths(text);
    assert_eq!(
        found,
        [(1, "crates/web".to_owned()), (2, "README.md".to_owned())]
    );
    assert!(exists("xtask/tests") && exists("Cargo.toml") && !exists("crates/no-such-thing"));
}
