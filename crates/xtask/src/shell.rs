//! The few things that the verbs do with the machine: say something, run a command, look around.
//! It is the only place of this crate that prints, and that reads the environment and the clock.

use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// What a verb ends with.
pub type Outcome = Result<(), Failure>;

/// Why a verb ended early, in words for the person at the terminal.
#[derive(Debug)]
pub struct Failure {
    /// What happened and what to do next.
    pub words: String,
    /// The exit status: 1 failed, 2 not understood.
    pub status: u8,
}

impl Failure {
    /// Something did not work.
    pub fn new(words: impl Into<String>) -> Self {
        Self {
            words: words.into(),
            status: 1,
        }
    }

    /// The command line was not understood.
    pub fn usage(words: impl Into<String>) -> Self {
        Self {
            words: words.into(),
            status: 2,
        }
    }
}

/// One line to standard output. A closed pipe is nobody's error.
pub fn say(words: &str) {
    writeln!(std::io::stdout().lock(), "{words}").ok();
}

/// One line to standard error.
pub fn complain(words: &str) {
    writeln!(std::io::stderr().lock(), "xtask: {words}").ok();
}

/// The repository's root.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_path_buf()
}

/// Where Cargo puts what it builds: beside this very program, wherever the target folder was moved.
pub fn built(profile: &str, name: &str) -> Result<PathBuf, Failure> {
    let this = std::env::current_exe()
        .map_err(|error| Failure::new(format!("cannot find this program: {error}")))?;
    let target = this
        .ancestors()
        .nth(2)
        .ok_or_else(|| Failure::new(format!("{} is not in a target folder", this.display())))?;
    Ok(target
        .join(profile)
        .join(format!("{name}{}", std::env::consts::EXE_SUFFIX)))
}

/// A setting from the environment; an empty one is none.
#[expect(
    clippy::disallowed_methods,
    reason = "xtask is an edge: it has no other configuration"
)]
pub fn setting(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// The clock of the summary.
#[expect(
    clippy::disallowed_methods,
    reason = "xtask measures how long its steps really take"
)]
pub fn stopwatch() -> Instant {
    Instant::now()
}

/// Cargo, at the root, with these arguments.
pub fn cargo<const N: usize>(arguments: [&str; N]) -> Command {
    at_root("cargo", arguments)
}

/// A program at the root.
pub fn at_root<const N: usize>(program: impl AsRef<OsStr>, arguments: [&str; N]) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(root());
    command
}

/// Runs a command to its end, in sight.
pub fn run(mut command: Command) -> Outcome {
    let line = spelled(&command);
    let status = command
        .stdin(Stdio::null())
        .status()
        .map_err(|error| Failure::new(format!("cannot run `{line}`: {error}")))?;
    if status.success() {
        return Ok(());
    }
    Err(Failure::new(format!("`{line}` failed ({status})")))
}

/// Runs a command out of sight; what it said is in the failure when it fails.
pub fn run_quietly(mut command: Command) -> Outcome {
    let line = spelled(&command);
    let output = command
        .stdin(Stdio::null())
        .output()
        .map_err(|error| Failure::new(format!("cannot run `{line}`: {error}")))?;
    if output.status.success() {
        return Ok(());
    }
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said);
    Err(Failure::new(format!(
        "`{line}` failed ({})\n{}",
        output.status,
        said.trim_end()
    )))
}

/// What a command says on standard output, trimmed, when it can be run and succeeds.
pub fn answer<const N: usize>(program: &str, arguments: [&str; N]) -> Option<String> {
    let output = at_root(program, arguments)
        .stdin(Stdio::null())
        .output()
        .ok()?;
    let said = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| said.trim().to_owned())
}

/// The first program of that name in PATH.
pub fn find(program: &str) -> Option<PathBuf> {
    let path = setting("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join(program))
        .find(|file| file.is_file())
}

/// The command as one would type it, for messages.
fn spelled(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words
        .map(OsStr::to_string_lossy)
        .collect::<Vec<_>>()
        .join(" ")
}
