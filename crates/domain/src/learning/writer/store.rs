//! SQL of a group: all rows that it changes by one statement, each with its beats beside it. What a
//! row lets go the database lays down as a sheaf.

use std::fmt::Write as _;
use std::sync::Arc;

use db::{Row, Tx};
use kernel::{Outcome, WatchSessionId};

use super::known::KnownSession;
use crate::House;
use crate::learning::json::to_json;
use crate::learning::meter::Meter;
use crate::learning::sheaf::Spans;

/// What a group writes.
#[derive(Default)]
pub(super) struct Rows {
    /// A JSON array of what each row becomes.
    changes: String,
    changed: usize,
}

impl Rows {
    /// Room for so many.
    pub fn for_rows(rows: usize) -> Self {
        Self {
            changes: String::with_capacity(rows * 300),
            changed: 0,
        }
    }

    pub fn is_empty(&self) -> bool {
        self.changed == 0
    }

    /// A session's row with the beats that it takes. A row that is `full` lets go those that it
    /// held.
    pub fn add(
        &mut self,
        known: &KnownSession,
        (meter, read): (&Meter, i64),
        beats: &str,
        full: bool,
    ) -> Outcome<()> {
        let comma = if self.is_empty() { "" } else { "," };
        // Text within text: only what was refused has quotes.
        let beats = if beats.contains('"') {
            to_json(&beats)?
        } else {
            format!("\"{beats}\"")
        };
        // Writing to a text never fails.
        let _ = write!(
            self.changes,
            "{comma}[{},\"{}\",{read},\"{}\",{},{},{},\"{}\",\"{}\",{beats},{full}]",
            known.place,
            known.session.id,
            Spans(meter.covered.spans()),
            meter.covered.total(),
            meter.mark_at.micros(),
            meter.left_ms,
            Spans(meter.ahead.spans()),
            Spans(meter.unproven.spans()),
        );
        self.changed += 1;
        Ok(())
    }
}

/// What became of a group.
pub(super) enum Write {
    /// All of it is durable.
    Done,
    /// Rows are no longer what was read, those of these sessions: nothing was written.
    Stale(Vec<WatchSessionId>),
}

/// Writes a group, whole or not at all.
pub(super) async fn write(house: &Arc<House>, rows: &Rows) -> Outcome<Write> {
    if rows.is_empty() {
        return Ok(Write::Done);
    }
    let mut tx = house.db.begin().await?;
    let changes = format!("[{}]", rows.changes);
    let stood = change(&mut tx, &changes).await?;
    if usize::try_from(stood).ok() != Some(rows.changed) {
        tx.roll_back().await?;
        let mut tx = house.db.read().await?;
        return Ok(Write::Stale(find_stale(&mut tx, &changes).await?));
    }
    tx.commit().await?;
    Ok(Write::Done)
}

/// Changes the rows that are what was read; how many. A row that has grown long lets its beats go
/// as a full one does: its version also counts what others did to it, and may jump over being full.
async fn change(tx: &mut Tx, rows: &str) -> Outcome<u64> {
    tx.query_per_engine(
        "UPDATE learning_progress AS p SET covered = b.value ->> 3, covered_ms = b.value ->> 4, \
         mark_at = b.value ->> 5, left_ms = b.value ->> 6, ahead = b.value ->> 7, \
         unproven = b.value ->> 8, version = p.version + 1, recent = \
         CASE WHEN p.recent = '' OR b.value ->> 10 OR length(p.recent) > 2000 THEN '' \
         ELSE p.recent || ',' END || (b.value ->> 9) FROM json_each($1) AS b \
         WHERE p.place = b.value ->> 0 AND p.session_id = b.value ->> 1 \
         AND p.version = b.value ->> 2",
        "UPDATE learning_progress AS p SET covered = b.value ->> 3, \
         covered_ms = CAST(b.value ->> 4 AS BIGINT), mark_at = CAST(b.value ->> 5 AS BIGINT), \
         left_ms = CAST(b.value ->> 6 AS BIGINT), ahead = b.value ->> 7, \
         unproven = b.value ->> 8, version = p.version + 1, recent = \
         CASE WHEN p.recent = '' OR CAST(b.value ->> 10 AS BOOLEAN) OR length(p.recent) > 2000 \
         THEN '' ELSE p.recent || ',' END || (b.value ->> 9) \
         FROM jsonb_array_elements(CAST($1 AS jsonb)) AS b (value) \
         WHERE p.place = CAST(b.value ->> 0 AS BIGINT) AND p.session_id = b.value ->> 1 \
         AND p.version = CAST(b.value ->> 2 AS BIGINT)",
    )
    .bind(rows)
    .execute()
    .await
}

/// The sessions whose rows are no longer what was read.
async fn find_stale(tx: &mut Tx, rows: &str) -> Outcome<Vec<WatchSessionId>> {
    tx.query_per_engine(
        "SELECT b.value ->> 1 AS session_id FROM json_each($1) AS b WHERE NOT EXISTS \
         (SELECT 1 FROM learning_progress p WHERE p.place = b.value ->> 0 \
         AND p.session_id = b.value ->> 1 AND p.version = b.value ->> 2)",
        "SELECT b.value ->> 1 AS session_id \
         FROM json_array_elements(CAST($1 AS json)) AS b (value) \
         WHERE NOT EXISTS (SELECT 1 FROM learning_progress p \
         WHERE p.place = CAST(b.value ->> 0 AS BIGINT) AND p.session_id = b.value ->> 1 \
         AND p.version = CAST(b.value ->> 2 AS BIGINT))",
    )
    .bind(rows)
    .all(|row: Row<'_>| row.get("session_id"))
    .await
}
