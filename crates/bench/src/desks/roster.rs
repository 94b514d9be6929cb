//! A roster of twenty thousand people, checked and put in force beside beats that go on, and once
//! more with a server that is killed in the middle.

use std::fmt::Write as _;
use std::time::Duration;

use db::Db;
use kernel::CitizenId;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::Instant;

use super::stock::Stock;
use crate::Outcome;
use crate::beats::learner::Learner;
use crate::beats::stock as learners;
use crate::client::Client;
use crate::report::{line, ms};
use crate::server::Server;

const PORT: u16 = 18_096;
/// People who learn meanwhile.
const WATCHING: i64 = 500;
/// Each sends a beat so often: five hundred a second, those of seven thousand players.
const EVERY: Duration = Duration::from_secs(1);
/// How long beats alone are looked at.
const ALONE: Duration = Duration::from_secs(15);
/// Nothing of this takes longer.
const PATIENCE: Duration = Duration::from_mins(5);

/// Times of beats, each with when it was asked.
type Times = Vec<(Instant, Duration)>;

/// Measures with so many rows each.
pub async fn measure(address: &str, db: &Db, stock: &Stock, rows: u32) -> Outcome<()> {
    let seats = learners::fill_known(db, WATCHING).await?;
    let server = Server::start_working(address, PORT).await?;
    let mut open = Vec::new();
    for seat in seats {
        open.push(Learner::open(&server.host, seat).await?);
    }
    let (stop, stopped) = watch::channel(false);
    // Spread over the second, as learners are; a start at once would be a burst each second.
    let apart = EVERY / u32::try_from(open.len().max(1))?;
    let sending: Vec<_> = (0..)
        .zip(open)
        .map(|(number, learner)| {
            let first = Instant::now() + apart * number;
            tokio::spawn(learner.send_every(first, EVERY, stopped.clone()))
        })
        .collect();
    tokio::time::sleep(EVERY * 2).await;
    let began = Instant::now();
    tokio::time::sleep(ALONE).await;
    let uploading = Instant::now();
    let roster = upload(&server, stock, rows, 0).await?;
    let received = uploading.elapsed();
    wait(db, &roster, "checked", i64::MAX).await?;
    let checked = Instant::now();
    confirm(&server, stock, &roster).await?;
    wait(db, &roster, "done", i64::MAX).await?;
    let done = Instant::now();
    let _ = stop.send(true);
    let times = gather(sending).await?;
    line(format_args!(
        "roster of {rows} rows: uploaded and read in {:.1} s, checked in {:.1} s in all, in force \
         {:.1} s later",
        received.as_secs_f64(),
        (checked - uploading).as_secs_f64(),
        (done - checked).as_secs_f64(),
    ));
    tell("alone", &times, began, uploading);
    tell("while it is checked", &times, uploading, checked);
    tell("while it comes in force", &times, checked, done);
    expect_staff(db, &roster, rows).await?;
    killed(address, db, stock, server, rows).await
}

/// A second list, whose server is killed when a third of it is done.
async fn killed(address: &str, db: &Db, stock: &Stock, server: Server, rows: u32) -> Outcome<()> {
    let roster = upload(&server, stock, rows, rows).await?;
    wait(db, &roster, "checked", i64::MAX).await?;
    confirm(&server, stock, &roster).await?;
    wait(db, &roster, "done", i64::from(rows / 3)).await?;
    // Dropping it is SIGKILL.
    drop(server);
    let (state, progress) = look(db, &roster).await?;
    let (died, server) = (Instant::now(), Server::start_working(address, PORT).await?);
    wait(db, &roster, "done", i64::MAX).await?;
    line(format_args!(
        "killed while {state} at row {progress} of {rows}; in force {:.0} s after the new start, \
         of which up to 60 s are the lease of the dead worker",
        died.elapsed().as_secs_f64()
    ));
    expect_staff(db, &roster, rows).await?;
    drop(server);
    Ok(())
}

/// Sends a list; its id.
async fn upload(server: &Server, stock: &Stock, rows: u32, from: u32) -> Outcome<String> {
    let mut client = Client::connect(&server.host).await?;
    let list = list(rows, from)?;
    let body = format!(
        "--xueshi\r\ncontent-disposition: form-data; name=\"file\"; filename=\"list-{from}.csv\"\
         \r\ncontent-type: text/csv\r\n\r\n{list}\r\n--xueshi--\r\n"
    );
    let headers = format!(
        "authorization: Bearer {}\r\ncontent-type: multipart/form-data; boundary=xueshi\r\n",
        stock.admin
    );
    let request = client.request("POST", "/employer/rosters", &headers, &body);
    let answer = client.send(&request).await?;
    let address = answer.header("location").unwrap_or_default();
    let id = address.strip_prefix("/employer/rosters/");
    let told = || {
        let body = String::from_utf8_lossy(&answer.body).into_owned();
        format!("the list was answered {}: {body}", answer.status)
    };
    Ok(id.ok_or_else(told)?.to_owned())
}

async fn confirm(server: &Server, stock: &Stock, roster: &str) -> Outcome<()> {
    let mut client = Client::connect(&server.host).await?;
    let headers = format!(
        "authorization: Bearer {}\r\ncontent-type: application/x-www-form-urlencoded\r\n",
        stock.admin
    );
    let path = format!("/employer/rosters/{roster}");
    let request = client.request("POST", &path, &headers, "decision=confirm");
    let answer = client.send(&request).await?;
    if answer.status == 303 {
        return Ok(());
    }
    let body = String::from_utf8_lossy(&answer.body).into_owned();
    Err(format!("confirming was answered {}: {body}", answer.status).into())
}

/// Waits until the list is in that state, or its present phase has so many rows behind it.
async fn wait(db: &Db, roster: &str, wanted: &str, rows: i64) -> Outcome<()> {
    let began = Instant::now();
    while began.elapsed() < PATIENCE {
        let (state, progress) = look(db, roster).await?;
        if state == wanted || progress >= rows {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let (state, progress) = look(db, roster).await?;
    Err(format!("the list is still {state} at {progress}").into())
}

async fn look(db: &Db, roster: &str) -> Outcome<(String, i64)> {
    let mut tx = db.read().await?;
    let found = tx
        .query("SELECT state, progress FROM rosters_rosters WHERE id = $1")
        .bind(roster)
        .one(|row| Ok((row.get("state")?, row.get("progress")?)))
        .await?;
    Ok(found)
}

/// Each row must have made one post, and no more.
async fn expect_staff(db: &Db, roster: &str, rows: u32) -> Outcome<()> {
    let mut tx = db.read().await?;
    let made: i64 = tx
        .query(
            "SELECT count(*) AS made FROM employers_employments e JOIN rosters_rows r \
             ON r.employment_id = e.id WHERE r.roster_id = $1 AND e.to_day IS NULL",
        )
        .bind(roster)
        .one(|row| row.get("made"))
        .await?;
    if made == i64::from(rows) {
        return Ok(());
    }
    Err(format!("{rows} rows made {made} posts").into())
}

async fn gather(sending: Vec<JoinHandle<Outcome<(Learner, Times)>>>) -> Outcome<Times> {
    let mut times = Vec::new();
    for task in sending {
        times.extend(task.await??.1);
    }
    Ok(times)
}

/// Tells how long beats took that were asked in that time.
fn tell(when: &str, times: &Times, from: Instant, to: Instant) {
    let mut took: Vec<Duration> = times
        .iter()
        .filter(|(asked, _)| (from..to).contains(asked))
        .map(|(_, took)| *took)
        .collect();
    took.sort_unstable();
    let at = |part: usize| took.get(took.len() * part / 100).copied();
    line(format_args!(
        "beats {when:<24} {:>7} p50 {} p99 {} longest {}",
        took.len(),
        ms(at(50).unwrap_or_default()),
        ms(at(99).unwrap_or_default()),
        ms(took.last().copied().unwrap_or_default()),
    ));
}

/// A list of people whom nobody knows, from a number on.
fn list(rows: u32, from: u32) -> Outcome<String> {
    let mut text = String::from("身份证号,姓名,手机号,部门,岗位,职称专业,任职日期\r\n");
    for number in from..from + rows {
        let (group, place) = (number / 1000, number % 1000);
        let seventeen = format!(
            "150172{}{:02}15{place:03}",
            1970 + group / 12,
            group % 12 + 1
        );
        let id = CitizenId::from_seventeen(&seventeen).ok_or("a citizen id")?;
        let _ = write!(
            text,
            "{},合成,137{number:08},第{}科,工程师,computer,2015-07-01\r\n",
            id.reveal(),
            number % 10
        );
    }
    Ok(text)
}
