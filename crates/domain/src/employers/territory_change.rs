//! Change of the superior territory (属地变更): an admin asks, the bureau of the new territory accepts.
//! From then on the employer lies there, and whoever works there belongs there; what was decided
//! before stays with the old bureau.

use db::Row;
use kernel::{Change, EmployerId, Instant, Outcome, PersonId, RegistrationId, TerritoryId, limits};

use super::jobs::TerritoryStep;
use super::model::Employer;
use super::registering::Verdict;
use super::{Error, rules, service, staff, standings};
use crate::permission::Action;
use crate::queues::{self, Desk, Matter, NewItem};
use crate::{Event, Op, Resource, territory};

/// Working days in which the new bureau promises to answer.
const WORKING_DAYS: u16 = 10;

/// An employer that asks to lie elsewhere.
#[derive(Clone, Debug)]
pub struct TerritoryChange {
    /// Its id.
    pub id: RegistrationId,
    /// Which employer.
    pub employer_id: EmployerId,
    /// Where it lay when it asked.
    pub from_territory_id: TerritoryId,
    /// Where it asks to lie.
    pub to_territory_id: TerritoryId,
    /// Path of that.
    pub to_path: String,
    /// Why.
    pub why: String,
    /// Who asked.
    pub asked_by: PersonId,
    /// When.
    pub asked_at: Instant,
    /// Where it stands.
    pub state: Verdict,
    /// When it was decided.
    pub decided_at: Option<Instant>,
    /// What the new bureau said.
    pub note: String,
}

/// The bureau of the new territory decides.
impl Resource for TerritoryChange {
    fn kind(&self) -> &'static str {
        "territory_change"
    }
    fn employer(&self) -> Option<&EmployerId> {
        Some(&self.employer_id)
    }
    fn territory(&self) -> Option<&str> {
        Some(&self.to_path)
    }
}

/// An admin asks that the employer lie in another territory.
pub async fn ask_change(
    op: &mut Op,
    id: &EmployerId,
    to: &TerritoryId,
    why: &str,
) -> Outcome<TerritoryChange> {
    op.tx.lock(&format!("employers:territory:{id}")).await?;
    let employer = service::get(op, id).await?;
    op.allow(Action::ManageEmployer, &employer)?;
    let asked_by = op.actor.signed_in()?.clone();
    let why = rules::reason(why, "why")?;
    let territory = territory::get(op, to).await?;
    if employer.territory_id == *to {
        return Err(Error::SameTerritory.fault().at("territory"));
    }
    if list(op, id)
        .await?
        .iter()
        .any(|change| change.state == Verdict::Waiting)
    {
        return Err(Error::ChangeWaiting.into());
    }
    let change = TerritoryChange {
        id: op.new_id(),
        employer_id: id.clone(),
        from_territory_id: employer.territory_id.clone(),
        to_territory_id: to.clone(),
        to_path: territory.path,
        why,
        asked_by,
        asked_at: op.now,
        state: Verdict::Waiting,
        decided_at: None,
        note: String::new(),
    };
    insert(op, &change).await?;
    let item = NewItem {
        desk: Desk::Bureau(to.clone()),
        kind: Matter::TerritoryChange,
        subject: change.id.as_str(),
        person: Some(&change.asked_by),
        title: &employer.name,
        working_days: WORKING_DAYS,
        needed_by: None,
        escalates_to: None,
    };
    queues::put(op, item).await?;
    record(op, "employers.change_asked", &change).await?;
    Ok(change)
}

/// A change, for the employer and for the new bureau.
pub async fn get_change(op: &mut Op, id: &RegistrationId) -> Outcome<TerritoryChange> {
    let change = load(op, id).await?;
    op.allow(Action::SeeTerritoryChange, &change)?;
    Ok(change)
}

/// The changes that an employer asked for, the newest first.
pub async fn changes(op: &mut Op, employer: &Employer) -> Outcome<Vec<TerritoryChange>> {
    op.allow(Action::SeeEmployer, employer)?;
    list(op, &employer.id).await
}

/// The new bureau accepts: the employer lies there from today, and its people follow.
pub async fn accept_change(op: &mut Op, id: &RegistrationId, note: &str) -> Outcome<Change<()>> {
    let mut change = locked(op, id).await?;
    op.allow(Action::DecideTerritoryChange, &change)?;
    if change.state == Verdict::Accepted {
        return Ok(Change::Already(()));
    }
    must_wait(&change)?;
    let note = rules::note(note, "note")?;
    let today = op.now.day();
    let before = standings::standing_on(op, &change.employer_id, today).await?;
    let new = standings::Standing {
        from_day: today,
        territory_id: change.to_territory_id.clone(),
        decided_by: op.actor.person().cloned(),
        decided_at: op.now,
        note: note.clone(),
        ..before
    };
    standings::insert(op, &change.employer_id, &new).await?;
    standings::bring_up_to_date(op, &change.employer_id).await?;
    op.enqueue(&TerritoryStep {
        employer_id: change.employer_id.clone(),
        territory_id: change.to_territory_id.clone(),
        after: String::new(),
        change_id: change.id.clone(),
    })
    .await?;
    settle(op, &mut change, Verdict::Accepted, note).await?;
    Ok(Change::New(()))
}

/// The new bureau returns it with words.
pub async fn return_change(op: &mut Op, id: &RegistrationId, why: &str) -> Outcome<()> {
    let mut change = locked(op, id).await?;
    op.allow(Action::DecideTerritoryChange, &change)?;
    must_wait(&change)?;
    let why = rules::reason(why, "note")?;
    settle(op, &mut change, Verdict::Returned, why).await
}

/// The employer takes it back.
pub async fn withdraw_change(op: &mut Op, id: &RegistrationId) -> Outcome<()> {
    let mut change = locked(op, id).await?;
    let employer = service::get(op, &change.employer_id).await?;
    op.allow(Action::ManageEmployer, &employer)?;
    must_wait(&change)?;
    settle(op, &mut change, Verdict::Withdrawn, String::new()).await
}

fn must_wait(change: &TerritoryChange) -> Outcome<()> {
    if change.state == Verdict::Waiting {
        Ok(())
    } else {
        Err(Error::DecidedAlready.into())
    }
}

async fn settle(
    op: &mut Op,
    change: &mut TerritoryChange,
    state: Verdict,
    note: String,
) -> Outcome<()> {
    change.state = state;
    change.decided_at = Some(op.now);
    change.note = note;
    let by = op.actor.person().cloned();
    op.tx
        .query(
            "UPDATE employers_territory_changes SET state = $2, decided_by = $3, \
             decided_at = $4, note = $5 WHERE id = $1",
        )
        .bind(&change.id)
        .bind(state.as_str())
        .bind(by)
        .bind(change.decided_at)
        .bind(&change.note)
        .execute()
        .await?;
    queues::settle(op, Matter::TerritoryChange, change.id.as_str()).await?;
    let (action, kind) = match state {
        Verdict::Accepted => ("employers.change_accepted", "employers-change-accepted"),
        Verdict::Returned => ("employers.change_returned", "employers-change-returned"),
        Verdict::Waiting | Verdict::Withdrawn => {
            return record(op, "employers.change_withdrawn", change).await;
        }
    };
    record(op, action, change).await?;
    let employer = service::get(op, &change.employer_id).await?;
    let to = territory::get(op, &change.to_territory_id).await?;
    let values = [("territory", to.name_zh), ("why", change.note.clone())];
    staff::tell_admins(op, &employer, kind, &values, "/employer/settings").await
}

async fn locked(op: &mut Op, id: &RegistrationId) -> Outcome<TerritoryChange> {
    op.tx.lock(&format!("employers:change:{id}")).await?;
    load(op, id).await
}

async fn load(op: &mut Op, id: &RegistrationId) -> Outcome<TerritoryChange> {
    let found = op
        .tx
        .query("SELECT * FROM employers_territory_changes WHERE id = $1")
        .bind(id)
        .optional(row)
        .await?;
    let mut change = found.ok_or(Error::UnknownChange)?;
    change.to_path = territory::get(op, &change.to_territory_id).await?.path;
    Ok(change)
}

async fn list(op: &mut Op, id: &EmployerId) -> Outcome<Vec<TerritoryChange>> {
    op.tx
        .query(
            "SELECT * FROM employers_territory_changes WHERE employer_id = $1 \
             ORDER BY id DESC LIMIT $2",
        )
        .bind(id)
        .bind(limits::PAGE_ITEMS_MAX)
        .all(row)
        .await
}

async fn insert(op: &mut Op, new: &TerritoryChange) -> Outcome<()> {
    op.tx
        .query(
            "INSERT INTO employers_territory_changes (id, employer_id, from_territory_id, \
             to_territory_id, why, asked_by, asked_at, state, note) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '')",
        )
        .bind(&new.id)
        .bind(&new.employer_id)
        .bind(&new.from_territory_id)
        .bind(&new.to_territory_id)
        .bind(&new.why)
        .bind(&new.asked_by)
        .bind(new.asked_at)
        .bind(new.state.as_str())
        .execute()
        .await?;
    Ok(())
}

fn row(row: Row<'_>) -> Outcome<TerritoryChange> {
    Ok(TerritoryChange {
        id: row.get("id")?,
        employer_id: row.get("employer_id")?,
        from_territory_id: row.get("from_territory_id")?,
        to_territory_id: row.get("to_territory_id")?,
        to_path: String::new(),
        why: row.get("why")?,
        asked_by: row.get("asked_by")?,
        asked_at: row.get("asked_at")?,
        state: row.parse("state")?,
        decided_at: row.get("decided_at")?,
        note: row.get("note")?,
    })
}

async fn record(op: &mut Op, action: &'static str, change: &TerritoryChange) -> Outcome<()> {
    let details = format!(
        "{} → {} {}",
        change.from_territory_id, change.to_territory_id, change.note
    );
    op.audit(Event {
        action,
        about: None,
        subject: change.id.as_str(),
        details: &details,
    })
    .await
}
