//! The digests of published editions (`digests.toml`). What is published is never edited, because
//! decisions of the past name it by its digest; drafts are free.

use std::collections::BTreeMap;

use super::edition::Edition;
use super::error::{PackError, PackProblem};
use super::folder::{PINS, pins_of_program};
use super::place::line_of;

/// The digest of each published edition.
#[derive(Clone, Debug, Default)]
pub(super) struct Pins(BTreeMap<String, String>);

impl Pins {
    /// Reads the list: `"hohhot-etdz/2022" = "sha256:…"`, a line an edition.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, PackError> {
        let malformed = |line: Option<usize>, detail: &str| {
            let mut error = PackError::new(PackProblem::Malformed, "").with(detail);
            error.line = line;
            error.in_file(PINS)
        };
        let text =
            std::str::from_utf8(bytes).map_err(|error| malformed(None, &error.to_string()))?;
        toml::from_str(text).map(Self).map_err(|error| {
            let line = error.span().map(|span| line_of(text, span.start));
            malformed(line, error.message())
        })
    }

    /// The list that was built into the program.
    pub(super) fn of_program() -> Result<Self, PackError> {
        pins_of_program().map_or_else(|| Ok(Self::default()), Self::read)
    }

    /// Refuses an edition that was edited after it was published.
    pub(super) fn hold(&self, edition: &Edition) -> Result<(), PackError> {
        match self.0.get(&edition.id) {
            Some(pinned) if *pinned != edition.digest => {
                let detail = format!("{}: {} ≠ {pinned}", edition.id, edition.digest);
                Err(PackError::new(PackProblem::Edited, "").with(detail))
            }
            _ => Ok(()),
        }
    }

    /// Published editions that are not in the list, with the line to add; and editions of the list
    /// that are not there any more.
    pub(super) fn compare(&self, editions: &[Edition]) -> Vec<PackError> {
        let published = || editions.iter().filter(|edition| !edition.draft);
        let unpinned = published().filter(|edition| !self.0.contains_key(&edition.id));
        let mut found: Vec<PackError> = unpinned
            .map(|edition| {
                let line = format!("\"{}\" = \"{}\"", edition.id, edition.digest);
                PackError::new(PackProblem::Unpinned, "")
                    .with(line)
                    .in_file(&format!("{}.toml", edition.id))
            })
            .collect();
        let gone = self
            .0
            .keys()
            .filter(|id| editions.iter().all(|edition| edition.id != **id));
        found.extend(gone.map(|id| {
            PackError::new(PackProblem::Withdrawn, "")
                .with(id)
                .in_file(PINS)
        }));
        found
    }
}
