//! Everything that is wrong with a folder of packs, at once: what `xueshi policy check` says.
//!
//! The loader refuses a folder at the first thing that is wrong; this goes on, and looks at what
//! the loader need not know to decide: the text of the notice, the sentences of scenarios, what
//! is published but not pinned, and files that belong to nothing.

use std::path::Path;

use sha2::{Digest as _, Sha256};

use super::edition::Edition;
use super::error::{PackError, PackProblem};
use super::folder::{Folder, PackFile};
use super::pins::Pins;
use super::place::line_in;
use super::shelf::{self, Policies};
use crate::scenarios;

/// What was found in a folder.
#[derive(Clone, Debug)]
pub struct Audit {
    /// One for each pack, in the order of the files.
    pub packs: Vec<PackAudit>,
    /// What is wrong with the folder as a whole.
    pub problems: Vec<PackError>,
    /// There is a list of digests.
    pub is_pinned: bool,
}

/// What was found in one pack.
#[derive(Clone, Debug)]
pub struct PackAudit {
    /// Path inside the folder.
    pub name: String,
    /// The edition, when it can be read.
    pub edition: Option<Edition>,
    /// How many figures and clauses somebody must confirm.
    pub to_confirm: usize,
    /// How many scenarios stand beside it.
    pub scenarios: usize,
    /// Whether the notice's text was there to be compared.
    pub notice_at_hand: bool,
    /// What is wrong.
    pub problems: Vec<PackError>,
}

impl Audit {
    /// How many things are wrong.
    pub fn wrong(&self) -> usize {
        let packs = self.packs.iter().map(|pack| pack.problems.len());
        packs.sum::<usize>() + self.problems.len()
    }
}

impl Folder {
    /// Looks at everything. `roots` are folders in which the texts of notices may stand
    /// (`docs/notice/…` in each).
    pub fn audit(&self, roots: &[&Path]) -> Audit {
        let mut problems = Vec::new();
        let listed = self.pins.as_deref().map(Pins::read).transpose();
        let listed = listed.unwrap_or_else(|error| {
            problems.push(error);
            None
        });
        let is_listed = listed.is_some();
        let pins = listed.unwrap_or_default();
        let packs: Vec<PackAudit> = self
            .packs
            .iter()
            .map(|pack| audit_pack(pack, &pins, roots))
            .collect();
        let editions: Vec<Edition> = packs
            .iter()
            .filter_map(|pack| pack.edition.clone())
            .collect();
        if is_listed && editions.len() == packs.len() {
            problems.extend(pins.compare(&editions));
        }
        problems.extend(Policies::shelve(editions).err());
        problems.extend(
            self.strays
                .iter()
                .map(|name| PackError::new(PackProblem::Stray, "").in_file(name)),
        );
        Audit {
            packs,
            problems,
            is_pinned: self.pins.is_some(),
        }
    }
}

fn audit_pack(pack: &PackFile, pins: &Pins, roots: &[&Path]) -> PackAudit {
    let mut audit = PackAudit {
        name: pack.name.clone(),
        edition: None,
        to_confirm: 0,
        scenarios: 0,
        notice_at_hand: false,
        problems: Vec::new(),
    };
    audit.problems.extend(shelf::has_scenarios(pack).err());
    let edition = match shelf::edition(&pack.name, &pack.bytes) {
        Ok(edition) => edition,
        Err(problems) => {
            audit.problems.splice(0..0, problems);
            return audit;
        }
    };
    audit.problems.extend(shelf::hold(pins, &edition).err());
    if let Some(notice) = notice(&edition, roots) {
        audit.notice_at_hand = true;
        audit.problems.extend(compare(&edition, &notice));
    }
    if let Some(bytes) = &pack.scenarios {
        let file = pack.scenarios_name();
        let report = scenarios::run(&edition, &file, bytes);
        audit.scenarios = report.ran;
        audit.problems.extend(report.unreadable().map(|failure| {
            let place = [&*failure.scenario, &*failure.step].join(" ");
            PackError::new(PackProblem::BadScenario, place.trim())
                .with(&failure.trouble)
                .on_line(failure.line)
                .in_file(&file)
        }));
    }
    for problem in &mut audit.problems {
        if problem.file.is_empty() {
            problem.file.clone_from(&pack.name);
            problem.line = line_in(&pack.bytes, &problem.place);
        }
    }
    audit.to_confirm = edition.to_confirm();
    audit.edition = Some(edition);
    audit
}

/// The text of the notice, where it is at hand.
fn notice(edition: &Edition, roots: &[&Path]) -> Option<Vec<u8>> {
    let paths = roots.iter().map(|root| root.join(&edition.notice.file));
    paths.into_iter().find_map(|path| std::fs::read(path).ok())
}

/// Holds digest, title and quotes against the notice. Blanks and line breaks do not matter.
fn compare(edition: &Edition, notice: &[u8]) -> Vec<PackError> {
    let digest = format!("sha256:{}", hex::encode(Sha256::digest(notice)));
    if digest != edition.notice.digest {
        let detail = format!("{}: {digest}", edition.notice.file);
        return vec![PackError::new(PackProblem::NoticeChanged, "notice.digest").with(detail)];
    }
    let plain = |text: &str| text.split_whitespace().collect::<String>();
    let text = plain(&String::from_utf8_lossy(notice));
    let misquoted = |place: String, quote: &str| {
        let stands = text.contains(&plain(quote));
        (!stands).then(|| PackError::new(PackProblem::Misquoted, place).with(quote))
    };
    let clauses = edition
        .clauses
        .iter()
        .enumerate()
        .filter_map(|(at, clause)| {
            let place = format!("clauses[{at}] ({}).quote", clause.cite);
            misquoted(place, &clause.quote)
        });
    misquoted("notice.title".to_owned(), &edition.notice.title)
        .into_iter()
        .chain(clauses)
        .collect()
}
