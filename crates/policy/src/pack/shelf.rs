//! All packs at hand: embedded in the binary or read from a folder, one folder a territory.

use std::fs;
use std::path::Path;

use include_dir::{Dir, include_dir};
use kernel::Year;

use super::check;
use super::edition::Edition;
use super::error::{PackError, PackProblem};
use crate::decision::Decision;
use crate::engine::Verdict;
use crate::error::{DecideError, Problem};
use crate::facts::Applicant;

static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../policies");

/// Largest pack file, in bytes.
const PACK_BYTES_MAX: u64 = 1024 * 1024;

/// All editions at hand.
#[derive(Clone, Debug)]
pub struct Policies {
    editions: Vec<Edition>,
}

impl Policies {
    /// The packs that were built into the program.
    pub fn embedded() -> Result<Self, PackError> {
        let mut editions = Vec::new();
        for territory in EMBEDDED.dirs() {
            for file in territory.files().filter(|file| is_pack(file.path())) {
                editions.push(edition(file.path(), file.contents())?);
            }
        }
        Self::shelve(editions)
    }

    /// The packs of a folder (`FOLDER/territory/year.toml`).
    pub fn from_dir(folder: impl AsRef<Path>) -> Result<Self, PackError> {
        let folder = folder.as_ref();
        let mut editions = Vec::new();
        for territory in entries(folder)? {
            if !territory.is_dir() {
                continue;
            }
            for file in entries(&territory)?.iter().filter(|file| is_pack(file)) {
                let size = fs::metadata(file).map_err(|error| unreadable(file, &error))?;
                if size.len() > PACK_BYTES_MAX {
                    return Err(unreadable(file, &format!("> {PACK_BYTES_MAX} bytes")));
                }
                let bytes = fs::read(file).map_err(|error| unreadable(file, &error))?;
                let inside = file.strip_prefix(folder).unwrap_or(file);
                editions.push(edition(inside, &bytes)?);
            }
        }
        Self::shelve(editions)
    }

    /// One pack from the bytes of its file, for tests and checks of a single file.
    pub fn from_bytes(file: &str, bytes: &[u8]) -> Result<Self, PackError> {
        Self::shelve(vec![edition(Path::new(file), bytes)?])
    }

    fn shelve(mut editions: Vec<Edition>) -> Result<Self, PackError> {
        editions.sort_by(|a, b| {
            (&a.territory, a.year, a.revision).cmp(&(&b.territory, b.year, b.revision))
        });
        let next = editions.iter().skip(1);
        match editions.iter().zip(next).find(|(a, b)| a.id == b.id) {
            Some((a, _)) => Err(PackError::new(PackProblem::Duplicate, "id").with(&a.id)),
            None => Ok(Self { editions }),
        }
    }

    /// All editions, by territory, year and revision.
    pub fn editions(&self) -> &[Edition] {
        &self.editions
    }

    /// The edition of this id, drafts among them.
    pub fn edition(&self, id: &str) -> Option<&Edition> {
        self.editions.iter().find(|edition| edition.id == id)
    }

    /// The edition that decides in a territory for an application year: the highest revision that
    /// is not a draft.
    pub fn for_territory(&self, territory: &str, year: Year) -> Option<&Edition> {
        self.editions
            .iter()
            .rev()
            .find(|edition| edition.decides(territory, year) && !edition.draft)
    }

    /// The edition for an applicant: the one asked for, or that of her territory and year.
    pub fn edition_for<S: AsRef<str>>(
        &self,
        applicant: &Applicant<S>,
        edition: Option<&str>,
    ) -> Result<&Edition, DecideError> {
        if let Some(id) = edition {
            return self
                .edition(id)
                .ok_or_else(|| DecideError::new(Problem::UnknownEdition).with(id));
        }
        let (territory, on) = (applicant.territory(), applicant.application.on);
        if let Some(edition) = self.for_territory(territory, on.year()) {
            return Ok(edition);
        }
        if self
            .editions
            .iter()
            .any(|known| known.territory == territory)
        {
            Err(DecideError::new(Problem::NoEdition)
                .at("application.on")
                .with(on.to_string()))
        } else {
            Err(DecideError::new(Problem::UnknownTerritory)
                .at("post.territory")
                .with(territory))
        }
    }

    /// Decides with the edition asked for, or with that of the applicant's territory and year.
    pub fn decide<S: AsRef<str>>(
        &self,
        applicant: &Applicant<S>,
        edition: Option<&str>,
    ) -> Result<Decision, DecideError> {
        crate::decide(self.edition_for(applicant, edition)?, applicant)
    }

    /// The same without sentences.
    pub fn assess<'a, S: AsRef<str>>(
        &'a self,
        applicant: &'a Applicant<S>,
        edition: Option<&str>,
    ) -> Result<Verdict<'a, S>, DecideError> {
        crate::assess(self.edition_for(applicant, edition)?, applicant)
    }
}

impl Edition {
    pub(crate) fn decides(&self, territory: &str, year: Year) -> bool {
        self.territory == territory && self.year == year
    }
}

fn is_pack(file: &Path) -> bool {
    file.extension()
        .is_some_and(|extension| extension == "toml")
}

/// Reads a pack whose path must say the same as its id.
fn edition(file: &Path, bytes: &[u8]) -> Result<Edition, PackError> {
    let name = file.to_string_lossy().replace('\\', "/");
    let edition = check::read(bytes).map_err(|error| error.in_file(&name))?;
    if name.strip_suffix(".toml") == Some(edition.id.as_str()) {
        Ok(edition)
    } else {
        let misplaced = PackError::new(PackProblem::BadId, "id").with(&edition.id);
        Err(misplaced.in_file(&name))
    }
}

/// The entries of a folder in the order of their names, so that the first error is always the same.
fn entries(folder: &Path) -> Result<Vec<std::path::PathBuf>, PackError> {
    let listed = fs::read_dir(folder).and_then(|entries| {
        entries
            .map(|entry| entry.map(|entry| entry.path()))
            .collect::<Result<Vec<_>, _>>()
    });
    let mut paths = listed.map_err(|error| unreadable(folder, &error))?;
    paths.sort();
    Ok(paths)
}

fn unreadable(path: &Path, detail: &dyn std::fmt::Display) -> PackError {
    PackError::new(PackProblem::Unreadable, "")
        .with(detail)
        .in_file(&path.to_string_lossy())
}
