//! `cargo xtask bench desks`: what an officer, an employer's admin and a person see of a whole
//! region: a million people, twenty thousand employers, ten million ledger entries, on both
//! engines.
//!
//! Each page is asked for on one connection and on four, beside `/health` in the same round. Counts
//! that are kept at the event are counted again at the end and must be equal. Then a roster of
//! twenty thousand people is checked and put in force beside beats, and once more with a server
//! that is killed in the middle.

mod roster;
mod stock;

use std::time::Duration;

use db::Db;
use tokio::time::Instant;

use self::stock::{Size, Stock};
use crate::Outcome;
use crate::load::round;
use crate::report::{line, median, ms};
use crate::server::Server;

const ROUNDS: usize = 5;
const TIME: Duration = Duration::from_secs(2);
const PORT: u16 = 18_097;

/// Runs it. Arguments: `people=N` makes a smaller region, `rows=N` a shorter roster, `sqlite` or
/// `postgres` measures one engine only; `at=…` is PostgreSQL's address.
pub async fn run(arguments: &[String]) -> Outcome<()> {
    let people = arguments
        .iter()
        .find_map(|word| word.strip_prefix("people="));
    let size = Size::of(people.map_or(Ok(1_000_000), str::parse)?);
    let rows = arguments.iter().find_map(|word| word.strip_prefix("rows="));
    let rows = rows.map_or(Ok(20_000), str::parse)?;
    let only = |engine: &str| {
        !arguments
            .iter()
            .any(|word| word != engine && !word.contains('='))
    };
    if only("sqlite") {
        let folder = std::env::temp_dir().join(format!("xueshi-desks-{}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        let address = format!("sqlite:{}", folder.join("xueshi.db").display());
        let measured = measure(&address, &size, rows).await;
        std::fs::remove_dir_all(&folder)?;
        measured?;
    }
    let postgres = arguments.iter().find_map(|word| word.strip_prefix("at="));
    if let Some(address) = postgres.filter(|_| only("postgres")) {
        measure(address, &size, rows).await?;
    }
    Ok(())
}

async fn measure(address: &str, size: &Size, rows: u32) -> Outcome<()> {
    let db = Db::open(address).await?;
    db.migrate().await?;
    let began = Instant::now();
    let stock = stock::fill(&db, size).await?;
    line(format_args!(
        "{:?}: {} people, {} employers, {} ledger entries, filled in {:.0} s",
        db.engine(),
        size.people,
        size.employers,
        size.people * size.entries_each,
        began.elapsed().as_secs_f64()
    ));
    stock::settle(&db).await?;
    let server = Server::start(address, PORT).await?;
    line("page                    conns      p50       p99   rate/s  of bare     bytes");
    for (name, path, token) in pages(&stock) {
        let headers = format!("authorization: Bearer {token}\r\naccept: text/html\r\n");
        for connections in [1, 4] {
            one(&server, name, &path, &headers, connections).await?;
        }
    }
    line(format_args!("server's memory: {}", server.memory()));
    drop(server);
    roster::measure(address, &db, &stock, rows).await?;
    stock::check(&db).await?;
    line("counts kept at the event are those that are counted again");
    db.close().await;
    Ok(())
}

/// What is looked at, by whom.
fn pages(stock: &Stock) -> Vec<(&'static str, String, String)> {
    let (officer, admin) = (stock.officer.clone(), stock.admin.clone());
    let learner = stock.learner.clone();
    vec![
        ("officer's inbox", "/inbox".into(), officer.clone()),
        (
            "person, by officer",
            format!("/bureau/people/{}", stock.person),
            officer,
        ),
        ("dashboard of 5,000", "/employer".into(), admin.clone()),
        ("employer's inbox", "/inbox".into(), admin),
        ("person's own home", "/".into(), learner.clone()),
        ("person's hours", "/hours".into(), learner),
    ]
}

async fn one(
    server: &Server,
    name: &str,
    path: &str,
    headers: &str,
    connections: usize,
) -> Outcome<()> {
    let (mut middles, mut tails) = (vec![], vec![]);
    let (mut rates, mut ratios, mut bytes) = (vec![], vec![], 0);
    for _ in 0..ROUNDS {
        let bare = round(&server.host, "/health", "", connections, TIME / 4).await?;
        let page = round(&server.host, path, headers, connections, TIME).await?;
        middles.push(page.p50.as_secs_f64());
        tails.push(page.p99.as_secs_f64());
        rates.push(page.rate);
        ratios.push(page.rate / bare.rate);
        bytes = page.bytes;
    }
    let time = |seconds: Vec<f64>| ms(Duration::from_secs_f64(median(seconds)));
    line(format_args!(
        "{name:<22} {connections:>6} {:>10} {:>10} {:>7.0} {:>8.4} {bytes:>9}",
        time(middles),
        time(tails),
        median(rates),
        median(ratios),
    ));
    Ok(())
}
