//! The workbook of results: a row per applicant, her hours by year and category, and what it all
//! rests on. Written as the rows are read, so that a long list takes no more memory than a short.

use std::collections::BTreeMap;

use domain::Op;
use domain::batches::{self, Basis, Batch, BatchRow, Standing, hours_rows};
use domain::identity;
use kernel::{Outcome, PageSize, PersonId, limits};
use sheets::{Book, Column, Entry, Sheet};

use super::words::{ListWords as _, reason_words};
use crate::Locale;

/// What is known of the rows when all were read.
#[derive(Default)]
struct Seen {
    /// Rows by edition and digest.
    editions: BTreeMap<(String, String), i64>,
}

/// Writes the three sheets. `numbers` are whole identity numbers by the rows' places; where there
/// is none, the masked one stands.
pub(super) async fn fill(
    op: &mut Op,
    locale: Locale,
    batch: &Batch,
    numbers: &BTreeMap<i64, String>,
) -> Outcome<Book> {
    let made_on = batch.finished_at.unwrap_or(batch.moved_at).day();
    let mut book = Book::new(&locale.t("committee-workbook-name"), made_on)?;
    let number = |row: &BatchRow| {
        let whole = numbers.get(&row.at);
        whole.unwrap_or(&row.citizen_id_masked).clone()
    };
    let mut seen = Seen::default();
    let mut results = book.sheet(
        &locale.t("committee-sheet-results"),
        &result_columns(locale),
    )?;
    let mut hours = book.sheet(&locale.t("committee-sheet-hours"), &hours_columns(locale))?;
    each_row(op, batch, |row, has_changed| {
        let number = number(row);
        seen.note(row);
        write_hours(&mut hours, locale, row, &number)?;
        results.wrapped_row(&result(locale, row, number, has_changed))
    })
    .await?;
    book.keep(results);
    book.keep(hours);
    let names = names(op, batch).await?;
    let widths = [Column::new("", 26), Column::new("", 90)];
    let mut basis = book.sheet(&locale.t("committee-sheet-basis"), &widths)?;
    for (label, value) in basis_rows(locale, batch, &names, &seen) {
        basis.wrapped_row(&[Entry::Text(label), Entry::Text(value)])?;
    }
    book.keep(basis);
    Ok(book)
}

/// Reads all rows, some at a time, each with whether its ledger changed since.
async fn each_row(
    op: &mut Op,
    batch: &Batch,
    mut write: impl FnMut(&BatchRow, bool) -> Outcome<()>,
) -> Outcome<()> {
    let mut after = 0;
    loop {
        let size = PageSize::new(limits::PAGE_ITEMS_MAX);
        let page = batches::list_rows(op, batch, None, after, size).await?;
        let changed = batches::changed(op, batch, &page.items).await?;
        for row in &page.items {
            write(row, changed.contains(&row.at))?;
            after = row.at;
        }
        if page.next.is_none() {
            return Ok(());
        }
    }
}

impl Seen {
    fn note(&mut self, row: &BatchRow) {
        if let Some(decision) = &row.decision {
            let edition = (decision.edition.id.clone(), decision.edition.digest.clone());
            *self.editions.entry(edition).or_default() += 1;
        }
    }
}

fn columns(locale: Locale, named: &[(&str, u16)]) -> Vec<Column> {
    let column = |(name, width): &(&str, u16)| {
        Column::new(locale.t(&format!("committee-col-{name}")), *width)
    };
    named.iter().map(column).collect()
}

fn result_columns(locale: Locale) -> Vec<Column> {
    columns(
        locale,
        &[
            ("line", 7),
            ("name", 14),
            ("number", 22),
            ("applied", 20),
            ("on", 12),
            ("outcome", 12),
            ("basis", 18),
            ("short", 30),
            ("reasons", 70),
            ("missing", 20),
            ("faults", 40),
            ("cut-off", 12),
            ("edition", 20),
            ("head", 24),
            ("changed", 14),
        ],
    )
}

fn result(locale: Locale, row: &BatchRow, number: String, has_changed: bool) -> [Entry; 15] {
    let decision = row.decision.as_ref();
    let reasons = decision.into_iter().flat_map(|decision| &decision.reasons);
    let reasons: Vec<String> = reasons
        .filter(|reason| !reason.effect.moot)
        .map(|reason| format!("{} {}", reason.clause, reason_words(locale, reason)))
        .collect();
    let missing = decision.into_iter().flat_map(|decision| &decision.missing);
    let missing: Vec<String> = missing
        .map(|fact| locale.decision_name("fact", fact))
        .collect();
    let listed = row.listed.as_ref();
    let words = |text: Option<String>| Entry::Text(text.unwrap_or_default());
    [
        Entry::Count(row.line),
        Entry::text(&row.name),
        Entry::Text(number),
        words(listed.map(|listed| locale.applied(listed))),
        words(listed.map(|listed| listed.on.to_string())),
        Entry::Text(locale.standing(row.standing)),
        Entry::Text(locale.basis(row)),
        words(decision.map(|decision| locale.short(decision).join("\n"))),
        Entry::Text(reasons.join("\n")),
        Entry::Text(missing.join("\n")),
        Entry::Text(locale.row_faults(row).join("\n")),
        words(row.cut_off.map(|day| day.to_string())),
        words(decision.map(|decision| decision.edition.id.clone())),
        Entry::text(&row.ledger_head),
        words(has_changed.then(|| locale.t("changed-yes"))),
    ]
}

fn hours_columns(locale: Locale) -> Vec<Column> {
    columns(
        locale,
        &[
            ("line", 7),
            ("name", 14),
            ("number", 22),
            ("year", 12),
            ("category", 14),
            ("required", 12),
            ("counted", 12),
            ("gap", 12),
            ("source", 24),
        ],
    )
}

fn write_hours(sheet: &mut Sheet, locale: Locale, row: &BatchRow, number: &str) -> Outcome<()> {
    for hours in hours_rows(row) {
        let [from, to] = hours.years;
        let years = if from == to {
            from.to_string()
        } else {
            format!("{from}–{to}")
        };
        sheet.row(&[
            Entry::Count(row.line),
            Entry::text(&row.name),
            Entry::text(number),
            Entry::Text(years),
            Entry::Text(locale.decision_name("category", &hours.category)),
            hours.required.map_or(Entry::None, Entry::Hours),
            Entry::Hours(hours.counted),
            Entry::Hours(hours.short),
            Entry::Text(source(locale, row, hours.deemed)),
        ])?;
    }
    Ok(())
}

/// Where the hours come from: the ledger, the list, or something that stands for them.
fn source(locale: Locale, row: &BatchRow, is_deemed: bool) -> String {
    let key = match row.basis() {
        _ if is_deemed => "committee-source-deemed",
        Some(Basis::Given) => "committee-source-given",
        _ => "committee-source-ledger",
    };
    locale.t(key)
}

async fn names(op: &mut Op, batch: &Batch) -> Outcome<BTreeMap<PersonId, String>> {
    let people: Vec<PersonId> = std::iter::once(batch.uploaded_by.clone())
        .chain(batch.confirmed_by.clone())
        .collect();
    identity::names(op, &people).await
}

/// What it all rests on, a label and a value each.
fn basis_rows(
    locale: Locale,
    batch: &Batch,
    names: &BTreeMap<PersonId, String>,
    seen: &Seen,
) -> Vec<(String, String)> {
    let label = |name: &str| locale.t(&format!("committee-basis-row-{name}"));
    let who = |id: Option<&PersonId>| id.and_then(|id| names.get(id)).cloned().unwrap_or_default();
    let at = |at: Option<kernel::Instant>| at.map(|at| at.to_string()).unwrap_or_default();
    let cut_off = batch.cut_off.map(|day| day.to_string());
    let mut rows = vec![
        (label("number"), batch.id.to_string()),
        (label("file"), batch.file_name.clone()),
        (label("format"), batch.format.clone()),
        (label("digest"), format!("sha256:{}", batch.file_digest)),
        (label("uploaded-by"), who(Some(&batch.uploaded_by))),
        (label("uploaded-at"), batch.uploaded_at.to_string()),
        (label("run-by"), who(batch.confirmed_by.as_ref())),
        (label("run-at"), at(batch.confirmed_at)),
        (label("finished-at"), at(batch.finished_at)),
        (
            label("cut-off"),
            cut_off.unwrap_or_else(|| locale.t("committee-cut-off-own")),
        ),
        (label("territory"), batch.territory_code.clone()),
    ];
    for ((id, digest), count) in &seen.editions {
        let values = [
            ("id", id.clone()),
            ("digest", digest.clone()),
            ("count", count.to_string()),
        ];
        rows.push((
            label("edition"),
            locale.ta("committee-basis-edition", &values),
        ));
    }
    rows.push((label("rows"), batch.rows.to_string()));
    for standing in Standing::ALL
        .iter()
        .filter(|standing| **standing != Standing::Ready)
    {
        rows.push((
            locale.standing(standing),
            batch.count(*standing).to_string(),
        ));
    }
    rows.push((label("note"), locale.t("committee-basis-note")));
    rows
}
