//! All editions at hand, and which of them decides.

use std::path::Path;

use kernel::Year;

use super::check;
use super::edition::Edition;
use super::error::{PackError, PackProblem};
use super::folder::{Folder, PackFile};
use super::pins::Pins;
use crate::decision::Decision;
use crate::engine::Verdict;
use crate::error::{DecideError, Problem};
use crate::facts::Applicant;

/// All editions at hand.
#[derive(Clone, Debug)]
pub struct Policies {
    editions: Vec<Edition>,
}

impl Policies {
    /// The packs that were built into the program.
    pub fn embedded() -> Result<Self, PackError> {
        Folder::embedded().policies()
    }

    /// The packs of a folder (`FOLDER/territory/year.toml`). The first thing that is wrong with any
    /// of them refuses them all: no edition decides while another might have decided instead.
    pub fn from_dir(folder: impl AsRef<Path>) -> Result<Self, PackError> {
        Folder::read(folder)?.policies()
    }

    /// One pack from the bytes of its file, whose name is `territory/year.toml`; without scenarios
    /// and digests, for tests and for looking at a single file.
    pub fn from_bytes(file: &str, bytes: &[u8]) -> Result<Self, PackError> {
        let edition = edition(file, bytes).map_err(first)?;
        Self::shelve(vec![edition])
    }

    pub(super) fn shelve(mut editions: Vec<Edition>) -> Result<Self, PackError> {
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

impl Folder {
    /// Reads and checks all editions of the folder.
    pub fn policies(&self) -> Result<Policies, PackError> {
        let pins = match &self.pins {
            Some(bytes) => Pins::read(bytes)?,
            None => Pins::default(),
        };
        let mut editions = Vec::new();
        for pack in &self.packs {
            let edition = edition(&pack.name, &pack.bytes).map_err(first)?;
            hold(&pins, &edition).map_err(|error| error.in_file(&pack.name))?;
            has_scenarios(pack)?;
            editions.push(edition);
        }
        Policies::shelve(editions)
    }
}

/// Holds an edition against the folder's own list and against that of the program: a folder without
/// a list, or with another, is no way to edit what the program knows as published.
pub(super) fn hold(pins: &Pins, edition: &Edition) -> Result<(), PackError> {
    pins.hold(edition)?;
    Pins::of_program()?.hold(edition)
}

/// An edition stands beside the scenarios that an officer can read, or it decides nothing.
pub(super) fn has_scenarios(pack: &PackFile) -> Result<(), PackError> {
    match &pack.scenarios {
        Some(scenarios) if !scenarios.trim_ascii().is_empty() => Ok(()),
        _ => Err(PackError::new(PackProblem::NoScenarios, "")
            .with(pack.scenarios_name())
            .in_file(&pack.name)),
    }
}

/// Reads a pack whose path must say the same as its id; else everything that is wrong with it.
pub(super) fn edition(name: &str, bytes: &[u8]) -> Result<Edition, Vec<PackError>> {
    let in_file = |error: PackError| error.in_file(name);
    let edition =
        check::read(bytes).map_err(|errors| errors.into_iter().map(in_file).collect::<Vec<_>>())?;
    if name.strip_suffix(".toml") == Some(edition.id.as_str()) {
        Ok(edition)
    } else {
        let misplaced = PackError::new(PackProblem::BadId, "id").with(&edition.id);
        Err(vec![in_file(misplaced)])
    }
}

/// The first of some errors; there is one wherever there is no edition.
pub(super) fn first(errors: Vec<PackError>) -> PackError {
    let none = || PackError::new(PackProblem::Malformed, "");
    errors.into_iter().next().unwrap_or_else(none)
}
