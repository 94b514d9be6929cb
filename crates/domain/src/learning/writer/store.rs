//! SQL of a group: all rows that it changes by one statement, each with its beats beside it; now
//! and then beats move on to their own table.

use std::fmt::{self, Write as _};
use std::sync::Arc;

use db::{Row, Tx};
use kernel::{Instant, Outcome, WatchSessionId};

use super::known::KnownSession;
use crate::House;
use crate::learning::coverage::Span;
use crate::learning::meter::Meter;
use crate::learning::model::{Beat, BeatAnswer};
use crate::learning::store::{refused_json, to_json};

/// What a group writes.
#[derive(Default)]
pub(super) struct Rows {
    /// A JSON array of what each row becomes.
    changes: String,
    changed: usize,
    /// A JSON array of the places from which the beats move to their own table.
    moving: String,
}

impl Rows {
    /// Room for so many.
    pub fn for_rows(rows: usize) -> Self {
        let changes = String::with_capacity(rows * 300);
        Self {
            changes,
            ..Self::default()
        }
    }

    pub fn is_empty(&self) -> bool {
        self.changed == 0
    }

    /// A session's row with the beats that it takes. Those of a row that `moves` go on
    /// to their own table.
    pub fn add(
        &mut self,
        known: &KnownSession,
        (meter, read): (&Meter, i64),
        beats: &str,
        moves: bool,
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
            "{comma}[{},\"{}\",{read},\"{}\",{},{},{},\"{}\",\"{}\",{beats}]",
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
        if moves {
            let comma = if self.moving.is_empty() { "" } else { "," };
            let _ = write!(self.moving, "{comma}{}", known.place);
        }
        Ok(())
    }
}

/// A beat as it lies in its row: without a tree, since this is the hottest place of the server.
pub(super) fn note(
    beats: &mut String,
    beat: &Beat,
    now: Instant,
    answer: &BeatAnswer,
) -> Outcome<()> {
    let comma = if beats.is_empty() { "" } else { "," };
    let refused = refused_json(answer)?;
    // Writing to a text never fails.
    let _ = write!(
        beats,
        "{comma}[{},{},{},{},{},{},{}]",
        beat.seq,
        now.micros(),
        Spans(&beat.segments),
        answer.credited_ms,
        answer.covered_ms,
        answer.complete,
        refused.as_deref().unwrap_or("null"),
    );
    Ok(())
}

/// Spans as the JSON that is stored.
struct Spans<'s>(&'s [Span]);

impl fmt::Display for Spans<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[")?;
        for (at, (from, to)) in self.0.iter().enumerate() {
            let comma = if at == 0 { "" } else { "," };
            write!(f, "{comma}[{from},{to}]")?;
        }
        f.write_str("]")
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
    if !rows.moving.is_empty() {
        let places = format!("[{}]", rows.moving);
        move_beats(&mut tx, &places).await?;
    }
    tx.commit().await?;
    Ok(Write::Done)
}

/// Changes the rows that are what was read; how many.
async fn change(tx: &mut Tx, rows: &str) -> Outcome<u64> {
    tx.query_per_engine(
        "UPDATE learning_progress AS p SET covered = b.value ->> 3, covered_ms = b.value ->> 4, \
         mark_at = b.value ->> 5, left_ms = b.value ->> 6, ahead = b.value ->> 7, \
         unproven = b.value ->> 8, version = p.version + 1, recent = p.recent || \
         CASE p.recent WHEN '' THEN '' ELSE ',' END || (b.value ->> 9) FROM json_each($1) AS b \
         WHERE p.place = b.value ->> 0 AND p.session_id = b.value ->> 1 \
         AND p.version = b.value ->> 2",
        "UPDATE learning_progress AS p SET covered = b.value ->> 3, \
         covered_ms = CAST(b.value ->> 4 AS BIGINT), mark_at = CAST(b.value ->> 5 AS BIGINT), \
         left_ms = CAST(b.value ->> 6 AS BIGINT), ahead = b.value ->> 7, \
         unproven = b.value ->> 8, version = p.version + 1, recent = p.recent || \
         CASE p.recent WHEN '' THEN '' ELSE ',' END || (b.value ->> 9) \
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

/// Moves the beats of some rows to their own table.
async fn move_beats(tx: &mut Tx, places: &str) -> Outcome<()> {
    tx.query_per_engine(
        "INSERT INTO learning_beats (person_id, session_id, seq, received_at, segments, \
         credited_ms, covered_ms, complete, refused) \
         SELECT p.person_id, p.session_id, b.value ->> 0, b.value ->> 1, b.value ->> 2, \
         b.value ->> 3, b.value ->> 4, b.value ->> 5, b.value ->> 6 \
         FROM json_each($1) f JOIN learning_progress p ON p.place = f.value \
         JOIN json_each('[' || p.recent || ']') b",
        "INSERT INTO learning_beats (person_id, session_id, seq, received_at, segments, \
         credited_ms, covered_ms, complete, refused) \
         SELECT p.person_id, p.session_id, CAST(b.value ->> 0 AS BIGINT), \
         CAST(b.value ->> 1 AS BIGINT), b.value ->> 2, CAST(b.value ->> 3 AS BIGINT), \
         CAST(b.value ->> 4 AS BIGINT), CAST(b.value ->> 5 AS BOOLEAN), b.value ->> 6 \
         FROM json_array_elements_text(CAST($1 AS json)) AS f (place) \
         JOIN learning_progress p ON p.place = CAST(f.place AS BIGINT) \
         CROSS JOIN LATERAL json_array_elements(CAST('[' || p.recent || ']' AS json)) AS b (value)",
    )
    .bind(places)
    .execute()
    .await?;
    tx.query_per_engine(
        "UPDATE learning_progress SET recent = '' WHERE place IN (SELECT value FROM json_each($1))",
        "UPDATE learning_progress SET recent = '' WHERE place IN (SELECT CAST(place AS BIGINT) \
         FROM json_array_elements_text(CAST($1 AS json)) AS f (place))",
    )
    .bind(places)
    .execute()
    .await?;
    Ok(())
}
