//! Keys of words that templates and pages use by name.

use crate::locales::{self, LANGUAGES};
use crate::tree;

/// How a key is asked for: `words.t("home-title")`, with arguments `words.ta("home-left", …)`.
const CALLS: [&str; 2] = [".t(\"", ".ta(\""];

/// Keys without words, with their places.
pub fn unknown() -> Vec<String> {
    let words = locales::words(LANGUAGES[0], &mut Vec::new());
    let mut files = tree::files("templates", &[".html", ".txt"]);
    files.extend(tree::files("crates/web/src", &[".rs"]));
    let mut broken = Vec::new();
    for file in files {
        let text = if file.path.starts_with("crates/") {
            tree::without_comments(&file.text)
        } else {
            file.text
        };
        for (at, key) in keys(&text) {
            if !words.contains_key(key) {
                let line = tree::line_of(&text, at);
                broken.push(format!("{}:{line}: `{key}`", file.path));
            }
        }
    }
    broken
}

fn keys(text: &str) -> Vec<(usize, &str)> {
    let belongs = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    // A key that goes on in other characters is put together when the page is drawn.
    let whole = |at: usize, key: &str| text[at..].contains(&format!("\"{key}\""));
    let calls = CALLS
        .iter()
        .flat_map(|call| tree::after(text, call, belongs));
    calls
        .filter(|(at, key)| !key.is_empty() && whole(*at, key))
        .collect()
}

#[test]
fn keys_are_read_from_their_calls() {
    let text = r#"{{ page.t("home-title") }} {{ w.ta("home-left", left) }} {{ x.t(name) }}"#;
    let found: Vec<_> = keys(text).into_iter().map(|(_, key)| key).collect();
    assert_eq!(found, ["home-title", "home-left"]);
}
