//! The facts of a list's summary, which is printed: how many stand where, by which edition and
//! clauses, and a line for each applicant (of a long list, for each who needs a second look).
//!
//! A document is Chinese; its frame and the names of outcomes stand in its template.

use std::collections::BTreeMap;
use std::sync::Arc;

use kernel::{Day, Fault, Instant, Outcome, PersonId};
use policy::{Edition, Language};
use serde::Serialize;

use super::model::{Basis, Batch, BatchRow, Listed, Standing, State};
use super::{Error, rules, store, words};
use crate::permission::Action;
use crate::seams::Template;
use crate::{House, Op, identity, territory};

/// Rows that are read at a time.
const READ_AT_ONCE: i64 = 500;
/// Most lines of a summary. Beyond it, only who needs a second look is listed.
const LINES_MAX: usize = 1000;

/// What is printed.
#[derive(Clone, Debug, Serialize)]
pub struct SummaryFacts {
    /// The list's id.
    pub number: String,
    /// The authority of the territory.
    pub issuer: String,
    /// Name of the file.
    pub file_name: String,
    /// Its digest.
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
    /// Rows.
    pub rows: i64,
    /// Rows by standing.
    pub counts: Vec<(Standing, i64)>,
    /// Editions with their digests and rows.
    pub editions: Vec<(String, String, i64)>,
    /// Clauses with their published words and rows.
    pub clauses: Vec<(String, String, i64)>,
    /// The lines.
    pub lines: Vec<SummaryLine>,
    /// Whether lines were left out.
    pub is_part: bool,
}

/// A line of the list.
#[derive(Clone, Debug, Serialize)]
pub struct SummaryLine {
    /// Number of the row in the sheet.
    pub line: i64,
    /// The name.
    pub name: String,
    /// The identity number, masked.
    pub id_masked: String,
    /// What was applied for, in words.
    pub applied: String,
    /// Where it stands.
    pub standing: Standing,
    /// Given, not verified.
    pub is_given: bool,
    /// What is missing, in words.
    pub note: String,
}

/// Gathers what stands in a list's summary.
pub async fn summary(op: &mut Op, batch: &Batch) -> Outcome<SummaryFacts> {
    op.allow(Action::SeeBatch, batch)?;
    match batch.state {
        State::Done => {}
        State::Erased => return Err(Error::Erased.into()),
        _ => return Err(Error::NotDone.into()),
    }
    let house = Arc::clone(&op.house);
    let mut gathered = Gathered::default();
    let mut after = 0;
    loop {
        let rows = store::list_rows(op, &batch.id, None, after, READ_AT_ONCE).await?;
        let Some(last) = rows.last() else { break };
        after = last.at;
        for row in &rows {
            gathered.add(&house, batch, row);
        }
    }
    let people: Vec<PersonId> = std::iter::once(batch.uploaded_by.clone())
        .chain(batch.confirmed_by.clone())
        .collect();
    let names = identity::names(op, &people).await?;
    let name = |id: &PersonId| names.get(id).cloned().unwrap_or_default();
    let moment = |at: Instant| at.to_string();
    let finished = batch.finished_at.unwrap_or(batch.moved_at);
    let clause = |((_, cite), (quote, rows)): ((usize, String), (String, i64))| (cite, quote, rows);
    Ok(SummaryFacts {
        number: batch.id.to_string(),
        issuer: territory::get(op, &batch.territory_id).await?.bureau_zh,
        file_name: batch.file_name.clone(),
        file_digest: batch.file_digest.clone(),
        uploaded_by: name(&batch.uploaded_by),
        uploaded_at: moment(batch.uploaded_at),
        confirmed_by: batch.confirmed_by.as_ref().map(name).unwrap_or_default(),
        finished_at: moment(finished),
        cut_off: batch.cut_off.map(|day| day.to_string()).unwrap_or_default(),
        issued_on: finished.day(),
        rows: batch.rows,
        counts: counts(batch),
        editions: gathered
            .editions
            .into_iter()
            .map(|((id, digest), rows)| (id, digest, rows))
            .collect(),
        clauses: gathered.clauses.into_iter().map(clause).collect(),
        is_part: gathered.left_out > 0,
        lines: gathered.lines,
    })
}

/// Sets a summary. Where a name has a character that no face has, the refusal names it.
pub async fn print_summary(house: Arc<House>, facts: SummaryFacts) -> Outcome<Vec<u8>> {
    let facts =
        serde_json::to_value(facts).map_err(|error| Fault::internal("house.bad_facts", error))?;
    let setting = move || house.typesetter.typeset(Template::BatchSummary, &facts);
    tokio::task::spawn_blocking(setting)
        .await
        .map_err(|error| Fault::internal("house.press_failed", error))?
}

fn counts(batch: &Batch) -> Vec<(Standing, i64)> {
    let counted = Standing::ALL
        .iter()
        .map(|standing| (*standing, batch.count(*standing)));
    counted
        .filter(|(standing, count)| *standing != Standing::Ready || *count > 0)
        .collect()
}

#[derive(Default)]
struct Gathered {
    editions: BTreeMap<(String, String), i64>,
    /// By their place in the notice.
    clauses: BTreeMap<(usize, String), (String, i64)>,
    lines: Vec<SummaryLine>,
    left_out: usize,
}

impl Gathered {
    fn add(&mut self, house: &House, batch: &Batch, row: &BatchRow) {
        let edition = row.decision.as_ref().and_then(|decision| {
            let of = &decision.edition;
            *self
                .editions
                .entry((of.id.clone(), of.digest.clone()))
                .or_default() += 1;
            house.policies.edition(&of.id)
        });
        let reasons = row.decision.iter().flat_map(|decision| &decision.reasons);
        let mut cited: Vec<&str> = reasons
            .filter(|reason| !reason.effect.moot)
            .map(|reason| reason.clause.as_str())
            .collect();
        cited.sort_unstable();
        cited.dedup();
        for cite in cited {
            let clauses = edition.map_or(&[][..], Edition::clauses);
            let at = clauses.iter().position(|clause| &*clause.cite == cite);
            let quote = at
                .and_then(|at| clauses.get(at))
                .map(|clause| clause.quote.clone());
            let key = (at.unwrap_or(usize::MAX), cite.to_owned());
            self.clauses
                .entry(key)
                .or_insert((quote.unwrap_or_default(), 0))
                .1 += 1;
        }
        let is_long = usize::try_from(batch.rows).unwrap_or(usize::MAX) > LINES_MAX;
        let is_plain = matches!(
            row.standing,
            Standing::Met | Standing::Exempt | Standing::Reference
        );
        if (is_long && is_plain) || self.lines.len() >= LINES_MAX {
            self.left_out += 1;
        } else {
            self.lines.push(summary_line(edition, row));
        }
    }
}

fn summary_line(edition: Option<&Edition>, row: &BatchRow) -> SummaryLine {
    SummaryLine {
        line: row.line,
        name: row.name.clone(),
        id_masked: row.citizen_id_masked.clone(),
        applied: row.listed.as_ref().map(applied).unwrap_or_default(),
        standing: row.standing,
        is_given: row.basis() == Some(Basis::Given),
        note: note(edition, row),
    }
}

/// What was applied for: `职称评审·中级`.
fn applied(listed: &Listed) -> String {
    let (purpose, more) = rules::application_name(listed);
    let purpose = words::purposes().find(|(known, _)| *known == purpose);
    let level = words::levels().find(|(known, _)| Some(known.as_str()) == more);
    let degree = words::degrees().find(|(known, _)| Some(known.as_str()) == more);
    let more = level.map(|(_, word)| word).or(degree.map(|(_, word)| word));
    let words = purpose.map(|(_, word)| word).into_iter().chain(more);
    words.collect::<Vec<_>>().join("·")
}

/// What is short, row by row: `2022年专业科目缺7.5学时`.
fn note(edition: Option<&Edition>, row: &BatchRow) -> String {
    let rows = row
        .decision
        .iter()
        .flat_map(|decision| &decision.requirements);
    let short = rows.filter(|row| row.short.get() > 0).map(|row| {
        let years = match (row.year, row.years) {
            (Some(year), _) => format!("{year}年"),
            (None, Some([from, to])) => format!("{from}至{to}年"),
            (None, None) => String::new(),
        };
        let category = edition
            .and_then(|edition| edition.words(&row.category, Language::Zh))
            .unwrap_or(&row.category);
        format!("{years}{category}缺{}学时", row.short)
    });
    short.collect::<Vec<_>>().join("；")
}
