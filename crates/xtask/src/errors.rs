//! `docs/errors.md`: every stable code with its kind, its HTTP status and its words. Made from the
//! sources, so that it is never wrong; `cargo xtask docs` writes it, a tidy test compares it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::codes::{self, Code};
use crate::words;

/// Where the list stands, from the root.
pub const PATH: &str = "docs/errors.md";

/// Where a kind becomes a status.
const STATUSES: &str = "crates/web/src/problem.rs";

/// The statuses that [`STATUSES`] may name.
const NUMBERS: [(&str, &str); 18] = [
    ("BAD_REQUEST", "400"),
    ("UNAUTHORIZED", "401"),
    ("FORBIDDEN", "403"),
    ("NOT_FOUND", "404"),
    ("METHOD_NOT_ALLOWED", "405"),
    ("CONFLICT", "409"),
    ("REQUEST_TIMEOUT", "408"),
    ("GONE", "410"),
    ("PRECONDITION_FAILED", "412"),
    ("PAYLOAD_TOO_LARGE", "413"),
    ("UNSUPPORTED_MEDIA_TYPE", "415"),
    ("UNPROCESSABLE_ENTITY", "422"),
    ("LOCKED", "423"),
    ("TOO_MANY_REQUESTS", "429"),
    // The status of tus that HTTP does not know.
    ("checksum_mismatch()", "460"),
    ("INTERNAL_SERVER_ERROR", "500"),
    ("SERVICE_UNAVAILABLE", "503"),
    ("INSUFFICIENT_STORAGE", "507"),
];

const HEAD: &str = "\
# Codes of refusals and failures

Made by `cargo xtask docs` from the sources and from `locales/*/faults.ftl`; do not edit it.

A code is stable: programs may rely on it, people may quote it. The JSON API tells it as `code` of
an `application/problem+json`, a page under its words, the command line before them. `{name}`
stands for a value of the case. `–` in place of a status: only the command line tells it.
";

/// Codes, statuses and the words of both languages, as they stand below a root.
pub struct Errors {
    codes: Vec<Code>,
    unread: Vec<String>,
    statuses: BTreeMap<String, String>,
    words: [BTreeMap<String, String>; 2],
}

impl Errors {
    /// Reads the sources and the words.
    pub fn read(root: &Path) -> Self {
        let (codes, unread) = codes::all(root);
        let source = fs::read_to_string(root.join(STATUSES)).unwrap_or_default();
        Self {
            codes,
            unread,
            statuses: statuses(&source),
            words: ["zh-CN", "en"].map(|language| words::of_language(root, language)),
        }
    }

    /// What is missing: words of a code, its status, its shape, or the code itself at a fault.
    pub fn missing(&self) -> Vec<String> {
        let unread = self.unread.iter();
        let mut broken: Vec<_> = unread
            .map(|place| format!("{place}: the code is not written at the fault"))
            .collect();
        for code in &self.codes {
            let mut complain = |what: &str| {
                broken.push(format!("{}: `{}` {what}", code.place, code.name));
            };
            if !codes::is_code(&code.name) {
                complain("is not `context.reason`");
            }
            if code.is_of_web() && self.status(code) == "–" {
                complain("has no HTTP status");
            }
            let languages = self.words.iter().zip(["Chinese", "English"]);
            for (words, language) in languages {
                // The kind's words serve for all failures of ours: nobody can act on them.
                let is_ours = code.kind.as_deref() == Some("Internal");
                let has_words = code.own_words.is_some() || words.contains_key(&code.key());
                if !is_ours && !has_words {
                    complain(&format!("has no words in {language}"));
                }
            }
        }
        broken
    }

    /// The whole document.
    pub fn document(&self) -> String {
        let mut text = HEAD.to_owned();
        let mut context = "";
        for code in &self.codes {
            if code.context() != context {
                context = code.context();
                let _ = write!(
                    text,
                    "\n## {context}\n\n| code | kind | HTTP | 中文 | English |\n\
                     | --- | --- | --- | --- | --- |\n"
                );
            }
            let kind = code.kind.as_deref().unwrap_or("–");
            let (name, status) = (&code.name, self.status(code));
            let [chinese, english] = [0, 1].map(|language| self.told(code, language));
            let _ = writeln!(
                text,
                "| `{name}` | {kind} | {status} | {chinese} | {english} |"
            );
        }
        text
    }

    fn status(&self, code: &Code) -> &str {
        let of_kind = code.kind.as_ref().map(|kind| self.statuses.get(kind));
        let own = self.statuses.get(&code.name);
        match own.or(of_kind.flatten()).filter(|_| code.is_of_web()) {
            Some(number) => number,
            None => "–",
        }
    }

    /// What happened, and what to do now where the code says it for itself.
    fn told(&self, code: &Code, language: usize) -> String {
        let Some(words) = self.words.get(language) else {
            return String::new();
        };
        let own = code.own_words.as_ref().and_then(|own| own.get(language));
        let what = words.get(&code.key()).or(own);
        let what = what.or_else(|| words.get("fault-internal"));
        let next = words.get(&format!("{}.next", code.key()));
        let plain = |words: &String| words.replace('|', "\\|").replace('<', "&lt;");
        let parts: Vec<_> = [what, next].into_iter().flatten().map(plain).collect();
        parts.join("<br>")
    }
}

/// The status of each kind, and of the codes that have one of their own.
fn statuses(source: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    // An arm may name several codes and stand on several lines.
    let mut arm = String::new();
    for line in source.lines() {
        arm.push_str(line);
        let Some((what, status)) = arm.split_once("=>") else {
            if !line.trim_start().starts_with(['(', '|', '"', '_']) {
                arm.clear();
            }
            continue;
        };
        let status = status.trim_start_matches([' ', '{']);
        if status.is_empty() {
            continue;
        }
        let status = status.strip_prefix("StatusCode::").unwrap_or(status);
        let status = status.trim().trim_end_matches(',');
        let number = NUMBERS.iter().find(|(known, _)| *known == status);
        let of_kind = what.split_once("Kind::").map(|(_, rest)| rest);
        let of_kind = of_kind.and_then(|rest| rest.split(')').next());
        let of_codes = what.split('"').skip(1).step_by(2);
        if let Some((_, number)) = number {
            for name in of_codes.chain(of_kind) {
                found.insert(name.to_owned(), (*number).to_owned());
            }
        }
        arm.clear();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(name: &str, kind: &str) -> Code {
        Code {
            name: name.to_owned(),
            kind: Some(kind.to_owned()),
            own_words: None,
            place: "crates/web/src/a.rs:1".to_owned(),
        }
    }

    #[test]
    fn what_is_missing_is_named_and_the_rest_is_listed() {
        let words = |text: &str| BTreeMap::from([("a-too-big".to_owned(), text.to_owned())]);
        let errors = Errors {
            codes: vec![code("a.too_big", "Invalid"), code("b.gone", "NotFound")],
            unread: Vec::new(),
            statuses: statuses(
                "(\"a.too_big\" | \"b.too_big\", _) => {\n\
                 StatusCode::PAYLOAD_TOO_LARGE\n}\n\
                 (_, Kind::NotFound) => StatusCode::NOT_FOUND,\n",
            ),
            words: [words("太大"), words("Too big.")],
        };
        assert_eq!(
            errors.missing(),
            [
                "crates/web/src/a.rs:1: `b.gone` has no words in Chinese",
                "crates/web/src/a.rs:1: `b.gone` has no words in English",
            ]
        );
        let document = errors.document();
        assert!(document.contains("| `a.too_big` | Invalid | 413 | 太大 | Too big. |\n"));
        assert!(document.contains("\n## b\n"), "{document}");
    }
}
