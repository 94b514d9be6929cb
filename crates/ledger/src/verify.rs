//! Recomputing the whole ledger: nobody can quietly change an entry.

use db::Tx;
use kernel::{Outcome, PersonId};

use crate::chain::hash;
use crate::store::entry;
use crate::{Entry, Head};

/// Entries read at a time.
const BATCH: i64 = 1000;

/// What the check saw.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    /// People with at least one entry.
    pub people: u64,
    /// Entries.
    pub entries: u64,
    /// Places where the chain does not hold.
    pub breaks: Vec<Break>,
}

/// A place where the chain does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Break {
    /// Whose chain.
    pub person: PersonId,
    /// The entry's place in it.
    pub seq: i64,
    /// What is wrong: `gap`, `link`, `hash`, or `cited` for a head that was cited and is gone.
    pub what: &'static str,
}

/// Recomputes every entry of everyone, in constant memory.
pub async fn verify(tx: &mut Tx) -> Outcome<Verified> {
    let mut seen = Verified::default();
    let mut person: Option<PersonId> = None;
    let mut head = Head::empty();
    loop {
        let after = person
            .as_ref()
            .map_or(String::new(), |person| person.as_str().to_owned());
        let batch = batch(tx, &after, head.seq).await?;
        let last = batch.len() < usize::try_from(BATCH).unwrap_or(usize::MAX);
        for entry in batch {
            if person.as_ref() != Some(&entry.person) {
                person = Some(entry.person.clone());
                head = Head::empty();
                seen.people += 1;
            }
            seen.entries += 1;
            if let Some(what) = fault_of(&head, &entry) {
                seen.breaks.push(Break {
                    person: entry.person.clone(),
                    seq: entry.seq,
                    what,
                });
            }
            head = Head {
                seq: entry.seq,
                hash: entry.hash,
            };
        }
        if last {
            return Ok(seen);
        }
    }
}

/// Heads that were cited elsewhere (by decisions and reports) and no longer stand in the ledger:
/// a chain that was cut at its end holds in itself, so only who cited it can tell.
pub async fn verify_cited(tx: &mut Tx, cited: &[(PersonId, String)]) -> Outcome<Vec<Break>> {
    let mut breaks = Vec::new();
    for (person, cite) in cited {
        let (seq, hash) = cite.split_once(':').unwrap_or(("0", ""));
        let seq = seq.parse::<i64>().unwrap_or(-1);
        // Zero: nothing stood there yet when it was cited.
        if seq == 0 {
            continue;
        }
        let found: Option<Vec<u8>> = tx
            .query("SELECT hash FROM ledger_entries WHERE person_id = $1 AND seq = $2")
            .bind(person)
            .bind(seq)
            .optional(|row| row.get("hash"))
            .await?;
        if found.is_none_or(|found| hex::encode(found) != hash) {
            breaks.push(Break {
                person: person.clone(),
                seq,
                what: "cited",
            });
        }
    }
    Ok(breaks)
}

async fn batch(tx: &mut Tx, person: &str, seq: i64) -> Outcome<Vec<Entry>> {
    tx.query(
        "SELECT * FROM ledger_entries WHERE (person_id, seq) > ($1, $2) \
         ORDER BY person_id, seq LIMIT $3",
    )
    .bind(person)
    .bind(seq)
    .bind(BATCH)
    .all(entry)
    .await
}

fn fault_of(before: &Head, entry: &Entry) -> Option<&'static str> {
    if entry.seq != before.seq + 1 {
        Some("gap")
    } else if entry.previous_hash != before.hash {
        Some("link")
    } else if entry.hash != hash(entry) {
        Some("hash")
    } else {
        None
    }
}
