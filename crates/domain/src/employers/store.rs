//! SQL of `employers_` tables.

use db::Row;
use kernel::{EmployerId, EmploymentId, Outcome, PersonId};

use super::model::{Employer, Employment, NewEmployer, NewEmployment, PostFacts};
use crate::Op;

pub(super) async fn insert_employer(
    op: &mut Op,
    id: &EmployerId,
    new: &NewEmployer,
) -> Outcome<()> {
    op.tx
        .query(
            "INSERT INTO employers_employers (id, name, credit_code, sector, grassroots, \
             territory_id, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(id)
        .bind(&new.name)
        .bind(new.credit_code.as_str())
        .bind(new.sector.as_str())
        .bind(new.grassroots)
        .bind(&new.territory_id)
        .bind(op.now)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn find_employer(op: &mut Op, id: &EmployerId) -> Outcome<Option<Employer>> {
    op.tx
        .query("SELECT * FROM employers_employers WHERE id = $1")
        .bind(id)
        .optional(employer)
        .await
}

pub(super) async fn list_employers(op: &mut Op) -> Outcome<Vec<Employer>> {
    op.tx
        .query("SELECT * FROM employers_employers ORDER BY name, id")
        .all(employer)
        .await
}

pub(super) async fn insert_employment(
    op: &mut Op,
    id: &EmploymentId,
    new: &NewEmployment,
) -> Outcome<()> {
    op.tx
        .query(
            "INSERT INTO employers_employments (id, person_id, employer_id, post_title, \
             speciality, from_day, from_government_on) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(id)
        .bind(&new.person_id)
        .bind(&new.employer_id)
        .bind(&new.post_title)
        .bind(&new.speciality)
        .bind(new.from_day)
        .bind(new.from_government_on)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn find_current(op: &mut Op, person: &PersonId) -> Outcome<Option<Employment>> {
    op.tx
        .query("SELECT * FROM employers_employments WHERE person_id = $1 AND to_day IS NULL")
        .bind(person)
        .optional(employment)
        .await
}

/// Her present post with its employer.
pub(super) async fn find_post(
    op: &mut Op,
    person: &PersonId,
) -> Outcome<Option<(Employment, Employer)>> {
    op.tx
        .query(
            "SELECT m.id, m.person_id, m.employer_id, m.post_title, m.speciality, m.from_day, \
             m.to_day, m.from_government_on, e.id AS of_id, e.name, e.credit_code, e.sector, \
             e.grassroots, e.territory_id FROM employers_employments m \
             JOIN employers_employers e ON e.id = m.employer_id \
             WHERE m.person_id = $1 AND m.to_day IS NULL",
        )
        .bind(person)
        .optional(|row| Ok((employment(row)?, employer_named(row, "of_id")?)))
        .await
}

pub(super) async fn list_all_current(
    op: &mut Op,
    employer: &EmployerId,
) -> Outcome<Vec<Employment>> {
    op.tx
        .query(
            "SELECT * FROM employers_employments WHERE employer_id = $1 AND to_day IS NULL \
             ORDER BY person_id",
        )
        .bind(employer)
        .all(employment)
        .await
}

/// The present posts of people from one id to another, by person.
pub(super) async fn list_posts_between(
    op: &mut Op,
    first: &PersonId,
    last: &PersonId,
) -> Outcome<Vec<PostFacts>> {
    op.tx
        .query(
            "SELECT m.person_id, m.from_government_on, e.sector, e.grassroots \
             FROM employers_employments m JOIN employers_employers e ON e.id = m.employer_id \
             WHERE m.person_id >= $1 AND m.person_id <= $2 AND m.to_day IS NULL \
             ORDER BY m.person_id",
        )
        .bind(first)
        .bind(last)
        .all(|row| {
            Ok(PostFacts {
                person_id: row.get("person_id")?,
                sector: row.parse("sector")?,
                grassroots: row.get("grassroots")?,
                from_government_on: row.get("from_government_on")?,
            })
        })
        .await
}

fn employer(row: Row<'_>) -> Outcome<Employer> {
    employer_named(row, "id")
}

/// An employer whose id stands in that column.
fn employer_named(row: Row<'_>, id: &str) -> Outcome<Employer> {
    Ok(Employer {
        id: row.get(id)?,
        name: row.get("name")?,
        credit_code: row.get("credit_code")?,
        sector: row.parse("sector")?,
        grassroots: row.get("grassroots")?,
        territory_id: row.get("territory_id")?,
        territory_path: String::new(),
    })
}

pub(super) fn employment(row: Row<'_>) -> Outcome<Employment> {
    Ok(Employment {
        id: row.get("id")?,
        person_id: row.get("person_id")?,
        employer_id: row.get("employer_id")?,
        post_title: row.get("post_title")?,
        speciality: row.get("speciality")?,
        from_day: row.get("from_day")?,
        to_day: row.get("to_day")?,
        from_government_on: row.get("from_government_on")?,
    })
}
