//! The commands, one file each.

mod completions;
mod decide;
mod doctor;
mod hours;
mod migrate;
mod policy;
mod recount;
mod replay;
mod serve;
mod verify;

use std::process::ExitCode;

use kernel::{Fault, Kind, Outcome};

use crate::arguments::{Arguments, Command, Place, Verify};
use crate::configuration::Configuration;
use crate::demo;
use crate::words::say;

/// Done, but something in the input or the data is wrong.
const WRONG: u8 = 1;
/// The command line or the configuration cannot be used.
const UNUSABLE: u8 = 2;
/// Something that we need is away.
const AWAY: u8 = 3;

/// Runs a command to its exit code.
pub fn run(arguments: Arguments) -> ExitCode {
    match arguments.command {
        Command::Decide(decide) => decide::run(&decide),
        Command::Policy(verb) => policy::run(&verb),
        Command::Completions { shell } => completions::run(shell),
        Command::Serve(place) => configured(&place, serve::serve),
        Command::Worker(place) => configured(&place, serve::worker),
        Command::Migrate(place) => configured(&place, migrate::run),
        Command::Doctor(doctor) if doctor.hours => configured(&doctor.place, hours::prove),
        Command::Doctor(doctor) if doctor.recount => configured(&doctor.place, recount::recount),
        Command::Doctor(doctor) => doctor::run(&doctor.place),
        Command::Verify(Verify::Ledger(place)) => configured(&place, verify::ledger),
        Command::Demo(arguments) => asynchronous(demo::run(arguments)),
    }
}

/// Reads the configuration, then runs.
fn configured<F>(place: &Place, command: impl FnOnce(Configuration) -> F) -> ExitCode
where
    F: Future<Output = Outcome<ExitCode>>,
{
    match Configuration::read(place) {
        Ok(configuration) => asynchronous(command(configuration)),
        Err(words) => {
            say(words);
            ExitCode::from(UNUSABLE)
        }
    }
}

/// Runs to the end on the async runtime; a fault is said in words and becomes an exit code.
fn asynchronous(work: impl Future<Output = Outcome<ExitCode>>) -> ExitCode {
    log();
    let runtime = match tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(error) => {
            say(format_args!("server.no_runtime: {error}"));
            return ExitCode::from(AWAY);
        }
    };
    match runtime.block_on(work) {
        Ok(code) => code,
        Err(fault) => {
            say(format_args!("{fault:?}"));
            if let Some(hint) = hint(&fault) {
                say(hint);
            }
            ExitCode::from(code_of(&fault))
        }
    }
}

fn code_of(fault: &Fault) -> u8 {
    match fault.kind() {
        Kind::Invalid => UNUSABLE,
        Kind::Unavailable | Kind::Internal => AWAY,
        _ => WRONG,
    }
}

/// What an operator can do about a fault.
fn hint(fault: &Fault) -> Option<&'static str> {
    match fault.code() {
        "db.too_old" => Some("Run `xueshi migrate` first."),
        "db.too_new" => {
            Some("This database was migrated by a newer xueshi: use that one, or a backup.")
        }
        "db.unavailable" => Some("Is the database running, and is its address right?"),
        "db.full" => Some("The disk under the database is full: make room, then start again."),
        "server.cannot_listen" => Some("Is another program listening there? See --listen."),
        _ => None,
    }
}

fn log() {
    #[expect(clippy::disallowed_methods, reason = "the configuration edge")]
    let wanted = std::env::var("RUST_LOG").unwrap_or_else(|_| "warn,sqlx=error".into());
    let _ = tracing_subscriber::fmt()
        .with_env_filter(wanted)
        .with_writer(std::io::stderr)
        .try_init();
}
