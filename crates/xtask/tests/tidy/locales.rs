//! Words in two languages: `locales/<language>/<context>.ftl`.

use std::collections::{BTreeMap, BTreeSet};

use crate::tree;

/// The languages; the first is the one that the words are written in first.
pub const LANGUAGES: [&str; 2] = ["zh-CN", "en"];

/// Key by key, the file that has it and the variables that it uses.
pub type Words = BTreeMap<String, Entry>;

/// One message, with its attributes.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Entry {
    file: String,
    variables: BTreeSet<String>,
}

/// Keys and variables that only one language has, and keys that a language has twice.
pub fn differing() -> Vec<String> {
    let mut broken = Vec::new();
    let chinese = words(LANGUAGES[0], &mut broken);
    let english = words(LANGUAGES[1], &mut broken);
    broken.extend(compare(&chinese, &english));
    broken
}

/// All words of a language. Complaints are added where a key is there twice.
pub fn words(language: &str, broken: &mut Vec<String>) -> Words {
    let below = format!("locales/{language}/");
    let mut all = Words::new();
    for file in tree::files(&below, &[".ftl"]) {
        let name = file.path.strip_prefix(&below).unwrap();
        for (key, variables) in messages(&file.text) {
            let entry = Entry {
                file: name.to_owned(),
                variables,
            };
            if let Some(first) = all.insert(key.clone(), entry) {
                broken.push(format!(
                    "{}: `{key}` is in {} already",
                    file.path, first.file
                ));
            }
        }
    }
    all
}

fn compare(chinese: &Words, english: &Words) -> Vec<String> {
    let mut broken = Vec::new();
    for (key, entry) in chinese {
        match english.get(key) {
            None => broken.push(format!("{}: `{key}` is missing in English", entry.file)),
            Some(other) if other != entry => {
                broken.push(format!(
                    "`{key}`: {entry:?} in Chinese, {other:?} in English"
                ));
            }
            Some(_) => {}
        }
    }
    let only_english = english
        .iter()
        .filter(|(key, _)| !chinese.contains_key(*key));
    broken.extend(
        only_english.map(|(key, entry)| format!("{}: `{key}` is missing in Chinese", entry.file)),
    );
    broken
}

/// Messages, terms (`-name`) and attributes (`name.attribute`) with the variables they use.
fn messages(text: &str) -> Vec<(String, BTreeSet<String>)> {
    let mut found: Vec<(String, BTreeSet<String>)> = Vec::new();
    let mut message = String::new();
    for line in text.lines() {
        if line.starts_with('#') {
            continue;
        }
        let key = line.split_once('=').map(|(key, _)| key.trim());
        match key {
            Some(key) if is_key(line, key) => {
                key.clone_into(&mut message);
                found.push((message.clone(), BTreeSet::new()));
            }
            Some(key) if key.starts_with('.') && is_key(&key[1..], &key[1..]) => {
                found.push((format!("{message}{key}"), BTreeSet::new()));
            }
            _ => {}
        }
        let belongs = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        if let Some((_, variables)) = found.last_mut() {
            variables.extend(tree::after(line, "$", belongs).map(|(_, name)| name.to_owned()));
        }
    }
    found
}

/// A message starts its line.
fn is_key(line: &str, key: &str) -> bool {
    line.starts_with(|c: char| c.is_ascii_alphabetic() || c == '-')
        && key
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
}

#[test]
fn keys_attributes_and_variables_are_compared() {
    let read = |text: &str| {
        let entry = |variables| Entry {
            file: "a.ftl".to_owned(),
            variables,
        };
        messages(text)
            .into_iter()
            .map(|(key, variables)| (key, entry(variables)))
            .collect()
    };
    let chinese: Words =
        read("hello = 你好，{ $name }\n    .title = 问候\nbye = 再见\n# no = 注\n");
    let english: Words = read("hello = Hello { $nam }\n    .title = A = B\nmore = More\n");
    assert_eq!(
        chinese.keys().collect::<Vec<_>>(),
        ["bye", "hello", "hello.title"]
    );
    let broken = compare(&chinese, &english);
    assert_eq!(broken.len(), 3, "{broken:#?}");
}
