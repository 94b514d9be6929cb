//! Reading a list: which columns it has, what stands in each row, and what must be mended there.
//! Pure: who the people are is found out later.

use std::collections::HashMap;
use std::str::FromStr;

use kernel::{Category, CitizenId, Fault, Outcome, Year, limits};
use policy::{GivenHours, Purpose};
use sha2::{Digest as _, Sha256};
use sheets::{Cell, Columns, Limits, Row, column_name, find_list, map_columns};

use super::model::{Given, Listed, ListedLine, Places, RowFault};
use super::{Error, part, words};

/// A column of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// Identity number.
    CitizenId,
    /// Name.
    Name,
    /// What is applied for.
    Purpose,
    /// Level, for title review.
    Level,
    /// Degree, for title recognition.
    Degree,
    /// Day of the application.
    On,
    /// Sector of the employer.
    Sector,
    /// At the grassroots front line.
    Grassroots,
    /// Day of transfer from a party or state organ.
    Transfer,
    /// Treated confirmed cases in a designated hospital.
    Frontline,
    /// Year of a qualification exam passed in the region.
    ExamYear,
    /// Hours of a study year and category.
    Hours(Year, Category),
}

/// The fixed columns, each with the heading of the template and others that are understood.
const HEADINGS: [(Key, &[&str]); 11] = [
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
        Key::Purpose,
        &["申报事项", "申请事项", "申报类型", "申报目的", "purpose"],
    ),
    (
        Key::Level,
        &["申报级别", "级别", "职称级别", "申报职称级别", "level"],
    ),
    (Key::Degree, &["学历学位", "学历", "学位", "degree"]),
    (
        Key::On,
        &[
            "申报日期",
            "申请日期",
            "申报时间",
            "applicationdate",
            "date",
        ],
    ),
    (Key::Sector, &["单位性质", "sector"]),
    (Key::Grassroots, &["基层一线", "是否基层一线", "grassroots"]),
    (
        Key::Transfer,
        &["党政机关转任日期", "转任日期", "transferdate"],
    ),
    (
        Key::Frontline,
        &[
            "抗疫一线医务人员",
            "是否抗疫一线医务人员",
            "抗疫一线",
            "frontline",
        ],
    ),
    (
        Key::ExamYear,
        &["职业资格考试合格年度", "资格考试年度", "examyear"],
    ),
];

/// Columns without which nobody can be found or decided about, with the template's headings.
const NEEDED: [(Key, &str); 4] = [
    (Key::CitizenId, "身份证号"),
    (Key::Name, "姓名"),
    (Key::Purpose, "申报事项"),
    (Key::On, "申报日期"),
];

/// Years whose hours a heading may name.
const YEARS: std::ops::Range<Year> = 1990..2100;

/// The template's headings of the fixed columns, in order; whether each must be there.
pub fn template_headings() -> impl Iterator<Item = (Key, &'static str, bool)> {
    HEADINGS.iter().map(|(key, names)| {
        let is_needed = NEEDED.iter().any(|(needed, _)| needed == key);
        (*key, names.first().copied().unwrap_or_default(), is_needed)
    })
}

/// The template's heading of a study year's hours.
pub fn year_heading(year: Year, category: Category) -> String {
    let category = match category {
        Category::Public => "公需学时",
        Category::Professional => "专业学时",
    };
    format!("{year}年{category}")
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

/// Reads an uploaded list. A cell that cannot be read is a fault of its row; the file as a whole
/// is refused when it is beyond the limits, no sheet, or without the needed headings.
pub fn read_list(file_name: &str, bytes: &[u8]) -> Outcome<ReadList> {
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
        let keys = row.cells().iter().filter_map(|cell| cell.text().ok());
        let found = keys.filter(|text| key_of_text(text).is_some()).count();
        found >= 3
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
    let mut lines: Vec<ListedLine> = list.body().iter().map(|row| line(row, &columns)).collect();
    mark_doubles(&mut lines, &columns);
    let file_name = file_name.rsplit(['/', '\\']).next().unwrap_or(file_name);
    Ok(ReadList {
        file_name: sheets::plain(file_name).chars().take(100).collect(),
        digest: hex::encode(Sha256::digest(bytes)),
        format: list.table.format.to_string(),
        ignored: columns.ignored,
        rows: lines.len(),
        parts: part::write(lines)?,
    })
}

fn key_of_text(text: &str) -> Option<Key> {
    let bare: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '*')
        .collect();
    let bare = bare.split('(').next().unwrap_or_default().to_lowercase();
    key(&bare)
}

/// The column of a heading.
fn key(heading: &str) -> Option<Key> {
    let fixed = HEADINGS.iter().find(|(_, names)| names.contains(&heading));
    fixed.map(|(key, _)| *key).or_else(|| hours_key(heading))
}

/// `2021年公需学时`, `2021公需`, `2021年度专业科目`, `public2021`.
fn hours_key(heading: &str) -> Option<Key> {
    let at = heading.find(|c: char| c.is_ascii_digit())?;
    let (before, rest) = heading.split_at(at);
    let year: Year = rest.get(..4)?.parse().ok()?;
    let name = format!("{before}{}", rest.get(4..)?);
    let name = name.trim_start_matches("年度").trim_start_matches('年');
    let name = name
        .trim_end_matches("学时")
        .trim_end_matches("科目")
        .trim_end_matches("课");
    let category = match name {
        "公需" | "public" => Category::Public,
        "专业" | "professional" => Category::Professional,
        _ => return None,
    };
    YEARS.contains(&year).then_some(Key::Hours(year, category))
}

/// Reads the cells of one row, and keeps what is wrong with each.
struct Reading<'r> {
    row: &'r Row,
    columns: &'r Columns<Key>,
    faults: Vec<RowFault>,
}

impl Reading<'_> {
    fn cell(&self, key: Key) -> &Cell {
        self.columns
            .place(&key)
            .map_or(&Cell::Empty, |place| self.row.cell(place))
    }

    fn take<T: Default>(&mut self, key: Key, read: impl Fn(&Cell) -> Outcome<T>) -> T {
        match read(self.cell(key)) {
            Ok(value) => value,
            Err(fault) => {
                self.blame(key, &fault);
                T::default()
            }
        }
    }

    fn blame(&mut self, key: Key, fault: &Fault) {
        let (column, heading) = place(self.columns, key);
        self.faults.push(RowFault::of(fault, column, heading));
    }

    fn named<T>(
        &mut self,
        key: Key,
        read: fn(&str) -> Option<T>,
        unknown: impl Fn() -> Fault,
    ) -> Option<T> {
        self.take(key, |cell| {
            let text = cell.text()?;
            if text.is_empty() {
                return Ok(None);
            }
            let value = read(&text);
            value.map(Some).ok_or_else(|| unknown().with("value", text))
        })
    }
}

/// Letters and heading of a column; the letters are empty when the list has no such column.
fn place(columns: &Columns<Key>, key: Key) -> (String, String) {
    let column = columns.place(&key).map(column_name).unwrap_or_default();
    (column, columns.heading(&key).to_owned())
}

fn line(row: &Row, columns: &Columns<Key>) -> ListedLine {
    let mut reading = Reading {
        row,
        columns,
        faults: Vec::new(),
    };
    let citizen_id = reading.take(Key::CitizenId, |cell| {
        CitizenId::from_str(&cell.number()?).map(Some)
    });
    let name = reading.take(Key::Name, |cell| {
        let name = cell.needed()?;
        if name.chars().count() > limits::NAME_CHARS_MAX {
            return Err(Error::BadName.fault().with("most", limits::NAME_CHARS_MAX));
        }
        Ok(name)
    });
    let listed = application(&mut reading);
    let listed = listed.filter(|_| reading.faults.is_empty());
    let order = |fault: &RowFault| (fault.column.len(), fault.column.clone());
    reading.faults.sort_by_key(order);
    ListedLine {
        line: row.number,
        name,
        citizen_id,
        listed,
        faults: reading.faults,
        places: Places {
            citizen_id: place(columns, Key::CitizenId),
            name: place(columns, Key::Name),
            on: place(columns, Key::On),
            transfer: place(columns, Key::Transfer),
        },
    }
}

fn application(reading: &mut Reading<'_>) -> Option<Listed> {
    let purpose = reading.named(Key::Purpose, words::read_purpose, || {
        Error::UnknownPurpose
            .fault()
            .with("known", words::known(words::purposes()))
    });
    if purpose.is_none() && reading.cell(Key::Purpose).is_blank() {
        let _: String = reading.take(Key::Purpose, Cell::needed);
    }
    let level = reading.named(Key::Level, words::read_level, || {
        Error::UnknownLevel
            .fault()
            .with("known", words::known(words::levels()))
    });
    let degree = reading.named(Key::Degree, words::read_degree, || {
        Error::UnknownDegree
            .fault()
            .with("known", words::known(words::degrees()))
    });
    let on = reading.take(Key::On, |cell| {
        cell.needed()?;
        cell.day()
    });
    let is_blank = |key| reading.cell(key).is_blank();
    match purpose {
        Some(Purpose::TitleReview) if level.is_none() && is_blank(Key::Level) => {
            reading.blame(Key::Level, &missing(policy::Problem::MissingLevel));
        }
        Some(Purpose::TitleRecognition) if degree.is_none() && is_blank(Key::Degree) => {
            reading.blame(Key::Degree, &missing(policy::Problem::MissingDegree));
        }
        _ => {}
    }
    let given = given(reading);
    Some(Listed {
        purpose: purpose?,
        level,
        degree,
        on: on?,
        given,
    })
}

fn missing(problem: policy::Problem) -> Fault {
    policy::DecideError::new(problem).into()
}

fn given(reading: &mut Reading<'_>) -> Given {
    let sector = reading.named(Key::Sector, words::read_sector, || {
        Error::UnknownSector
            .fault()
            .with("known", words::known(words::sectors()))
    });
    let flag = |cell: &Cell| Ok(cell.flag()?.unwrap_or(false));
    let years: Vec<(Year, Category)> = reading
        .columns
        .keys()
        .filter_map(|key| match key {
            Key::Hours(year, category) => Some((*year, *category)),
            _ => None,
        })
        .collect();
    let mut hours = Vec::new();
    for (year, category) in years {
        let given = reading.take(Key::Hours(year, category), Cell::hours);
        hours.extend(given.map(|hours| GivenHours {
            year,
            category: category.as_str().to_owned(),
            hours,
        }));
    }
    Given {
        sector,
        grassroots: reading.take(Key::Grassroots, flag),
        from_government_on: reading.take(Key::Transfer, Cell::day),
        frontline: reading.take(Key::Frontline, flag),
        exam_year: reading.take(Key::ExamYear, Cell::year),
        hours,
    }
}

/// The same person with the same application in a later row is a slip of whoever made the list;
/// one of the two may have other facts, and we cannot know which of them is meant.
fn mark_doubles(lines: &mut [ListedLine], columns: &Columns<Key>) {
    let (column, heading) = place(columns, Key::CitizenId);
    let mut seen: HashMap<String, u32> = HashMap::new();
    for line in lines {
        let (Some(id), Some(listed)) = (&line.citizen_id, &line.listed) else {
            continue;
        };
        let same = format!(
            "{} {} {:?} {:?} {}",
            id.reveal(),
            listed.purpose.as_str(),
            listed.level,
            listed.degree,
            listed.on
        );
        match seen.get(&same) {
            Some(first) => {
                let fault = Error::DoubleRow.fault().with("row", first);
                line.faults
                    .push(RowFault::of(&fault, column.clone(), heading.clone()));
                line.listed = None;
            }
            None => {
                seen.insert(same, line.line);
            }
        }
    }
}
