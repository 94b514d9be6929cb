//! SQL of a group: all beats by one statement, all rows that they change by another.

use std::fmt::{self, Write as _};
use std::sync::Arc;

use db::{Row, Tx};
use kernel::{Instant, Outcome, WatchSessionId};

use crate::House;
use crate::learning::coverage::Span;
use crate::learning::meter::Meter;
use crate::learning::model::{Beat, BeatAnswer, WatchSession};
use crate::learning::store::{refused_json, to_json};

/// What a group writes, as JSON arrays of columns.
pub(super) struct Rows {
    beats: Table,
    progress: Table,
}

impl Rows {
    /// Room for the rows of so many beats.
    pub fn for_beats(beats: usize) -> Self {
        Self {
            beats: Table::for_rows(beats, 220),
            progress: Table::for_rows(beats, 280),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.beats.rows == 0
    }

    pub fn add_beat(
        &mut self,
        session: &WatchSession,
        beat: &Beat,
        now: Instant,
        answer: &BeatAnswer,
    ) -> Outcome<()> {
        let refused = match refused_json(answer)? {
            // Text within text.
            Some(refused) => to_json(&refused)?,
            None => "null".to_owned(),
        };
        self.beats.add(format_args!(
            "[\"{}\",\"{}\",{},{},\"{}\",{},{},{},{refused}]",
            session.person_id,
            session.id,
            beat.seq,
            now.micros(),
            Spans(&beat.segments),
            answer.credited_ms,
            answer.covered_ms,
            answer.complete,
        ));
        Ok(())
    }

    pub fn add_progress(&mut self, session: &WatchSession, meter: &Meter, read: i64) {
        self.progress.add(format_args!(
            "[\"{}\",\"{}\",\"{}\",\"{}\",\"{}\",{},{},{},\"{}\",\"{}\",{read}]",
            session.person_id,
            session.enrolment_id,
            session.lesson_id,
            session.id,
            Spans(meter.covered.spans()),
            meter.covered.total(),
            meter.mark_at.micros(),
            meter.left_ms,
            Spans(meter.ahead.spans()),
            Spans(meter.unproven.spans()),
        ));
    }
}

/// Rows as one JSON text, made without a tree: this is the hottest place of the server. Only ids,
/// numbers and spans are written into it, none of which needs escaping.
struct Table {
    json: String,
    rows: usize,
}

impl Table {
    fn for_rows(rows: usize, bytes_each: usize) -> Self {
        let json = String::with_capacity(rows * bytes_each + 2);
        Self { json, rows: 0 }
    }

    fn add(&mut self, row: fmt::Arguments<'_>) {
        self.json.push(if self.rows == 0 { '[' } else { ',' });
        // Writing to a text never fails.
        let _ = self.json.write_fmt(row);
        self.rows += 1;
    }

    fn text(&self) -> String {
        format!("{}]", self.json)
    }
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
    let mut tx = house.db.begin().await?;
    let progress = rows.progress.text();
    let changed = save_progress(&mut tx, &progress).await?;
    if usize::try_from(changed).ok() != Some(rows.progress.rows) {
        tx.roll_back().await?;
        let mut tx = house.db.read().await?;
        return Ok(Write::Stale(find_stale(&mut tx, &progress).await?));
    }
    insert_beats(&mut tx, &rows.beats.text()).await?;
    tx.commit().await?;
    Ok(Write::Done)
}

/// Changes the rows that are what was read; how many.
async fn save_progress(tx: &mut Tx, rows: &str) -> Outcome<u64> {
    tx.query_per_engine(
        "INSERT INTO learning_progress (person_id, enrolment_id, lesson_id, session_id, covered, \
         covered_ms, mark_at, left_ms, ahead, unproven, check_due_ms, version) \
         SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, \
         value ->> 6, value ->> 7, value ->> 8, value ->> 9, 0, value ->> 10 \
         FROM json_each($1) WHERE true \
         ON CONFLICT (person_id, enrolment_id, lesson_id) DO UPDATE SET \
         covered = excluded.covered, covered_ms = excluded.covered_ms, \
         mark_at = excluded.mark_at, left_ms = excluded.left_ms, ahead = excluded.ahead, \
         unproven = excluded.unproven, version = excluded.version + 1 \
         WHERE learning_progress.version = excluded.version \
         AND learning_progress.session_id = excluded.session_id",
        "UPDATE learning_progress AS p SET covered = b.covered, covered_ms = b.covered_ms, \
         mark_at = b.mark_at, left_ms = b.left_ms, ahead = b.ahead, unproven = b.unproven, \
         version = b.version + 1 \
         FROM (SELECT r.value ->> 0 AS person_id, r.value ->> 1 AS enrolment_id, \
         r.value ->> 2 AS lesson_id, r.value ->> 3 AS session_id, r.value ->> 4 AS covered, \
         CAST(r.value ->> 5 AS BIGINT) AS covered_ms, CAST(r.value ->> 6 AS BIGINT) AS mark_at, \
         CAST(r.value ->> 7 AS BIGINT) AS left_ms, r.value ->> 8 AS ahead, \
         r.value ->> 9 AS unproven, CAST(r.value ->> 10 AS BIGINT) AS version \
         FROM json_array_elements(CAST($1 AS json)) AS r (value)) AS b \
         WHERE p.person_id = b.person_id AND p.enrolment_id = b.enrolment_id \
         AND p.lesson_id = b.lesson_id AND p.session_id = b.session_id \
         AND p.version = b.version",
    )
    .bind(rows)
    .execute()
    .await
}

/// The sessions whose rows are no longer what was read.
async fn find_stale(tx: &mut Tx, rows: &str) -> Outcome<Vec<WatchSessionId>> {
    tx.query_per_engine(
        "SELECT b.session_id FROM (SELECT value ->> 0 AS person_id, value ->> 1 AS enrolment_id, \
         value ->> 2 AS lesson_id, value ->> 3 AS session_id, value ->> 10 AS version \
         FROM json_each($1)) AS b WHERE NOT EXISTS (SELECT 1 FROM learning_progress p \
         WHERE p.person_id = b.person_id AND p.enrolment_id = b.enrolment_id \
         AND p.lesson_id = b.lesson_id AND p.session_id = b.session_id \
         AND p.version = b.version)",
        "SELECT b.session_id FROM (SELECT r.value ->> 0 AS person_id, \
         r.value ->> 1 AS enrolment_id, r.value ->> 2 AS lesson_id, r.value ->> 3 AS session_id, \
         CAST(r.value ->> 10 AS BIGINT) AS version \
         FROM json_array_elements(CAST($1 AS json)) AS r (value)) AS b \
         WHERE NOT EXISTS (SELECT 1 FROM learning_progress p \
         WHERE p.person_id = b.person_id AND p.enrolment_id = b.enrolment_id \
         AND p.lesson_id = b.lesson_id AND p.session_id = b.session_id \
         AND p.version = b.version)",
    )
    .bind(rows)
    .all(|row: Row<'_>| row.get("session_id"))
    .await
}

async fn insert_beats(tx: &mut Tx, rows: &str) -> Outcome<u64> {
    tx.query_per_engine(
        "INSERT INTO learning_beats (person_id, session_id, seq, received_at, segments, \
         credited_ms, covered_ms, complete, refused) \
         SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, \
         value ->> 6, value ->> 7, value ->> 8 FROM json_each($1)",
        "INSERT INTO learning_beats (person_id, session_id, seq, received_at, segments, \
         credited_ms, covered_ms, complete, refused) \
         SELECT r.value ->> 0, r.value ->> 1, CAST(r.value ->> 2 AS BIGINT), \
         CAST(r.value ->> 3 AS BIGINT), r.value ->> 4, CAST(r.value ->> 5 AS BIGINT), \
         CAST(r.value ->> 6 AS BIGINT), CAST(r.value ->> 7 AS BOOLEAN), r.value ->> 8 \
         FROM json_array_elements(CAST($1 AS json)) AS r (value)",
    )
    .bind(rows)
    .execute()
    .await
}
