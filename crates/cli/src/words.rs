//! What the command line says to an operator: progress on the error stream, results on the output.

use std::fmt::Display;
use std::io::Write as _;

/// Says what is being done.
pub fn say(words: impl Display) {
    // Nobody listens any more: that is no reason to stop.
    let _ = writeln!(std::io::stderr(), "{words}");
}

/// Prints a result.
pub fn print(words: impl Display) {
    let _ = writeln!(std::io::stdout(), "{words}");
}
