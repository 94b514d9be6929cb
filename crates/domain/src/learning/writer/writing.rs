//! The writer's work: what arrived while the database wrote one group is the next.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use futures::FutureExt as _;
use kernel::WatchSessionId;
use moka::future::Cache;
use tokio::sync::mpsc;

use super::Waiting;
use super::group::Group;
use super::known::KnownSession;
use super::store::{self, Write};
use crate::House;

/// Most beats in one commit: more would make each wait longer than it gains.
const BATCH_MAX: usize = 500;

/// What the writer works with.
pub(super) struct Desk {
    pub house: Arc<House>,
    pub known: Cache<WatchSessionId, Arc<KnownSession>>,
    pub queue: mpsc::Receiver<Waiting>,
}

impl Desk {
    /// Writes until nobody can send a beat any more. It does not listen while it writes: to be
    /// woken by each beat costs more than to decide them all at the end.
    pub async fn work(mut self) {
        let mut arrived = Vec::with_capacity(BATCH_MAX);
        while self.queue.recv_many(&mut arrived, BATCH_MAX).await > 0 {
            let work = async {
                let mut group = Group::default();
                arrived.drain(..).for_each(|one| group.take(one));
                self.write(group).await;
            };
            if !survives(work).await {
                // Those who wait are told to try again; what is remembered may be half changed.
                arrived.clear();
                self.known.invalidate_all();
            }
        }
    }

    /// Writes and answers a group. When rows were changed by others nothing is written, and it is
    /// tried a second time without them; after that each beat goes by an operation of its own.
    async fn write(&self, mut group: Group) {
        for _ in 0..2 {
            let written = match group.rows() {
                Ok(rows) => store::write(&self.house, &rows).await,
                Err(fault) => Err(fault),
            };
            match written {
                Ok(Write::Done) => return group.answer(),
                Ok(Write::Stale(stale)) => {
                    group.turn_aside(&stale);
                    self.forget(stale).await;
                }
                Err(fault) => return self.forget(group.fail(&fault)).await,
            }
        }
        group.give_up();
    }

    async fn forget(&self, sessions: Vec<WatchSessionId>) {
        for session in sessions {
            self.known.invalidate(&session).await;
        }
    }
}

/// Does the work to its end; whether it came there. A fault of ours in one group must not silence
/// all that come after it.
async fn survives(work: impl Future<Output = ()>) -> bool {
    // What was being changed is thrown away by whoever asks.
    let ended = AssertUnwindSafe(work).catch_unwind().await;
    if ended.is_err() {
        tracing::error!("a group of beats was given up: the writer panicked");
    }
    ended.is_ok()
}

#[cfg(test)]
mod tests {
    use super::survives;

    #[tokio::test]
    async fn a_panic_ends_the_work_and_nothing_else() {
        assert!(survives(async {}).await);
        let fails = async {
            tokio::task::yield_now().await;
            assert!(std::hint::black_box(false), "as a fault of ours would");
        };
        assert!(!survives(fails).await);
    }
}
