//! Identity numbers out of an uploaded list: any workbook or csv with a column of that heading.

use std::str::FromStr as _;

use kernel::{CitizenId, Outcome, limits};
use sheets::{Limits, Row, find_list, map_columns};

use super::Error;
use super::service::PEOPLE_MAX;

/// What was read of a list.
#[derive(Clone, Debug)]
pub struct NumberList {
    /// The numbers in their order, each once.
    pub numbers: Vec<CitizenId>,
    /// Numbers of the rows that hold none that can be read.
    pub unreadable: Vec<u32>,
}

/// Headings of the column, without blanks and in small letters.
const HEADINGS: [&str; 8] = [
    "身份证号",
    "身份证号码",
    "身份证件号码",
    "公民身份号码",
    "证件号码",
    "证件号",
    "idnumber",
    "citizenid",
];

/// The one column that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Number;

/// Reads the identity numbers of a list within the limits; everything else in it is not looked at.
pub fn read_numbers(bytes: &[u8]) -> Outcome<NumberList> {
    const LIMITS: Limits = Limits {
        bytes_max: limits::LIST_BYTES_MAX,
        unpacked_bytes_max: limits::LIST_UNPACKED_BYTES_MAX,
        rows_max: limits::LIST_ROWS_MAX + 20,
        columns_max: limits::LIST_COLUMNS_MAX,
        cell_chars_max: limits::LIST_CELL_CHARS_MAX,
    };
    let is_heading = |row: &Row| {
        let mut texts = row.cells().iter().filter_map(|cell| cell.text().ok());
        texts.any(|text| key(&text).is_some())
    };
    let list = find_list(bytes, &LIMITS, "身份证号", is_heading)?;
    let columns = map_columns(list.headings(), key, &[(Number, "身份证号")])?;
    let place = columns.place(&Number).ok_or(Error::NoNumbers)?;
    let (mut numbers, mut unreadable) = (Vec::<CitizenId>::new(), Vec::new());
    let mut seen = std::collections::HashSet::new();
    for row in list.body() {
        let cell = row.cell(place);
        if cell.is_blank() {
            continue;
        }
        let number = cell.number().and_then(|text| CitizenId::from_str(&text));
        match number {
            Ok(number) if seen.insert(number.clone()) => numbers.push(number),
            Ok(_) => {}
            Err(_) => unreadable.push(row.number),
        }
    }
    if numbers.is_empty() {
        return Err(Error::Nobody.into());
    }
    if numbers.len() > PEOPLE_MAX {
        return Err(Error::TooMany.fault().with("most", PEOPLE_MAX));
    }
    Ok(NumberList {
        numbers,
        unreadable,
    })
}

fn key(heading: &str) -> Option<Number> {
    let bare: String = heading
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '*')
        .collect::<String>()
        .to_lowercase();
    HEADINGS.contains(&bare.as_str()).then_some(Number)
}
