//! Reading a list of earlier hours: a person, a year and a category in each row, with origin and
//! document. Pure: who the people are is found out later.

use std::collections::HashMap;

use kernel::{Category, CitizenId, Fault, Hours, Outcome, Year, limits};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use sheets::{Cell, Columns, Limits, Row, column_name, find_list, map_columns};

use super::model::RowFault;
use super::{Error, rules};

/// A column of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// Identity number.
    CitizenId,
    /// Name.
    Name,
    /// Study year.
    Year,
    /// Category.
    Category,
    /// Hours.
    Hours,
    /// The former site or the paper card.
    Origin,
    /// Number of the document.
    Document,
}

/// The columns, each with the heading of the template and others that are understood. All are
/// needed.
const HEADINGS: [(Key, &[&str]); 7] = [
    (
        Key::CitizenId,
        &[
            "身份证号",
            "身份证号码",
            "公民身份号码",
            "证件号码",
            "citizenid",
            "idnumber",
        ],
    ),
    (Key::Name, &["姓名", "name"]),
    (Key::Year, &["学时年度", "年度", "年份", "year"]),
    (Key::Category, &["科目类别", "科目", "类别", "category"]),
    (Key::Hours, &["学时", "学时数", "hours"]),
    (
        Key::Origin,
        &["学时来源", "来源", "原平台", "origin", "source"],
    ),
    (
        Key::Document,
        &["证明编号", "编号", "证书编号", "审验卡编号", "document"],
    ),
];

/// Rows of a part, and of one job: a transaction of a fraction of a second, behind which a
/// learner's beat waits.
pub(super) const PART_ROWS: usize = 50;

/// The template's headings, in order.
pub fn template_headings() -> impl Iterator<Item = (Key, &'static str)> {
    let first = |names: &'static [&'static str]| names.first().copied().unwrap_or_default();
    HEADINGS
        .iter()
        .map(move |(key, names)| (*key, first(names)))
}

/// A list as it was read.
#[derive(Clone, Debug)]
pub struct ReadList {
    /// Name of the file.
    pub file_name: String,
    /// SHA-256 of the file, in hexadecimal.
    pub digest: String,
    /// Kind and encoding.
    pub format: String,
    /// Headings that are no column of a list.
    pub ignored: Vec<String>,
    /// How many rows it has.
    pub rows: usize,
    /// The rows, some hundred each, ready to be sealed.
    pub(super) parts: Vec<String>,
}

/// A row that was read and is not checked yet.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Line {
    pub number: u32,
    pub name: String,
    /// In full, as the number must be looked up; lies sealed.
    pub citizen_id: Option<String>,
    pub study_year: Year,
    pub category: Option<Category>,
    pub hours: Hours,
    pub origin: String,
    pub document: String,
    pub faults: Vec<RowFault>,
    /// Column and heading of number, name, year and hours.
    pub places: [(String, String); 4],
}

/// Reads an uploaded list. A cell that cannot be read is a fault of its row; the file as a whole is
/// refused when it is beyond the limits, no sheet, or without the needed headings.
pub fn read_list(file_name: &str, bytes: &[u8]) -> Outcome<ReadList> {
    const LIMITS: Limits = Limits {
        bytes_max: limits::LIST_BYTES_MAX,
        unpacked_bytes_max: limits::LIST_UNPACKED_BYTES_MAX,
        // The title and the headings are rows too.
        rows_max: limits::LIST_ROWS_MAX + 20,
        columns_max: limits::LIST_COLUMNS_MAX,
        cell_chars_max: limits::LIST_CELL_CHARS_MAX,
    };
    let names: Vec<(Key, &str)> = template_headings().collect();
    let needed: Vec<&str> = names.iter().map(|(_, heading)| *heading).collect();
    let is_heading = |row: &Row| {
        let texts = row.cells().iter().filter_map(|cell| cell.text().ok());
        texts.filter(|text| key(&bare(text)).is_some()).count() >= 3
    };
    let list = find_list(bytes, &LIMITS, &needed.join("、"), is_heading)?;
    let columns = map_columns(list.headings(), key, &names)?;
    if list.body().is_empty() {
        return Err(Error::NoRows.into());
    }
    if list.body().len() > limits::LIST_ROWS_MAX {
        let fault = sheets::Error::TooManyRows.fault();
        return Err(fault.with("most", limits::LIST_ROWS_MAX));
    }
    let mut lines: Vec<Line> = list.body().iter().map(|row| line(row, &columns)).collect();
    mark_doubles(&mut lines);
    let file_name = file_name.rsplit(['/', '\\']).next().unwrap_or(file_name);
    let written = lines.chunks(PART_ROWS).map(serde_json::to_string);
    let parts = written.collect::<Result<Vec<_>, _>>();
    Ok(ReadList {
        file_name: sheets::plain(file_name).chars().take(100).collect(),
        digest: hex::encode(Sha256::digest(bytes)),
        format: list.table.format.to_string(),
        ignored: columns.ignored,
        rows: lines.len(),
        parts: parts.map_err(|error| Fault::internal("earlier.broken", error))?,
    })
}

fn bare(text: &str) -> String {
    let text: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '*')
        .collect();
    let text = text.split(['(', '（']).next().unwrap_or_default();
    text.to_lowercase()
}

fn key(heading: &str) -> Option<Key> {
    let found = HEADINGS.iter().find(|(_, names)| names.contains(&heading));
    found.map(|(key, _)| *key)
}

fn place(columns: &Columns<Key>, key: Key) -> (String, String) {
    let letters = columns.place(&key).map_or_else(String::new, column_name);
    (letters, columns.heading(&key).to_owned())
}

fn line(row: &Row, columns: &Columns<Key>) -> Line {
    let mut faults = Vec::new();
    let cell = |key: Key| {
        let at = columns.place(&key);
        at.map_or(&Cell::Empty, |at| row.cell(at))
    };
    let mut blame = |key: Key, fault: &Fault| {
        let (column, heading) = place(columns, key);
        faults.push(RowFault::of(fault, column, heading));
    };
    let name = cell(Key::Name).needed().unwrap_or_else(|fault| {
        blame(Key::Name, &fault);
        String::new()
    });
    let number = cell(Key::CitizenId)
        .number()
        .and_then(|text| text.parse::<CitizenId>());
    let citizen_id = number.map_or_else(
        |fault| {
            blame(Key::CitizenId, &fault);
            None
        },
        |id| Some(id.reveal().to_owned()),
    );
    let study_year = match cell(Key::Year).year() {
        Ok(Some(year)) => year,
        Ok(None) => {
            blame(Key::Year, &Error::UnknownYear.fault().with("year", ""));
            0
        }
        Err(fault) => {
            blame(Key::Year, &fault);
            0
        }
    };
    let category = cell(Key::Category).text().unwrap_or_default();
    let category = category_of(&category);
    if category.is_none() {
        blame(Key::Category, &Error::UnknownCategory.fault());
    }
    let hours = cell(Key::Hours)
        .hours()
        .map(Option::unwrap_or_default)
        .and_then(|hours| rules::check_hours(hours).map(|()| hours));
    let hours = hours.unwrap_or_else(|fault| {
        blame(Key::Hours, &fault);
        Hours::ZERO
    });
    let mut short = |key: Key| {
        let text = cell(key).text();
        let text = text.and_then(|text| rules::short(&text, "origin"));
        text.unwrap_or_else(|fault| {
            blame(key, &fault);
            String::new()
        })
    };
    let (origin, document) = (short(Key::Origin), short(Key::Document));
    Line {
        number: row.number,
        name,
        citizen_id,
        study_year,
        category,
        hours,
        origin,
        document,
        faults,
        places: [Key::CitizenId, Key::Name, Key::Year, Key::Hours].map(|key| place(columns, key)),
    }
}

fn category_of(text: &str) -> Option<Category> {
    let text = text.trim().trim_end_matches("科目").trim_end_matches('课');
    match text {
        "公需" | "public" => Some(Category::Public),
        "专业" | "professional" => Some(Category::Professional),
        _ => None,
    }
}

/// The same document of a person, year and category stands once.
fn mark_doubles(lines: &mut [Line]) {
    let mut seen: HashMap<(String, Year, &'static str, String), u32> = HashMap::new();
    for line in lines {
        let (Some(id), Some(category)) = (line.citizen_id.clone(), line.category) else {
            continue;
        };
        let key = (
            id,
            line.study_year,
            category.as_str(),
            line.document.clone(),
        );
        if let Some(first) = seen.get(&key) {
            let fault = Error::TwiceInList.fault().with("row", first);
            let (column, heading) = line.places[0].clone();
            line.faults.push(RowFault::of(&fault, column, heading));
        } else {
            seen.insert(key, line.number);
        }
    }
}
