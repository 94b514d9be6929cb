//! Looking for signals is a job: nobody waits for it.

use ::jobs::Job;
use kernel::Day;
use serde::{Deserialize, Serialize};

/// The signals of a day are due. Handled by `inspections::look_for_signals`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SignalsDue {
    /// The day that is looked at.
    pub day: Day,
    /// The minute in which somebody asked for it; none for the look of each night.
    pub asked: Option<i64>,
}

impl Job for SignalsDue {
    const KIND: &'static str = "inspections.signals";

    fn dedup(&self) -> Option<String> {
        let asked = self
            .asked
            .map_or("night".to_owned(), |minute| minute.to_string());
        Some(format!("signals:{}:{asked}", self.day))
    }
}
