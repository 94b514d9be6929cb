//! What a count leaves to be done.

use ::jobs::Job;
use kernel::{EffectId, PersonId};
use serde::{Deserialize, Serialize};

/// The next people of a count are due. Handled by `effects::advance`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct EffectDue {
    /// The effect that is counted.
    pub effect_id: EffectId,
    /// The last person who was counted; none before the first.
    pub after: Option<PersonId>,
}

impl Job for EffectDue {
    const KIND: &'static str = "effects.advance";

    fn dedup(&self) -> Option<String> {
        let after = self.after.as_ref().map_or("", PersonId::as_str);
        Some(format!("effect:{}:{after}", self.effect_id))
    }
}
