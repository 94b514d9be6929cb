//! Joining an employer (入职): by an invitation that somebody accepts, or by her own word that the
//! employer confirms within a promised time, else the bureau. Nothing of hers waits for it: she
//! learns meanwhile.

mod answering;
mod asking;
mod model;
mod store;

pub use answering::{
    accept_invitation, confirm, decline_invitation, get_joining, list_of_employer, list_of_person,
    refuse, withdraw_joining,
};
pub use asking::{claim, invite};
pub use model::{JoinState, Joining, JoiningKind, NewClaim, NewInvitation};
pub(super) use store::{first_answered, prepare, put_in_force, unprepare, withdraw_of};
