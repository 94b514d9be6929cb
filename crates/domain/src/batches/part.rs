//! Rows that were read and are not checked yet, as texts of a few hundred each. They are written
//! before a transaction is open, so that nobody waits meanwhile, and lie sealed.

use kernel::{CitizenId, Outcome};
use serde::{Deserialize, Serialize};

use super::model::{Listed, ListedLine, Places, RowFault};
use super::store;

/// Rows of a part, and of one job: a transaction of a fraction of a second, behind which a
/// learner's beat waits.
pub(super) const PART_ROWS: usize = 200;

/// A row of a part.
#[derive(Serialize, Deserialize)]
struct PartLine {
    line: u32,
    name: String,
    citizen_id: Option<String>,
    listed: Option<Listed>,
    faults: Vec<RowFault>,
    places: Places,
}

/// The parts of a list, in its order.
pub(super) fn write(lines: Vec<ListedLine>) -> Outcome<Vec<String>> {
    let lines = lines.into_iter().map(|line| PartLine {
        line: line.line,
        name: line.name,
        citizen_id: line.citizen_id.map(|id| id.reveal().to_owned()),
        listed: line.listed,
        faults: line.faults,
        places: line.places,
    });
    let lines: Vec<PartLine> = lines.collect();
    lines
        .chunks(PART_ROWS)
        .map(|part| store::json(&part))
        .collect()
}

/// The rows of a part.
pub(super) fn read(text: &str) -> Outcome<Vec<ListedLine>> {
    let lines: Vec<PartLine> = store::of_json(text)?;
    let read = |line: PartLine| -> Outcome<ListedLine> {
        let citizen_id: Option<CitizenId> =
            line.citizen_id.as_deref().map(str::parse).transpose()?;
        Ok(ListedLine {
            line: line.line,
            name: line.name,
            citizen_id,
            listed: line.listed,
            faults: line.faults,
            places: line.places,
        })
    };
    lines.into_iter().map(read).collect()
}
