//! After the tests: every statement in the sources ran on both engines.
//!
//! Two engines stay alike only where both are used. The test databases write down what they ran
//! (`crates/db/src/recorder.rs`); what stands in a source and is not among it fails the run.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::shell::{self, Failure, Outcome};

/// Where the test databases write.
pub fn folder() -> PathBuf {
    shell::root().join("target/statements")
}

/// Empties the folder before a run.
pub fn clear() -> Outcome {
    let folder = folder();
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder)
        .map_err(|error| Failure::new(format!("{}: {error}", folder.display())))
}

/// Compares the sources with what ran.
pub fn check() -> Outcome {
    let (sqlite, postgres) = (ran("sqlite"), ran("postgres"));
    let mut missing = Vec::new();
    let mut known = 0;
    for folder in ["crates/domain/src", "crates/ledger/src", "crates/jobs/src"] {
        for file in sources(&shell::root().join(folder)) {
            let text = std::fs::read_to_string(&file).unwrap_or_default();
            for statement in statements(&text) {
                known += 1;
                let (on_sqlite, on_postgres) = (
                    sqlite.contains(&statement.text),
                    postgres.contains(&statement.text),
                );
                let where_ = match (statement.engines, on_sqlite, on_postgres) {
                    (Engines::Both, true, true)
                    | (Engines::Sqlite, true, _)
                    | (Engines::Postgres, _, true) => continue,
                    (Engines::Postgres, ..) | (Engines::Both, true, false) => "PostgreSQL",
                    (Engines::Sqlite, ..) | (Engines::Both, false, true) => "SQLite",
                    (Engines::Both, false, false) => "either engine",
                };
                missing.push(format!(
                    "{} never ran on {where_}:\n  {}",
                    file.display(),
                    statement.text
                ));
            }
        }
    }
    if missing.is_empty() {
        shell::say(&format!("{known} statements ran on both engines"));
        return Ok(());
    }
    Err(Failure::new(missing.join("\n")))
}

fn ran(engine: &str) -> BTreeSet<String> {
    let entries = folder().read_dir().into_iter().flatten().flatten();
    let files = entries.map(|entry| entry.path()).filter(|file| {
        file.file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with(engine))
    });
    let texts = files.map(|file| std::fs::read_to_string(file).unwrap_or_default());
    texts
        .flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>())
        .collect()
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in folder.read_dir().into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
    found
}

#[derive(Clone, Copy)]
enum Engines {
    Both,
    Sqlite,
    Postgres,
}

struct Statement {
    text: String,
    engines: Engines,
}

/// The literals behind `.query(` and the pairs behind `.query_per_engine(`.
fn statements(source: &str) -> Vec<Statement> {
    let mut found = Vec::new();
    for (at, _) in source.match_indices(".query(") {
        let rest = source.get(at + ".query(".len()..).unwrap_or_default();
        if let Some((text, _)) = literal(rest) {
            found.push(Statement {
                text,
                engines: Engines::Both,
            });
        }
    }
    for (at, _) in source.match_indices(".query_per_engine(") {
        let rest = source
            .get(at + ".query_per_engine(".len()..)
            .unwrap_or_default();
        if let Some((sqlite, rest)) = literal(rest) {
            found.push(Statement {
                text: sqlite,
                engines: Engines::Sqlite,
            });
            let rest = rest.trim_start().strip_prefix(',').unwrap_or_default();
            if let Some((postgres, _)) = literal(rest) {
                found.push(Statement {
                    text: postgres,
                    engines: Engines::Postgres,
                });
            }
        }
    }
    found
}

/// A string literal at the start, as the compiler reads it, and what follows.
fn literal(source: &str) -> Option<(String, &str)> {
    let rest = source.trim_start().strip_prefix('"')?;
    let mut text = String::new();
    let mut letters = rest.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '"' => return Some((text, rest.get(at + 1..)?)),
            '\\' => match letters.next()?.1 {
                '\n' => while letters.next_if(|(_, next)| next.is_whitespace()).is_some() {},
                escaped => text.push(escaped),
            },
            '\n' => text.push(' '),
            plain => text.push(plain),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_are_read_as_the_compiler_reads_them() {
        let source = "tx.query(\n  \"SELECT 1 \\\n     FROM t\",\n).x(); \
                      tx.query_per_engine(\"A\", \"B\"); tx.query(sql)";
        let texts: Vec<_> = statements(source)
            .into_iter()
            .map(|found| found.text)
            .collect();
        assert_eq!(texts, ["SELECT 1 FROM t", "A", "B"]);
    }
}
