//! Turns a pack as written into an [`Edition`], or says what makes no sense in it and where.
//!
//! What one rule or figure says is checked here; whether the rules together leave gaps or overlap
//! is checked in [`super::check::whole`].

mod figures;
mod rule;
mod whole;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use sha2::{Digest, Sha256};

use super::edition::{Clause, Edition, Source};
use super::error::{PackError, PackProblem};
use super::rules::Rule;
use super::schema::{RawClause, RawPack, RawSource, Words};

type Checked<T> = Result<T, PackError>;

/// Reads and checks one pack file.
pub(super) fn read(bytes: &[u8]) -> Checked<Edition> {
    let malformed = |detail: &dyn std::fmt::Display| {
        PackError::new(PackProblem::Malformed, "").with(detail.to_string().trim())
    };
    let text = std::str::from_utf8(bytes).map_err(|error| malformed(&error))?;
    let raw: RawPack = toml::from_str(text).map_err(|error| malformed(&error))?;
    let digest = format!("sha256:{}", hex::encode(Sha256::digest(bytes)));
    let edition = Checker::new(&raw)?.edition(raw, digest)?;
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
            let cite = clause.cite.as_deref().map_or("", str::trim);
            if cite.is_empty() {
                return Err(PackError::new(PackProblem::NoCite, place).with(&clause.quote));
            }
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

    fn edition(mut self, raw: RawPack, digest: String) -> Checked<Edition> {
        let (territory, year, revision) = split_id(&raw.id)?;
        if territory != raw.territory || year != raw.application_year {
            return Err(PackError::new(PackProblem::BadId, "id").with(&raw.id));
        }
        self.check_names(&raw.names)?;
        let (clauses, rules) = self.clauses(raw.clauses, &raw.names)?;
        Ok(Edition {
            digest,
            territory: raw.territory,
            year,
            revision,
            draft: raw.draft,
            notice: Self::notice(raw.notice)?,
            minutes_per_hour: self.minutes_per_hour(&raw.course_time)?,
            pass_mark: self.pass_mark(&raw.exams)?,
            exams_per: raw.exams.per,
            player: self.player(&raw.player)?,
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
            let cite = clause.cite.as_deref().map_or("", str::trim);
            let place = format!("clauses[{at}] ({cite})");
            let cite = self.cite(cite, &place)?;
            for (what, text) in [("quote", &clause.quote), ("applied", &clause.applied)] {
                filled(text, &place, what)?;
            }
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
        for (name, words) in names {
            let place = format!("names.{name}");
            filled(&words.zh, &place, "zh")?;
            filled(&words.en, &place, "en")?;
        }
        Ok(())
    }

    fn cite(&self, cite: &str, place: &str) -> Checked<Arc<str>> {
        self.cites.get(cite).cloned().ok_or_else(|| {
            let problem = if cite.is_empty() {
                PackProblem::NoCite
            } else {
                PackProblem::UnknownCite
            };
            PackError::new(problem, place).with(cite)
        })
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
        .ok_or_else(|| PackError::new(PackProblem::UnknownName, place).with(name))
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
    let written_once = edition.contains('.') == (revision > 1);
    let year = year.parse().map_err(|_| bad())?;
    if plain(territory) && (1900..=9000).contains(&year) && revision > 0 && written_once {
        Ok((territory.to_owned(), year, revision))
    } else {
        Err(bad())
    }
}

fn filled(text: &str, place: &str, what: &str) -> Checked<()> {
    if text.trim().is_empty() {
        Err(PackError::new(PackProblem::Incomplete, place).with(what))
    } else {
        Ok(())
    }
}

fn confirmed(confirm: bool, basis: &str, place: &str) -> Checked<()> {
    if confirm == basis.trim().is_empty() {
        Err(PackError::new(PackProblem::NoBasis, place))
    } else {
        Ok(())
    }
}
