//! Disputes about what was credited: a learner says that a stretch should count, an officer of her
//! territory looks at the beats and credits it, whole or in part, or refuses. Crediting is a new
//! entry with a reason; nothing that was kept is edited.

mod deciding;
mod model;
mod opening;
mod own;
mod rules;
mod store;

pub use deciding::{decide_dispute, dispute_case, list_disputes_open};
pub use model::{Decided, Dispute, DisputeCase, Grant, NewDispute, Ruling, Settlement};
pub use opening::{disputes_of_lesson, open_dispute, withdraw_dispute};
pub(super) use own::is_disputed;
pub use own::{erase_words_of, has_dispute};
pub(super) use store::grants_of;
