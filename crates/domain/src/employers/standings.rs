//! What an employer is, by day: sector, grassroots and territory, each with who decided it. A
//! decision asks as of the day of the application.

use db::Row;
use kernel::{Day, EmployerId, Instant, Outcome, PersonId, TerritoryId};

use super::model::{Employer, Employment, Sector};
use super::{Error, rules, service, staff, store};
use crate::permission::Action;
use crate::{Event, Op, identity};

/// The day of standings whose beginning nobody knows.
pub(super) const SINCE_EVER: &str = "1900-01-01";

/// What an employer is from a day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// From which day.
    pub from_day: Day,
    /// The sector.
    pub sector: Sector,
    /// Whether it is at the grassroots front line.
    pub grassroots: bool,
    /// Where it lies.
    pub territory_id: TerritoryId,
    /// Who decided it; none for what was there before standings were dated.
    pub decided_by: Option<PersonId>,
    /// When.
    pub decided_at: Instant,
    /// The words of who decided it.
    pub note: String,
}

/// Where somebody worked on a day, and what her employer was then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostOn {
    /// Her employment.
    pub employment: Employment,
    /// What the employer was on that day.
    pub standing: Standing,
}

/// What an employer was on a day. For days before the first one that is known, the first counts.
pub async fn standing_on(op: &mut Op, employer: &EmployerId, day: Day) -> Outcome<Standing> {
    let found = op
        .tx
        .query(
            "SELECT * FROM employers_standings WHERE employer_id = $1 AND from_day <= $2 \
             ORDER BY from_day DESC, decided_at DESC LIMIT 1",
        )
        .bind(employer)
        .bind(day)
        .optional(standing)
        .await?;
    if let Some(found) = found {
        return Ok(found);
    }
    op.tx
        .query(
            "SELECT * FROM employers_standings WHERE employer_id = $1 \
             ORDER BY from_day, decided_at DESC LIMIT 1",
        )
        .bind(employer)
        .optional(standing)
        .await?
        .ok_or_else(|| Error::UnknownEmployer.into())
}

/// Where somebody worked on a day, with what her employer was then; none when she had no post.
pub async fn post_on(op: &mut Op, person: &PersonId, day: Day) -> Outcome<Option<PostOn>> {
    let mut found = None;
    for account in identity::selves(op, person).await? {
        if found.is_none() {
            found = store::find_post_on(op, &account, day).await?;
        }
    }
    let Some(employment) = found else {
        return Ok(None);
    };
    let standing = standing_on(op, &employment.employer_id, day).await?;
    Ok(Some(PostOn {
        employment,
        standing,
    }))
}

/// Everything that an employer was, the newest first; at most 200.
pub async fn standings(op: &mut Op, employer: &Employer) -> Outcome<Vec<Standing>> {
    op.allow(Action::SeeEmployer, employer)?;
    op.tx
        .query(
            "SELECT * FROM employers_standings WHERE employer_id = $1 \
             ORDER BY from_day DESC, decided_at DESC LIMIT $2",
        )
        .bind(&employer.id)
        .bind(kernel::limits::PAGE_ITEMS_MAX)
        .all(standing)
        .await
}

/// The bureau says what sector an employer has and whether it is at the grassroots, from a day on.
pub async fn set_standing(
    op: &mut Op,
    id: &EmployerId,
    from_day: Day,
    sector: Sector,
    grassroots: bool,
    note: &str,
) -> Outcome<Employer> {
    let employer = service::get(op, id).await?;
    op.allow(Action::ChangeStanding, &employer)?;
    let note = rules::reason(note, "note")?;
    let from_day = rules::past_day(from_day, op.now.day(), "from_day")?;
    let before = standing_on(op, id, from_day).await?;
    if (before.sector, before.grassroots) == (sector, grassroots) && before.from_day <= from_day {
        return Err(Error::SameStanding.fault().at("sector"));
    }
    let new = Standing {
        from_day,
        sector,
        grassroots,
        territory_id: before.territory_id,
        decided_by: op.actor.person().cloned(),
        decided_at: op.now,
        note: note.clone(),
    };
    insert(op, id, &new).await?;
    let details = format!("{from_day} {sector} {grassroots}: {note}");
    op.audit(Event {
        action: "employers.standing_set",
        about: None,
        subject: id.as_str(),
        details: &details,
    })
    .await?;
    staff::tell_admins(
        op,
        &employer,
        "employers-standing",
        &[],
        "/employer/settings",
    )
    .await?;
    bring_up_to_date(op, id).await?;
    service::get(op, id).await
}

/// Writes what an employer is from a day on, as it is decided now.
pub(super) async fn insert(op: &mut Op, employer: &EmployerId, new: &Standing) -> Outcome<()> {
    op.tx
        .query(
            "INSERT INTO employers_standings (employer_id, from_day, decided_at, sector, \
             grassroots, territory_id, decided_by, note) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) \
             ON CONFLICT (employer_id, from_day, decided_at) DO UPDATE SET \
             sector = excluded.sector, grassroots = excluded.grassroots, \
             territory_id = excluded.territory_id, decided_by = excluded.decided_by, \
             note = excluded.note",
        )
        .bind(employer)
        .bind(new.from_day)
        .bind(new.decided_at)
        .bind(new.sector.as_str())
        .bind(new.grassroots)
        .bind(&new.territory_id)
        .bind(new.decided_by.clone())
        .bind(&new.note)
        .execute()
        .await?;
    Ok(())
}

/// Lets the employer's own line say what it is today.
pub(super) async fn bring_up_to_date(op: &mut Op, id: &EmployerId) -> Outcome<()> {
    let today = standing_on(op, id, op.now.day()).await?;
    op.tx
        .query(
            "UPDATE employers_employers SET sector = $2, grassroots = $3, territory_id = $4 \
             WHERE id = $1",
        )
        .bind(id)
        .bind(today.sector.as_str())
        .bind(today.grassroots)
        .bind(&today.territory_id)
        .execute()
        .await?;
    Ok(())
}

fn standing(row: Row<'_>) -> Outcome<Standing> {
    Ok(Standing {
        from_day: row.get("from_day")?,
        sector: row.parse("sector")?,
        grassroots: row.get("grassroots")?,
        territory_id: row.get("territory_id")?,
        decided_by: row.get("decided_by")?,
        decided_at: row.get("decided_at")?,
        note: row.get("note")?,
    })
}
