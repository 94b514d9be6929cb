//! Beats of many learners, taken together: what queued while the last commit ran is decided by the
//! meter, written by one statement, made durable by one commit, and then answered. Nobody waits on
//! purpose.
//!
//! What a session has earned is kept in memory beside it. Losing that loses nothing: it is read
//! again. Each row says how often it was changed; whoever writes says which state she read, so
//! that another node, another device or an operation of its own can never be overwritten.

mod group;
mod known;
mod store;
mod writing;

use std::sync::Arc;

use kernel::{Fault, Instant, Outcome, WatchSessionId};
use moka::future::Cache;
use tokio::runtime::Handle;
use tokio::sync::{mpsc, oneshot};

use self::known::KnownSession;
use self::writing::Desk;
use super::model::{Beat, BeatAnswer};
use super::{Error, rules};
use crate::House;
use crate::permission::{Action, Actor};

/// Most beats that wait.
const QUEUE_MAX: usize = 10_000;
/// Most sessions that are remembered, of about a kilobyte each.
const KNOWN_MAX: u64 = 50_000;

/// What became of a beat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Turn {
    /// It was taken, durably.
    Answered(BeatAnswer),
    /// More comes of it than credit, or it was seen before: it must be received by an operation of
    /// its own (`hours::receive_beat`), and the session forgotten after that.
    Aside,
}

/// Takes beats in groups. Cheap to clone; it ends with its last clone.
#[derive(Clone)]
pub struct BeatWriter(Arc<Inner>);

struct Inner {
    house: Arc<House>,
    known: Cache<WatchSessionId, Arc<KnownSession>>,
    queue: mpsc::Sender<Waiting>,
}

/// A beat that waits for the next commit.
struct Waiting {
    session: Arc<KnownSession>,
    beat: Beat,
    now: Instant,
    answer: oneshot::Sender<Outcome<Turn>>,
}

impl BeatWriter {
    /// Starts the writer. It decides and writes on a thread of its own, with the caller's runtime
    /// for its sockets and timers: among that runtime's tasks each step of a commit would wait
    /// behind all the requests that the commit before it has just answered.
    pub fn start(house: Arc<House>) -> Self {
        let (queue, waiting) = mpsc::channel(QUEUE_MAX);
        let known = Cache::new(KNOWN_MAX);
        let desk = Desk {
            house: house.clone(),
            known: known.clone(),
            queue: waiting,
        };
        let runtime = Handle::current();
        std::thread::spawn(move || runtime.block_on(desk.work()));
        Self(Arc::new(Inner {
            house,
            known,
            queue,
        }))
    }

    /// Takes a beat of the actor's, received at `now`. When it is answered, it is durable.
    pub async fn receive(
        &self,
        actor: &Actor,
        id: &WatchSessionId,
        beat: Beat,
        now: Instant,
    ) -> Outcome<Turn> {
        let session = match self.0.known.get(id).await {
            Some(session) if session.terms.day == now.day() => session,
            // Seldom, and large: each beat would carry its room about.
            _ => Box::pin(self.look_up(id, now)).await?,
        };
        actor.allow(Action::SendBeat, &session.session)?;
        rules::check(&beat.segments, session.terms.length_ms)?;
        if !session.may_earn(now) {
            return Ok(Turn::Aside);
        }
        let (answer, answered) = oneshot::channel();
        let waiting = Waiting {
            session,
            beat,
            now,
            answer,
        };
        let gone = |_| Fault::from(Error::Busy);
        self.0
            .queue
            .send(waiting)
            .await
            .map_err(|_| Fault::from(Error::Busy))?;
        answered.await.map_err(gone)?
    }

    /// Forgets what was read of a session: an operation of its own changed it.
    pub async fn forget(&self, id: &WatchSessionId) {
        self.0.known.invalidate(id).await;
    }

    async fn look_up(&self, id: &WatchSessionId, now: Instant) -> Outcome<Arc<KnownSession>> {
        let found = known::look_up(&self.0.house, id, now).await?;
        let session = Arc::new(found.ok_or(Error::UnknownSession)?);
        if session.may_earn(now) {
            self.0.known.insert(id.clone(), session.clone()).await;
        }
        Ok(session)
    }
}
