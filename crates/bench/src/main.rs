//! Benchmarks: pages over real HTTP, with the load generator and the server sharing the machine,
//! and decisions. Figures are medians of rounds, each beside a reference of the same round (the
//! bare stack, `json.loads`, OpenFisca-Core); nothing here passes or fails by time.

mod client;
mod decisions;
mod demo;
mod effect;
mod house;
mod load;
mod media;
mod pages;
mod report;

use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    let name = std::env::args().nth(1).unwrap_or_default();
    let done = match name.as_str() {
        "effect" => effect::run(std::env::args().nth(2).as_deref()).await,
        "pages" => pages::run().await,
        "media" => media::run().await,
        "decisions" => decisions::run(),
        other => Err(
            format!("no benchmark {other:?}; there are: decisions, effect, media, pages").into(),
        ),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            report::line(format_args!("bench: {error}"));
            ExitCode::FAILURE
        }
    }
}

/// Whatever goes wrong in a benchmark ends it.
type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;
