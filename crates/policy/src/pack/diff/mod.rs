//! What changed from one edition to another, clause by clause.
//!
//! What only moved on with the year is told apart: the first edition is moved on by the years
//! between them ([`super::draft::roll`]), and what differs then is a change. Both are laid out by
//! the format ([`flat`]), so that every change has the place, the clause and the words of its
//! key.

mod flat;
mod words;

use serde::Serialize;
use toml_edit::DocumentMut;

use super::draft::roll::roll;
use super::edition::Edition;
use super::error::{PackError, PackProblem};
use super::folder::PackFile;
use super::shelf;
use crate::names::names;
use crate::scenarios::section;
use flat::{Flat, Leaf};
use kernel::Year;

/// Two editions compared.
#[derive(Clone, Debug, Serialize)]
pub struct Comparison {
    /// The first edition.
    pub from: Side,
    /// The second.
    pub to: Side,
    /// What only moved on with the year.
    pub moved: Moved,
    /// What changed: by kind, then by clause in the second edition's order.
    pub changes: Vec<Change>,
}

/// One of the two editions.
#[derive(Clone, Debug, Serialize)]
pub struct Side {
    /// Its id.
    pub id: String,
    /// Its digest.
    pub digest: String,
    /// It is a draft.
    pub draft: bool,
}

/// What moved on with the year.
#[derive(Clone, Debug, Serialize)]
pub struct Moved {
    /// From the first application year to the second.
    pub years: Year,
    /// The study years of the first edition.
    pub study_years_from: Vec<Year>,
    /// The study years of the second.
    pub study_years_to: Vec<Year>,
}

/// One difference.
#[derive(Clone, Debug, Serialize)]
pub struct Change {
    /// What kind of thing differs.
    pub kind: ChangeKind,
    /// The clause that it belongs to; none for names, phrases and the notice.
    pub clause: Option<String>,
    /// Where it stands, as a path in the pack.
    pub place: String,
    /// What the first edition says; none where it says nothing.
    pub from: Option<String>,
    /// What the second edition says; none where it says nothing.
    pub to: Option<String>,
    /// What it is, in Chinese.
    pub zh: String,
    /// What it is, in English.
    pub en: String,
}

names! {
    /// What kind of thing differs, in the order of importance.
    pub enum ChangeKind {
        /// A rule or a figure: it can change an outcome, a price or an hour.
        Rule = "rule",
        /// Words that people read: quotes, sentences, names.
        Words = "words",
        /// The notice itself.
        Notice = "notice",
        /// What somebody must confirm, and its basis.
        Confirm = "confirm",
    }
}

/// Compares two editions.
pub fn compare(one: &PackFile, other: &PackFile) -> Result<Comparison, PackError> {
    let (from, to) = (read(one)?, read(other)?);
    let years = to.year() - from.year();
    let moved = flat_of(one, years)?;
    let new = flat_of(other, 0)?;
    let mut changes = differences(&moved, &new);
    let order = |change: &Change| {
        let clause = change.clause.as_deref().map(section);
        let at = |edition: &Edition| {
            let mut cites = edition.clauses().iter().map(|clause| section(&clause.cite));
            cites.position(|cite| Some(cite) == clause)
        };
        // What only the first edition has comes last.
        let at = match at(&to) {
            Some(at) => at + 1,
            None if clause.is_none() => 0,
            None => usize::MAX,
        };
        (change.kind, at)
    };
    // Stable: within a clause, the order of the file.
    changes.sort_by_key(order);
    let side = |edition: &Edition| Side {
        id: edition.id().to_owned(),
        digest: edition.digest().to_owned(),
        draft: edition.is_draft(),
    };
    Ok(Comparison {
        moved: Moved {
            years,
            study_years_from: from.study_years().collect(),
            study_years_to: to.study_years().collect(),
        },
        from: side(&from),
        to: side(&to),
        changes,
    })
}

fn read(pack: &PackFile) -> Result<Edition, PackError> {
    shelf::edition(&pack.name, &pack.bytes).map_err(shelf::first)
}

/// The leaves of a pack that was moved on by so many years.
fn flat_of(pack: &PackFile, years: Year) -> Result<Flat, PackError> {
    let malformed = |error: &dyn std::fmt::Display| {
        PackError::new(PackProblem::Malformed, "")
            .with(error)
            .in_file(&pack.name)
    };
    let text = String::from_utf8_lossy(&pack.bytes);
    let mut document: DocumentMut = text.parse().map_err(|error| malformed(&error))?;
    roll(&mut document, years);
    let table = toml::from_str(&document.to_string()).map_err(|error| malformed(&error))?;
    Ok(flat::lay_out(&table))
}

fn differences(one: &Flat, other: &Flat) -> Vec<Change> {
    let mut changes = Vec::new();
    for leaf in other.leaves() {
        let before = one.at(&leaf.place);
        let is_same = before.is_some_and(|before| before.says_the_same(leaf));
        // Of a rule or a year that is new as a whole, one line is enough.
        if !is_same && !one.lacks_parent(leaf) {
            changes.push(change(leaf, before, Some(leaf)));
        }
    }
    let gone = one.leaves().filter(|leaf| other.at(&leaf.place).is_none());
    let gone = gone.filter(|leaf| !other.lacks_parent(leaf));
    changes.extend(gone.map(|leaf| change(leaf, Some(leaf), None)));
    changes
}

fn change(leaf: &Leaf, from: Option<&Leaf>, to: Option<&Leaf>) -> Change {
    Change {
        kind: leaf.kind,
        clause: leaf.clause.clone(),
        place: leaf.place.clone(),
        from: from.map(|leaf| leaf.value.clone()),
        to: to.map(|leaf| leaf.value.clone()),
        zh: leaf.zh.clone(),
        en: leaf.en.clone(),
    }
}
