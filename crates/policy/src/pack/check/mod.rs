//! Turns a pack as written into an [`Edition`], or says what makes no sense in it and where.
//!
//! What one rule or figure says is checked here; whether the rules together leave gaps or overlap
//! is checked in [`super::check::whole`].

mod figures;
mod player;
mod rule;
mod whole;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use serde::Deserialize as _;
use sha2::{Digest, Sha256};
use toml::de::DeTable;

use super::edition::{Clause, Edition, Source};
use super::error::{PackError, PackProblem};
use super::format;
use super::place::{line_of, line_of_place};
use super::rules::Rule;
use super::schema::{RawClause, RawPack, RawSource, Words};

type Checked<T> = Result<T, PackError>;

/// Reads and checks one pack file. Everything that the format refuses is told at once; what makes
/// no sense, one thing at a time.
pub(super) fn read(bytes: &[u8]) -> Result<Edition, Vec<PackError>> {
    let malformed = |line: Option<usize>, detail: &str| {
        let mut error = PackError::new(PackProblem::Malformed, "").with(detail.trim());
        error.line = line;
        vec![error]
    };
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let line = before.split(|byte| *byte == b'\n').count();
        malformed(
            Some(line),
            "不是 UTF-8 编码，请另存为 UTF-8 / not UTF-8: save it as UTF-8",
        )
    })?;
    let broken = |error: &toml::de::Error| {
        let line = error.span().map(|span| line_of(text, span.start));
        malformed(line, error.message())
    };
    let table = DeTable::parse(text).map_err(|error| broken(&error))?;
    let differing = format::walk(&table, text);
    if !differing.is_empty() {
        return Err(differing);
    }
    let raw = RawPack::deserialize(toml::Deserializer::from(table.clone()))
        .map_err(|error| broken(&error))?;
    let digest = format!("sha256:{}", hex::encode(Sha256::digest(bytes)));
    sensible(raw, digest, bytes).map_err(|mut error| {
        error.line = line_of_place(&table, text, &error.place);
        vec![error]
    })
}

fn sensible(raw: RawPack, digest: String, text: &[u8]) -> Checked<Edition> {
    let edition = Checker::new(&raw)?.edition(raw, digest, text)?;
    whole::check(&edition)?;
    Ok(edition)
}

/// What the parts of a pack may refer to.
struct Checker {
    cites: BTreeMap<String, Arc<str>>,
    categories: Vec<String>,
    sources: Vec<Source>,
}

impl Checker {
    fn new(raw: &RawPack) -> Checked<Self> {
        let mut cites = BTreeMap::new();
        for (at, clause) in raw.clauses.iter().enumerate() {
            let place = format!("clauses[{at}]");
            let cite = clause.cite.trim();
            if cites.insert(cite.to_owned(), Arc::from(cite)).is_some() {
                return Err(PackError::new(PackProblem::Duplicate, place).with(cite));
            }
        }
        let categories = raw.categories.iter().map(|category| category.name.clone());
        let mut categories: Vec<String> = categories.collect();
        if !raw.sums.is_empty() {
            categories.push(TOTAL.to_owned());
        }
        let distinct: BTreeSet<&String> = categories.iter().collect();
        if categories.is_empty() || distinct.len() != categories.len() {
            let problem = PackProblem::Duplicate;
            return Err(PackError::new(problem, "categories").with(categories.join(", ")));
        }
        Ok(Self {
            cites,
            categories,
            sources: Vec::new(),
        })
    }

    fn edition(mut self, raw: RawPack, digest: String, text: &[u8]) -> Checked<Edition> {
        let (territory, year, revision) = split_id(&raw.id)?;
        if territory != raw.territory || year != raw.application_year {
            return Err(PackError::new(PackProblem::BadId, "id").with(&raw.id));
        }
        self.check_names(&raw.names)?;
        let (clauses, rules) = self.clauses(raw.clauses, &raw.names)?;
        Ok(Edition {
            digest,
            text: text.into(),
            territory: raw.territory,
            year,
            revision,
            draft: raw.draft,
            notice: Self::notice(raw.notice)?,
            minutes_per_hour: self.minutes_per_hour(&raw.course_time)?,
            pass_mark: self.pass_mark(&raw.exams)?,
            exams_per: raw.exams.per,
            player: self.player(&raw.player, &raw.course_time, &raw.study_years)?,
            refunds: self.refunds(raw.refunds)?,
            card: self.card(raw.card)?,
            conversions: self.conversions(raw.conversions, &raw.names)?,
            categories: self.category_rules(raw.categories, &raw.fees)?,
            study_years: self.study_years(raw.study_years)?,
            sums: self.sums(raw.sums)?,
            phrases: figures::phrases(raw.phrases)?,
            sources: self.sources,
            id: raw.id,
            clauses,
            rules,
            names: raw.names,
            tracks: OnceLock::new(),
        })
    }

    fn clauses(
        &self,
        raw: Vec<RawClause>,
        names: &BTreeMap<String, Words>,
    ) -> Checked<(Vec<Clause>, Vec<Rule>)> {
        let (mut clauses, mut rules) = (Vec::new(), Vec::new());
        for (at, clause) in raw.into_iter().enumerate() {
            let place = format!("clauses[{at}] ({})", clause.cite.trim());
            let cite = self.cite(clause.cite.trim(), &place)?;
            confirmed(clause.confirm, &clause.basis, &place)?;
            for (at, rule) in clause.rules.into_iter().enumerate() {
                let place = format!("{place}.rules[{at}]");
                rules.push(rule::check(rule, &cite, &self.categories, names, &place)?);
            }
            clauses.push(Clause {
                cite,
                quote: clause.quote.trim().to_owned(),
                applied: clause.applied.trim().to_owned(),
                confirm: clause.confirm,
                basis: clause.basis.trim().to_owned(),
            });
        }
        // The order of reasons: by effect, then as the pack has them.
        rules.sort_by_key(|rule| rule.act.effect());
        Ok((clauses, rules))
    }

    /// Every name that a sentence or a page may have to say has its words.
    fn check_names(&self, names: &BTreeMap<String, Words>) -> Checked<()> {
        let categories = self.categories.iter().map(String::as_str);
        let needed: Vec<&str> = rule::names_of_applicants().collect();
        for name in needed.into_iter().chain(categories) {
            if !names.contains_key(name) {
                return Err(PackError::new(PackProblem::Incomplete, "names").with(name));
            }
        }
        Ok(())
    }

    fn cite(&self, cite: &str, place: &str) -> Checked<Arc<str>> {
        let unknown = || PackError::new(PackProblem::UnknownCite, place).with(cite);
        self.cites.get(cite).cloned().ok_or_else(unknown)
    }

    /// Checks a figure's source and keeps it.
    fn source(&mut self, source: &RawSource, place: &str) -> Checked<Arc<str>> {
        let cite = self.cite(source.cite.trim(), place)?;
        confirmed(source.confirm, &source.basis, place)?;
        self.sources.push(Source {
            place: place.to_owned(),
            cite: cite.to_string(),
            confirm: source.confirm,
            basis: source.basis.trim().to_owned(),
        });
        Ok(cite)
    }

    fn category(&self, name: &str, place: &str) -> Checked<usize> {
        category_at(&self.categories, name, place)
    }
}

/// The category of a sum over all the others.
const TOTAL: &str = "total";

fn category_at(categories: &[String], name: &str, place: &str) -> Checked<usize> {
    categories
        .iter()
        .position(|category| category == name)
        .ok_or_else(|| {
            let detail = format!("\"{name}\" ({})", categories.join(", "));
            PackError::new(PackProblem::UnknownName, place).with(detail)
        })
}

/// `territory/year` or `territory/year.revision`.
pub(super) fn split_id(id: &str) -> Checked<(String, i16, u32)> {
    let bad = || PackError::new(PackProblem::BadId, "id").with(id);
    let (territory, edition) = id.split_once('/').ok_or_else(bad)?;
    let (year, revision) = match edition.split_once('.') {
        Some((year, revision)) => (year, revision.parse().map_err(|_| bad())?),
        None => (edition, 1),
    };
    let plain = |text: &str| {
        !text.is_empty()
            && text
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    };
    let year = year.parse().map_err(|_| bad())?;
    // Written in one way only: `2022.02` and `2022.2` would be two editions of one revision.
    let written = match revision {
        1 => format!("{territory}/{year}"),
        _ => format!("{territory}/{year}.{revision}"),
    };
    if plain(territory) && (1900..=9000).contains(&year) && revision > 0 && written == id {
        Ok((territory.to_owned(), year, revision))
    } else {
        Err(bad())
    }
}

pub(super) fn confirmed(confirm: bool, basis: &str, place: &str) -> Checked<()> {
    if confirm == basis.trim().is_empty() {
        Err(PackError::new(PackProblem::NoBasis, place))
    } else {
        Ok(())
    }
}
