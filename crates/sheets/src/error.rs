//! What sheets refuse: whole files, and single cells.

use kernel::faults;

faults! {
    /// Refusals of sheets. Those of cells carry the `value` that stands there.
    pub enum Error {
        /// The file is neither a workbook nor text. Value: `why`.
        Unreadable = Invalid "sheets.unreadable",
        /// The file is empty.
        Empty = Invalid "sheets.empty",
        /// An old workbook (xls), or one with a password.
        OldOrLocked = Invalid "sheets.old_or_locked",
        /// The workbook holds programs (macros).
        Macros = Invalid "sheets.macros",
        /// The file is larger than allowed. Values: `most` (MB).
        TooLarge = Invalid "sheets.too_large",
        /// The workbook unpacks to more than allowed. Values: `most` (MB).
        TooMuchInside = Invalid "sheets.too_much_inside",
        /// More rows than allowed. Values: `most`.
        TooManyRows = Invalid "sheets.too_many_rows",
        /// More columns than allowed. Values: `most`, `row`.
        TooManyColumns = Invalid "sheets.too_many_columns",
        /// More merged areas than allowed. Values: `most`.
        TooManyMerges = Invalid "sheets.too_many_merges",
        /// No row has the headings of the list. Values: `needed`.
        NoHeadings = Invalid "sheets.no_headings",
        /// A heading stands twice. Values: `heading`, `columns`.
        DoubleHeading = Invalid "sheets.double_heading",
        /// A needed column is missing. Values: `headings`.
        MissingColumn = Invalid "sheets.missing_column",

        /// Nothing stands in a cell that must be filled in.
        CellEmpty = Invalid "sheets.cell_empty",
        /// The text of a cell is too long. Values: `most`, `value`.
        CellTooLong = Invalid "sheets.cell_too_long",
        /// The cell is covered by a merged area. Values: `area`.
        CellMerged = Invalid "sheets.cell_merged",
        /// The cell holds a formula's error, such as `#REF!`.
        CellFailed = Invalid "sheets.cell_failed",
        /// The bytes of the cell are no text in the file's encoding.
        CellBytes = Invalid "sheets.cell_bytes",
        /// A number too long for a number: its last digits were lost.
        CellDigitsLost = Invalid "sheets.cell_digits_lost",
        /// No day.
        CellNoDay = Invalid "sheets.cell_no_day",
        /// No year.
        CellNoYear = Invalid "sheets.cell_no_year",
        /// Neither yes nor no.
        CellNoFlag = Invalid "sheets.cell_no_flag",
        /// No number of hours.
        CellNoHours = Invalid "sheets.cell_no_hours",
    }
}
