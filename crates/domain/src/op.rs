//! An operation: everything that one command or question needs, passed first.
//!
//! Built at the edges (page, API, worker, command line, test world). Dropping it rolls back; the
//! edge commits, once.

use std::sync::Arc;

use db::Tx;
use jobs::Job;
use kernel::{Id, Instant, JobId, Outcome, Prefixed};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha20Rng;

use crate::permission::{Action, Actor, Resource};
use crate::{House, audit};

/// One operation. `now` is sampled once, at the edge.
pub struct Op {
    /// The transaction in which everything happens, or nothing.
    pub tx: Tx,
    /// The time of the operation.
    pub now: Instant,
    /// Who acts.
    pub actor: Actor,
    /// Names the request in the log and in audit lines.
    pub request_id: String,
    /// What all operations share: keys, policies, settings, the seams.
    pub house: Arc<House>,
    random: ChaCha20Rng,
    last_id: u128,
}

impl Op {
    /// An operation whose randomness comes from `seed`.
    pub fn new(
        house: Arc<House>,
        tx: Tx,
        now: Instant,
        actor: Actor,
        request_id: String,
        seed: [u8; 32],
    ) -> Self {
        let mut random = ChaCha20Rng::from_seed(seed);
        // One bit stays free, so that counting up never wraps within an operation.
        let upper = u128::from(random.next_u64() >> 49) << 64;
        let last_id = upper | u128::from(random.next_u64());
        Self {
            tx,
            now,
            actor,
            request_id,
            house,
            random,
            last_id,
        }
    }

    /// A new id, born now. Ids of one operation sort in the order in which they were made.
    pub fn new_id<T: Prefixed>(&mut self) -> Id<T> {
        self.last_id = self.last_id.wrapping_add(1);
        Id::from_parts(self.now, self.last_id)
    }

    /// Random bytes, for tokens, nonces and codes.
    pub fn random_bytes<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        self.random.fill_bytes(&mut bytes);
        bytes
    }

    /// A number below `bound`, each alike; 0 when `bound` is 0.
    pub fn random_below(&mut self, bound: usize) -> usize {
        let Ok(wide) = u64::try_from(bound) else {
            return 0;
        };
        if wide == 0 {
            return 0;
        }
        // The bias of a remainder of 64 bits is beyond notice for the sizes drawn here.
        usize::try_from(self.random.next_u64() % wide).unwrap_or(0)
    }

    /// Refuses unless the actor may do this to that.
    pub fn allow(&self, action: Action, resource: &impl Resource) -> Outcome<()> {
        self.actor.allow(action, resource)
    }

    /// Whether the actor may; for buttons.
    pub fn may(&self, action: Action, resource: &impl Resource) -> bool {
        self.actor.may(action, resource)
    }

    /// Leaves an audit line.
    pub async fn audit(&mut self, event: audit::Event<'_>) -> Outcome<()> {
        audit::record(self, event).await
    }

    /// Puts a job in the queue, in this transaction.
    pub async fn enqueue<J: Job>(&mut self, job: &J) -> Outcome<()> {
        let id: JobId = self.new_id();
        let now = self.now;
        jobs::enqueue(&mut self.tx, id, now, job).await
    }

    /// Puts a job in the queue, in this transaction, to be done not before then.
    pub async fn enqueue_at<J: Job>(&mut self, run_at: Instant, job: &J) -> Outcome<()> {
        let id: JobId = self.new_id();
        let now = self.now;
        jobs::enqueue_at(&mut self.tx, id, now, run_at, job).await
    }

    /// Makes everything durable. Only edges call this.
    pub async fn commit(self) -> Outcome<()> {
        self.tx.commit().await
    }
}
