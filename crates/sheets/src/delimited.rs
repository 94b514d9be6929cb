//! Delimited text: its encoding, its delimiter, its rows.

use std::borrow::Cow;

use csv::{ByteRecord, ReaderBuilder};
use encoding_rs::{GB18030, UTF_16BE, UTF_16LE};
use kernel::{Fault, Outcome};

use crate::{Cell, Error, Format, Limits, Row, Table};

/// Reads the rows of a text file. Bytes that are no text make a bad cell, not a bad file.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Outcome<Table> {
    let (text, format) = decode(bytes);
    if text.contains('\0') {
        return Err(unreadable("binary"));
    }
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(&text))
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let mut record = ByteRecord::new();
    let (mut number, mut end) = (0_u64, 0_u64);
    while reader
        .read_byte_record(&mut record)
        .map_err(|error| unreadable(&error.to_string()))?
    {
        // The reader leaves out blank lines, and a cell may have several: what counts is where
        // the row before it ended.
        number += 1 + blank_lines(text.as_bytes(), end);
        end = reader.position().byte();
        if record.len() > limits.columns_max {
            let fault = Error::TooManyColumns
                .fault()
                .with("most", limits.columns_max);
            return Err(fault.with("row", number));
        }
        let cells = record
            .iter()
            .map(|field| cell(field, limits.cell_chars_max))
            .collect();
        let row = Row {
            number: u32::try_from(number).unwrap_or(u32::MAX),
            cells,
        };
        if row.is_blank() {
            continue;
        }
        if rows.len() >= limits.rows_max {
            return Err(Error::TooManyRows.fault().with("most", limits.rows_max));
        }
        rows.push(row);
    }
    if rows.is_empty() {
        return Err(Error::Empty.into());
    }
    Ok(Table {
        format,
        name: String::new(),
        rows,
    })
}

/// How many blank lines follow this place, which is the end of a row.
fn blank_lines(text: &[u8], from: u64) -> u64 {
    let from = usize::try_from(from).unwrap_or(usize::MAX);
    let before = from.checked_sub(1).and_then(|at| text.get(at));
    let mut rest = text.get(from..).unwrap_or_default();
    if before == Some(&b'\r') {
        rest = rest.strip_prefix(b"\n").unwrap_or(rest);
    }
    let blank = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
    blank
        .filter(|byte| **byte == b'\n')
        .fold(0, |lines, _| lines + 1)
}

fn cell(field: &[u8], chars_max: usize) -> Cell {
    let text = String::from_utf8_lossy(field);
    if text.is_empty() {
        return Cell::Empty;
    }
    if text.contains(char::REPLACEMENT_CHARACTER) {
        return Cell::Bytes(text.into_owned());
    }
    text_cell(&text, chars_max)
}

/// A text, or its beginning when it is too long.
pub(crate) fn text_cell(text: &str, chars_max: usize) -> Cell {
    match text.char_indices().nth(chars_max) {
        Some(_) => Cell::TooLong(text.chars().take(100).collect(), chars_max),
        None => Cell::Text(text.to_owned()),
    }
}

fn unreadable(why: &str) -> Fault {
    Error::Unreadable.fault().with("why", why)
}

/// The text of a file. Without a mark it is UTF-8, or, where its lines are not, GB 18030.
fn decode(bytes: &[u8]) -> (Cow<'_, str>, Format) {
    if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        return (String::from_utf8_lossy(rest), Format::CsvUtf8);
    }
    for (mark, encoding) in [(b"\xff\xfe", UTF_16LE), (b"\xfe\xff", UTF_16BE)] {
        if let Some(rest) = bytes.strip_prefix(mark) {
            return (
                encoding.decode_without_bom_handling(rest).0,
                Format::CsvUtf16,
            );
        }
    }
    if is_mostly_utf8(bytes) {
        return (String::from_utf8_lossy(bytes), Format::CsvUtf8);
    }
    (
        GB18030.decode_without_bom_handling(bytes).0,
        Format::CsvGb18030,
    )
}

/// Whether more of the lines with other than plain letters are UTF-8 than are not: one spoilt line
/// does not turn all others into nonsense. Text in GB 18030 is next to never UTF-8 by chance.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for line in bytes
        .split(|byte| *byte == b'\n')
        .filter(|line| !line.is_ascii())
    {
        match std::str::from_utf8(line) {
            Ok(_) => good += 1,
            Err(_) => bad += 1,
        }
    }
    bad == 0 || good > bad
}

/// The delimiter that stands most often in one of the first lines.
fn delimiter(text: &str) -> u8 {
    let most = |delimiter: u8| {
        let lines = text.lines().take(20);
        let in_line = |line: &str| line.bytes().filter(|byte| *byte == delimiter).count();
        lines.map(in_line).max().unwrap_or(0)
    };
    // The last of several alike wins: a comma.
    [b';', b'\t', b',']
        .into_iter()
        .max_by_key(|delimiter| most(*delimiter))
        .unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: Limits = Limits {
        bytes_max: 1 << 20,
        unpacked_bytes_max: 1 << 20,
        rows_max: 100,
        columns_max: 20,
        cell_chars_max: 50,
    };

    fn texts(table: &Table) -> Vec<(u32, Vec<String>)> {
        let texts = |row: &Row| {
            row.cells()
                .iter()
                .map(|cell| cell.text().unwrap_or_else(|f| f.code().into()))
                .collect()
        };
        table
            .rows
            .iter()
            .map(|row| (row.number, texts(row)))
            .collect()
    }

    #[test]
    fn the_encoding_is_found_without_being_told() {
        let text = "姓名,单位\r\n乌日娜,金川学校\r\n";
        let utf16: Vec<u8> = std::iter::once(0xfeff_u16)
            .chain(text.encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect();
        let marked = [b"\xef\xbb\xbf".as_slice(), text.as_bytes()].concat();
        let gb = GB18030.encode(text).0.into_owned();
        for (bytes, format) in [
            (text.as_bytes(), Format::CsvUtf8),
            (&marked, Format::CsvUtf8),
            (&gb, Format::CsvGb18030),
            (&utf16, Format::CsvUtf16),
        ] {
            let table = read(bytes, &LIMITS).unwrap();
            assert_eq!(table.format, format);
            assert_eq!(
                texts(&table)[1],
                (2, vec!["乌日娜".to_owned(), "金川学校".to_owned()])
            );
        }
    }

    #[test]
    fn rare_characters_of_gb_18030_come_through() {
        let gb = GB18030.encode("姓名,x\n王𰻝,㛃䶮\n").0.into_owned();
        let table = read(&gb, &LIMITS).unwrap();
        assert_eq!(texts(&table)[1].1, ["王𰻝", "㛃䶮"]);
    }

    #[test]
    fn spoilt_bytes_spoil_their_cell_only() {
        let mut bytes = "姓名,单位\n乌日娜,学校\n".as_bytes().to_vec();
        bytes.extend_from_slice(b"\xff\xfe\xfa,x\n");
        bytes.extend_from_slice("王小明,学校\n".as_bytes());
        let table = read(&bytes, &LIMITS).unwrap();
        assert_eq!(texts(&table)[2].1, ["sheets.cell_bytes", "x"]);
        assert_eq!(texts(&table)[3].1, ["王小明", "学校"]);
    }

    #[test]
    fn rows_keep_their_numbers_over_blank_lines_and_long_cells() {
        let text = "a,b\n\n\n\"x\ny\",1\nlast,2\n,\nend,3\n";
        let table = read(text.as_bytes(), &LIMITS).unwrap();
        let numbers: Vec<_> = table.rows.iter().map(|row| row.number).collect();
        assert_eq!(numbers, [1, 4, 5, 7]);
        let windows = read(text.replace('\n', "\r\n").as_bytes(), &LIMITS).unwrap();
        let numbers: Vec<_> = windows.rows.iter().map(|row| row.number).collect();
        assert_eq!(numbers, [1, 4, 5, 7]);
    }

    #[test]
    fn delimiters_and_limits() {
        let table = read("a\tb,c\td\n".as_bytes(), &LIMITS).unwrap();
        assert_eq!(texts(&table)[0].1, ["a", "b,c", "d"]);
        let long = format!("a,{}\n", "字".repeat(51));
        assert_eq!(
            texts(&read(long.as_bytes(), &LIMITS).unwrap())[0].1[1],
            "sheets.cell_too_long"
        );
        let many = "a,b\n".repeat(101);
        assert_eq!(
            read(many.as_bytes(), &LIMITS).unwrap_err().code(),
            "sheets.too_many_rows"
        );
        let wide = "a,".repeat(21);
        assert_eq!(
            read(wide.as_bytes(), &LIMITS).unwrap_err().code(),
            "sheets.too_many_columns"
        );
        assert_eq!(read(b"\n \n", &LIMITS).unwrap_err().code(), "sheets.empty");
        assert_eq!(
            read(b"\x00\x01", &LIMITS).unwrap_err().code(),
            "sheets.unreadable"
        );
    }
}
