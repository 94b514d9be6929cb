//! The command line. Short help with `-h`, long help with `--help`.

use std::path::PathBuf;

mod policy;

use clap::{Args, Parser, Subcommand};
use clap_complete::Shell;
pub use policy::{Policy, PolicyCheck, PolicyDiff, PolicyDraft, PolicyEffect, PolicyTest};

/// xueshi (学时): continuing education, from the first lesson to the verified card.
///
/// Exit codes: 0 done; 1 done, but something in the input or the data is wrong; 2 the command
/// line or the configuration cannot be used; 3 something that we need is away.
#[derive(Parser)]
#[command(name = "xueshi", version, max_term_width = 100)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What xueshi can be asked for.
#[derive(Subcommand)]
pub enum Command {
    /// Serve the pages and the API.
    #[command(after_long_help = CONFIGURATION)]
    Serve(Place),
    /// Run the queue: issue documents, send text messages and mail.
    #[command(after_long_help = CONFIGURATION)]
    Worker(Place),
    /// Bring the database's schema to what this xueshi needs.
    Migrate(Place),
    /// Run a demo with synthetic people, on its own clock, in one process.
    Demo(Demo),
    /// Say what is wrong with this installation, and how to mend it.
    ///
    /// With --hours it proves instead that hours posted match seconds covered, for everyone, and
    /// names each difference; the exit code is then 1.
    Doctor(Doctor),
    /// Decide applicants: one JSON object a line in, one decision a line out.
    ///
    /// Reads standard input and writes standard output, in the same order. A line that cannot be
    /// decided gets an error object in its place, and the exit code is then 1.
    Decide(Decide),
    /// Look after the rules: check, test, compare and draft policy packs.
    ///
    /// A pack is the rules of a territory and an application year as data, with the clause of each
    /// and scenarios beside it. How to read and write one: docs/policy-packs.md.
    #[command(subcommand)]
    Policy(Policy),
    /// Verify what must never have been changed.
    #[command(subcommand)]
    Verify(Verify),
    /// Print completions for a shell.
    Completions {
        /// The shell.
        shell: Shell,
    },
}

/// What the configuration may say about messages; shown by `--help`.
const CONFIGURATION: &str = "\
Mail and messages in the configuration (or, for mail, as XUESHI_MAIL_SERVER, _FROM, _USER and
_PASSWORD_FILE):

  [mail]
  server = \"smtps://mail.example.cn\"   # TLS from the first byte, port 465 unless one is named
           # or smtp+tls://HOST (STARTTLS, port 587), or smtp://127.0.0.1 for a relay on this machine;
           # left out, mail is written to outbox.jsonl in the data folder
  from = \"学时 <no-reply@example.cn>\"
  user = \"no-reply@example.cn\"          # left out when the server asks for none
  password_file = \"/etc/xueshi/mail\"    # left out: mail-password in the data folder

  [messages]
  quiet_from_hour = 21                   # from this hour on (Shanghai) nothing is sent that nobody
  quiet_until_hour = 8                   # waits for, until this one
";

/// Where the installation is.
#[derive(Args, Clone, Default)]
pub struct Place {
    /// Configuration, a TOML file.
    #[arg(long, value_name = "FILE", env = "XUESHI_CONFIG")]
    pub config: Option<PathBuf>,
    /// Database: `sqlite:PATH` or `postgres://…`; goes before the configuration.
    #[arg(long, value_name = "ADDRESS")]
    pub database: Option<String>,
    /// Folder for files; goes before the configuration. One that `xueshi demo` filled stays a
    /// demo: its own clock and secret, named as demo on every page.
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Address to listen on; goes before the configuration.
    #[arg(long, value_name = "HOST:PORT")]
    pub listen: Option<String>,
}

/// The demo.
#[derive(Args)]
pub struct Demo {
    /// Folder for everything that the demo keeps.
    #[arg(long, value_name = "DIR", default_value = "data/demo")]
    pub data: PathBuf,
    /// Address to listen on.
    #[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:8080")]
    pub listen: String,
    /// Database instead of the SQLite file in the folder.
    #[arg(long, value_name = "ADDRESS")]
    pub database: Option<String>,
    /// Only fill the database and the folder, then end: `xueshi serve` and `xueshi worker` with
    /// the same folder and database run the demo afterwards.
    #[arg(long)]
    pub prepare: bool,
    /// Policy packs from a folder instead of those in the program.
    #[arg(long, value_name = "DIR")]
    pub policies: Option<PathBuf>,
    /// Written when the demo is ready: JSON with `url` and `accounts`.
    #[arg(long, value_name = "FILE")]
    pub ready_file: Option<PathBuf>,
}

/// Looking for what is wrong.
#[derive(Args)]
pub struct Doctor {
    /// Where the installation is.
    #[command(flatten)]
    pub place: Place,
    /// Check the hours of everyone against the seconds that beats and officers credited.
    ///
    /// Reads one state of the database, in memory that does not grow with it; the server may run.
    #[arg(long)]
    pub hours: bool,
    /// Count what waits at each desk and add up everybody's hours again, and set right what is kept
    /// of them. Stop the server first.
    #[arg(long, conflicts_with = "hours")]
    pub recount: bool,
}

/// Deciding.
#[derive(Args)]
pub struct Decide {
    /// Policy packs from a folder instead of those in the program.
    #[arg(long, value_name = "DIR")]
    pub policies: Option<PathBuf>,
    /// Decide everyone by this edition, also by a draft.
    #[arg(long, value_name = "ID")]
    pub edition: Option<String>,
    /// Compute a decision that was shown once more, from the facts and the edition that were kept
    /// with it, instead of reading standard input.
    ///
    /// Prints the same bytes as were shown. When they differ now, or the edition is not at hand,
    /// that is said and the exit code is 1.
    #[arg(long, value_name = "ID", conflicts_with = "edition")]
    pub replay: Option<String>,
    /// Where the decision is kept: the configuration, a TOML file.
    #[arg(long, value_name = "FILE", requires = "replay")]
    pub config: Option<PathBuf>,
    /// Where the decision is kept: `sqlite:PATH` or `postgres://…`; goes before the configuration.
    #[arg(long, value_name = "ADDRESS", requires = "replay")]
    pub database: Option<String>,
    /// Where the decision is kept: the data folder; goes before the configuration.
    #[arg(long, value_name = "DIR", requires = "replay")]
    pub data: Option<PathBuf>,
}

/// What can be verified.
#[derive(Subcommand)]
pub enum Verify {
    /// Recompute every entry of the ledger and its chain of hashes.
    Ledger(Place),
}
