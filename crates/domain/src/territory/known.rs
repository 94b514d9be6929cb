//! Territories that this process has read. They are added and never changed, so one that was read
//! stays true; every page asks for the same few.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use kernel::TerritoryId;

use super::Territory;

/// The territories known so far.
#[derive(Default)]
pub struct Known(RwLock<HashMap<TerritoryId, Territory>>);

impl Known {
    pub(super) fn find(&self, id: &TerritoryId) -> Option<Territory> {
        self.0
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(id)
            .cloned()
    }

    pub(super) fn keep(&self, territory: &Territory) {
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        known.insert(territory.id.clone(), territory.clone());
    }
}
