//! `xueshi completions`.

use std::process::ExitCode;

use clap::CommandFactory as _;
use clap_complete::Shell;

use crate::arguments::Arguments;

/// Prints completions for a shell.
pub fn run(shell: Shell) -> ExitCode {
    let mut command = Arguments::command();
    clap_complete::generate(shell, &mut command, "xueshi", &mut std::io::stdout());
    ExitCode::SUCCESS
}
