//! `cargo xtask bench beats`: signed-in, distinct learners, each on a connection of its own, send
//! beats as fast as they are answered. An answer means that the beat is durable.
//!
//! Each round is beside `/health` on the same connections. At the end the database must hold every
//! beat that was answered, and exactly the seconds that the answers credited.

pub mod learner;
pub mod stock;

use std::time::Duration;

use db::Db;
use tokio::time::Instant;

use self::learner::Learner;
use crate::Outcome;
use crate::report::{line, median, ms};
use crate::server::Server;

const ROUNDS: usize = 5;
const TIME: Duration = Duration::from_secs(4);
const CONNECTIONS: usize = 1_000;
const PORT: u16 = 18_098;
/// Lessons of the course, each a row of progress for everybody.
const LESSONS: i64 = 100;

/// Runs it: on SQLite with few and with many rows of progress, then on PostgreSQL if it is given.
/// Arguments: `rows=N` measures one size only, `sqlite` or `postgres` one engine only; `at=…` is
/// PostgreSQL's address.
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
    let postgres = arguments.iter().find_map(|word| word.strip_prefix("at="));
    if let Some(address) = postgres.filter(|_| only("postgres")) {
        measure(address, sizes.first().copied().unwrap_or(100_000)).await?;
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
    let mut rounds = Rounds::default();
    for _ in 0..ROUNDS {
        rounds.add(&server, &mut learners).await?;
    }
    let (sent, credited_ms) = learners.iter().fold((0, 0), |(sent, credited), learner| {
        (sent + learner.answered, credited + learner.credited_ms)
    });
    let refused = learners.iter().map(|learner| learner.refused).sum();
    let rate = rounds.tell(refused);
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

/// What the rounds saw, a figure each.
#[derive(Default)]
struct Rounds {
    rates: Vec<f64>,
    ratios: Vec<f64>,
    middles: Vec<f64>,
    tails: Vec<f64>,
    costs: Vec<f64>,
    bare_costs: Vec<f64>,
}

impl Rounds {
    /// A round: bare answers, then beats.
    async fn add(&mut self, server: &Server, learners: &mut Vec<Learner>) -> Outcome<()> {
        let idle = server.processor_s();
        let (bare, asked) = together(learners, TIME / 2, Learner::ask_until).await?;
        let asking = server.processor_s();
        let (rate, times) = together(learners, TIME, Learner::send_until).await?;
        let many = |times: &[Duration]| Outcome::Ok(f64::from(u32::try_from(times.len())?));
        self.costs
            .push((server.processor_s() - asking) / many(&times)?);
        self.bare_costs.push((asking - idle) / many(&asked)?);
        let at = |part: usize| times.get(times.len() * part / 100).copied();
        self.rates.push(rate);
        self.ratios.push(rate / bare);
        self.middles.push(at(50).unwrap_or_default().as_secs_f64());
        self.tails.push(at(99).unwrap_or_default().as_secs_f64());
        Ok(())
    }

    /// Tells the medians; that of the rate.
    fn tell(self, refused: usize) -> f64 {
        let rate = median(self.rates);
        let told = |figures| ms(Duration::from_secs_f64(median(figures)));
        line("conns   beats/s   of bare       p50       p99     refused");
        line(format_args!(
            "{CONNECTIONS:>5} {rate:>9.0} {:>9.3} {:>9} {:>9} {refused:>8}",
            median(self.ratios),
            told(self.middles),
            told(self.tails),
        ));
        line(format_args!(
            "server's processor time: {:.1} µs a beat, {:.1} µs a bare answer",
            median(self.costs) * 1e6,
            median(self.bare_costs) * 1e6
        ));
        rate
    }
}

/// All learners do the same until the time is over: how often a second, and how long each took,
/// sorted.
async fn together<F>(
    learners: &mut Vec<Learner>,
    time: Duration,
    act: fn(Learner, Instant) -> F,
) -> Outcome<(f64, Vec<Duration>)>
where
    F: Future<Output = Outcome<(Learner, Vec<Duration>)>> + Send + 'static,
{
    let start = Instant::now();
    let end = start + time;
    let tasks: Vec<_> = learners
        .drain(..)
        .map(|learner| tokio::spawn(act(learner, end)))
        .collect();
    let mut times = Vec::new();
    for task in tasks {
        let (learner, mine) = task.await??;
        learners.push(learner);
        times.extend(mine);
    }
    let passed = start.elapsed().as_secs_f64();
    times.sort_unstable();
    Ok((f64::from(u32::try_from(times.len())?) / passed, times))
}
