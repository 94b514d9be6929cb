//! Specialities of work and title (职称专业): the keys under which courses are found, and the words
//! that people write for them. What has no key stays as it was written.

/// Keys with the words that are understood; the first is the one that forms offer.
const WORDS: [(&str, &[&str]); 5] = [
    (
        "computer",
        &["计算机应用", "计算机", "计算机技术", "软件工程", "信息技术"],
    ),
    (
        "civil-engineering",
        &["建筑工程", "建筑", "土木工程", "建设工程"],
    ),
    ("agronomy", &["农艺", "农学", "农业技术"]),
    ("nursing", &["护理", "护理学"]),
    (
        "teaching",
        &["中小学教育", "中小学教师", "教育", "基础教育"],
    ),
];

/// Keys of specialities, each with the word that forms offer.
pub fn specialities() -> impl Iterator<Item = (&'static str, &'static str)> {
    WORDS
        .iter()
        .map(|(key, words)| (*key, words.first().copied().unwrap_or_default()))
}

/// The key of what somebody wrote, or what she wrote.
pub fn speciality_of(written: &str) -> String {
    let written = sheets::plain(written);
    let lower = written.to_lowercase();
    let found = WORDS
        .iter()
        .find(|(key, words)| *key == lower || words.contains(&written.as_str()));
    found.map_or(written, |(key, _)| (*key).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_finds_its_key() {
        for (written, key) in [
            (" 计算机 ", "computer"),
            ("Computer", "computer"),
            ("护理", "nursing"),
            ("档案", "档案"),
        ] {
            assert_eq!(speciality_of(written), key);
        }
        for (key, word) in specialities() {
            assert_eq!(speciality_of(word), key);
        }
    }
}
