//! Who read a person's whole identity number, or searched for it.

use kernel::{Outcome, PersonId};

use crate::audit::{self, AuditLine};
use crate::permission::Action;
use crate::{Op, identity};

/// Actions that put a whole identity number before somebody's eyes, or used one to find her.
const READINGS: [&str; 2] = ["identity.citizen_id_read", "identity.searched_by_number"];

/// Every reading of a person's identity number, the newest first: who, when, and why. A page of
/// them behind the line of that id.
pub async fn readings(
    op: &mut Op,
    person: &PersonId,
    after: Option<&str>,
    size: kernel::PageSize,
) -> Outcome<kernel::Page<AuditLine>> {
    let who = identity::get_person(op, person).await?;
    op.allow(Action::SeePerson, &who)?;
    let mut lines = Vec::new();
    for account in identity::selves(op, person).await? {
        lines.extend(audit::list_about_of(op, &account, READINGS, after, size).await?);
    }
    lines.sort_by(|a, b| b.id.cmp(&a.id));
    Ok(size.page(lines, |line| line.id.clone()))
}
