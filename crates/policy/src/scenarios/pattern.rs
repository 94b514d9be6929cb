//! Sentences with blanks, such as `申请人是{性别}，{日期}出生`, and how a step fills them.
//!
//! A blank knows what it can hold, so that a sentence is read in one way only, and a wrong word
//! in a blank is told with the words that would be right.

use super::sentences::{
    DEGREES, EFFECTS, FACTS, LEVELS, OUTCOMES, PLACES, PURPOSES, SECTORS, SEXES,
};
use crate::pack::{Edition, Language};

/// What a blank can hold.
#[derive(Clone, Copy)]
pub(super) enum Blank {
    /// Ten characters, `2022-09-01`.
    Day,
    /// Four digits.
    Year,
    /// A number with or without decimals.
    Number,
    /// A category, in the edition's words.
    Category,
    /// Any text.
    Text,
    /// One of these words.
    Word(fn() -> Vec<&'static str>),
}

/// A piece of a sentence.
#[derive(Clone, Copy)]
pub(super) enum Piece {
    Literal(&'static str),
    Blank(&'static str, Blank),
}

fn words<T>(pairs: &'static [(&'static str, T)]) -> Vec<&'static str> {
    pairs.iter().map(|(word, _)| *word).collect()
}

fn blank(name: &str) -> Blank {
    match name {
        "日期" => Blank::Day,
        "年" => Blank::Year,
        "学时" | "元" | "分" | "数量" => Blank::Number,
        "科目" => Blank::Category,
        "性别" => Blank::Word(|| words(SEXES)),
        "单位" => Blank::Word(|| words(SECTORS)),
        "级别" => Blank::Word(|| words(LEVELS)),
        "学历" => Blank::Word(|| words(DEGREES)),
        "用途" => Blank::Word(|| words(PURPOSES)),
        "地点" => Blank::Word(|| words(PLACES)),
        "效果" => Blank::Word(|| words(EFFECTS)),
        "结论" => Blank::Word(|| words(OUTCOMES)),
        "事实" => Blank::Word(|| words(FACTS)),
        _ => Blank::Text,
    }
}

/// The pieces of a pattern.
pub(super) fn pieces(pattern: &'static str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        if !before.is_empty() {
            pieces.push(Piece::Literal(before));
        }
        pieces.push(Piece::Blank(name, blank(name)));
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Literal(rest));
    }
    pieces
}

/// The words of the edition's categories, and what they stand for.
pub(super) fn categories(edition: &Edition) -> Vec<(&str, &str)> {
    let names = edition
        .categories
        .iter()
        .map(|category| category.name.as_str());
    names
        .filter_map(|name| Some((edition.words(name, Language::Zh)?, name)))
        .collect()
}

/// What fills the blanks, in their order, when the text is such a sentence.
pub(super) fn fill<'t>(pieces: &[Piece], text: &'t str, edition: &Edition) -> Option<Vec<&'t str>> {
    let mut filled = Vec::new();
    fill_rest(pieces, text, edition, &mut filled).then_some(filled)
}

fn fill_rest<'t>(
    pieces: &[Piece],
    text: &'t str,
    edition: &Edition,
    filled: &mut Vec<&'t str>,
) -> bool {
    let Some((piece, rest)) = pieces.split_first() else {
        return text.is_empty();
    };
    match piece {
        Piece::Literal(literal) => text
            .strip_prefix(literal)
            .is_some_and(|after| fill_rest(rest, after, edition, filled)),
        Piece::Blank(_, blank) => blank.lengths(text, edition).into_iter().any(|length| {
            let Some((value, after)) = text.split_at_checked(length) else {
                return false;
            };
            filled.push(value);
            let fits = fill_rest(rest, after, edition, filled);
            if !fits {
                filled.pop();
            }
            fits
        }),
    }
}

impl Blank {
    /// How much of the text the blank can take, in bytes.
    fn lengths(self, text: &str, edition: &Edition) -> Vec<usize> {
        let starts = |words: Vec<&str>| {
            let fitting = words.into_iter().filter(|word| text.starts_with(word));
            fitting.map(str::len).collect()
        };
        let run = |belongs: fn(char) -> bool| {
            let end = text.find(|c| !belongs(c)).unwrap_or(text.len());
            if end == 0 { Vec::new() } else { vec![end] }
        };
        match self {
            Self::Day => run(|c| c.is_ascii_digit() || c == '-'),
            Self::Year => run(|c| c.is_ascii_digit()),
            Self::Number => run(|c| c.is_ascii_digit() || c == '.'),
            Self::Category => starts(
                categories(edition)
                    .into_iter()
                    .map(|(word, _)| word)
                    .collect(),
            ),
            Self::Word(words) => starts(words()),
            Self::Text => {
                let ends = text.char_indices().map(|(at, _)| at).skip(1);
                ends.chain((!text.is_empty()).then_some(text.len()))
                    .collect()
            }
        }
    }

    /// The words that it can hold, where they can be listed.
    fn choices(self, edition: &Edition) -> Vec<&str> {
        match self {
            Self::Category => categories(edition)
                .into_iter()
                .map(|(word, _)| word)
                .collect(),
            Self::Word(words) => words(),
            Self::Day | Self::Year | Self::Number | Self::Text => Vec::new(),
        }
    }
}

/// The blanks that a text fills with something that they cannot hold, when the text is such a
/// sentence otherwise: the blank, what stands in it, and what may.
pub(super) fn misfilled<'t, 'e>(
    pieces: &[Piece],
    text: &'t str,
    edition: &'e Edition,
) -> Option<Vec<(&'static str, &'t str, Vec<&'e str>)>> {
    let mut wrong = Vec::new();
    let mut rest = text;
    let mut pieces = pieces.iter().peekable();
    while let Some(piece) = pieces.next() {
        match piece {
            Piece::Literal(literal) => rest = rest.strip_prefix(literal)?,
            Piece::Blank(name, blank) => {
                let fitting = blank.lengths(rest, edition).into_iter().max();
                let end = match pieces.peek() {
                    None => rest.len(),
                    Some(Piece::Literal(literal)) => rest.find(literal)?,
                    // Where a text ends and the next blank begins, nobody can tell.
                    Some(Piece::Blank(..)) if matches!(blank, Blank::Text) => return None,
                    Some(Piece::Blank(..)) => fitting?,
                };
                let (value, after) = rest.split_at_checked(end)?;
                if fitting != Some(end) && !matches!(blank, Blank::Text) {
                    wrong.push((*name, value, blank.choices(edition)));
                }
                rest = after;
            }
        }
    }
    rest.is_empty().then_some(wrong)
}

/// The words that a blank of this name can hold.
pub(super) fn words_of(name: &str) -> Vec<&'static str> {
    match blank(name) {
        Blank::Word(words) => words(),
        Blank::Day | Blank::Year | Blank::Number | Blank::Category | Blank::Text => Vec::new(),
    }
}
