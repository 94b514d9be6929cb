//! Remembers which statements ran on which engine, for the tests: a statement that never ran on
//! both is one that nobody knows to be portable.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use crate::EngineName;

/// The statements of one test database. Cheap to clone.
#[derive(Clone, Default)]
pub(crate) struct Recorder(Arc<Mutex<BTreeSet<&'static str>>>);

impl Recorder {
    /// Remembers a statement.
    pub(crate) fn note(&self, sql: &'static str) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(sql);
    }

    /// Adds what was remembered to this process's file in a folder, one statement a line.
    pub(crate) fn write(&self, folder: &Path, engine: EngineName) {
        let name = format!("{engine:?}-{}.txt", std::process::id()).to_lowercase();
        let file = std::fs::OpenOptions::new()
            .create(true)
            .append(true)
            .open(folder.join(name));
        if let Ok(mut file) = file {
            let seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            for sql in seen.iter() {
                let _ = writeln!(file, "{}", sql.replace('\n', " "));
            }
        }
    }
}
