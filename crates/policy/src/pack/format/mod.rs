//! The format of a pack file, described once: which keys there are, what each may hold, and what it
//! means to an officer.
//!
//! From this description come the refusals of a badly written file ([`walk`]), the JSON Schema for
//! editors and the reference page for people ([`publish`]), and the labels of a comparison of two
//! editions. Whether the parts of a file make sense together is not said here but in
//! [`super::check`].

mod description;
mod publish;
mod walk;

pub(crate) use description::PACK;
pub use publish::{json_schema, keys_in_words};
pub(super) use walk::walk;

/// A table of a pack file.
#[derive(Debug)]
pub(crate) struct Group {
    /// Its keys, in the order in which a pack has them.
    pub keys: &'static [Key],
    /// The key by which one table of a list is told from the others, where there is one.
    pub identity: Option<&'static str>,
}

/// A key of a table.
#[derive(Debug)]
pub(crate) struct Key {
    pub name: &'static str,
    pub need: Need,
    pub shape: Shape,
    /// What it is, in Chinese.
    pub zh: &'static str,
    /// What it is, in English.
    pub en: &'static str,
}

/// Whether a key must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Need {
    Required,
    /// Required, and what says where a figure or sentence comes from.
    Cited,
    Optional,
}

/// What a key may hold.
#[derive(Debug)]
pub(crate) enum Shape {
    /// Text that is not empty.
    Text,
    /// Text of a citation.
    Cite,
    Flag,
    /// A whole number within bounds, both of which may be.
    Whole(i64, i64),
    /// A day as text, `2022-12-31`.
    Day,
    /// Hours as text, `30` or `12.5`, at most so many.
    Hours(i64),
    /// A share as text, `1/3`.
    Share,
    /// Two times of day as texts, `["06:00", "24:00"]`, the first before the second.
    HoursOfDay,
    /// `sha256:` and 64 hexadecimal digits.
    Digest,
    /// One of these names.
    Name(&'static [&'static str]),
    /// A list of these names.
    Names(&'static [&'static str]),
    /// A list of texts.
    Texts,
    Table(&'static Group),
    Tables(&'static Group),
    /// A table whose keys are names of the pack.
    Map(&'static Shape),
}

/// Hours of a year: nobody owes more than there are.
pub(crate) const HOURS_OF_A_YEAR: i64 = 8_784;
/// The years that a pack may speak of.
pub(crate) const YEARS: (i64, i64) = (1_900, 9_000);

impl Group {
    /// The key of this name.
    pub(crate) fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }
}

impl Shape {
    /// What it is in Chinese and in English, for refusals and the reference page.
    pub(crate) fn words(&self) -> (String, String) {
        let plain = |zh: &str, en: &str| (zh.to_owned(), en.to_owned());
        match self {
            Self::Text => plain("文本", "text"),
            Self::Cite => plain(
                "条款号，如 \"N2022 §3.1\"",
                "citation, such as \"N2022 §3.1\"",
            ),
            Self::Flag => plain("true 或 false", "true or false"),
            Self::Whole(least, most) => (
                format!("整数 {least}—{most}"),
                format!("whole number {least}–{most}"),
            ),
            Self::Day => plain(
                "日期文本，如 \"2022-12-31\"",
                "day as text, such as \"2022-12-31\"",
            ),
            Self::Hours(most) => (
                format!("学时文本，如 \"12.5\"，至多 {most}，至多两位小数"),
                format!(
                    "hours as text, such as \"12.5\", at most {most}, with at most two decimals"
                ),
            ),
            Self::Share => plain("分数文本，如 \"1/3\"", "share as text, such as \"1/3\""),
            Self::HoursOfDay => plain(
                "两个时刻，如 [\"06:00\", \"24:00\"]，前早于后",
                "two times of day, such as [\"06:00\", \"24:00\"], the first before the second",
            ),
            Self::Digest => plain(
                "\"sha256:\" 加 64 位小写十六进制",
                "\"sha256:\" and 64 hex digits",
            ),
            Self::Name(names) => (
                format!("名称：{}", names.join("、")),
                format!("one of: {}", names.join(", ")),
            ),
            Self::Names(names) => (
                format!("名称的列表：{}", names.join("、")),
                format!("list of: {}", names.join(", ")),
            ),
            Self::Texts => plain("文本的列表", "list of texts"),
            Self::Table(_) => plain("表", "table"),
            Self::Tables(_) => plain("若干表", "tables"),
            Self::Map(of) => {
                let (zh, en) = of.words();
                (format!("按名称：{zh}"), format!("by name: {en}"))
            }
        }
    }
}
