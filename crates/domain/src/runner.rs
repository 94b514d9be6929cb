//! Runs the queue: takes one due job, does it, and keeps the effect and the end of the job in one
//! transaction.
//!
//! Called by the worker's loop and by tests; it knows which context handles which kind, and
//! nothing of what the work means. Without a clock: the time is given.

use std::sync::Arc;
use std::time::Duration;

use jobs::{Among, Claimed, Job, TRIES_MAX};
use kernel::{Fault, Instant, Outcome};
use serde::de::DeserializeOwned;

use crate::batches::{self, BatchStep};
use crate::earlier::{self, EarlierStep};
use crate::effects::{self, EffectDue};
use crate::employers::{self, TerritoryStep};
use crate::hours::{self, CertificateDue};
use crate::identity::{self, SendSms};
use crate::inspections::{self, SignalsDue};
use crate::messages::{self, Bundle, SendMail, SendText};
use crate::orders::{self, GroupLapse};
use crate::privacy::{self, ExportStep, ForgetFiles};
use crate::reports::CardDue;
use crate::rosters::{self, RosterStep};
use crate::{Actor, House, Op, cards, certificates, evidence, queues, uploads};

/// How long a worker may take for a job before another may try it.
const LEASE: Duration = Duration::from_mins(1);

/// What one look at the queue did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ran {
    /// Nothing was due.
    Nothing,
    /// A job was done.
    Done {
        /// Its kind.
        kind: String,
    },
    /// A job failed. It runs again later, unless it was tried too often.
    Failed {
        /// Its kind.
        kind: String,
        /// Code of what went wrong.
        code: &'static str,
        /// Whether it is given up and left for an operator.
        dead: bool,
    },
}

impl Ran {
    /// Whether it was a part of long work on many people. Whoever runs the queue rests after one:
    /// people who learn or wait for a page come in between, and a list is in force a few seconds
    /// later.
    pub fn is_part_of_list(&self) -> bool {
        const LISTS: [&str; 4] = [
            BatchStep::KIND,
            EarlierStep::KIND,
            EffectDue::KIND,
            RosterStep::KIND,
        ];
        matches!(self, Self::Done { kind } if LISTS.contains(&kind.as_str()))
    }
}

/// Mail alone: its servers are far away and slow, and nobody's certificate waits for them.
pub const MAIL: Among = Among::Only(SendMail::KIND);
/// Everything but mail.
pub const ALL_BUT_MAIL: Among = Among::Without(SendMail::KIND);

/// Runs the job that is due longest, if there is one. `seed` gives its ids and numbers.
pub async fn run_due(house: &Arc<House>, now: Instant, seed: [u8; 32]) -> Outcome<Ran> {
    run_due_among(house, Among::All, now, seed).await
}

/// The same among some of the jobs.
pub async fn run_due_among(
    house: &Arc<House>,
    among: Among,
    now: Instant,
    seed: [u8; 32],
) -> Outcome<Ran> {
    let mut tx = house.db.begin().await?;
    let claimed = jobs::claim_among(&mut tx, now, LEASE, among).await?;
    // The claim is kept by itself: a job that brings the process down counts as tried.
    tx.commit().await?;
    let Some(job) = claimed else {
        return Ok(Ran::Nothing);
    };

    match run(house, &job, now, seed).await {
        Ok(()) => Ok(Ran::Done { kind: job.kind }),
        Err(fault) => {
            let (id, kind, tries) = (&job.id, &job.kind, job.tries);
            tracing::warn!(%id, %kind, tries, ?fault, "job failed");
            let mut tx = house.db.begin().await?;
            jobs::fail(&mut tx, &job, now, &fault.to_string()).await?;
            tx.commit().await?;
            let dead = job.tries >= TRIES_MAX;
            Ok(Ran::Failed {
                kind: job.kind,
                code: fault.code(),
                dead,
            })
        }
    }
}

/// Closes attempts whose time is over with the answers that the server holds; how many. Called
/// every few seconds, so that nobody waits for a page to be opened.
pub async fn close_overdue(house: &Arc<House>, now: Instant, seed: [u8; 32]) -> Outcome<usize> {
    let tx = house.db.begin().await?;
    let mut op = Op::new(
        Arc::clone(house),
        tx,
        now,
        Actor::system(),
        "ticker".into(),
        seed,
    );
    let closed = hours::close_overdue_attempts(&mut op).await?;
    op.commit().await?;
    Ok(closed)
}

/// Has the rows of lists erased whose time is over; whether there was one. Called by the ticker.
pub async fn erase_expired(house: &Arc<House>, now: Instant, seed: [u8; 32]) -> Outcome<bool> {
    let tx = house.db.begin().await?;
    let actor = Actor::system();
    let mut op = Op::new(Arc::clone(house), tx, now, actor, "ticker".into(), seed);
    let erased = batches::erase_expired(&mut op).await?;
    let erased = rosters::discard_old(&mut op).await? || erased;
    op.commit().await?;
    Ok(erased)
}

/// Has the day that is over looked at for signals, once. Called by the ticker.
pub async fn look_at_yesterday(house: &Arc<House>, now: Instant, seed: [u8; 32]) -> Outcome<()> {
    let tx = house.db.begin().await?;
    let actor = Actor::system();
    let mut op = Op::new(Arc::clone(house), tx, now, actor, "ticker".into(), seed);
    let day = now.day().plus_days(-1);
    op.enqueue(&SignalsDue { day, asked: None }).await?;
    op.commit().await
}

/// Forgets uploads that nobody sent on for too long; how many. Called by the ticker.
pub async fn end_uploads(house: &Arc<House>, now: Instant, seed: [u8; 32]) -> Outcome<usize> {
    let tx = house.db.begin().await?;
    let actor = Actor::system();
    let mut op = Op::new(Arc::clone(house), tx, now, actor, "ticker".into(), seed);
    let ended = uploads::end_expired(&mut op).await?;
    op.commit().await?;
    Ok(ended)
}

/// Erases what is due by the age of its class; how much. Called by the ticker.
pub async fn erase_by_age(house: &Arc<House>, now: Instant, seed: [u8; 32]) -> Outcome<u64> {
    let tx = house.db.begin().await?;
    let actor = Actor::system();
    let mut op = Op::new(Arc::clone(house), tx, now, actor, "ticker".into(), seed);
    let erased = privacy::erase_due(&mut op).await?;
    op.commit().await?;
    Ok(erased)
}

/// Erases evidence whose time is over; how many. Called by the ticker.
pub async fn erase_evidence(house: &Arc<House>, now: Instant, seed: [u8; 32]) -> Outcome<usize> {
    let tx = house.db.begin().await?;
    let actor = Actor::system();
    let mut op = Op::new(Arc::clone(house), tx, now, actor, "ticker".into(), seed);
    let erased = evidence::erase_due(&mut op).await?;
    op.commit().await?;
    Ok(erased)
}

/// Moves what an employer has not answered in time to the bureau; how many. Called by the ticker.
pub async fn escalate(house: &Arc<House>, now: Instant, seed: [u8; 32]) -> Outcome<usize> {
    let tx = house.db.begin().await?;
    let actor = Actor::system();
    let mut op = Op::new(Arc::clone(house), tx, now, actor, "ticker".into(), seed);
    let moved = queues::move_late(&mut op).await?.len();
    op.commit().await?;
    Ok(moved)
}

/// Does a job and ends it, or leaves no trace of it.
async fn run(house: &Arc<House>, job: &Claimed, now: Instant, seed: [u8; 32]) -> Outcome<()> {
    if job.kind == SendMail::KIND
        && let Some(mail) = messages::mail_asked(house, now, &read(job)?)?
    {
        // Before the transaction: no writer waits for a server that is far away. What was sent and
        // could not be noted is sent again.
        house.mailer.send(&mail).await?;
    }
    let tx = house.db.begin().await?;
    let request = job.id.as_str().to_owned();
    let mut op = Op::new(Arc::clone(house), tx, now, Actor::system(), request, seed);
    let done = match dispatch(&mut op, job).await {
        Ok(()) => jobs::finish(&mut op.tx, &job.id, now).await,
        Err(fault) => Err(fault),
    };
    match done {
        Ok(()) => op.commit().await,
        Err(fault) => {
            // At once rather than when it is dropped: SQLite's one writer is needed next.
            op.tx.roll_back().await?;
            Err(fault)
        }
    }
}

async fn dispatch(op: &mut Op, job: &Claimed) -> Outcome<()> {
    match job.kind.as_str() {
        CertificateDue::KIND => {
            let due: CertificateDue = read(job)?;
            certificates::issue(op, &due.enrolment_id).await.map(drop)
        }
        GroupLapse::KIND => orders::lapse_group(op, &read(job)?).await,
        CardDue::KIND => {
            let due: CardDue = read(job)?;
            cards::issue(op, &due.report_id).await.map(drop)
        }
        BatchStep::KIND => batches::step(op, &read(job)?).await,
        EffectDue::KIND => effects::advance(op, &read(job)?).await,
        ExportStep::KIND => privacy::step(op, &read(job)?).await,
        ForgetFiles::KIND => privacy::forget_files(op, &read(job)?).await,
        SignalsDue::KIND => inspections::look_for_signals(op, &read(job)?).await,
        EarlierStep::KIND => earlier::step(op, &read(job)?).await,
        Bundle::KIND => messages::bundle(op, &read(job)?).await,
        SendText::KIND => messages::send_text(op, &read(job)?).await,
        SendMail::KIND => messages::prepare_mail(op, &read(job)?).await,
        RosterStep::KIND => rosters::step(op, &read(job)?).await,
        TerritoryStep::KIND => employers::follow(op, &read(job)?).await,
        SendSms::KIND => identity::send_sms(&op.house, &read(job)?),
        _ => Err(Fault::internal("jobs.unknown_kind", job.kind.clone())),
    }
}

fn read<J: DeserializeOwned>(job: &Claimed) -> Outcome<J> {
    serde_json::from_str(&job.payload).map_err(|error| Fault::internal("jobs.payload", error))
}
