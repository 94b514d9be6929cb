//! The stable codes, as they stand in the sources.
//!
//! A code is written in one of four ways, and this reads all of them: in a `faults!` table, behind
//! `Fault::new(Kind::…,`, behind `Fault::internal(`, or in a table that carries its own words.

use std::fs;
use std::path::{Path, PathBuf};

/// A stable code at the first place that names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// `context.reason`.
    pub name: String,
    /// The variant of `kernel::Kind`; none where the code never becomes a fault.
    pub kind: Option<String>,
    /// Chinese and English, when they stand beside the code instead of in `faults.ftl`.
    pub own_words: Option<[String; 2]>,
    /// Path and line, from the root.
    pub place: String,
}

impl Code {
    /// What stands before the dot.
    pub fn context(&self) -> &str {
        self.name
            .split_once('.')
            .map_or(self.name.as_str(), |(context, _)| context)
    }

    /// The key of its words: a key has neither dots nor underscores.
    pub fn key(&self) -> String {
        self.name.replace(['.', '_'], "-")
    }

    /// Whether it can leave a handler: what only the command line says has no HTTP status.
    pub fn is_of_web(&self) -> bool {
        self.kind.is_some() && !self.place.starts_with("crates/cli/")
    }
}

/// Crates that measure or build the product; what they say is no promise to anybody.
const TOOLS: [&str; 2] = ["bench", "xtask"];

/// Where `Fault::new` is defined and called by the table's macro.
const ORIGIN: &str = "crates/kernel/src/fault.rs";

/// All codes by name, and the places of faults whose code this cannot read.
pub fn all(root: &Path) -> (Vec<Code>, Vec<String>) {
    let mut files = Vec::new();
    for crate_ in entries(&root.join("crates")) {
        let is_tool = TOOLS.iter().any(|tool| crate_.ends_with(tool));
        if !is_tool {
            collect(&crate_.join("src"), &mut files);
        }
    }
    let (mut codes, mut unread) = (Vec::new(), Vec::new());
    for file in files {
        let path = file.strip_prefix(root).unwrap_or(&file);
        let path = path.to_string_lossy().replace('\\', "/");
        // A file that another process just renamed away is no matter of codes.
        if let Ok(text) = fs::read_to_string(&file)
            && path != ORIGIN
        {
            read(&path, &text, &mut codes, &mut unread);
        }
    }
    // Stable, so that a table comes before the places that only repeat its code.
    codes.sort_by(|one: &Code, other| one.name.cmp(&other.name));
    codes.dedup_by(|later, first| later.name == first.name);
    (codes, unread)
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let found = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut found: Vec<_> = found.map(|entry| entry.path()).collect();
    found.sort();
    found
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for path in entries(folder) {
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
}

/// Reads one file. Comments and the tests at its end name codes without making them.
fn read(path: &str, text: &str, codes: &mut Vec<Code>, unread: &mut Vec<String>) {
    let text = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    let blank = |line: &str| line.trim_start().starts_with("//");
    let lines = text.lines().map(|line| if blank(line) { "" } else { line });
    let text = lines.collect::<Vec<_>>().join("\n");
    let mut found = Vec::new();
    for (at, after) in calls(&text, "Fault::new(") {
        let code = after.strip_prefix("Kind::").and_then(|rest| {
            let (kind, rest) = rest.split_once(',')?;
            Some((kind.to_owned(), literal(rest)?.0))
        });
        match code {
            Some((kind, name)) => found.push((at, name, Some(kind), None)),
            None => unread.push(place(path, &text, at)),
        }
    }
    for (at, after) in calls(&text, "Fault::internal(") {
        match literal(after) {
            Some((name, _)) => found.push((at, name, Some("Internal".to_owned()), None)),
            None => unread.push(place(path, &text, at)),
        }
    }
    // How the codes of a table without kinds become faults, if they do.
    let converted = calls(&text, "Self::new(Kind::").find_map(|(_, after)| {
        let (kind, rest) = after.split_once(',')?;
        rest.trim_start()
            .starts_with("error.code()")
            .then(|| kind.to_owned())
    });
    for (at, after) in calls(&text, " = ") {
        found.extend(row(after, converted.as_ref()).map(|(n, k, w)| (at, n, k, w)));
    }
    codes.extend(found.into_iter().map(|(at, name, kind, own_words)| Code {
        name,
        kind,
        own_words,
        place: place(path, &text, at),
    }));
}

type Row = (String, Option<String>, Option<[String; 2]>);

/// A row of a table, from behind its `=`: `Kind "context.reason"`, or the code and its words.
fn row(after: &str, converted: Option<&String>) -> Option<Row> {
    if after.starts_with('"') {
        let (name, rest) = literal(after)?;
        let (chinese, rest) = literal(rest)?;
        let (english, _) = literal(rest)?;
        return is_code(&name).then(|| (name, converted.cloned(), Some([chinese, english])));
    }
    let (kind, rest) = after.split_once(' ')?;
    let is_kind = kind.starts_with(|c: char| c.is_ascii_uppercase())
        && kind.chars().all(|c| c.is_ascii_alphabetic());
    let (name, _) = literal(rest).filter(|(name, _)| is_kind && is_code(name))?;
    Some((name, Some(kind.to_owned()), None))
}

/// `context.reason`, in small letters.
pub fn is_code(name: &str) -> bool {
    let belongs = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    let part = |part: &str| !part.is_empty() && part.chars().all(belongs);
    name.split_once('.')
        .is_some_and(|(context, reason)| part(context) && part(reason))
}

/// What follows each place of a mark, without the blanks before it.
fn calls<'t>(text: &'t str, mark: &'t str) -> impl Iterator<Item = (usize, &'t str)> {
    text.match_indices(mark).filter_map(move |(at, _)| {
        let after = text.get(at + mark.len()..)?;
        Some((at, after.trim_start()))
    })
}

/// The string literal at the start, and what follows it.
fn literal(text: &str) -> Option<(String, &str)> {
    let (inside, rest) = text.trim_start().strip_prefix('"')?.split_once('"')?;
    Some((inside.to_owned(), rest))
}

fn place(path: &str, text: &str, at: usize) -> String {
    let before = text.bytes().take(at).filter(|byte| *byte == b'\n').count();
    format!("{path}:{}", before + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_all(text: &str) -> (Vec<Code>, Vec<String>) {
        let (mut codes, mut unread) = (Vec::new(), Vec::new());
        read("a.rs", text, &mut codes, &mut unread);
        (codes, unread)
    }

    #[test]
    fn codes_are_read_wherever_they_are_made() {
        let (codes, unread) = read_all(
            "faults! {\n    /// Words = Conflict \"not.this\"\n    Gone = NotFound \"a.gone\",\n}\n\
             x(Fault::new(\n  Kind::Invalid,\n  \"b.bad\",\n));\n\
             y(|error| Fault::internal(\"c.broken\", error));\n\
             Territory = Territory \"ter\";\n\
             #[cfg(test)]\nmod tests { Fault::new(Kind::Invalid, \"d.none\") }",
        );
        let told: Vec<_> = codes
            .iter()
            .map(|code| {
                (
                    code.name.as_str(),
                    code.kind.as_deref(),
                    code.place.as_str(),
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                ("b.bad", Some("Invalid"), "a.rs:5"),
                ("c.broken", Some("Internal"), "a.rs:9"),
                ("a.gone", Some("NotFound"), "a.rs:3"),
            ]
        );
        assert!(unread.is_empty());
    }

    #[test]
    fn a_table_may_carry_its_own_words() {
        let table = "Long = \"d.too_long\"\n    \"太长\" \"too long\",\n";
        let (codes, _) = read_all(table);
        let words = codes.first().and_then(|code| code.own_words.clone());
        assert_eq!(words, Some(["太长".to_owned(), "too long".to_owned()]));
        assert_eq!(codes.first().and_then(|code| code.kind.clone()), None);
        let (codes, _) = read_all(&format!("{table}Self::new(Kind::Invalid, error.code())"));
        let kind = codes.first().and_then(|code| code.kind.clone());
        assert_eq!(kind.as_deref(), Some("Invalid"));
    }

    #[test]
    fn a_code_that_is_put_together_is_complained_of() {
        let (codes, unread) = read_all("\nlet bad = |code| Fault::new(Kind::Invalid, code);");
        assert!(codes.is_empty());
        assert_eq!(unread, ["a.rs:2"]);
    }
}
