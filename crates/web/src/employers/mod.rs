//! The employer's console: how the staff stands this year, and reports to confirm.

pub mod home;
pub mod person;
pub mod report;

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
