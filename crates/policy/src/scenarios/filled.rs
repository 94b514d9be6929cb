//! What stands in the blanks of a sentence, as values.

use std::str::FromStr;

use kernel::{Day, Fen, Hours, Year};

use super::pattern;
use super::trouble::Trouble;
use crate::pack::Edition;

/// The values of a sentence's blanks, in their order.
pub(super) struct Filled<'t> {
    values: Vec<&'t str>,
    edition: &'t Edition,
}

impl<'t> Filled<'t> {
    pub(super) fn new(values: Vec<&'t str>, edition: &'t Edition) -> Self {
        Self { values, edition }
    }

    pub(super) fn get(&self, at: usize) -> &'t str {
        self.values.get(at).copied().unwrap_or_default()
    }

    fn parse<T: FromStr>(&self, at: usize, zh: &str, en: &str) -> Result<T, Trouble> {
        let text = self.get(at);
        let wrong = |_| Trouble::unclear(format!("{text} 不是{zh}"), format!("{text} is not {en}"));
        text.parse().map_err(wrong)
    }

    pub(super) fn day(&self, at: usize) -> Result<Day, Trouble> {
        self.parse(at, "日历上有的日期", "a day of the calendar")
    }

    pub(super) fn year(&self, at: usize) -> Result<Year, Trouble> {
        let year: Year = self.parse(at, "年份", "a year")?;
        if (1900..=9000).contains(&year) {
            Ok(year)
        } else {
            Err(Trouble::unclear(
                format!("{year} 不是年份"),
                format!("{year} is not a year"),
            ))
        }
    }

    pub(super) fn hours(&self, at: usize) -> Result<Hours, Trouble> {
        self.parse(
            at,
            "学时（至多五位整数、两位小数）",
            "hours (at most five digits and two decimals)",
        )
    }

    pub(super) fn whole(&self, at: usize) -> Result<i64, Trouble> {
        self.parse(at, "整数", "a whole number")
    }

    /// Yuan with at most two decimals, in fen.
    pub(super) fn fen(&self, at: usize) -> Result<Fen, Trouble> {
        let text = self.get(at);
        let (yuan, rest) = text.split_once('.').unwrap_or((text, "0"));
        let decimals = match rest.len() {
            1 => rest.parse::<i64>().map(|tenths| tenths * 10),
            2 => rest.parse::<i64>(),
            _ => "".parse::<i64>(),
        };
        match (yuan.parse::<i64>(), decimals) {
            (Ok(yuan), Ok(decimals)) if yuan < 1_000_000_000 => Ok(Fen::new(yuan * 100 + decimals)),
            _ => Err(Trouble::unclear(
                format!("{text} 不是金额"),
                format!("{text} is not an amount"),
            )),
        }
    }

    /// The name of a category.
    pub(super) fn category(&self, at: usize) -> Result<&'t str, Trouble> {
        let text = self.get(at);
        let mut known = pattern::categories(self.edition).into_iter();
        let found = known.find(|(word, _)| *word == text);
        let unknown = || Trouble::unclear(format!("没有科目 {text}"), "no such category");
        found.map(|(_, name)| name).ok_or_else(unknown)
    }

    /// The value of one of some words.
    pub(super) fn word<T: Copy>(&self, at: usize, words: &[(&str, T)]) -> Result<T, Trouble> {
        let text = self.get(at);
        let found = words.iter().find(|(word, _)| *word == text);
        let unknown = || Trouble::unclear(format!("不认识 {text}"), format!("unknown word {text}"));
        found.map(|(_, value)| *value).ok_or_else(unknown)
    }
}
