//! The words of `locales/<language>/*.ftl`, as far as a list of them needs: each message and
//! attribute in one line, with `{name}` for a value. Nothing is formatted here; pages do that.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// All words of one language, by key; attributes as `key.attribute`. Those of codes stand in
/// `faults.ftl`, but a page looks everywhere, and so does this.
pub fn of_language(root: &Path, language: &str) -> BTreeMap<String, String> {
    let folder = root.join("locales").join(language);
    let files = fs::read_dir(folder).into_iter().flatten().flatten();
    let texts = files.filter_map(|file| fs::read_to_string(file.path()).ok());
    texts.flat_map(|text| messages(&text)).collect()
}

fn messages(text: &str) -> BTreeMap<String, String> {
    let mut found: Vec<(String, String)> = Vec::new();
    let mut message = String::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let (key, words) = line.split_once('=').unwrap_or((line, ""));
        let key = key.trim();
        if line.starts_with(|c: char| c.is_ascii_lowercase()) {
            key.clone_into(&mut message);
            found.push((message.clone(), words.trim().to_owned()));
        } else if key.starts_with('.') {
            found.push((format!("{message}{key}"), words.trim().to_owned()));
        } else if let Some((_, words)) = found.last_mut() {
            // Goes on from the line before.
            words.push(' ');
            words.push_str(line.trim());
        }
    }
    let plain_words = |(key, words): (String, String)| (key, plain(words.trim()));
    found.into_iter().map(plain_words).collect()
}

/// Values as `{name}`; of a choice the usual variant.
fn plain(words: &str) -> String {
    let Some((before, rest)) = words.split_once('{') else {
        return words.to_owned();
    };
    let end = closing(rest);
    let (inside, after) = (rest.get(..end), rest.get(end + 1..));
    let inside = inside.unwrap_or(rest).trim();
    let shown = match inside.split_once("->") {
        Some((_, variants)) => usual(variants),
        None => match inside.strip_prefix('$') {
            Some(name) => format!("{{{}}}", name.trim()),
            None => inside.trim_matches('"').to_owned(),
        },
    };
    format!("{before}{shown}{}", plain(after.unwrap_or_default()))
}

/// Where the brace that is open at the start is closed.
fn closing(text: &str) -> usize {
    let mut open = 1_usize;
    for (at, letter) in text.char_indices() {
        match letter {
            '{' => open += 1,
            '}' => open -= 1,
            _ => {}
        }
        if open == 0 {
            return at;
        }
    }
    text.len()
}

/// The variant with the star.
fn usual(variants: &str) -> String {
    let starred = variants.split_once("*[").map_or("", |(_, rest)| rest);
    let words = starred.split_once(']').map_or("", |(_, rest)| rest);
    plain(words.split(" [").next().unwrap_or_default().trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_in_one_line_with_their_values() {
        let read = messages(
            "# note\nlocked = Try in { $minutes } { $minutes ->\n        [one] minute\n       \
             *[other] minutes\n    }.\n    .next = Wait = rest.\nbye = Bye { $name }\n",
        );
        let word = |key: &str| read.get(key).map(String::as_str);
        assert_eq!(word("locked"), Some("Try in {minutes} minutes."));
        assert_eq!(word("locked.next"), Some("Wait = rest."));
        assert_eq!(word("bye"), Some("Bye {name}"));
        assert_eq!(read.len(), 3);
    }
}
