//! The people of an employer follow it to its new territory, some at a time.

use jobs::Job;
use kernel::{EmployerId, Outcome, PersonId, RegistrationId, TerritoryId};
use serde::{Deserialize, Serialize};

use super::{service, staff, store};
use crate::{Op, identity};

/// People of one job: a transaction of a fraction of a second.
const STEP_PEOPLE: i64 = 200;

/// The next people of an employer that lies elsewhere now.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TerritoryStep {
    /// Which employer.
    pub employer_id: EmployerId,
    /// Where it lies now.
    pub territory_id: TerritoryId,
    /// The person after whom this goes on; empty at the beginning.
    pub after: String,
    /// The change that asked for it.
    pub change_id: RegistrationId,
}

impl Job for TerritoryStep {
    const KIND: &'static str = "employers.follow";

    fn dedup(&self) -> Option<String> {
        let (change, after) = (&self.change_id, &self.after);
        Some(format!("employers.follow:{change}:{after}"))
    }
}

/// Moves the next people, and tells them. Whoever left meanwhile stays where she is, and nobody is
/// moved to where the employer does not lie any more.
pub async fn follow(op: &mut Op, step: &TerritoryStep) -> Outcome<()> {
    let employer = service::get(op, &step.employer_id).await?;
    if employer.territory_id != step.territory_id {
        return Ok(());
    }
    let people = store::list_people(op, &employer.id, &step.after, STEP_PEOPLE).await?;
    let Some(last) = people.last().cloned() else {
        return Ok(());
    };
    identity::move_to_territory(op, &people, &step.territory_id).await?;
    let (subject, details) = (step.change_id.as_str(), employer.name.as_str());
    crate::audit::record_many(op, "employers.followed", &people, subject, details).await?;
    for person in &people {
        tell(op, person, &employer).await?;
    }
    op.enqueue(&TerritoryStep {
        after: last.to_string(),
        ..step.clone()
    })
    .await
}

async fn tell(op: &mut Op, person: &PersonId, employer: &super::Employer) -> Outcome<()> {
    staff::tell_person(op, person, "employers-followed", employer, "/account").await
}
