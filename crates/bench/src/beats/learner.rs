//! A learner of the benchmark: her connection, her watch session, her beats. She claims a little
//! less than the time that passed, so that all of it is credited.

use std::time::Duration;

use serde_json::Value;
use tokio::sync::watch;
use tokio::time::{Instant, MissedTickBehavior};

use super::stock::Seat;
use crate::Outcome;
use crate::client::Client;

/// An open watch session on a connection of its own.
pub struct Learner {
    client: Client,
    path: String,
    headers: String,
    opened: Instant,
    position_ms: u128,
    seq: i64,
    /// Beats that were answered.
    pub answered: i64,
    /// Milliseconds that the answers credited.
    pub credited_ms: i64,
    /// Answers that refused something.
    pub refused: usize,
}

impl Learner {
    /// Opens a session.
    pub async fn open(host: &str, seat: Seat) -> Outcome<Self> {
        let mut client = Client::connect(host).await?;
        let headers = format!(
            "authorization: Bearer {}\r\ncontent-type: application/json\r\n",
            seat.token
        );
        let body = format!(
            r#"{{"enrolment":"{}","lesson":"{}"}}"#,
            seat.enrolment, seat.lesson
        );
        let request = client.request("POST", "/api/v1/watch-sessions", &headers, &body);
        let answer = client.send(&request).await?;
        let opened: Value = serde_json::from_slice(&answer.body)?;
        let id = opened.get("id").and_then(Value::as_str);
        let id = id.ok_or_else(|| format!("opening answered {}: {opened}", answer.status))?;
        Ok(Self {
            client,
            path: format!("/api/v1/watch-sessions/{id}/beats"),
            headers,
            opened: Instant::now(),
            position_ms: 0,
            seq: 0,
            answered: 0,
            credited_ms: 0,
            refused: 0,
        })
    }

    /// Asks for `/health` on the same connection until the time is over; how long each took.
    pub async fn ask_until(mut self, end: Instant) -> Outcome<(Self, Vec<Duration>)> {
        let request = self.client.request("GET", "/health", "", "");
        let mut times = Vec::new();
        while Instant::now() < end {
            let asked = Instant::now();
            let (status, _) = self.client.send_quick(&request).await?;
            times.push(asked.elapsed());
            if status != 200 {
                return Err(format!("/health was answered {status}").into());
            }
        }
        Ok((self, times))
    }

    /// Sends beats, one after the other, until the time is over; how long each took.
    pub async fn send_until(mut self, end: Instant) -> Outcome<(Self, Vec<Duration>)> {
        let mut times = Vec::new();
        while Instant::now() < end {
            times.push(self.beat().await?);
        }
        Ok((self, times))
    }

    /// Sends a beat each so often, from a moment on, until she is told to stop; how long each took,
    /// and when it was asked.
    pub async fn send_every(
        mut self,
        first: Instant,
        every: Duration,
        stop: watch::Receiver<bool>,
    ) -> Outcome<(Self, Vec<(Instant, Duration)>)> {
        let mut times = Vec::new();
        let mut ticks = tokio::time::interval_at(first, every);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        while !*stop.borrow() {
            ticks.tick().await;
            let asked = Instant::now();
            times.push((asked, self.beat().await?));
        }
        Ok((self, times))
    }

    /// Sends a beat; how long its answer took.
    async fn beat(&mut self) -> Outcome<Duration> {
        // 19 of 20 milliseconds: never faster than the server's clock.
        let position = self.opened.elapsed().as_millis() * 19 / 20;
        let segments = if position > self.position_ms {
            let span = [self.position_ms, position];
            self.position_ms = position;
            let told = span.map(|ms| format!("{}.{:03}", ms / 1000, ms % 1000));
            format!("[{},{}]", told[0], told[1])
        } else {
            String::new()
        };
        self.seq += 1;
        let body = format!(r#"{{"seq":{},"segments":[{segments}]}}"#, self.seq);
        let request = self
            .client
            .request("POST", &self.path, &self.headers, &body);
        let asked = Instant::now();
        let (status, answer) = self.client.send_quick(&request).await?;
        let took = asked.elapsed();
        if status != 200 {
            let answer = String::from_utf8_lossy(answer);
            return Err(format!("a beat was answered {status}: {answer}").into());
        }
        let answer = std::str::from_utf8(answer)?;
        let credited = number(answer, "\"credited_s\":").ok_or("no credit in the answer")?;
        let is_refused = !answer.contains("\"refused\":[]");
        self.answered += 1;
        self.credited_ms += credited;
        self.refused += usize::from(is_refused);
        Ok(took)
    }
}

/// Thousandths of the number behind a key.
fn number(text: &str, key: &str) -> Option<i64> {
    let (_, rest) = text.split_once(key)?;
    let number = rest.split([',', '}']).next()?;
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let thousandths = format!("{part:0<3}");
    Some(whole.parse::<i64>().ok()? * 1000 + thousandths.parse::<i64>().ok()?)
}
