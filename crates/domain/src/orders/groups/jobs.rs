//! What placing an employer's order leaves to be done.

use jobs::Job;
use kernel::GroupOrderId;
use serde::{Deserialize, Serialize};

/// An employer's order that nobody has paid is given up. Handled by [`super::lapse_group`].
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct GroupLapse {
    /// The order.
    pub group_id: GroupOrderId,
}

impl Job for GroupLapse {
    const KIND: &'static str = "orders.group_lapse";

    fn dedup(&self) -> Option<String> {
        Some(format!("group:{}", self.group_id))
    }
}
