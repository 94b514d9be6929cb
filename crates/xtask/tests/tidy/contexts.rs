//! The order of the contexts in `crates/domain/src`.

use crate::tree;

/// The contexts, each of which may use those before it.
pub const ORDER: [&str; 32] = [
    "territory",
    "identity",
    "messages",
    "queues",
    "evidence",
    "employers",
    "editions",
    "rosters",
    "uploads",
    "catalogue",
    "covers",
    "orders",
    "learning",
    "exams",
    "hours",
    "facts",
    "claims",
    "earlier",
    "classes",
    "decisions",
    "batches",
    "certificates",
    "reports",
    "cards",
    "registers",
    "merges",
    "inspections",
    "statistics",
    "effects",
    "inbox",
    "records",
    "privacy",
];

/// A context's own rooms; its `mod.rs` is the door.
const ROOMS: [&str; 6] = ["model", "rules", "store", "service", "jobs", "error"];

/// Uses that go forward, or past a door.
pub fn broken() -> Vec<String> {
    let mut broken = Vec::new();
    for file in tree::files("crates/domain/src", &[".rs"]) {
        let Some(own) = owner(&file.path).filter(|own| ORDER.contains(own)) else {
            continue;
        };
        let code = tree::without_comments(&file.text);
        for (at, path) in paths(&code) {
            if let Some(why) = judge(own, &path) {
                broken.push(format!("{}:{}: {why}", file.path, tree::line_of(&code, at)));
            }
        }
    }
    broken
}

/// The folder, or the file, directly below `crates/domain/src` that a file belongs to.
pub fn owner(path: &str) -> Option<&str> {
    let first = path.strip_prefix("crates/domain/src/")?.split('/').next()?;
    Some(first.strip_suffix(".rs").unwrap_or(first))
}

/// Why a context must not use this path (without `crate::`), if it must not.
fn judge(own: &str, path: &[String]) -> Option<String> {
    let other = path.first()?;
    let place = |name: &str| ORDER.iter().position(|context| *context == name);
    let (mine, its) = (place(own)?, place(other)?);
    if its > mine {
        return Some(format!("`{own}` uses `{other}`, which comes after it"));
    }
    let room = path.get(1).filter(|room| ROOMS.contains(&room.as_str()))?;
    (its < mine).then(|| format!("`{own}` reaches into `{other}::{room}`, past its mod.rs"))
}

/// Every path that starts at `crate::` or `super::`, also each branch of a `use` tree.
fn paths(code: &str) -> Vec<(usize, Vec<String>)> {
    let mut found = Vec::new();
    for start in ["crate::", "super::"] {
        for (at, _) in code.match_indices(start) {
            let mut rest = &code[at + start.len()..];
            let mut branches = Vec::new();
            branch(&mut rest, &[], &mut branches);
            found.extend(branches.into_iter().map(|path| (at, path)));
        }
    }
    found
}

/// Reads one branch: words with `::` between, at its end perhaps a tree in braces.
fn branch(rest: &mut &str, before: &[String], found: &mut Vec<Vec<String>>) {
    let mut path = before.to_vec();
    loop {
        *rest = rest.trim_start();
        if let Some(inside) = rest.strip_prefix('{') {
            *rest = inside;
            loop {
                branch(rest, &path, found);
                *rest = rest.trim_start();
                let Some(more) = rest.strip_prefix(',') else {
                    break;
                };
                *rest = more;
            }
            *rest = rest.strip_prefix('}').unwrap_or(rest);
            return;
        }
        let end = rest
            .find(|c: char| !c.is_alphanumeric() && c != '_')
            .unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        if !word.is_empty() {
            path.push(word.to_owned());
        }
        *rest = after;
        match after.strip_prefix("::") {
            Some(more) => *rest = more,
            None => break,
        }
    }
    // `store as exams_store`: the new name is of no interest, but it must be read over.
    if let Some(renamed) = rest.trim_start().strip_prefix("as ") {
        *rest = renamed.trim_start_matches(|c: char| c.is_alphanumeric() || c == '_');
    }
    found.push(path);
}

#[test]
fn an_earlier_context_is_used_through_its_door() {
    let reasons = |own: &str, code: &str| {
        paths(code)
            .iter()
            .filter_map(|(_, path)| judge(own, path))
            .count()
    };
    assert_eq!(reasons("exams", "use crate::learning::Course;"), 0);
    assert_eq!(
        reasons(
            "exams",
            "use crate::exams::store::Row; use super::model::Paper;"
        ),
        0
    );
    assert_eq!(reasons("exams", "crate::hours::post(op)"), 1);
    assert_eq!(reasons("exams", "use super::super::hours::post;"), 1);
    assert_eq!(reasons("exams", "use crate::learning::store::find;"), 1);
    let tree = "use crate::{op::Op, learning::{rules as r, Lesson}, cards::{self, Card}};";
    assert_eq!(reasons("exams", tree), 3);
}
