//! What an approval leaves to be done.

use jobs::Job;
use kernel::ReportId;
use serde::{Deserialize, Serialize};

/// A card is due for an approved report. Handled by `cards::issue`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CardDue {
    /// The approved report.
    pub report_id: ReportId,
}

impl Job for CardDue {
    const KIND: &'static str = "cards.issue";

    fn dedup(&self) -> Option<String> {
        Some(format!("card:{}", self.report_id))
    }
}
