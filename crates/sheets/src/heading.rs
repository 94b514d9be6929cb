//! Which column is which: headings are matched by their plain text, without blanks and marks.

use std::collections::BTreeMap;

use kernel::Outcome;

use crate::{Error, Row, column_name, plain};

/// Where the columns of a list stand.
#[derive(Clone, Debug)]
pub struct Columns<K> {
    places: BTreeMap<K, (usize, String)>,
    /// Headings that are no column of the list, which is read without them.
    pub ignored: Vec<String>,
}

impl<K: Ord> Columns<K> {
    /// Place of a column, counted from 0, if the list has it.
    pub fn place(&self, key: &K) -> Option<usize> {
        self.places.get(key).map(|(place, _)| *place)
    }

    /// The heading of a column as it stands in the list; empty when the list has none.
    pub fn heading(&self, key: &K) -> &str {
        self.places.get(key).map_or("", |(_, heading)| heading)
    }

    /// All columns of the list.
    pub fn keys(&self) -> impl Iterator<Item = &K> {
        self.places.keys()
    }
}

/// Finds the columns of a list by its row of headings. `key` names the column of a heading, which
/// comes to it without blanks and without a mark such as `*` or `（必填）` at its end; `needed` are
/// the columns without which the list cannot be read, with their headings.
pub fn map_columns<K: Ord + Clone>(
    headings: &Row,
    key: impl Fn(&str) -> Option<K>,
    needed: &[(K, &str)],
) -> Outcome<Columns<K>> {
    let mut places: BTreeMap<K, (usize, String)> = BTreeMap::new();
    let mut ignored = Vec::new();
    for (place, cell) in headings.cells().iter().enumerate() {
        let Ok(heading) = cell.text() else { continue };
        if heading.is_empty() {
            continue;
        }
        let Some(key) = key(&bare(&heading)) else {
            ignored.push(heading);
            continue;
        };
        if let Some((first, _)) = places.get(&key) {
            let columns = format!("{}, {}", column_name(*first), column_name(place));
            let fault = Error::DoubleHeading.fault().with("heading", heading);
            return Err(fault.with("columns", columns));
        }
        places.insert(key, (place, heading));
    }
    let missing: Vec<&str> = needed
        .iter()
        .filter(|(key, _)| !places.contains_key(key))
        .map(|(_, heading)| *heading)
        .collect();
    if !missing.is_empty() {
        let headings = missing.join("、");
        return Err(Error::MissingColumn.fault().with("headings", headings));
    }
    Ok(Columns { places, ignored })
}

/// A heading without blanks and without what stands in brackets or as a mark behind it.
fn bare(heading: &str) -> String {
    let heading = plain(heading);
    let before = heading.split(['(', '（']).next().unwrap_or(&heading);
    let before = if before.is_empty() { &heading } else { before };
    before
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '*' | '＊' | ':' | '：'))
        .collect::<String>()
        .to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Cell;

    fn row(texts: &[&str]) -> Row {
        Row {
            number: 1,
            cells: texts
                .iter()
                .map(|text| Cell::Text((*text).to_owned()))
                .collect(),
        }
    }

    fn key(heading: &str) -> Option<u8> {
        match heading {
            "姓名" | "name" => Some(1),
            "证件号" => Some(2),
            _ => None,
        }
    }

    #[test]
    fn headings_are_found_with_their_marks_and_blanks() {
        let columns = map_columns(
            &row(&["", "证件号（必填）", "姓 名 *", "电话"]),
            key,
            &[(1, "姓名")],
        )
        .unwrap();
        assert_eq!((columns.place(&1), columns.place(&2)), (Some(2), Some(1)));
        assert_eq!(columns.heading(&1), "姓 名 *");
        assert_eq!(columns.ignored, ["电话"]);
    }

    #[test]
    fn missing_and_double_columns_are_named() {
        let missing = map_columns(&row(&["证件号"]), key, &[(1, "姓名")]).unwrap_err();
        assert_eq!(
            (missing.code(), missing.values()[0].1.as_str()),
            ("sheets.missing_column", "姓名")
        );
        let double = map_columns(&row(&["姓名", "x", "Name"]), key, &[]).unwrap_err();
        assert_eq!(
            (double.code(), double.values()[1].1.as_str()),
            ("sheets.double_heading", "A, C")
        );
    }
}
