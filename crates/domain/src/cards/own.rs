//! What stands here about one person, for her export and her erasure. Nobody is asked for
//! permission: the context `privacy` does, on her.

use kernel::{Outcome, PersonId};

use super::store;
use crate::Op;

/// Erases her name and number from what stands on a person's cards; the keys under which the
/// printed ones are kept, for whoever forgets those after the commit. Number, hours and day stay:
/// whoever holds one is told that it was erased.
pub async fn erase_of(op: &mut Op, person: &PersonId) -> Outcome<Vec<String>> {
    let mut keys = Vec::new();
    for mut stored in store::list(op, person).await? {
        stored.facts.name.clear();
        stored.facts.id_masked.clear();
        store::save_facts(op, &stored).await?;
        keys.push(stored.file_key);
    }
    Ok(keys)
}
