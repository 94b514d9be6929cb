//! `cargo xtask bench decisions`: the engine alone, `xueshi decide` end to end beside Python's
//! `json.loads`, its memory, and the same rules on OpenFisca-Core. Every ratio is of one round.

mod engine;
mod openfisca;
mod people;
mod stream;

use std::path::{Path, PathBuf};

use crate::Outcome;
use crate::report::line;

/// Rounds of which the middle is told.
const ROUNDS: usize = 5;

/// Runs it.
pub fn run() -> Outcome<()> {
    let folder = Folder::new()?;
    engine::measure()?;
    stream::measure(&folder)?;
    openfisca::measure(&folder)?;
    line("A reference decides less than we do: json.loads decides nothing, OpenFisca-Core says");
    line("outcomes without rows, clauses, unknown facts and plans.");
    Ok(())
}

/// A folder that goes when the benchmark does.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Outcome<Self> {
        let folder = std::env::temp_dir().join(format!("xueshi-decisions-{}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        Ok(Self(folder))
    }

    fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What cannot be removed is the system's to clean.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A file of the bench beside its source.
fn peer(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("peers")
        .join(name)
}

/// What some work gives, and the seconds that it took.
#[expect(clippy::disallowed_methods, reason = "a benchmark measures real time")]
fn timed<T>(work: impl FnOnce() -> Outcome<T>) -> Outcome<(T, f64)> {
    let start = std::time::Instant::now();
    let done = work()?;
    Ok((done, start.elapsed().as_secs_f64()))
}

/// A rate with its thousands apart.
fn rate(per_second: f64) -> String {
    let digits = format!("{per_second:.0}");
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// So many a second.
fn per_second(count: usize, seconds: f64) -> f64 {
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    f64::from(count) / seconds
}
