//! The work of a list in the queue: some rows at a time.

use jobs::Job;
use kernel::EarlierListId;
use serde::{Deserialize, Serialize};

/// The next rows of a list, to be checked or posted. Whoever does them puts the job for those after
/// them in the queue, in the same transaction.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct EarlierStep {
    /// The list.
    pub list_id: EarlierListId,
    /// Whether the rows are posted; else they are checked.
    pub post: bool,
    /// Rows that are behind: it begins with the one after.
    pub from: i64,
}

impl Job for EarlierStep {
    const KIND: &'static str = "earlier.step";

    fn dedup(&self) -> Option<String> {
        let Self {
            list_id,
            post,
            from,
        } = self;
        Some(format!("earlier:{list_id}:{post}:{from}"))
    }
}
