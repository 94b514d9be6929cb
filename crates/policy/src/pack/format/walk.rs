//! Holds a file as it was written against the format, and names every place where it differs.

use std::ops::Range;

use kernel::{Day, Hours};
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use super::{Group, Key, Need, PACK, Shape};
use crate::pack::error::{PackError, PackProblem};
use crate::pack::place::line_of;
use crate::pack::player::HoursOfDay;
use crate::pack::rules::Share;

/// Everything in which the file differs from the format, in the order of the file.
pub(in crate::pack) fn walk(table: &Spanned<DeTable<'_>>, text: &str) -> Vec<PackError> {
    let mut walk = Walk {
        text,
        found: Vec::new(),
    };
    walk.table(table.get_ref(), &PACK, "", table.span());
    walk.found.sort_by_key(|error| error.line);
    walk.found
}

struct Walk<'t> {
    text: &'t str,
    found: Vec<PackError>,
}

impl Walk<'_> {
    fn complain(&mut self, problem: PackProblem, place: &str, at: &Range<usize>, detail: String) {
        let error = PackError::new(problem, place).with(detail);
        self.found.push(error.on_line(line_of(self.text, at.start)));
    }

    fn wrong(
        &mut self,
        problem: PackProblem,
        place: &str,
        at: &Range<usize>,
        shape: &Shape,
        shown: &str,
    ) {
        let (zh, en) = shape.words();
        self.complain(problem, place, at, format!("{shown} ({zh} / {en})"));
    }

    fn table(&mut self, table: &DeTable<'_>, group: &Group, place: &str, at: Range<usize>) {
        let inside = |name: &str| {
            if place.is_empty() {
                name.to_owned()
            } else {
                format!("{place}.{name}")
            }
        };
        let before = self.found.len();
        for (name, value) in table {
            let (at, place) = (name.span(), inside(name.get_ref()));
            if let Some(key) = group.key(name.get_ref()) {
                self.value(value, &key.shape, &place);
            } else {
                let known: Vec<&str> = group.keys.iter().map(|key| key.name).collect();
                let detail = format!("{} ({})", name.get_ref(), known.join(", "));
                self.complain(PackProblem::UnknownKey, &place, &at, detail);
            }
        }
        let new = self.found.get(before..).unwrap_or_default();
        if new
            .iter()
            .any(|error| error.problem == PackProblem::UnknownKey)
        {
            // What seems to be missing is what was misspelt.
            return;
        }
        for key in group.keys {
            if !table.contains_key(key.name) {
                self.absent(key, place, &at);
            }
        }
    }

    fn absent(&mut self, key: &Key, place: &str, at: &Range<usize>) {
        let problem = match key.need {
            Need::Optional => return,
            Need::Required => PackProblem::Incomplete,
            Need::Cited => PackProblem::NoCite,
        };
        let detail = format!("{} ({} / {})", key.name, key.zh, key.en);
        self.complain(problem, place, at, detail);
    }

    fn value(&mut self, value: &Spanned<DeValue<'_>>, shape: &Shape, place: &str) {
        let at = value.span();
        match (shape, value.get_ref()) {
            (Shape::Flag, DeValue::Boolean(_)) => {}
            (Shape::Whole(least, most), DeValue::Integer(number)) => {
                let read = i64::from_str_radix(number.as_str(), number.radix());
                if !read.is_ok_and(|read| (*least..=*most).contains(&read)) {
                    self.wrong(PackProblem::BadNumber, place, &at, shape, number.as_str());
                }
            }
            (Shape::Names(names), DeValue::Array(items)) => {
                for (index, item) in items.iter().enumerate() {
                    self.value(item, &Shape::Name(names), &format!("{place}[{index}]"));
                }
            }
            (Shape::Texts, DeValue::Array(items)) => {
                for (index, item) in items.iter().enumerate() {
                    self.value(item, &Shape::Text, &format!("{place}[{index}]"));
                }
            }
            (Shape::HoursOfDay, DeValue::Array(items)) => self.hours_of_day(items, place, &at),
            (Shape::Table(group), DeValue::Table(table)) => self.table(table, group, place, at),
            (Shape::Tables(group), DeValue::Array(items)) => {
                for (index, item) in items.iter().enumerate() {
                    let place = format!("{place}[{index}]{}", told_apart(item.get_ref(), group));
                    self.value(item, &Shape::Table(group), &place);
                }
            }
            (Shape::Map(of), DeValue::Table(table)) => {
                for (name, value) in table {
                    self.value(value, of, &format!("{place}.{}", name.get_ref()));
                }
            }
            (_, DeValue::String(text)) => self.text(text, shape, place, &at),
            (_, other) => {
                let shown = kind(other);
                self.wrong(PackProblem::WrongType, place, &at, shape, shown);
            }
        }
    }

    fn hours_of_day(&mut self, items: &DeArray<'_>, place: &str, at: &Range<usize>) {
        let texts: Vec<Option<&str>> = items.iter().map(|item| item.get_ref().as_str()).collect();
        let good = match texts.as_slice() {
            [Some(from), Some(to)] => HoursOfDay::parse(from, to).is_some(),
            _ => false,
        };
        if !good {
            let shown = texts
                .iter()
                .map(|text| format!("\"{}\"", text.unwrap_or("…")));
            let shown = format!("[{}]", shown.collect::<Vec<_>>().join(", "));
            self.wrong(
                PackProblem::BadNumber,
                place,
                at,
                &Shape::HoursOfDay,
                &shown,
            );
        }
    }

    fn text(&mut self, text: &str, shape: &Shape, place: &str, at: &Range<usize>) {
        let problem = match shape {
            Shape::Text if text.trim().is_empty() => PackProblem::Incomplete,
            Shape::Cite if text.trim().is_empty() => PackProblem::NoCite,
            Shape::Day if text.parse::<Day>().is_err() => PackProblem::BadDay,
            Shape::Hours(most)
                if !text
                    .parse::<Hours>()
                    .is_ok_and(|hours| hours <= Hours::whole(*most)) =>
            {
                PackProblem::BadNumber
            }
            Shape::Share if Share::parse(text).is_none() => PackProblem::BadNumber,
            Shape::Digest if !is_digest(text) => PackProblem::BadNumber,
            Shape::Name(names) if !names.contains(&text) => PackProblem::UnknownName,
            Shape::Text
            | Shape::Cite
            | Shape::Day
            | Shape::Hours(_)
            | Shape::Share
            | Shape::Digest
            | Shape::Name(_) => return,
            Shape::Flag
            | Shape::Whole(..)
            | Shape::Names(_)
            | Shape::Texts
            | Shape::HoursOfDay
            | Shape::Table(_)
            | Shape::Tables(_)
            | Shape::Map(_) => PackProblem::WrongType,
        };
        self.wrong(problem, place, at, shape, &format!("\"{text}\""));
    }
}

/// How a table of a list is told from the others in a place: ` (2020)`.
fn told_apart(item: &DeValue<'_>, group: &Group) -> String {
    let identity = group.identity.and_then(|key| item.as_table()?.get(key));
    match identity.map(Spanned::get_ref) {
        Some(DeValue::String(text)) => format!(" ({text})"),
        Some(DeValue::Integer(number)) => format!(" ({})", number.as_str()),
        _ => String::new(),
    }
}

fn is_digest(text: &str) -> bool {
    let hash = text.strip_prefix("sha256:").unwrap_or("");
    let hexadecimal = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    hash.len() == 64 && hash.bytes().all(hexadecimal)
}

fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "文本 / text",
        DeValue::Integer(_) => "整数 / a whole number",
        DeValue::Float(_) => "小数 / a number with decimals",
        DeValue::Boolean(_) => "true/false",
        DeValue::Datetime(_) => "没有引号的日期 / a date without quotes",
        DeValue::Array(_) => "列表 / a list",
        DeValue::Table(_) => "表 / a table",
    }
}
