//! Stable codes: each with words, all in the document.

use xtask::errors::{Errors, PATH};

use crate::tree;

/// Codes without words or status, and faults whose code cannot be read.
pub fn without_words() -> Vec<String> {
    Errors::read(&tree::root()).missing()
}

/// The first lines in which the document differs from what it should be.
pub fn differing() -> Vec<String> {
    let made = Errors::read(&tree::root()).document();
    let kept = std::fs::read_to_string(tree::root().join(PATH)).unwrap_or_default();
    compare(&kept, &made)
}

fn compare(kept: &str, made: &str) -> Vec<String> {
    let only_in = |text: &str, other: &str, mark: &str| {
        let other: std::collections::BTreeSet<_> = other.lines().collect();
        let lines = text.lines().filter(|line| !other.contains(line));
        lines
            .map(|line| format!("{mark} {line}"))
            .collect::<Vec<_>>()
    };
    let mut broken = only_in(kept, made, "-");
    broken.extend(only_in(made, kept, "+"));
    if broken.is_empty() && kept != made {
        broken.push("the order of its lines".to_owned());
    }
    broken
}

#[test]
fn lines_too_many_and_too_few_are_told() {
    assert_eq!(compare("a\nb\n", "b\nc\n"), ["- a", "+ c"]);
    assert_eq!(compare("a\nb\n", "b\na\n"), ["the order of its lines"]);
    assert!(compare("a\n", "a\n").is_empty());
}
