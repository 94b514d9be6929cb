//! Reminding those of the staff who will miss the year: in their box, at most once a week.

use std::collections::BTreeSet;
use std::time::Duration;

use kernel::{EmployerId, Instant, Outcome, PersonId, Year};

use super::Error;
use super::model::Reminded;
use crate::hours::{self, Gap, StaffRow, StaffState};
use crate::messages::{self, Tell};
use crate::permission::Action;
use crate::{Event, Op, employers};

/// Nobody is reminded of the same year again before so long.
const AGAIN_AFTER: Duration = Duration::from_hours(7 * 24);

/// Reminds everybody of the staff whose year stands so; `registers.nobody` when nobody does.
pub async fn remind(
    op: &mut Op,
    employer: &EmployerId,
    year: Year,
    state: StaffState,
) -> Outcome<Reminded> {
    let found = employers::get(op, employer).await?;
    op.allow(Action::RemindStaff, &found)?;
    let staff = hours::staff(op, employer, year).await?;
    let rows: Vec<&StaffRow> = staff
        .rows
        .iter()
        .filter(|row| row.forecast.state == state && state != StaffState::Done)
        .collect();
    if rows.is_empty() {
        return Err(Error::Nobody.into());
    }
    let lately = reminded_since(op, employer, year, op.now.minus(AGAIN_AFTER)).await?;
    let mut reminded = Reminded::default();
    for row in rows {
        if lately.contains(&row.person_id) {
            reminded.lately += 1;
            continue;
        }
        keep(op, employer, year, &row.person_id).await?;
        let details = [
            ("employer", found.name.clone()),
            ("year", year.to_string()),
            ("public", short(row, 0)),
            ("professional", short(row, 1)),
        ];
        let tell = Tell {
            to: &row.person_id,
            kind: "registers-reminder",
            details: &details,
            link: "/",
        };
        messages::tell(op, tell).await?;
        reminded.told += 1;
    }
    op.audit(Event {
        action: "registers.reminded",
        about: None,
        subject: employer.as_str(),
        details: &reminded.told.to_string(),
    })
    .await?;
    Ok(reminded)
}

/// What is missing of the category at a place; `0` when nothing is.
fn short(row: &StaffRow, at: usize) -> String {
    let category = row.year.rows.get(at).map(|row| row.category);
    let of = |gap: &&Gap| Some(gap.category) == category;
    let gap = row.forecast.gaps.iter().find(of);
    gap.map_or_else(|| "0".to_owned(), |gap| gap.short.to_string())
}

async fn reminded_since(
    op: &mut Op,
    employer: &EmployerId,
    year: Year,
    since: Instant,
) -> Outcome<BTreeSet<PersonId>> {
    let people: Vec<PersonId> = op
        .tx
        .query(
            "SELECT person_id FROM registers_reminders \
             WHERE employer_id = $1 AND study_year = $2 AND reminded_at > $3",
        )
        .bind(employer)
        .bind(year)
        .bind(since)
        .all(|row| row.get("person_id"))
        .await?;
    Ok(people.into_iter().collect())
}

async fn keep(op: &mut Op, employer: &EmployerId, year: Year, person: &PersonId) -> Outcome<()> {
    let (now, by) = (op.now, op.actor.signed_in()?.clone());
    op.tx
        .query(
            "INSERT INTO registers_reminders (employer_id, person_id, study_year, reminded_at, \
             reminded_by) VALUES ($1, $2, $3, $4, $5) \
             ON CONFLICT (employer_id, study_year, person_id) DO UPDATE SET \
             reminded_at = excluded.reminded_at, reminded_by = excluded.reminded_by",
        )
        .bind(employer)
        .bind(person)
        .bind(year)
        .bind(now)
        .bind(by)
        .execute()
        .await?;
    Ok(())
}
