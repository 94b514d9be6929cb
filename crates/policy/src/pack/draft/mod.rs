//! Begins the next year's edition: the same rules moved on ([`roll`]), as a draft, with everything
//! that an officer must compare with the new notice marked ([`marks`]), and its scenarios moved on
//! with it ([`scenarios`]). The notice stays the old one until somebody puts the new one in its
//! place: an edition cannot cite what was not published.

mod marks;
mod moved;
pub(super) mod roll;
mod scenarios;

use kernel::Year;
use toml_edit::DocumentMut;

use super::check;
use super::error::{PackError, PackProblem};
use super::folder::PackFile;

/// The files of a new draft.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Id of the draft.
    pub id: String,
    /// `territory/year.toml`.
    pub name: String,
    /// The text of the edition.
    pub text: String,
    /// `territory/year.feature`.
    pub scenarios_name: String,
    /// The text of its scenarios.
    pub scenarios: String,
    /// How many figures and clauses are marked to be confirmed.
    pub to_confirm: usize,
    /// How many scenarios wait to be confirmed.
    pub pending: usize,
}

/// Drafts the edition of a later year from an edition.
pub fn draft(from: &PackFile, year: Year) -> Result<Draft, PackError> {
    let wrong = |problem, detail: &dyn std::fmt::Display| {
        Err(PackError::new(problem, "").with(detail).in_file(&from.name))
    };
    let edition = super::shelf::edition(&from.name, &from.bytes).map_err(super::shelf::first)?;
    if year <= edition.year() || year - edition.year() > YEARS_MAX {
        let (first, last) = (edition.year() + 1, edition.year() + YEARS_MAX);
        return wrong(
            PackProblem::BadNumber,
            &format!("--year {year} ({first}–{last})"),
        );
    }
    let mut pack: DocumentMut = match String::from_utf8_lossy(&from.bytes).parse() {
        Ok(pack) => pack,
        Err(error) => return wrong(PackProblem::Malformed, &error),
    };
    let years = year - edition.year();
    roll::roll(&mut pack, years);
    let id = format!("{}/{year}", edition.territory());
    marks::mark(&mut pack, &edition, &id, year);
    let text = pack.to_string();
    let drafted = check::read(text.as_bytes()).map_err(super::shelf::first)?;
    let scenarios = from.scenarios.as_deref().unwrap_or_default();
    let (scenarios, pending) = scenarios::draft(&drafted, scenarios, edition.id(), years)?;
    Ok(Draft {
        name: format!("{id}.toml"),
        scenarios_name: format!("{id}.feature"),
        id,
        text,
        scenarios,
        to_confirm: drafted.to_confirm(),
        pending,
    })
}

/// Rules are not carried further than this.
const YEARS_MAX: Year = 20;
