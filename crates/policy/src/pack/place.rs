//! Where something stands in a pack file: from a path such as `clauses[3] (N2022 §3.1).rules[0]` to
//! the line that an editor shows.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The line of an offset, from 1.
pub(super) fn line_of(text: &str, offset: usize) -> usize {
    let before = text.get(..offset).unwrap_or(text);
    before.bytes().filter(|byte| *byte == b'\n').count() + 1
}

/// The line of the last part of a path that is there. None for the file as a whole.
pub(super) fn line_of_place(
    table: &Spanned<DeTable<'_>>,
    text: &str,
    place: &str,
) -> Option<usize> {
    let mut at = None;
    let mut here: Option<&DeValue<'_>> = None;
    for part in parts(place) {
        let inside = match here {
            None => Some(table.get_ref()),
            Some(value) => value.as_table(),
        };
        let next = match &part {
            Part::Key(name) => inside.and_then(|table| {
                let (key, value) = table.get_key_value(name.as_str())?;
                Some((key.span().start, value.get_ref()))
            }),
            Part::Index(index) => here.and_then(|value| {
                let item = value.as_array()?.get(*index)?;
                Some((item.span().start, item.get_ref()))
            }),
        };
        let Some((offset, value)) = next else { break };
        at = Some(line_of(text, offset));
        here = Some(value);
    }
    at
}

/// The line of a path in the bytes of a file that was read before.
pub(super) fn line_in(bytes: &[u8], place: &str) -> Option<usize> {
    let text = std::str::from_utf8(bytes).ok()?;
    line_of_place(&DeTable::parse(text).ok()?, text, place)
}

enum Part {
    Key(String),
    Index(usize),
}

/// The keys and indexes of a path; what stands in parentheses is for people.
fn parts(place: &str) -> Vec<Part> {
    let mut plain = String::new();
    let mut depth = 0_usize;
    for c in place.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 && c != ' ' => plain.push(c),
            _ => {}
        }
    }
    let mut parts = Vec::new();
    for piece in plain.split('.') {
        let mut pieces = piece.split('[');
        parts.extend(pieces.next().map(|key| Part::Key(key.to_owned())));
        let indexes = pieces.filter_map(|index| index.trim_end_matches(']').parse().ok());
        parts.extend(indexes.map(Part::Index));
    }
    parts
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    #[test]
    fn a_path_leads_to_its_line_and_an_absent_part_to_what_should_hold_it() {
        let text = "a = 1\n[b]\nc = [{ d = 1 },\n  { d = 2 }]\n[[e]]\nf = 1\n\n[[e]]\nf = 2\n";
        let table = DeTable::parse(text).unwrap();
        let line = |place: &str| line_of_place(&table, text, place);
        assert_eq!(line("a"), Some(1));
        assert_eq!(line("b.c[1] (two).d"), Some(4));
        assert_eq!(line("e[1] (N §1. 2)"), Some(8));
        assert_eq!(line("e[1].f"), Some(9));
        assert_eq!(line("e[1].g.h"), Some(8));
        assert_eq!(line(""), None);
    }
}
