//! Reads the tree as the rules see it: our own text files, without what was built or fetched.

use std::fs;
use std::path::{Path, PathBuf};

/// One of our files.
pub struct File {
    /// Where it stands, from the root, with `/`.
    pub path: String,
    /// What it says.
    pub text: String,
}

/// The repository's root.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .nth(2)
        .unwrap()
        .to_path_buf()
}

/// Every file below a folder with one of these endings, by path. A folder that is not there is
/// empty.
pub fn files(below: &str, endings: &[&str]) -> Vec<File> {
    let mut found = Vec::new();
    collect(&root().join(below), endings, &mut found);
    found.sort_by(|one, other| one.path.cmp(&other.path));
    found
}

fn collect(folder: &Path, endings: &[&str], found: &mut Vec<File>) {
    let root = root();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let name = entry.file_name().into_string().unwrap_or_default();
        if path.is_dir() {
            if !is_foreign(path.strip_prefix(&root).unwrap()) {
                collect(&path, endings, found);
            }
        } else if endings.iter().any(|ending| name.ends_with(ending)) {
            // A file that another process just renamed away is no matter of style.
            if let Ok(text) = fs::read_to_string(&path) {
                let path = path
                    .strip_prefix(&root)
                    .unwrap()
                    .to_string_lossy()
                    .replace('\\', "/");
                found.push(File { path, text });
            }
        }
    }
}

/// Folders whose content is built or fetched: what `.gitignore` names.
fn is_foreign(folder: &Path) -> bool {
    let whole = ["target", "data", "assets/vendor", "assets/fonts"];
    let name = folder.file_name().unwrap_or_default();
    whole.iter().any(|foreign| folder == Path::new(foreign))
        || name == "node_modules"
        || name.to_string_lossy().starts_with('.')
}

/// The text without its `//` comments, line by line, so that prose breaks no rule about code.
/// An address in a string (`https://…`) is no comment.
pub fn without_comments(text: &str) -> String {
    let code = |line: &str| {
        let starts = line.match_indices("//").map(|(at, _)| at);
        let comment = starts.into_iter().find(|at| !line[..*at].ends_with(':'));
        comment.map_or(line, |at| &line[..at]).trim_end().to_owned()
    };
    text.lines().map(code).collect::<Vec<_>>().join("\n")
}

/// The words that follow a mark, as far as they consist of these characters.
pub fn after<'t>(
    text: &'t str,
    mark: &'t str,
    belongs: fn(char) -> bool,
) -> impl Iterator<Item = (usize, &'t str)> {
    text.match_indices(mark).map(move |(at, _)| {
        let rest = &text[at + mark.len()..];
        let end = rest.find(|c| !belongs(c)).unwrap_or(rest.len());
        (at, &rest[..end])
    })
}

/// `path:line`, for a place in a file.
pub fn place(file: &File, at: usize) -> String {
    format!("{}:{}", file.path, line_of(&file.text, at))
}

/// The number of the line that holds this byte, from 1.
pub fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}

#[test]
fn comments_are_left_out_but_addresses_stay() {
    let text = "let a = 1; // crate::cards\nlet b = \"https://example.org\";";
    assert_eq!(
        without_comments(text),
        "let a = 1;\nlet b = \"https://example.org\";"
    );
}
