//! SQL of `employers_` tables.

use db::Row;
use kernel::{
    Day, DepartmentId, EmployerId, EmploymentId, Outcome, Page, PageSize, PersonId, limits,
};

use super::model::{Employer, Employment, EndedWhy, NewEmployer, NewEmployment, PostFacts};
use crate::Op;

pub(super) async fn insert_employer(
    op: &mut Op,
    id: &EmployerId,
    new: &NewEmployer,
    code_note: &str,
) -> Outcome<()> {
    op.tx
        .query(
            "INSERT INTO employers_employers (id, name, credit_code, sector, grassroots, \
             territory_id, created_at, code_note) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(id)
        .bind(&new.name)
        .bind(new.credit_code.as_str())
        .bind(new.sector.as_str())
        .bind(new.grassroots)
        .bind(&new.territory_id)
        .bind(op.now)
        .bind(code_note)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn find_by_code(op: &mut Op, code: &str) -> Outcome<Option<Employer>> {
    op.tx
        .query("SELECT * FROM employers_employers WHERE credit_code = $1")
        .bind(code)
        .optional(employer)
        .await
}

/// Employers of these territories by name: those whose name contains `search`, or whose code it is.
pub(super) async fn search_employers(
    op: &mut Op,
    territories: &[String],
    search: &str,
    after: Option<&str>,
    size: PageSize,
) -> Outcome<Page<Employer>> {
    // A bureau's territories are few; the list is given as one text with separators.
    let among = format!("|{}|", territories.join("|"));
    let (name, id) = after
        .and_then(|key| key.rsplit_once('|'))
        .unwrap_or_default();
    let rows = op
        .tx
        .query(
            "SELECT * FROM employers_employers WHERE $1 LIKE '%|' || territory_id || '|%' \
             AND (name LIKE '%' || $2 || '%' OR credit_code = $3) AND (name, id) > ($4, $5) \
             ORDER BY name, id LIMIT $6",
        )
        .bind(among)
        .bind(search)
        .bind(search.to_uppercase())
        .bind(name)
        .bind(id)
        .bind(size.rows())
        .all(employer)
        .await?;
    Ok(size.page(rows, |found| format!("{}|{}", found.name, found.id)))
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
        .query(
            "SELECT * FROM employers_employments WHERE person_id = $1 AND to_day IS NULL \
             AND (arrival_id IS NULL OR EXISTS (SELECT 1 FROM employers_arrivals a \
             WHERE a.id = arrival_id AND a.in_force_at IS NOT NULL))",
        )
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
             m.to_day, m.from_government_on, m.department_id, m.ended_why, e.id AS of_id, e.name, \
             e.credit_code, e.code_note, e.sector, e.grassroots, e.territory_id \
             FROM employers_employments m JOIN employers_employers e ON e.id = m.employer_id \
             WHERE m.person_id = $1 AND m.to_day IS NULL \
             AND (m.arrival_id IS NULL OR EXISTS (SELECT 1 FROM employers_arrivals a \
             WHERE a.id = m.arrival_id AND a.in_force_at IS NOT NULL))",
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
             AND (arrival_id IS NULL OR EXISTS (SELECT 1 FROM employers_arrivals a \
             WHERE a.id = arrival_id AND a.in_force_at IS NOT NULL)) \
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
             AND (m.arrival_id IS NULL OR EXISTS (SELECT 1 FROM employers_arrivals a \
             WHERE a.id = m.arrival_id AND a.in_force_at IS NOT NULL)) \
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

/// Where somebody worked on a day: of two posts the one that began later.
pub(super) async fn find_post_on(
    op: &mut Op,
    person: &PersonId,
    day: Day,
) -> Outcome<Option<Employment>> {
    op.tx
        .query(
            "SELECT * FROM employers_employments WHERE person_id = $1 AND from_day <= $2 \
             AND (to_day IS NULL OR to_day >= $2) \
             AND (arrival_id IS NULL OR EXISTS (SELECT 1 FROM employers_arrivals a \
             WHERE a.id = arrival_id AND a.in_force_at IS NOT NULL)) \
             ORDER BY from_day DESC, id DESC LIMIT 1",
        )
        .bind(person)
        .bind(day)
        .optional(employment)
        .await
}

pub(super) async fn find_employment(op: &mut Op, id: &EmploymentId) -> Outcome<Option<Employment>> {
    op.tx
        .query("SELECT * FROM employers_employments WHERE id = $1")
        .bind(id)
        .optional(employment)
        .await
}

/// Everywhere that somebody worked, the newest first.
pub(super) async fn list_of_person(op: &mut Op, person: &PersonId) -> Outcome<Vec<Employment>> {
    op.tx
        .query(
            "SELECT * FROM employers_employments WHERE person_id = $1 \
             AND (arrival_id IS NULL OR EXISTS (SELECT 1 FROM employers_arrivals a \
             WHERE a.id = arrival_id AND a.in_force_at IS NOT NULL)) \
             ORDER BY from_day DESC, id DESC LIMIT $2",
        )
        .bind(person)
        .bind(limits::PAGE_ITEMS_MAX)
        .all(employment)
        .await
}

/// The last day of all that ended; none when nothing did.
pub(super) async fn last_day(op: &mut Op, person: &PersonId) -> Outcome<Option<Day>> {
    op.tx
        .query("SELECT max(to_day) AS last FROM employers_employments WHERE person_id = $1")
        .bind(person)
        .one(|row| row.get("last"))
        .await
}

pub(super) async fn end_employment(
    op: &mut Op,
    id: &EmploymentId,
    last_day: Day,
    why: EndedWhy,
) -> Outcome<()> {
    op.tx
        .query("UPDATE employers_employments SET to_day = $2, ended_why = $3 WHERE id = $1")
        .bind(id)
        .bind(last_day)
        .bind(why.as_str())
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn save_post(
    op: &mut Op,
    id: &EmploymentId,
    title: &str,
    speciality: &str,
    department: Option<&DepartmentId>,
) -> Outcome<()> {
    op.tx
        .query(
            "UPDATE employers_employments SET post_title = $2, speciality = $3, \
             department_id = $4 WHERE id = $1",
        )
        .bind(id)
        .bind(title)
        .bind(speciality)
        .bind(department.cloned())
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn count_current(op: &mut Op, employer: &EmployerId) -> Outcome<i64> {
    op.tx
        .query(
            "SELECT count(*) AS n FROM employers_employments \
             WHERE employer_id = $1 AND to_day IS NULL \
             AND (arrival_id IS NULL OR EXISTS (SELECT 1 FROM employers_arrivals a \
             WHERE a.id = arrival_id AND a.in_force_at IS NOT NULL))",
        )
        .bind(employer)
        .one(|row| row.get("n"))
        .await
}

/// The next people who work at an employer now, by id.
pub(super) async fn list_people(
    op: &mut Op,
    employer: &EmployerId,
    after: &str,
    most: i64,
) -> Outcome<Vec<PersonId>> {
    op.tx
        .query(
            "SELECT person_id FROM employers_employments WHERE employer_id = $1 \
             AND person_id > $2 AND to_day IS NULL \
             AND (arrival_id IS NULL OR EXISTS (SELECT 1 FROM employers_arrivals a \
             WHERE a.id = arrival_id AND a.in_force_at IS NOT NULL)) \
             ORDER BY person_id LIMIT $3",
        )
        .bind(employer)
        .bind(after)
        .bind(most)
        .all(|row| row.get("person_id"))
        .await
}

/// Times at an employer that ended, the last to leave first.
pub(super) async fn list_former(
    op: &mut Op,
    employer: &EmployerId,
    after: Option<&str>,
    size: PageSize,
) -> Outcome<Page<Employment>> {
    let (day, id) = after
        .and_then(|key| key.split_once('|'))
        .unwrap_or(("9999-12-31", "~"));
    let rows = op
        .tx
        .query(
            "SELECT * FROM employers_employments WHERE employer_id = $1 \
             AND to_day IS NOT NULL AND (to_day, id) < ($2, $3) \
             ORDER BY to_day DESC, id DESC LIMIT $4",
        )
        .bind(employer)
        .bind(day)
        .bind(id)
        .bind(size.rows())
        .all(|row| Ok((employment(row)?, row.get::<String>("to_day")?)))
        .await?;
    let page = size.page(rows, |(time, last)| format!("{last}|{}", time.id));
    Ok(Page {
        items: page.items.into_iter().map(|(time, _)| time).collect(),
        next: page.next,
    })
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
        code_note: row.get("code_note")?,
        sector: row.parse("sector")?,
        grassroots: row.get("grassroots")?,
        territory_id: row.get("territory_id")?,
        territory_path: String::new(),
    })
}

pub(super) fn employment(row: Row<'_>) -> Outcome<Employment> {
    let ended_why = row.get::<Option<String>>("ended_why")?;
    Ok(Employment {
        id: row.get("id")?,
        person_id: row.get("person_id")?,
        employer_id: row.get("employer_id")?,
        post_title: row.get("post_title")?,
        speciality: row.get("speciality")?,
        from_day: row.get("from_day")?,
        to_day: row.get("to_day")?,
        from_government_on: row.get("from_government_on")?,
        department_id: row.get("department_id")?,
        ended_why: ended_why.as_deref().map(str::parse).transpose()?,
    })
}
