//! Beats as they are stored: a few together as one text, a sheaf. The newest lie in their row of
//! progress; when they are a dozen, or the session ends, the database lays them down as a sheaf of
//! their own. The view `learning_beats` shows all of them as rows.

use std::fmt::{self, Write as _};

use kernel::{Instant, Outcome};

use super::coverage::Span;
use super::json::{from_json, to_json};
use super::model::{Beat, BeatAnswer};

/// A beat of a sheaf, as far as it says what was earned.
#[derive(Debug)]
pub(super) struct Earned {
    pub seq: i64,
    pub received_at: Instant,
    pub segments: Vec<Span>,
    pub credited_ms: i64,
}

/// Lays a beat into a sheaf: without a tree, since this is the hottest place of the server.
pub(super) fn lay(
    sheaf: &mut String,
    beat: &Beat,
    now: Instant,
    answer: &BeatAnswer,
) -> Outcome<()> {
    let comma = if sheaf.is_empty() { "" } else { "," };
    let refused = &answer.refused;
    let refused = (!refused.is_empty())
        .then(|| to_json(refused))
        .transpose()?;
    // Writing to a text never fails.
    let _ = write!(
        sheaf,
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

/// What the beats of a sheaf earned.
pub(super) fn earned(sheaf: &str) -> Outcome<Vec<Earned>> {
    type Laid = (i64, i64, Vec<Span>, i64, i64, bool, serde_json::Value);
    let laid: Vec<Laid> = from_json(&format!("[{sheaf}]"))?;
    let earned = laid
        .into_iter()
        .map(|(seq, at, segments, credited_ms, ..)| Earned {
            seq,
            received_at: Instant::from_micros(at),
            segments,
            credited_ms,
        });
    Ok(earned.collect())
}

/// Spans as the JSON that is stored.
pub(super) struct Spans<'s>(pub &'s [Span]);

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
