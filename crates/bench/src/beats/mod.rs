//! `cargo xtask bench beats`: signed-in, distinct learners, each on a connection of its own, send
//! beats as fast as they are answered. An answer means that the beat is durable.
//!
//! Each round is beside `/health` on the same connections. At the end the database must hold every
//! beat that was answered, and exactly the seconds that the answers credited.

mod learner;
mod stock;

use std::time::Duration;

use db::Db;
use tokio::time::Instant;

use self::learner::Learner;
use crate::Outcome;
use crate::load::round;
use crate::report::{line, median, ms};
use crate::server::Server;

const ROUNDS: usize = 5;
const TIME: Duration = Duration::from_secs(4);
const CONNECTIONS: usize = 1_000;
const PORT: u16 = 18_098;
/// Lessons of the course, each a row of progress for everybody.
const LESSONS: i64 = 100;

/// Runs it: on SQLite with few and with many rows of progress, then on PostgreSQL if it is given.
/// Arguments: `rows=N` measures one size only, `sqlite` or `postgres` one engine only.
pub async fn run(arguments: &[String]) -> Outcome<()> {
    let rows = arguments.iter().find_map(|word| word.strip_prefix("rows="));
    let sizes = match rows {
        Some(rows) => vec![rows.parse()?],
        None => vec![100_000, 10_000_000],
    };
    let only = |engine: &str| {
        !arguments
            .iter()
            .any(|word| word != engine && !word.contains('='))
    };
    let mut costs = Vec::new();
    if only("sqlite") {
        for rows in sizes.clone() {
            let folder = std::env::temp_dir().join(format!("xueshi-beats-{}", std::process::id()));
            std::fs::create_dir_all(&folder)?;
            let address = format!("sqlite:{}", folder.join("xueshi.db").display());
            let measured = measure(&address, rows).await;
            std::fs::remove_dir_all(&folder)?;
            costs.push(measured?);
        }
        if let [few, many] = costs.as_slice() {
            line(format_args!(
                "cost per beat, many rows : few rows = {:.3}",
                few / many
            ));
        }
    }
    let postgres = std::env::var("XUESHI_BENCH_POSTGRES").ok();
    if let Some(address) = postgres.filter(|_| only("postgres")) {
        measure(&address, sizes.first().copied().unwrap_or(100_000)).await?;
    }
    Ok(())
}

/// Measures beats on a database with so many rows of progress; beats a second.
async fn measure(address: &str, rows: i64) -> Outcome<f64> {
    let db = Db::open(address).await?;
    db.migrate().await?;
    let began = Instant::now();
    let people = (rows / LESSONS).max(i64::try_from(CONNECTIONS)?);
    let stock = stock::fill(&db, people, LESSONS, CONNECTIONS).await?;
    line(format_args!(
        "{:?}, {} rows of progress, filled in {:.0} s",
        db.engine(),
        people * LESSONS,
        began.elapsed().as_secs_f64()
    ));
    let server = Server::start(address, PORT).await?;
    let mut learners = Vec::new();
    for seat in stock {
        learners.push(Learner::open(&server.host, seat).await?);
    }
    line("conns   beats/s   of bare       p50       p99     refused");
    let (mut rates, mut ratios, mut middles, mut tails) = (vec![], vec![], vec![], vec![]);
    for _ in 0..ROUNDS {
        let bare = round(&server.host, "/health", "", CONNECTIONS, TIME / 2).await?;
        let end = Instant::now() + TIME;
        let start = Instant::now();
        let tasks: Vec<_> = learners
            .drain(..)
            .map(|learner| tokio::spawn(learner.send_until(end)))
            .collect();
        let mut times = Vec::new();
        for task in tasks {
            let (learner, mine) = task.await??;
            learners.push(learner);
            times.extend(mine);
        }
        let passed = start.elapsed().as_secs_f64();
        times.sort_unstable();
        let at = |part: usize| {
            times
                .get(times.len() * part / 100)
                .copied()
                .unwrap_or_default()
        };
        let rate = f64::from(u32::try_from(times.len())?) / passed;
        rates.push(rate);
        ratios.push(rate / bare.rate);
        middles.push(at(50).as_secs_f64());
        tails.push(at(99).as_secs_f64());
    }
    let (sent, credited_ms) = learners.iter().fold((0, 0), |(sent, credited), learner| {
        (sent + learner.answered, credited + learner.credited_ms)
    });
    let rate = median(rates);
    line(format_args!(
        "{CONNECTIONS:>5} {rate:>9.0} {:>9.3} {:>9} {:>9} {:>8}",
        median(ratios),
        ms(Duration::from_secs_f64(median(middles))),
        ms(Duration::from_secs_f64(median(tails))),
        learners
            .iter()
            .map(|learner| learner.refused)
            .sum::<usize>(),
    ));
    line(format_args!("server's memory: {}", server.memory()));
    drop(server);
    stock::check(&db, sent, credited_ms).await?;
    line(format_args!(
        "all {sent} answered beats and {} s are in the database",
        credited_ms / 1000
    ));
    db.close().await;
    Ok(rate)
}
