//! Writing: workbooks row by row, and csv for spreadsheets. Whatever a cell says, no spreadsheet
//! takes it for a formula.

use kernel::{Day, Fault, Hours, Outcome};
use rust_xlsxwriter::{
    Color, DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder,
    Workbook, Worksheet, XlsxError,
};

/// Most characters of a cell: what spreadsheets keep.
const CELL_CHARS_MAX: usize = 32_000;
/// Rows for which a template offers choices.
const CHOICE_ROWS: u32 = 20_000;

/// A text that no spreadsheet runs: one that begins like a formula gets a `'` before it. Blanks
/// before the sign help nobody, and full-width signs are signs to some spreadsheets.
pub fn disarm(text: &str) -> String {
    let begins = |c: char| {
        matches!(
            c,
            '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '\t' | '\r' | '\n'
        )
    };
    let is_formula = text.starts_with(begins) || text.trim_start().starts_with(begins);
    let mark = if is_formula { "'" } else { "" };
    mark.chars()
        .chain(text.chars())
        .take(CELL_CHARS_MAX)
        .collect()
}

/// What stands in a cell that is written.
#[derive(Clone, Debug)]
pub enum Entry {
    /// Nothing.
    None,
    /// Text, disarmed.
    Text(String),
    /// Hours, as a number that can be added up.
    Hours(Hours),
    /// A count.
    Count(i64),
}

impl Entry {
    /// A text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }
}

/// A column of a sheet.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its heading.
    pub heading: String,
    /// Its width in characters.
    pub width: u16,
    /// Values to choose from, in a template.
    pub choices: Vec<String>,
}

impl Column {
    /// A column with this heading and width.
    pub fn new(heading: impl Into<String>, width: u16) -> Self {
        Self {
            heading: heading.into(),
            width,
            choices: Vec::new(),
        }
    }

    /// Offers values to choose from.
    #[must_use]
    pub fn with_choices(mut self, choices: impl IntoIterator<Item = String>) -> Self {
        self.choices = choices.into_iter().collect();
        self
    }
}

/// A workbook being written. Its rows go to a nameless temporary file, not into memory.
pub struct Book {
    workbook: Workbook,
}

/// A sheet being written, from its first row on. Several may be written side by side; each stands
/// in the workbook once it was handed to [`Book::keep`].
pub struct Sheet {
    inner: Worksheet,
    row: u32,
    body: Format,
    wrapped: Format,
    number: Format,
}

impl Book {
    /// An empty workbook. Its date is a value, so that the same rows give the same bytes.
    pub fn new(title: &str, made_on: Day) -> Outcome<Self> {
        let mut workbook = Workbook::new();
        let (year, month, day) = (made_on.year(), made_on.month(), made_on.day());
        let (year, month, day) = (u16::try_from(year), u8::try_from(month), u8::try_from(day));
        let made = match (year, month, day) {
            (Ok(year), Ok(month), Ok(day)) => {
                ExcelDateTime::from_ymd(year, month, day).map_err(failed)?
            }
            _ => return Err(Fault::internal("sheets.not_written", "date")),
        };
        let properties = DocProperties::new()
            .set_title(disarm(title))
            .set_creation_datetime(&made);
        workbook.set_properties(&properties);
        Ok(Self { workbook })
    }

    /// A sheet with its row of headings, which stays in sight.
    pub fn sheet(&mut self, name: &str, columns: &[Column]) -> Outcome<Sheet> {
        let mut sheet = self
            .workbook
            .new_worksheet_with_low_memory()
            .map_err(failed)?;
        sheet.set_name(name).map_err(failed)?;
        let body = Format::new()
            .set_num_format("@")
            .set_align(FormatAlign::Top);
        let wrapped = body.clone().set_text_wrap();
        let head = Format::new()
            .set_bold()
            .set_text_wrap()
            .set_align(FormatAlign::VerticalCenter)
            .set_background_color(Color::RGB(0x00E3_EBF6))
            .set_border_bottom(FormatBorder::Thin);
        for (at, column) in (0_u16..).zip(columns) {
            sheet
                .set_column_width(at, f64::from(column.width))
                .map_err(failed)?;
            // Typed into as text: a number of eighteen digits would lose the last three.
            sheet.set_column_format(at, &body).map_err(failed)?;
            if !column.choices.is_empty() {
                let choices = DataValidation::new()
                    .allow_list_strings(&column.choices)
                    .map_err(failed)?;
                sheet
                    .add_data_validation(1, at, CHOICE_ROWS, at, &choices)
                    .map_err(failed)?;
            }
        }
        let has_headings = columns.iter().any(|column| !column.heading.is_empty());
        if has_headings {
            for (at, column) in (0_u16..).zip(columns) {
                sheet
                    .write_string_with_format(0, at, disarm(&column.heading), &head)
                    .map_err(failed)?;
            }
            sheet.set_freeze_panes(1, 0).map_err(failed)?;
            sheet.set_repeat_rows(0, 0).map_err(failed)?;
        }
        let number = Format::new().set_align(FormatAlign::Top);
        Ok(Sheet {
            inner: sheet,
            row: u32::from(has_headings),
            body,
            wrapped,
            number,
        })
    }

    /// Puts a written sheet behind those that are kept already.
    pub fn keep(&mut self, sheet: Sheet) {
        self.workbook.push_worksheet(sheet.inner);
    }

    /// The bytes of the workbook.
    pub fn finish(mut self) -> Outcome<Vec<u8>> {
        self.workbook.save_to_buffer().map_err(failed)
    }
}

impl Sheet {
    /// The next row.
    pub fn row(&mut self, entries: &[Entry]) -> Outcome<()> {
        self.write(entries, false)
    }

    /// The next row, whose long texts break into lines.
    pub fn wrapped_row(&mut self, entries: &[Entry]) -> Outcome<()> {
        self.write(entries, true)
    }

    fn write(&mut self, entries: &[Entry], is_wrapped: bool) -> Outcome<()> {
        let text = if is_wrapped {
            &self.wrapped
        } else {
            &self.body
        };
        for (at, entry) in (0_u16..).zip(entries) {
            let written = match entry {
                Entry::None => continue,
                Entry::Text(words) if words.is_empty() => continue,
                Entry::Text(words) => {
                    self.inner
                        .write_string_with_format(self.row, at, disarm(words), text)
                }
                Entry::Hours(hours) => {
                    let hours = as_number(&hours.to_string())?;
                    self.inner
                        .write_number_with_format(self.row, at, hours, &self.number)
                }
                Entry::Count(count) => {
                    let count = as_number(&count.to_string())?;
                    self.inner
                        .write_number_with_format(self.row, at, count, &self.number)
                }
            };
            written.map_err(failed)?;
        }
        self.row += 1;
        Ok(())
    }
}

/// A number as spreadsheets keep numbers. What we counted stays whole until here.
fn as_number(text: &str) -> Outcome<f64> {
    text.parse()
        .map_err(|error| Fault::internal("sheets.not_written", format!("{text}: {error}")))
}

/// A csv file that spreadsheets open as UTF-8.
pub fn write_csv(rows: &[Vec<String>]) -> Outcome<Vec<u8>> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .flexible(true)
        .from_writer(b"\xef\xbb\xbf".to_vec());
    for row in rows {
        let cells = row.iter().map(|cell| disarm(cell));
        writer
            .write_record(cells)
            .map_err(|error| Fault::internal("sheets.not_written", error))?;
    }
    writer
        .into_inner()
        .map_err(|error| Fault::internal("sheets.not_written", error.to_string()))
}

fn failed(error: XlsxError) -> Fault {
    Fault::internal("sheets.not_written", error)
}
