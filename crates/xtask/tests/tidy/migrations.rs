//! Migrations of the two engines. That their schemas agree is the parity test's business, in `db`.

use std::collections::BTreeSet;

use crate::tree;

/// Files that stand on one side only, and numbers that are used twice.
pub fn differing() -> Vec<String> {
    let names = |engine: &str| {
        let below = format!("migrations/{engine}");
        let files = tree::files(&below, &[".sql"]);
        let name = |path: &str| path.strip_prefix(&format!("{below}/")).unwrap().to_owned();
        files
            .iter()
            .map(|file| name(&file.path))
            .collect::<BTreeSet<_>>()
    };
    compare(&names("sqlite"), &names("postgres"))
}

fn compare(sqlite: &BTreeSet<String>, postgres: &BTreeSet<String>) -> Vec<String> {
    let mut broken = Vec::new();
    broken.extend(
        sqlite
            .difference(postgres)
            .map(|name| format!("{name}: only for SQLite")),
    );
    broken.extend(
        postgres
            .difference(sqlite)
            .map(|name| format!("{name}: only for PostgreSQL")),
    );
    let mut numbers = BTreeSet::new();
    for name in sqlite {
        let number = name.split('_').next().unwrap_or_default();
        if !numbers.insert(number) {
            broken.push(format!("{name}: the number {number} is taken"));
        }
    }
    broken
}

#[test]
fn one_sided_and_doubled_migrations_are_named() {
    let set = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let broken = compare(
        &set(&["0001_a.sql", "0001_b.sql"]),
        &set(&["0001_a.sql", "0002_c.sql"]),
    );
    assert_eq!(broken.len(), 3, "{broken:?}");
}
