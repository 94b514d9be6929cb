//! The hash chain of a person's entries.

use sha2::{Digest, Sha256};

use crate::Entry;

/// A person's newest entry, which decisions, reports and cards cite.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Its place in the chain; 0 when there is none yet.
    pub seq: i64,
    /// Its hash; zeros when there is none yet.
    pub hash: Vec<u8>,
}

impl Head {
    /// Before the first entry.
    pub fn empty() -> Self {
        Self {
            seq: 0,
            hash: vec![0; 32],
        }
    }

    /// As it is cited: `seq:hash`, the hash in hexadecimal.
    pub fn cite(&self) -> String {
        format!("{}:{}", self.seq, hex::encode(&self.hash))
    }
}

/// The hash that an entry must carry.
///
/// Canonical bytes: a JSON array of the fields in a fixed order, numbers in decimal, absent ids
/// as null. The order and spelling may never change: every stored hash rests on them.
pub(crate) fn hash(entry: &Entry) -> Vec<u8> {
    let fields = serde_json::json!([
        entry.person.as_str(),
        entry.seq,
        entry.id.as_str(),
        entry.study_year,
        entry.category.as_str(),
        entry.hours.get(),
        entry.source,
        entry.reverses.as_ref().map(kernel::Id::as_str),
        entry.clause,
        entry.title,
        entry.recorded_by.as_ref().map(kernel::Id::as_str),
        entry.at.micros(),
    ]);
    let mut hasher = Sha256::new();
    hasher.update(&entry.previous_hash);
    hasher.update(fields.to_string().as_bytes());
    hasher.finalize().to_vec()
}
