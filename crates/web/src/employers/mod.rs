//! The employer: its registration, and its console with how the staff stands this year, reports to
//! confirm, people and their posts, orders for many, admins, departments and the territory.

pub mod home;
pub mod orders;
pub mod person;
pub mod posts;
pub mod register;
pub mod report;
pub mod settings;
pub(crate) mod words;
pub mod yearly;

use domain::permission::Error;
use domain::{Op, Role};
use kernel::{EmployerId, Outcome};

/// The employer for which who looks is the administrator.
pub(crate) fn own_employer(op: &Op) -> Outcome<EmployerId> {
    op.actor
        .scope_of(Role::EmployerAdmin)
        .ok_or(Error::Denied)?
        .parse()
}
