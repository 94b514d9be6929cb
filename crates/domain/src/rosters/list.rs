//! Reading a list: which columns it has, what stands in each row, and what must be mended there.
//! Pure: who the people are is found out later.

use std::collections::HashMap;
use std::str::FromStr;

use kernel::{CitizenId, Day, Fault, Outcome, Phone, limits};
use sha2::{Digest as _, Sha256};
use sheets::{Cell, Columns, Limits, Row, column_name, find_list, map_columns};

use super::Error;
use super::model::{ListedPost, Part, Places, ReadLine, RowFault};
use crate::employers;

/// Rows of a part, and of one job: a transaction of some milliseconds, behind which a learner's
/// beat waits.
pub(super) const PART_ROWS: usize = 50;

/// A column of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// Identity number.
    CitizenId,
    /// Name.
    Name,
    /// Telephone.
    Phone,
    /// The post.
    Post,
    /// Speciality of work and title.
    Speciality,
    /// Department.
    Department,
    /// First day.
    FromDay,
}

/// The columns, each with the heading of the template and others that are understood.
const HEADINGS: [(Key, &[&str]); 7] = [
    (
        Key::CitizenId,
        &[
            "身份证号",
            "身份证号码",
            "身份证件号码",
            "公民身份号码",
            "证件号码",
            "证件号",
            "idnumber",
            "citizenid",
        ],
    ),
    (Key::Name, &["姓名", "name"]),
    (
        Key::Phone,
        &["手机号", "手机", "手机号码", "联系电话", "电话", "phone"],
    ),
    (
        Key::Post,
        &["岗位", "职务", "岗位名称", "工作岗位", "职位", "post"],
    ),
    (
        Key::Speciality,
        &["职称专业", "专业", "从事专业", "speciality"],
    ),
    (
        Key::Department,
        &["部门", "科室", "所在部门", "工作部门", "department"],
    ),
    (
        Key::FromDay,
        &[
            "任职日期",
            "入职日期",
            "入职时间",
            "任职时间",
            "到岗日期",
            "fromday",
            "startdate",
        ],
    ),
];

/// Columns without which nobody can be taken in, with the template's headings.
const NEEDED: [(Key, &str); 5] = [
    (Key::CitizenId, "身份证号"),
    (Key::Name, "姓名"),
    (Key::Post, "岗位"),
    (Key::Speciality, "职称专业"),
    (Key::FromDay, "任职日期"),
];

/// The template's headings in order; whether each must be there.
pub fn template_headings() -> impl Iterator<Item = (Key, &'static str, bool)> {
    HEADINGS.iter().map(|(key, names)| {
        let is_needed = NEEDED.iter().any(|(needed, _)| needed == key);
        (*key, names.first().copied().unwrap_or_default(), is_needed)
    })
}

/// A list as it was read.
#[derive(Clone, Debug)]
pub struct ReadRoster {
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

/// Reads an uploaded list. A cell that cannot be read is a fault of its row; the file as a whole is
/// refused when it is beyond the limits, no sheet, or without the needed headings. `today` tells
/// which days are ahead.
pub fn read_roster(file_name: &str, bytes: &[u8], today: Day) -> Outcome<ReadRoster> {
    const LIMITS: Limits = Limits {
        bytes_max: limits::LIST_BYTES_MAX,
        unpacked_bytes_max: limits::LIST_UNPACKED_BYTES_MAX,
        // The title and the headings are rows too.
        rows_max: limits::LIST_ROWS_MAX + 20,
        columns_max: limits::LIST_COLUMNS_MAX,
        cell_chars_max: limits::LIST_CELL_CHARS_MAX,
    };
    let needed = NEEDED.map(|(_, heading)| heading).join("、");
    let is_heading = |row: &Row| {
        let texts = row.cells().iter().filter_map(|cell| cell.text().ok());
        texts.filter(|text| key_of_text(text).is_some()).count() >= 3
    };
    let list = find_list(bytes, &LIMITS, &needed, is_heading)?;
    let columns = map_columns(list.headings(), key, &NEEDED)?;
    if list.body().is_empty() {
        return Err(Error::NoRows.into());
    }
    if list.body().len() > limits::LIST_ROWS_MAX {
        let fault = sheets::Error::TooManyRows.fault();
        return Err(fault.with("most", limits::LIST_ROWS_MAX));
    }
    let lines = list.body().iter().map(|row| line(row, &columns, today));
    let mut lines: Vec<ReadLine> = lines.collect();
    let places = Places {
        citizen_id: place(&columns, Key::CitizenId),
        name: place(&columns, Key::Name),
        phone: place(&columns, Key::Phone),
        from_day: place(&columns, Key::FromDay),
    };
    mark_doubles(&mut lines, &places);
    let file_name = file_name.rsplit(['/', '\\']).next().unwrap_or(file_name);
    let parts = lines.chunks(PART_ROWS).map(|lines| {
        super::store::json(&Part {
            places: places.clone(),
            lines: lines.to_vec(),
        })
    });
    Ok(ReadRoster {
        file_name: sheets::plain(file_name).chars().take(100).collect(),
        digest: hex::encode(Sha256::digest(bytes)),
        format: list.table.format.to_string(),
        rows: lines.len(),
        parts: parts.collect::<Outcome<_>>()?,
        ignored: columns.ignored,
    })
}

fn key_of_text(text: &str) -> Option<Key> {
    let bare: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '*')
        .collect();
    key(&bare.split('(').next().unwrap_or_default().to_lowercase())
}

fn key(heading: &str) -> Option<Key> {
    let found = HEADINGS.iter().find(|(_, names)| names.contains(&heading));
    found.map(|(key, _)| *key)
}

/// Reads the cells of one row, and keeps what is wrong with each.
struct Reading<'r> {
    row: &'r Row,
    columns: &'r Columns<Key>,
    faults: Vec<RowFault>,
}

impl Reading<'_> {
    fn take<T>(&mut self, key: Key, read: impl Fn(&Cell) -> Outcome<T>) -> Option<T> {
        let place_of = self.columns.place(&key);
        let cell = place_of.map_or(&Cell::Empty, |place| self.row.cell(place));
        match read(cell) {
            Ok(value) => Some(value),
            Err(fault) => {
                let at = place(self.columns, key);
                self.faults.push(RowFault::of(&fault, &at));
                None
            }
        }
    }
}

/// Letters and heading of a column; the letters are empty when the list has no such column.
fn place(columns: &Columns<Key>, key: Key) -> (String, String) {
    let column = columns.place(&key).map(column_name).unwrap_or_default();
    (column, columns.heading(&key).to_owned())
}

fn line(row: &Row, columns: &Columns<Key>, today: Day) -> ReadLine {
    let mut reading = Reading {
        row,
        columns,
        faults: Vec::new(),
    };
    let citizen_id = reading.take(Key::CitizenId, |cell| CitizenId::from_str(&cell.number()?));
    let name = reading.take(Key::Name, |cell| short(cell, limits::NAME_CHARS_MAX));
    let phone = reading.take(Key::Phone, |cell| {
        if cell.is_blank() {
            return Ok(None);
        }
        Phone::from_str(&cell.number()?).map(Some)
    });
    let post_title = reading.take(Key::Post, |cell| short(cell, limits::NAME_CHARS_MAX));
    let speciality = reading.take(Key::Speciality, |cell| {
        short(cell, limits::NAME_CHARS_MAX).map(|text| employers::speciality_of(&text))
    });
    let department = reading.take(Key::Department, |cell| {
        if cell.is_blank() {
            return Ok(String::new());
        }
        short(cell, limits::EMPLOYER_NAME_CHARS_MAX)
    });
    let from_day = reading.take(Key::FromDay, |cell| {
        cell.needed()?;
        let day = cell.day()?.ok_or(sheets::Error::CellEmpty)?;
        let is_past = day <= today && day.year() >= today.year() - 80;
        is_past.then_some(day).ok_or_else(|| Error::BadDay.into())
    });
    let mut faults = reading.faults;
    faults.sort_by_key(|fault| (fault.column.len(), fault.column.clone()));
    let post = || {
        Some(ListedPost {
            post_title: post_title?,
            speciality: speciality?,
            department: department?,
            from_day: from_day?,
        })
    };
    ReadLine {
        line: row.number,
        name: name.unwrap_or_default(),
        post: post().filter(|_| faults.is_empty()),
        citizen_id: citizen_id.map(|id| id.reveal().to_owned()),
        phone: phone.flatten().map(|phone| phone.reveal().to_owned()),
        faults,
    }
}

/// A text that must be there and has its limit.
fn short(cell: &Cell, most: usize) -> Outcome<String> {
    let text = cell.needed()?;
    if text.chars().count() > most {
        return Err(Error::BadName.fault().with("most", most));
    }
    Ok(text)
}

/// Nobody stands in a list twice, and two people have two telephones: which of two rows is meant,
/// we cannot know.
fn mark_doubles(lines: &mut [ReadLine], places: &Places) {
    let mut people: HashMap<String, u32> = HashMap::new();
    let mut phones: HashMap<String, u32> = HashMap::new();
    for line in lines {
        let mut blame = |fault: Fault, at: &(String, String)| {
            line.faults.push(RowFault::of(&fault, at));
            line.post = None;
        };
        if let Some(id) = &line.citizen_id {
            match people.get(id) {
                Some(first) => blame(
                    Error::DoubleRow.fault().with("row", first),
                    &places.citizen_id,
                ),
                None => drop(people.insert(id.clone(), line.line)),
            }
        }
        if let Some(phone) = &line.phone {
            match phones.get(phone) {
                Some(first) => blame(Error::DoublePhone.fault().with("row", first), &places.phone),
                None => drop(phones.insert(phone.clone(), line.line)),
            }
        }
    }
}
