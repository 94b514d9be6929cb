//! Whose ledger changed after a list was decided: what a committee was told about her may no longer
//! be so.

use std::collections::{BTreeMap, BTreeSet};

use kernel::{Day, Outcome, Page, PageSize, PersonId, Year};
use ledger::Line;

use super::model::{Batch, BatchRow, State};
use super::{Error, rules, store};
use crate::hours::Deeming;
use crate::permission::Action;
use crate::{Op, hours};

/// Rows that are looked through for one page; whoever wants more goes on from there.
const LOOKED_THROUGH_MAX: usize = 5000;
/// Rows that are looked at together.
const AT_ONCE: i64 = 200;

/// The places of those rows whose person has entries after the cut-off, or whose entries up to then
/// are no longer those that were read.
pub async fn changed(op: &mut Op, batch: &Batch, rows: &[BatchRow]) -> Outcome<BTreeSet<i64>> {
    op.allow(Action::SeeBatch, batch)?;
    let decided = || rows.iter().filter(|row| !row.ledger_head.is_empty());
    let people: Vec<PersonId> = decided().filter_map(|row| row.person_id.clone()).collect();
    let mut lines: BTreeMap<PersonId, Vec<Line>> = BTreeMap::new();
    let mut all = ledger::list_of(&mut op.tx, &people).await?;
    hours::as_earned(op, &mut all).await?;
    for line in all {
        let of = lines.entry(line.entry.person.clone()).or_default();
        of.push(line);
    }
    let deemed = hours::deemed_among(op, &people).await?;
    let is_changed = |row: &&BatchRow| {
        let (Some(person), Some(day)) = (&row.person_id, row.cut_off) else {
            return false;
        };
        let lines = lines.get(person).cloned().unwrap_or_default();
        let deemed = deemed.get(person).map_or(&[][..], Vec::as_slice);
        has_changed(lines, day, &row.ledger_head) || has_other_years(row, deemed, day)
    };
    Ok(decided().filter(is_changed).map(|row| row.at).collect())
}

/// The rows of a list whose ledger changed, behind one of them, in their order. A page may be
/// short, and even empty, and yet not be the last.
pub async fn list_changed(
    op: &mut Op,
    batch: &Batch,
    after: i64,
    size: PageSize,
) -> Outcome<Page<BatchRow>> {
    op.allow(Action::SeeBatch, batch)?;
    if batch.state == State::Erased {
        return Err(Error::Erased.into());
    }
    let wanted = usize::try_from(size.rows() - 1).unwrap_or(usize::MAX);
    let (mut items, mut after, mut seen) = (Vec::new(), after, 0);
    loop {
        let rows = store::list_rows(op, &batch.id, None, after, AT_ONCE).await?;
        let Some(last) = rows.last() else {
            return Ok(Page { items, next: None });
        };
        after = last.at;
        seen += rows.len();
        let places = changed(op, batch, &rows).await?;
        for row in rows.into_iter().filter(|row| places.contains(&row.at)) {
            if items.len() == wanted {
                let next = items.last().map(|row: &BatchRow| row.at.to_string());
                return Ok(Page { items, next });
            }
            items.push(row);
        }
        if seen >= LOOKED_THROUGH_MAX {
            let next = Some(after.to_string());
            return Ok(Page { items, next });
        }
    }
}

/// Whether other years are deemed complete today than those that the decision rested on, beside
/// what the list itself said.
fn has_other_years(row: &BatchRow, deemed: &[Deeming], day: Day) -> bool {
    let Some(applicant) = &row.applicant else {
        return false;
    };
    let end = day.plus_days(1).start();
    let today: BTreeSet<Year> = deemed.iter().map(|one| one.study_year).collect();
    let given = row
        .listed
        .as_ref()
        .and_then(|listed| listed.given.exam_year);
    let rested = applicant.deemed.iter().map(|one| one.year);
    let rested: BTreeSet<Year> = rested.collect();
    let expected: BTreeSet<Year> = today.iter().copied().chain(given).collect();
    deemed.iter().any(|one| one.since >= end) || rested != expected
}

/// Whether a ledger says something else today than the head that was cited for the end of a day:
/// pure.
fn has_changed(lines: Vec<Line>, day: Day, cited: &str) -> bool {
    let end = day.plus_days(1).start();
    lines.iter().any(|line| line.entry.at >= end)
        || crate::decisions::head_of(&rules::until(lines, day)).cite() != cited
}
