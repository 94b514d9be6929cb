//! What stands in the summary of a committee's list (核对结果汇总表), and its checks.
//!
//! Beside the other documents it has lists of things, as many pages as they take, and no QR code:
//! it is a working paper; what it says is verified person by person.

use kernel::Day;
use serde::{Deserialize, Serialize};

use crate::facts::{Sheet, bad};
use crate::{Error, Fonts};

/// Most lines; whoever has more leaves some out and says so.
const LINES_MAX: usize = 1000;
/// Most editions and clauses.
const SOURCES_MAX: usize = 100;
/// Longest text of a field, in characters.
const CHARS_MAX: usize = 400;

/// The facts of a list's summary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SummaryFacts {
    /// Number of the list.
    pub number: String,
    /// Authority of the territory whose rules decided.
    pub issuer: String,
    /// Name of the file that was uploaded.
    pub file_name: String,
    /// SHA-256 of the file.
    pub file_digest: String,
    /// Who uploaded it.
    pub uploaded_by: String,
    /// When.
    pub uploaded_at: String,
    /// Who had it decided.
    pub confirmed_by: String,
    /// When the last row was decided.
    pub finished_at: String,
    /// Entries posted after this day did not count; empty for the day of deciding.
    pub cut_off: String,
    /// The date of the document.
    pub issued_on: Day,
    /// Rows of the list.
    pub rows: u32,
    /// How many rows stand where: `met`, `not_met`, `error`, ….
    pub counts: Vec<(String, u32)>,
    /// Editions with their digests and rows.
    pub editions: Vec<(String, String, u32)>,
    /// Clauses with their published words and rows.
    pub clauses: Vec<(String, String, u32)>,
    /// A line for each applicant.
    pub lines: Vec<SummaryLine>,
    /// Whether lines were left out.
    pub is_part: bool,
    /// Whether a character that the faces lack is shown as [`HOLE`]; found out, never given.
    #[serde(default)]
    pub has_holes: bool,
}

/// Stands for a character that no face at hand has. A certificate is not set without it; one rare
/// name must not keep a committee from the paper about all the others.
const HOLE: char = '〓';

/// A line for an applicant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SummaryLine {
    /// Number of the row in the sheet.
    pub line: u32,
    /// Her name; may be empty, in a row that must be mended.
    pub name: String,
    /// Her identity number, masked; may be empty likewise.
    pub id_masked: String,
    /// What she applied for.
    pub applied: String,
    /// Where it stands: `met`, `not_met`, `error`, ….
    pub standing: String,
    /// Decided on given facts that nobody verified.
    pub is_given: bool,
    /// What is missing; may be empty.
    pub note: String,
}

impl SummaryFacts {
    /// Shows characters of names that the faces lack as [`HOLE`], which a note explains.
    pub(crate) fn with_holes(mut self, fonts: &Fonts) -> Self {
        let given = [
            &mut self.file_name,
            &mut self.uploaded_by,
            &mut self.confirmed_by,
        ];
        let names = self.lines.iter_mut().map(|line| &mut line.name);
        self.has_holes = false;
        for text in given.into_iter().chain(names) {
            while let Some(missing) = fonts.first_missing(text) {
                *text = text.replace(missing, &HOLE.to_string());
                self.has_holes = true;
            }
        }
        self
    }

    pub(crate) fn into_sheet(self) -> Result<Sheet, Error> {
        for (field, fact) in [("number", &self.number), ("issuer", &self.issuer)] {
            if fact.trim().is_empty() {
                return Err(bad(&format_args!("`{field}` is empty")));
            }
        }
        if self.lines.len() > LINES_MAX {
            return Err(bad(&format_args!("more than {LINES_MAX} lines")));
        }
        if self.editions.len() > SOURCES_MAX || self.clauses.len() > SOURCES_MAX {
            return Err(bad(&format_args!("more than {SOURCES_MAX} sources")));
        }
        let text = self.text();
        if let Some(long) = text.iter().find(|fact| fact.chars().count() > CHARS_MAX) {
            let start: String = long.chars().take(20).collect();
            return Err(bad(&format_args!(
                "`{start}…` is longer than {CHARS_MAX} characters"
            )));
        }
        let text = text.concat();
        let json = serde_json::to_string(&self).map_err(|error| bad(&error))?;
        Ok(Sheet {
            json,
            text,
            number: self.number,
            issued_on: self.issued_on,
            verify_url: None,
        })
    }

    /// Every text that will be printed.
    fn text(&self) -> Vec<&str> {
        let mut all = vec![
            self.number.as_str(),
            &self.issuer,
            &self.file_name,
            &self.file_digest,
            &self.uploaded_by,
            &self.uploaded_at,
            &self.confirmed_by,
            &self.finished_at,
            &self.cut_off,
        ];
        for (cite, words, _) in self.editions.iter().chain(&self.clauses) {
            all.extend([cite.as_str(), words]);
        }
        for line in &self.lines {
            all.extend([
                line.name.as_str(),
                &line.id_masked,
                &line.applied,
                &line.note,
            ]);
        }
        all
    }
}
