//! SQL of `inspections_` tables.

use db::Row;
use kernel::{Fault, Outcome, PageSize, SignalId};

use super::Error;
use super::model::{Signal, SignalState};
use crate::Op;

/// Keeps a signal. Found again while nobody has looked at it, its figure and evidence are renewed.
pub(super) async fn save_found(op: &mut Op, new: &Signal) -> Outcome<()> {
    op.tx
        .query(
            "INSERT INTO inspections_signals (id, kind, subject, territory_path, day, figure, \
             threshold, evidence, found_at, state) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'new') \
             ON CONFLICT (kind, subject, day, territory_path) DO UPDATE SET \
             figure = excluded.figure, threshold = excluded.threshold, \
             evidence = excluded.evidence WHERE inspections_signals.state = 'new'",
        )
        .bind(&new.id)
        .bind(new.kind.as_str())
        .bind(&new.subject)
        .bind(&new.territory_path)
        .bind(new.day)
        .bind(new.figure)
        .bind(new.threshold)
        .bind(to_json(new)?)
        .bind(new.found_at)
        .execute()
        .await?;
    Ok(())
}

/// Signals of a territory and all below it in a state, newest first, before the id `after`.
pub(super) async fn list(
    op: &mut Op,
    path: &str,
    state: SignalState,
    after: &str,
    size: PageSize,
) -> Outcome<Vec<Signal>> {
    op.tx
        .query(
            "SELECT * FROM inspections_signals \
             WHERE substr(territory_path, 1, CAST($2 AS INTEGER)) = $1 AND state = $3 \
             AND id < $4 ORDER BY id DESC LIMIT $5",
        )
        .bind(path)
        .bind(i32::try_from(path.chars().count()).unwrap_or(i32::MAX))
        .bind(state.as_str())
        .bind(after)
        .bind(size.rows())
        .all(signal)
        .await
}

pub(super) async fn get(op: &mut Op, id: &SignalId) -> Outcome<Signal> {
    op.tx
        .query("SELECT * FROM inspections_signals WHERE id = $1")
        .bind(id)
        .optional(signal)
        .await?
        .ok_or_else(|| Error::UnknownSignal.into())
}

pub(super) async fn settle(op: &mut Op, signal: &Signal) -> Outcome<()> {
    op.tx
        .query(
            "UPDATE inspections_signals SET state = $2, note = $3, settled_by = $4, \
             settled_at = $5 WHERE id = $1",
        )
        .bind(&signal.id)
        .bind(signal.state.as_str())
        .bind(signal.note.clone())
        .bind(signal.settled_by.clone())
        .bind(signal.settled_at)
        .execute()
        .await?;
    Ok(())
}

fn to_json(signal: &Signal) -> Outcome<String> {
    serde_json::to_string(&signal.evidence).map_err(|error| Fault::internal("db.broken", error))
}

fn signal(row: Row<'_>) -> Outcome<Signal> {
    let evidence: String = row.get("evidence")?;
    Ok(Signal {
        id: row.get("id")?,
        kind: row.get::<String>("kind")?.parse()?,
        subject: row.get("subject")?,
        territory_path: row.get("territory_path")?,
        day: row.get("day")?,
        figure: row.get("figure")?,
        threshold: row.get("threshold")?,
        evidence: serde_json::from_str(&evidence)
            .map_err(|error| Fault::internal("db.broken", error))?,
        found_at: row.get("found_at")?,
        state: row.get::<String>("state")?.parse()?,
        note: row.get("note")?,
        settled_by: row.get("settled_by")?,
        settled_at: row.get("settled_at")?,
    })
}
