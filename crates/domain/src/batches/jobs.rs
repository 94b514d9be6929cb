//! The work of a list in the queue: some rows at a time.

use jobs::Job;
use kernel::BatchId;
use serde::{Deserialize, Serialize};

/// What is done with the rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// They are checked, and the people looked up.
    Check,
    /// They are decided.
    Decide,
    /// They are erased.
    Erase,
}

/// The next rows of a list. Whoever does them puts the job for those after them in the queue, in
/// the same transaction.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct BatchStep {
    /// The list.
    pub batch_id: BatchId,
    /// What is to be done.
    pub phase: Phase,
    /// Rows that are behind: it begins with the one after.
    pub from: i64,
    /// How often somebody set the list going again.
    pub restart: i64,
}

impl Job for BatchStep {
    const KIND: &'static str = "batches.step";

    fn dedup(&self) -> Option<String> {
        let Self {
            batch_id,
            phase,
            from,
            restart,
        } = self;
        Some(format!("batch:{batch_id}:{phase:?}:{from}:{restart}"))
    }
}
