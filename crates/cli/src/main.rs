//! The `xueshi` binary: reads the command line and the configuration, wires the seams, and starts
//! what was asked for. It holds no rule of its own.
//!
//! Exit codes: 0 done; 1 done, but something in the input or the data is wrong (each named);
//! 2 the command line or the configuration cannot be used; 3 something that we need is away.

mod arguments;
mod clock;
mod commands;
mod configuration;
mod demo;
mod installation;
mod outbox;
mod server;
mod typesetter;
mod wiring;
mod words;

use std::process::ExitCode;

use clap::Parser as _;

// Keeps the memory of argon2 bounded; the system's allocator keeps gigabytes.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments = arguments::Arguments::parse();
    commands::run(arguments)
}
