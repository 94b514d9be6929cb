//! `cargo xtask docs`: writes the documents that are made from the sources.

use xtask::errors::{Errors, PATH};

use crate::shell::{self, Failure, Outcome};

/// Writes `docs/errors.md`, once every code has its words.
pub fn run() -> Outcome {
    let errors = Errors::read(&shell::root());
    let missing = errors.missing();
    if !missing.is_empty() {
        return Err(Failure::new(missing.join("\n")));
    }
    std::fs::write(shell::root().join(PATH), errors.document())
        .map_err(|error| Failure::new(format!("{PATH}: {error}")))?;
    shell::say(&format!("{PATH} is written"));
    Ok(())
}
