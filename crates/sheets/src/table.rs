//! A table as it was read: rows with their numbers, and where its headings stand.

use std::fmt;

use kernel::Outcome;

use crate::{Cell, Error, delimited, workbook};

/// What a file may hold. More is refused with the limit in words.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of the file.
    pub bytes_max: usize,
    /// Bytes of all that a workbook unpacks to.
    pub unpacked_bytes_max: u64,
    /// Rows that are not blank.
    pub rows_max: usize,
    /// Columns.
    pub columns_max: usize,
    /// Characters of one cell; a longer one is a fault of that cell.
    pub cell_chars_max: usize,
}

/// What kind of file a table came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A workbook.
    Xlsx,
    /// Delimited text in UTF-8.
    CsvUtf8,
    /// Delimited text in GB 18030, as spreadsheets in China write it.
    CsvGb18030,
    /// Delimited text in UTF-16.
    CsvUtf16,
}

/// One sheet's rows that are not blank.
#[derive(Clone, Debug)]
pub struct Table {
    /// Kind of the file.
    pub format: Format,
    /// Name of the sheet; empty for csv.
    pub name: String,
    /// The rows, by number.
    pub rows: Vec<Row>,
}

/// A row.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its number in the sheet, from 1, as the spreadsheet shows it.
    pub number: u32,
    pub(crate) cells: Vec<Cell>,
}

impl Row {
    /// The cell of a column, counted from 0; empty beyond the last one.
    pub fn cell(&self, column: usize) -> &Cell {
        self.cells.get(column).unwrap_or(&Cell::Empty)
    }

    /// All cells, the first column first.
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// Whether nothing stands in it.
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(Cell::is_blank)
    }
}

/// A table whose headings were found.
#[derive(Clone, Debug)]
pub struct List {
    /// The table.
    pub table: Table,
    /// Place of the row of headings among the rows.
    pub headings_at: usize,
}

impl List {
    /// The row of headings.
    pub fn headings(&self) -> &Row {
        static NONE: Row = Row {
            number: 0,
            cells: Vec::new(),
        };
        self.table.rows.get(self.headings_at).unwrap_or(&NONE)
    }

    /// The rows below the headings.
    pub fn body(&self) -> &[Row] {
        self.table.rows.get(self.headings_at + 1..).unwrap_or(&[])
    }
}

/// How many rows from the top may be a title before the headings.
const TITLE_ROWS_MAX: usize = 20;

/// Reads a file and finds the first sheet with a row that `is_heading` recognises, hidden sheets
/// left out. Fails when the file is beyond the limits, cannot be read, or has no such row;
/// `needed` names the headings for the words of that refusal.
pub fn find_list(
    bytes: &[u8],
    limits: &Limits,
    needed: &str,
    is_heading: impl Fn(&Row) -> bool,
) -> Outcome<List> {
    const MEGABYTE: usize = 1024 * 1024;
    if bytes.is_empty() {
        return Err(Error::Empty.into());
    }
    if bytes.len() > limits.bytes_max {
        let most = limits.bytes_max / MEGABYTE;
        return Err(Error::TooLarge.fault().with("most", most));
    }
    let find = |table: Table| {
        let mut top = table.rows.iter().take(TITLE_ROWS_MAX);
        let headings_at = top.position(&is_heading)?;
        Some(List { table, headings_at })
    };
    let found = if bytes.starts_with(b"PK\x03\x04") {
        workbook::read(bytes, limits, find)?
    } else if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(Error::OldOrLocked.into());
    } else {
        find(delimited::read(bytes, limits)?)
    };
    found.ok_or_else(|| Error::NoHeadings.fault().with("needed", needed))
}

/// The name of a column, counted from 0: `A`, `B`, …, `AA`.
pub fn column_name(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column;
    loop {
        let letter = u8::try_from(rest % 26).unwrap_or(0);
        letters.push(char::from(b'A' + letter));
        match (rest / 26).checked_sub(1) {
            Some(next) => rest = next,
            None => break,
        }
    }
    letters.iter().rev().collect()
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Xlsx => "xlsx",
            Self::CsvUtf8 => "csv (UTF-8)",
            Self::CsvGb18030 => "csv (GB 18030)",
            Self::CsvUtf16 => "csv (UTF-16)",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::column_name;

    #[test]
    fn columns_are_named_as_a_spreadsheet_names_them() {
        for (column, name) in [
            (0, "A"),
            (25, "Z"),
            (26, "AA"),
            (51, "AZ"),
            (701, "ZZ"),
            (702, "AAA"),
        ] {
            assert_eq!(column_name(column), name);
        }
    }
}
