//! Workbooks (xlsx), streamed cell by cell: neither a sheet's announced size nor a single cell far
//! away makes anybody set aside memory.

use std::io::Cursor;

use calamine::{DataRef, Dimensions, Reader as _, SheetVisible, Xlsx, XlsxError};
use kernel::{Fault, Outcome};

use crate::cell::day_of_serial;
use crate::delimited::text_cell;
use crate::measure::measure;
use crate::{Cell, Error, Format, Limits, Row, Table, column_name};

/// Sheets that are looked at for the list.
const SHEETS_MAX: usize = 20;
/// Most merged areas of a sheet.
const MERGES_MAX: usize = 20_000;
/// Days between the two dates that workbooks count from.
const DAYS_TO_1904: i32 = 1462;

type Book<'b> = Xlsx<Cursor<&'b [u8]>>;

/// Reads one visible sheet after the other until `find` has found what it looks for.
pub(crate) fn read<T>(
    bytes: &[u8],
    limits: &Limits,
    find: impl Fn(Table) -> Option<T>,
) -> Outcome<Option<T>> {
    measure(bytes, limits)?;
    let mut book: Book<'_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| failed(&error))?;
    let sheets = book.sheets_metadata().iter();
    let visible: Vec<String> = sheets
        .filter(|sheet| sheet.visible == SheetVisible::Visible)
        .map(|sheet| sheet.name.clone())
        .take(SHEETS_MAX)
        .collect();
    for name in visible {
        // A chart has no cells.
        let Some(table) = read_sheet(&mut book, name, limits)? else {
            continue;
        };
        if let Some(found) = find(table) {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

fn read_sheet(book: &mut Book<'_>, name: String, limits: &Limits) -> Outcome<Option<Table>> {
    let merges = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
    if merges.len() > MERGES_MAX {
        return Err(Error::TooManyMerges.fault().with("most", MERGES_MAX));
    }
    let is_1904 = book.has_1904_epoch();
    let mut cells = match book.worksheet_cells_reader(&name) {
        Ok(cells) => cells,
        Err(XlsxError::NotAWorksheet(_)) => return Ok(None),
        Err(error) => return Err(failed(&error)),
    };
    let mut rows: Vec<Row> = Vec::new();
    let mut row = Row {
        number: 0,
        cells: Vec::new(),
    };
    while let Some(cell) = cells.next_cell().map_err(|error| failed(&error))? {
        let (at, column) = cell.get_position();
        let value = read_cell(cell.get_value(), is_1904, limits.cell_chars_max);
        if value == Cell::Empty {
            continue;
        }
        let number = at.saturating_add(1);
        if number < row.number {
            return Err(Error::Unreadable
                .fault()
                .with("why", "the rows are out of order"));
        }
        if number > row.number {
            keep(
                &mut rows,
                std::mem::replace(
                    &mut row,
                    Row {
                        number,
                        cells: Vec::new(),
                    },
                ),
                limits,
            )?;
        }
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        if column >= limits.columns_max {
            let fault = Error::TooManyColumns
                .fault()
                .with("most", limits.columns_max);
            return Err(fault.with("row", number));
        }
        if row.cells.len() <= column {
            row.cells.resize(column + 1, Cell::Empty);
        }
        if let Some(place) = row.cells.get_mut(column) {
            *place = value;
        }
    }
    keep(&mut rows, row, limits)?;
    mark_merged(&mut rows, merges, limits.columns_max)?;
    Ok(Some(Table {
        format: Format::Xlsx,
        name,
        rows,
    }))
}

fn keep(rows: &mut Vec<Row>, row: Row, limits: &Limits) -> Outcome<()> {
    if row.is_blank() {
        return Ok(());
    }
    if rows.len() >= limits.rows_max {
        return Err(Error::TooManyRows.fault().with("most", limits.rows_max));
    }
    rows.push(row);
    Ok(())
}

fn read_cell(value: &DataRef<'_>, is_1904: bool, chars_max: usize) -> Cell {
    match value {
        DataRef::Empty | DataRef::SharedString("") => Cell::Empty,
        DataRef::String(text) if text.is_empty() => Cell::Empty,
        DataRef::String(text) | DataRef::DurationIso(text) | DataRef::DateTimeIso(text) => {
            text_cell(text, chars_max)
        }
        DataRef::SharedString(text) => text_cell(text, chars_max),
        DataRef::Int(number) => Cell::Number(number.to_string()),
        DataRef::Float(number) => Cell::Number(number.to_string()),
        DataRef::Bool(flag) => Cell::Flag(*flag),
        DataRef::Error(error) => Cell::Failed(error.to_string()),
        DataRef::DateTime(moment) => {
            // The time of the day stands behind the point.
            let serial: Option<i32> = format!("{:.0}", moment.as_f64().floor()).parse().ok();
            let shift = if is_1904 { DAYS_TO_1904 } else { 0 };
            let serial = serial.and_then(|serial| serial.checked_add(shift));
            match serial.and_then(day_of_serial) {
                Some(day) => Cell::Day(day),
                None => Cell::Number(moment.as_f64().to_string()),
            }
        }
    }
}

/// Marks the cells that a merged area covers, but for its first one: what stands there holds for
/// one row only, and is not guessed for the others.
fn mark_merged(rows: &mut [Row], mut merges: Vec<Dimensions>, columns_max: usize) -> Outcome<()> {
    merges.sort_by_key(|area| area.start);
    let mut waiting = merges.into_iter().peekable();
    let mut open: Vec<Dimensions> = Vec::new();
    for row in rows {
        let at = row.number.saturating_sub(1);
        while let Some(area) = waiting.next_if(|area| area.start.0 <= at) {
            open.push(area);
        }
        open.retain(|area| area.end.0 >= at);
        // Areas do not overlap, unless somebody made the file to keep us busy.
        if open.len() > columns_max {
            return Err(Error::TooManyMerges.fault().with("most", columns_max));
        }
        for area in &open {
            let first = (area.start.0 == at).then_some(area.start.1);
            let last = usize::try_from(area.end.1)
                .unwrap_or(usize::MAX)
                .min(columns_max.saturating_sub(1));
            let from = usize::try_from(area.start.1).unwrap_or(usize::MAX);
            for column in from..=last {
                if first.is_some_and(|first| usize::try_from(first) == Ok(column)) {
                    continue;
                }
                if row.cells.len() <= column {
                    row.cells.resize(column + 1, Cell::Empty);
                }
                if let Some(cell) = row.cells.get_mut(column) {
                    *cell = Cell::Merged(area_name(area));
                }
            }
        }
    }
    Ok(())
}

fn area_name(area: &Dimensions) -> String {
    let corner = |(row, column): (u32, u32)| {
        let column = column_name(usize::try_from(column).unwrap_or(0));
        format!("{column}{}", row.saturating_add(1))
    };
    format!("{}:{}", corner(area.start), corner(area.end))
}

fn failed(error: &XlsxError) -> Fault {
    match error {
        XlsxError::Password => Error::OldOrLocked.fault(),
        _ => Error::Unreadable.fault().with("why", error),
    }
}
