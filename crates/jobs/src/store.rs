//! The queue's table.

use std::time::Duration;

use db::{Row, Tx};
use kernel::{Fault, Instant, JobId, Outcome};

use crate::{Job, TRIES_MAX};

/// A job that this worker holds until its lease ends.
#[derive(Clone, Debug)]
pub struct Claimed {
    /// Its id.
    pub id: JobId,
    /// The handler's name.
    pub kind: String,
    /// The job as JSON.
    pub payload: String,
    /// How often it was tried, this time included.
    pub tries: i64,
    /// What went wrong the last time.
    pub last_error: Option<String>,
}

/// What an operator looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    /// Waiting or running.
    pub queued: i64,
    /// Given up.
    pub dead: i64,
    /// When the oldest waiting job was due.
    pub oldest_due: Option<Instant>,
}

/// Puts a job in the queue, to run when the transaction is committed. A job whose dedup key was
/// queued before is left out.
pub async fn enqueue<J: Job>(tx: &mut Tx, id: JobId, now: Instant, job: &J) -> Outcome<()> {
    enqueue_at(tx, id, now, now, job).await
}

/// The same, to run not before `run_at`.
pub async fn enqueue_at<J: Job>(
    tx: &mut Tx,
    id: JobId,
    now: Instant,
    run_at: Instant,
    job: &J,
) -> Outcome<()> {
    let payload =
        serde_json::to_string(job).map_err(|error| Fault::internal("jobs.payload", error))?;
    tx.query(
        "INSERT INTO jobs_jobs (id, kind, payload, dedup, state, run_at, tries, created_at) \
         VALUES ($1, $2, $3, $4, 'queued', $5, 0, $6) ON CONFLICT (dedup) DO NOTHING",
    )
    .bind(id)
    .bind(J::KIND)
    .bind(payload)
    .bind(job.dedup())
    .bind(run_at)
    .bind(now)
    .execute()
    .await?;
    Ok(())
}

/// Among which jobs a worker looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Among {
    /// All of them.
    All,
    /// Those of one kind.
    Only(&'static str),
    /// All but those of one kind.
    Without(&'static str),
}

/// Takes the oldest due job for `lease`. Another worker may take it after that.
pub async fn claim(tx: &mut Tx, now: Instant, lease: Duration) -> Outcome<Option<Claimed>> {
    claim_among(tx, now, lease, Among::All).await
}

/// The same among some of the jobs.
pub async fn claim_among(
    tx: &mut Tx,
    now: Instant,
    lease: Duration,
    among: Among,
) -> Outcome<Option<Claimed>> {
    let (wanted, kind) = match among {
        Among::All => (0, ""),
        Among::Only(kind) => (1, kind),
        Among::Without(kind) => (2, kind),
    };
    tx.query_per_engine(
        "UPDATE jobs_jobs SET leased_until = $2, tries = tries + 1 WHERE id = ( \
           SELECT id FROM jobs_jobs WHERE state = 'queued' AND run_at <= $1 \
           AND (leased_until IS NULL OR leased_until < $1) \
           AND ($3 = 0 OR CASE WHEN kind = $4 THEN 1 ELSE 2 END = $3) ORDER BY run_at, id LIMIT 1) \
         RETURNING id, kind, payload, tries, last_error",
        "UPDATE jobs_jobs SET leased_until = $2, tries = tries + 1 WHERE id = ( \
           SELECT id FROM jobs_jobs WHERE state = 'queued' AND run_at <= $1 \
           AND (leased_until IS NULL OR leased_until < $1) \
           AND ($3 = 0 OR CASE WHEN kind = $4 THEN 1 ELSE 2 END = $3) ORDER BY run_at, id LIMIT 1 \
           FOR UPDATE SKIP LOCKED) \
         RETURNING id, kind, payload, tries, last_error",
    )
    .bind(now)
    .bind(now.plus(lease))
    .bind(wanted)
    .bind(kind)
    .optional(claimed)
    .await
}

/// The job is done.
pub async fn finish(tx: &mut Tx, id: &JobId, now: Instant) -> Outcome<()> {
    tx.query(
        "UPDATE jobs_jobs SET state = 'done', done_at = $2, leased_until = NULL, \
         last_error = NULL WHERE id = $1",
    )
    .bind(id)
    .bind(now)
    .execute()
    .await?;
    Ok(())
}

/// The job failed: it runs again after a pause that doubles each time, or is dead.
pub async fn fail(tx: &mut Tx, job: &Claimed, now: Instant, why: &str) -> Outcome<()> {
    let dead = job.tries >= TRIES_MAX;
    let exponent = u32::try_from(job.tries).unwrap_or(0).min(10);
    let pause = Duration::from_secs(2_u64.saturating_pow(exponent));
    tx.query(
        "UPDATE jobs_jobs SET state = $2, run_at = $3, leased_until = NULL, last_error = $4 \
         WHERE id = $1",
    )
    .bind(&job.id)
    .bind(if dead { "dead" } else { "queued" })
    .bind(now.plus(pause))
    .bind(why)
    .execute()
    .await?;
    Ok(())
}

/// Counts for an operator.
pub async fn counts(tx: &mut Tx) -> Outcome<Counts> {
    tx.query(
        "SELECT CAST(coalesce(sum(CASE state WHEN 'queued' THEN 1 ELSE 0 END), 0) AS BIGINT) \
         AS queued, \
         CAST(coalesce(sum(CASE state WHEN 'dead' THEN 1 ELSE 0 END), 0) AS BIGINT) AS dead, \
         min(CASE state WHEN 'queued' THEN run_at END) AS oldest FROM jobs_jobs",
    )
    .one(|row| {
        Ok(Counts {
            queued: row.get("queued")?,
            dead: row.get("dead")?,
            oldest_due: row.get("oldest")?,
        })
    })
    .await
}

/// Jobs that were given up, newest first.
pub async fn list_dead(tx: &mut Tx, most: i64) -> Outcome<Vec<Claimed>> {
    tx.query(
        "SELECT id, kind, payload, tries, last_error FROM jobs_jobs WHERE state = 'dead' \
         ORDER BY id DESC LIMIT $1",
    )
    .bind(most)
    .all(claimed)
    .await
}

/// Jobs that still wait, oldest first.
pub async fn list_open(tx: &mut Tx, most: i64) -> Outcome<Vec<Claimed>> {
    tx.query(
        "SELECT id, kind, payload, tries, last_error FROM jobs_jobs WHERE state = 'queued' \
         ORDER BY run_at, id LIMIT $1",
    )
    .bind(most)
    .all(claimed)
    .await
}

fn claimed(row: Row<'_>) -> Outcome<Claimed> {
    Ok(Claimed {
        id: row.get("id")?,
        kind: row.get("kind")?,
        payload: row.get("payload")?,
        tries: row.get("tries")?,
        last_error: row.get("last_error")?,
    })
}
