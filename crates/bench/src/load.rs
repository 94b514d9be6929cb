//! Load: so many connections that each ask again as soon as they are answered, for a bounded time.

use std::time::Duration;

use tokio::time::Instant;

use crate::Outcome;
use crate::client::Client;

/// What a round saw.
pub struct Round {
    /// Answers a second.
    pub rate: f64,
    /// Half of the answers came within this.
    pub p50: Duration,
    /// 99 of 100 answers came within this.
    pub p99: Duration,
    /// Bytes of the last answer's body.
    pub bytes: usize,
}

/// Asks for `path` over `connections` for `time`. Any answer but 200 ends the benchmark.
pub async fn round(
    host: &str,
    path: &str,
    headers: &str,
    connections: usize,
    time: Duration,
) -> Outcome<Round> {
    let end = Instant::now() + time;
    let tasks: Vec<_> = (0..connections)
        .map(|_| {
            let (host, path, headers) = (host.to_owned(), path.to_owned(), headers.to_owned());
            tokio::spawn(async move { ask(&host, &path, &headers, end).await })
        })
        .collect();
    let start = Instant::now();
    let (mut times, mut bytes) = (Vec::new(), 0);
    for task in tasks {
        let (mine, size) = task.await??;
        times.extend(mine);
        bytes = size;
    }
    let passed = start.elapsed().as_secs_f64();
    times.sort_unstable();
    let at = |place: usize| times.get(place).copied().unwrap_or_default();
    let (p50, p99) = (at(times.len() / 2), at(times.len() * 99 / 100));
    // A count of requests of some seconds fits in an f64 exactly.
    let count = u32::try_from(times.len())?;
    Ok(Round {
        rate: f64::from(count) / passed,
        p50,
        p99,
        bytes,
    })
}

async fn ask(
    host: &str,
    path: &str,
    headers: &str,
    end: Instant,
) -> Outcome<(Vec<Duration>, usize)> {
    let mut client = Client::connect(host).await?;
    let request = client.request("GET", path, headers, "");
    let (mut times, mut bytes) = (Vec::new(), 0);
    while Instant::now() < end {
        let asked = Instant::now();
        let answer = client.send(&request).await?;
        if answer.status != 200 {
            return Err(format!("{path} answered {}", answer.status).into());
        }
        times.push(asked.elapsed());
        bytes = answer.body.len();
    }
    Ok((times, bytes))
}
