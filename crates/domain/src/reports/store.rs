//! SQL on `reports_reports` and `reports_steps`.

use db::{Row, Tx};
use kernel::{
    Category, EmployerId, Hours, Instant, Outcome, PersonId, ReportId, TerritoryId, Year,
};

use super::Status;
use crate::Op;

/// A report as it is stored: all but names and path.
pub(super) struct Stored {
    pub id: ReportId,
    pub person_id: PersonId,
    pub study_year: Year,
    pub employer_id: EmployerId,
    pub territory_id: TerritoryId,
    pub status: Status,
    pub public_hours: Hours,
    pub professional_hours: Hours,
    pub deemed: Option<Category>,
    pub ledger_head: String,
    pub since: Instant,
}

/// A step as it is stored: all but the name.
pub(super) struct StoredStep {
    pub seq: i64,
    pub status: Status,
    pub actor_id: PersonId,
    pub note: String,
    pub at: Instant,
}

/// Most reports in one list.
const LIST_MAX: i64 = 200;

/// Writes a report that is new or drawn up again.
pub(super) async fn save(op: &mut Op, report: &Stored) -> Outcome<()> {
    op.tx
        .query(
            "INSERT INTO reports_reports (id, person_id, study_year, employer_id, territory_id, \
             status, public_hours, professional_hours, ledger_head, since, deemed) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) \
             ON CONFLICT (id) DO UPDATE SET employer_id = excluded.employer_id, \
             territory_id = excluded.territory_id, status = excluded.status, \
             public_hours = excluded.public_hours, \
             professional_hours = excluded.professional_hours, \
             ledger_head = excluded.ledger_head, since = excluded.since, \
             deemed = excluded.deemed",
        )
        .bind(&report.id)
        .bind(&report.person_id)
        .bind(report.study_year)
        .bind(&report.employer_id)
        .bind(&report.territory_id)
        .bind(report.status.as_str())
        .bind(report.public_hours)
        .bind(report.professional_hours)
        .bind(&report.ledger_head)
        .bind(report.since)
        .bind(report.deemed.map(Category::as_str))
        .execute()
        .await?;
    Ok(())
}

/// Adds a step after the ones before it.
pub(super) async fn insert_step(
    op: &mut Op,
    report: &ReportId,
    status: Status,
    actor: &PersonId,
    note: &str,
) -> Outcome<()> {
    let now = op.now;
    op.tx
        .query(
            "INSERT INTO reports_steps (report_id, seq, status, actor_id, note, at) \
             SELECT $1, coalesce(max(seq), 0) + 1, $2, $3, $4, $5 FROM reports_steps \
             WHERE report_id = $1",
        )
        .bind(report)
        .bind(status.as_str())
        .bind(actor)
        .bind(note)
        .bind(now)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn find_by_id(op: &mut Op, id: &ReportId) -> Outcome<Option<Stored>> {
    op.tx
        .query("SELECT * FROM reports_reports WHERE id = $1")
        .bind(id)
        .optional(stored)
        .await
}

pub(super) async fn find(op: &mut Op, person: &PersonId, year: Year) -> Outcome<Option<Stored>> {
    op.tx
        .query("SELECT * FROM reports_reports WHERE person_id = $1 AND study_year = $2")
        .bind(person)
        .bind(year)
        .optional(stored)
        .await
}

/// An employer's reports of one status, the longest waiting first.
pub(super) async fn list_for_employer(
    op: &mut Op,
    employer: &EmployerId,
    status: Status,
) -> Outcome<Vec<Stored>> {
    op.tx
        .query(
            "SELECT * FROM reports_reports WHERE employer_id = $1 AND status = $2 \
             ORDER BY since, id LIMIT $3",
        )
        .bind(employer)
        .bind(status.as_str())
        .bind(LIST_MAX)
        .all(stored)
        .await
}

/// A territory's reports of one status, the longest waiting first.
pub(super) async fn list_for_territory(
    op: &mut Op,
    territory: &TerritoryId,
    status: Status,
) -> Outcome<Vec<Stored>> {
    op.tx
        .query(
            "SELECT * FROM reports_reports WHERE territory_id = $1 AND status = $2 \
             ORDER BY since, id LIMIT $3",
        )
        .bind(territory)
        .bind(status.as_str())
        .bind(LIST_MAX)
        .all(stored)
        .await
}

pub(super) async fn list_steps(op: &mut Op, report: &ReportId) -> Outcome<Vec<StoredStep>> {
    op.tx
        .query("SELECT * FROM reports_steps WHERE report_id = $1 ORDER BY seq")
        .bind(report)
        .all(|row| {
            Ok(StoredStep {
                seq: row.get("seq")?,
                status: row.parse("status")?,
                actor_id: row.get("actor_id")?,
                note: row.get("note")?,
                at: row.get("at")?,
            })
        })
        .await
}

fn stored(row: Row<'_>) -> Outcome<Stored> {
    Ok(Stored {
        id: row.get("id")?,
        person_id: row.get("person_id")?,
        study_year: row.get("study_year")?,
        employer_id: row.get("employer_id")?,
        territory_id: row.get("territory_id")?,
        status: row.parse("status")?,
        public_hours: row.get("public_hours")?,
        professional_hours: row.get("professional_hours")?,
        deemed: row
            .get::<Option<String>>("deemed")?
            .map(|category| category.parse())
            .transpose()?,
        ledger_head: row.get("ledger_head")?,
        since: row.get("since")?,
    })
}

/// Heads of the ledger that were cited, each with its person, without repetition.
pub async fn cited_heads(tx: &mut Tx) -> Outcome<Vec<(PersonId, String)>> {
    tx.query("SELECT DISTINCT person_id, ledger_head FROM reports_reports ORDER BY person_id")
        .all(|row| Ok((row.get("person_id")?, row.get("ledger_head")?)))
        .await
}
