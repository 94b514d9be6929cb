//! The bureau's desk: queues by age, people with their ledgers, and what officers do to hours.

pub mod desk;
pub mod disputes;
pub mod employer;
pub mod employers;
pub mod people;
pub mod person;
pub mod recognition;
pub mod registration;
pub mod report;
pub mod revocation;

use domain::permission::Action;
use domain::territory::Territory;
use domain::{Op, Role};
use kernel::Outcome;

use crate::staff::own_territory;

/// The territory whose bureau who looks works for.
pub(crate) async fn own_bureau(op: &mut Op) -> Outcome<Territory> {
    let territory = own_territory(op, &[Role::BureauOfficer, Role::Cashier]).await?;
    op.allow(Action::SeeBureau, &territory)?;
    Ok(territory)
}
