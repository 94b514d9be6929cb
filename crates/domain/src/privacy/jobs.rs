//! An export is put together a part at a time, so that its progress is seen; files are forgotten
//! after the commit that makes them nobody's.

use jobs::Job;
use kernel::{EvidenceId, ExportId};
use serde::{Deserialize, Serialize};

/// Gathers one part of an export; after the last one, writes the file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ExportStep {
    /// Which export.
    pub export_id: ExportId,
    /// Which part, from 0.
    pub at: i64,
}

impl Job for ExportStep {
    const KIND: &'static str = "privacy.export";

    fn dedup(&self) -> Option<String> {
        Some(format!("privacy.export:{}:{}", self.export_id, self.at))
    }
}

/// Forgets files of somebody who was erased.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ForgetFiles {
    /// Keys in the file store.
    pub keys: Vec<String>,
    /// Proofs.
    pub evidence: Vec<EvidenceId>,
}

impl Job for ForgetFiles {
    const KIND: &'static str = "privacy.forget_files";
}
