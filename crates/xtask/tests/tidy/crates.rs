//! Which crate may know which.

use crate::tree;

/// Our crates from the ground up, each with those of ours that it may use, and libraries that it
/// must not know, by the start of their names.
const ARROWS: [(&str, &[&str], &[&str]); 14] = [
    ("kernel", &[], &["sqlx", "axum", "tokio", "typst"]),
    (
        "policy",
        &["kernel"],
        &["sqlx", "axum", "tokio", "typst", "jiff", "rand"],
    ),
    ("db", &["kernel"], &["axum", "askama", "clap", "typst"]),
    (
        "ledger",
        &["db", "kernel"],
        &["axum", "askama", "clap", "typst"],
    ),
    (
        "jobs",
        &["db", "kernel"],
        &["axum", "askama", "clap", "typst"],
    ),
    (
        "sheets",
        &["kernel"],
        &["sqlx", "axum", "tokio", "clap", "typst"],
    ),
    (
        "documents",
        &["kernel"],
        &["sqlx", "axum", "askama", "clap"],
    ),
    (
        "domain",
        &["db", "jobs", "kernel", "ledger", "policy", "sheets"],
        &["axum", "askama", "clap", "typst", "tower", "fluent"],
    ),
    (
        "files",
        &["domain", "kernel"],
        &["sqlx", "axum", "askama", "clap", "typst"],
    ),
    (
        "mail",
        &["domain", "kernel"],
        &["sqlx", "axum", "askama", "clap", "typst"],
    ),
    (
        "web",
        &[
            "db", "domain", "jobs", "kernel", "ledger", "policy", "sheets",
        ],
        &["sqlx", "clap", "typst"],
    ),
    (
        "cli",
        &[
            "db",
            "documents",
            "domain",
            "files",
            "jobs",
            "kernel",
            "ledger",
            "mail",
            "policy",
            "web",
        ],
        &["sqlx", "askama"],
    ),
    (
        "bench",
        &["db", "domain", "jobs", "kernel", "ledger", "policy", "web"],
        &[],
    ),
    // It builds the others; it must compile without them, and without anything else.
    ("xtask", &[], &[""]),
];

/// Dependencies against the arrows, those of tests and build scripts included.
pub fn forbidden() -> Vec<String> {
    let mut broken = Vec::new();
    for file in tree::files("crates", &["Cargo.toml"]) {
        let name = file.path.split('/').nth(1).unwrap();
        for why in judge(name, &dependencies(&file.text)) {
            broken.push(format!("{}: {why}", file.path));
        }
    }
    broken
}

fn judge(name: &str, dependencies: &[String]) -> Vec<String> {
    let Some((_, below, unknown)) = ARROWS.iter().find(|(known, _, _)| *known == name) else {
        return vec![format!(
            "`{name}` has no place among the arrows of this test yet"
        )];
    };
    let ours = |dependency: &str| ARROWS.iter().any(|(known, _, _)| *known == dependency);
    let is_wrong = |dependency: &&String| {
        // A crate's own tests may ask it for the world that they live in.
        if *dependency == name {
            false
        } else if ours(dependency) {
            !below.contains(&dependency.as_str())
        } else {
            unknown.iter().any(|start| dependency.starts_with(start))
        }
    };
    let wrong = dependencies.iter().filter(is_wrong);
    wrong
        .map(|dependency| format!("`{name}` must not know `{dependency}`"))
        .collect()
}

/// The names in every table of dependencies.
fn dependencies(manifest: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut inside = false;
    for line in manifest.lines().map(str::trim) {
        if let Some(table) = line.strip_prefix('[') {
            let table = table.split(']').next().unwrap_or_default();
            inside = table.ends_with("dependencies");
            // `[dependencies.name]`
            let single = table.rsplit_once("dependencies.");
            found.extend(single.map(|(_, name)| name.to_owned()));
        } else if inside && !line.starts_with('#') {
            let end = line.find(['.', ' ', '=']).unwrap_or(0);
            found.extend((end > 0).then(|| line[..end].trim_matches('"').to_owned()));
        }
    }
    found
}

#[test]
fn upward_and_banned_dependencies_are_named() {
    let manifest = "[package]\nname = \"domain\"\n[dependencies]\ndb.workspace = true\n\
                    axum = { version = \"1\" }\n# web = 1\n\
                    [dev-dependencies]\nweb.workspace = true\n\
                    [dependencies.typst-pdf]\nversion = \"1\"\n";
    let names = dependencies(manifest);
    assert_eq!(names, ["db", "axum", "web", "typst-pdf"]);
    assert_eq!(judge("domain", &names).len(), 3);
    assert_eq!(judge("cellar", &[]).len(), 1);
}
