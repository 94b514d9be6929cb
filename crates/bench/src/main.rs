//! Benchmarks: pages over real HTTP, with the load generator and the server sharing the machine,
//! and decisions. Figures are medians of rounds, each beside a reference of the same round (the
//! bare stack, `json.loads`, OpenFisca-Core); nothing here passes or fails by time.

mod beats;
mod client;
mod decisions;
mod demo;
mod desks;
mod effect;
mod house;
mod load;
mod media;
mod pages;
mod report;
mod server;

use std::process::ExitCode;

// As the product's binary: measured with it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let (name, rest) = words
        .split_first()
        .map_or(("", [].as_slice()), |(name, rest)| (name.as_str(), rest));
    let done = match (name, rest) {
        ("beats", rest) => beats::run(rest).await,
        ("server", [database, listen]) => server::run(database, listen, false).await,
        ("working-server", [database, listen]) => server::run(database, listen, true).await,
        ("effect", rest) => effect::run(rest.first().map(String::as_str)).await,
        ("desks", rest) => desks::run(rest).await,
        ("media", _) => media::run().await,
        ("pages", _) => pages::run().await,
        ("decisions", _) => decisions::run(),
        _ => Err(format!(
            "no benchmark {name:?}; there are: beats, decisions, desks, effect, media, pages"
        )
        .into()),
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
