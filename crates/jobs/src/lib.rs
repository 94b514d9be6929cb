//! The durable queue. A job is enqueued in the transaction that made it necessary, claimed under
//! a lease, retried with a growing pause, and kept as dead when it never works. It does not know
//! what jobs do: a handler is found by the job's kind, in the crates above.

mod store;

pub use store::{
    Among, Claimed, Counts, claim, claim_among, counts, enqueue, enqueue_at, fail, finish,
    list_dead, list_open,
};

use serde::Serialize;
use serde::de::DeserializeOwned;

/// Work to be done later, as data.
pub trait Job: Serialize + DeserializeOwned + Send + Sync {
    /// The name under which a handler is found.
    const KIND: &'static str;

    /// Jobs with the same key are queued once, ever.
    fn dedup(&self) -> Option<String> {
        None
    }
}

/// How often a job is tried before it is left for an operator.
pub const TRIES_MAX: i64 = 8;
