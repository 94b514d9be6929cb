//! Where the entries of a year stand: posted, reported, recognised; and which bureau recognised
//! them. Nothing is kept: it follows from the report, its ledger head, and who posted.

use kernel::{EntryId, Outcome, PersonId, TerritoryId, Year};
use ledger::Line;

use super::model::Status;
use super::store;
use crate::permission::Action;
use crate::territory::{self, Territory};
use crate::{Op, claims, earlier, employers, hours};

/// How far an entry has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EntryState {
    /// It stands in the ledger.
    Posted,
    /// It stands in a report that is on its way.
    Reported,
    /// A bureau recognised it: in the report that it approved, or by posting it itself. It counts
    /// in the whole region (N2022 §3.9).
    Recognised(Territory),
    /// It was revoked since.
    Revoked,
}

/// The states of lines of one study year of a person, in their order.
pub async fn entry_states(
    op: &mut Op,
    person: &PersonId,
    year: Year,
    lines: &[Line],
) -> Outcome<Vec<(EntryId, EntryState)>> {
    let worker = employers::worker(op, person).await?;
    op.allow(Action::SeeHours, &worker)?;
    let report = store::find(op, person, year).await?;
    let report = report.filter(|report| report.status != Status::Returned);
    let home = &worker.person.territory_id;
    let mut states = Vec::with_capacity(lines.len());
    for line in lines.iter().filter(|line| line.entry.reverses.is_none()) {
        let entry = &line.entry;
        let is_reported = report
            .as_ref()
            .is_some_and(|report| entry.seq <= seq_of(&report.ledger_head));
        let approved = report
            .as_ref()
            .filter(|report| is_reported && report.status == Status::Approved)
            .map(|report| report.territory_id.clone());
        let state = if line.revoked {
            EntryState::Revoked
        } else if let Some(bureau) = posted_by(op, &entry.source, home).await?.or(approved) {
            EntryState::Recognised(territory::get(op, &bureau).await?)
        } else if is_reported {
            EntryState::Reported
        } else {
            EntryState::Posted
        };
        states.push((entry.id.clone(), state));
    }
    Ok(states)
}

/// The bureau that posted an entry itself. A recognition does not name its own: it was that of the
/// person's territory.
async fn posted_by(op: &mut Op, source: &str, home: &TerritoryId) -> Outcome<Option<TerritoryId>> {
    let source = hours::root(source);
    if source.starts_with("recognition:") {
        return Ok(Some(home.clone()));
    }
    match claims::bureau_of(op, source).await? {
        Some(bureau) => Ok(Some(bureau)),
        None => earlier::bureau_of(op, source).await,
    }
}

/// The place in the chain that a cited head names.
fn seq_of(head: &str) -> i64 {
    let seq = head.split(':').next().unwrap_or_default();
    seq.parse().unwrap_or(0)
}
