//! Posts and departments that come many at once, with a list: there for nobody until the list is in
//! force, which is one row. See `identity::arrivals` for the people.

use std::collections::BTreeMap;

use kernel::{
    Day, DepartmentId, EmployerId, EmploymentId, Fault, Outcome, PersonId, RosterId, limits,
};
use serde::{Deserialize, Serialize};

use super::{Error, rules};
use crate::Op;

/// A post that comes with a list.
#[derive(Clone, Debug)]
pub struct ArrivingPost {
    /// The id that it will have.
    pub id: EmploymentId,
    /// Whose it is.
    pub person_id: PersonId,
    /// The post.
    pub post_title: String,
    /// The speciality.
    pub speciality: String,
    /// The department.
    pub department_id: Option<DepartmentId>,
    /// The first day.
    pub from_day: Day,
}

/// What somebody's present post is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostNow {
    /// Its id.
    pub id: EmploymentId,
    /// Where.
    pub employer_id: EmployerId,
    /// The post.
    pub post_title: String,
    /// The speciality.
    pub speciality: String,
    /// The department.
    pub department_id: Option<DepartmentId>,
    /// The name of the department.
    pub department: Option<String>,
    /// The first day.
    pub from_day: Day,
    /// Whether a list brings it that is not in force.
    pub is_hidden: bool,
}

/// The present posts of these people, and the last day of what ended, by person.
pub async fn current_posts(
    op: &mut Op,
    people: &[PersonId],
) -> Outcome<(BTreeMap<PersonId, PostNow>, BTreeMap<PersonId, Day>)> {
    let ids = json(&people)?;
    let posts: Vec<(PersonId, PostNow)> = op
        .tx
        .query_per_engine(
            "SELECT m.person_id, m.id, m.employer_id, m.post_title, m.speciality, \
             m.department_id, d.name AS department, m.from_day, m.arrival_id IS NOT NULL \
             AND a.in_force_at IS NULL AS hidden FROM json_each($1) \
             JOIN employers_employments m ON m.person_id = value AND m.to_day IS NULL \
             LEFT JOIN employers_departments d ON d.id = m.department_id \
             LEFT JOIN employers_arrivals a ON a.id = m.arrival_id",
            "SELECT m.person_id, m.id, m.employer_id, m.post_title, m.speciality, \
             m.department_id, d.name AS department, m.from_day, m.arrival_id IS NOT NULL \
             AND a.in_force_at IS NULL AS hidden \
             FROM json_array_elements_text($1::json) AS value \
             JOIN employers_employments m ON m.person_id = value AND m.to_day IS NULL \
             LEFT JOIN employers_departments d ON d.id = m.department_id \
             LEFT JOIN employers_arrivals a ON a.id = m.arrival_id",
        )
        .bind(ids.as_str())
        .all(|row| {
            let post = PostNow {
                id: row.get("id")?,
                employer_id: row.get("employer_id")?,
                post_title: row.get("post_title")?,
                speciality: row.get("speciality")?,
                department_id: row.get("department_id")?,
                department: row.get("department")?,
                from_day: row.get("from_day")?,
                is_hidden: row.get("hidden")?,
            };
            Ok((row.get("person_id")?, post))
        })
        .await?;
    let ended: Vec<(PersonId, Day)> = op
        .tx
        .query_per_engine(
            "SELECT m.person_id, max(m.to_day) AS last FROM json_each($1) \
             JOIN employers_employments m ON m.person_id = value AND m.to_day IS NOT NULL \
             GROUP BY m.person_id",
            "SELECT m.person_id, max(m.to_day) AS last \
             FROM json_array_elements_text($1::json) AS value \
             JOIN employers_employments m ON m.person_id = value AND m.to_day IS NOT NULL \
             GROUP BY m.person_id",
        )
        .bind(ids.as_str())
        .all(|row| Ok((row.get("person_id")?, row.get("last")?)))
        .await?;
    Ok((posts.into_iter().collect(), ended.into_iter().collect()))
}

/// Begins an arrival, with nothing in it.
pub async fn open_arrival(op: &mut Op, arrival: &RosterId) -> Outcome<()> {
    op.tx
        .query("INSERT INTO employers_arrivals (id) VALUES ($1) ON CONFLICT (id) DO NOTHING")
        .bind(arrival)
        .execute()
        .await?;
    Ok(())
}

/// The departments of these names: those that are there, and the others new with the arrival.
pub async fn arrive_departments(
    op: &mut Op,
    arrival: &RosterId,
    employer: &EmployerId,
    names: &[String],
) -> Outcome<BTreeMap<String, DepartmentId>> {
    op.tx
        .lock(&format!("employers:departments:{employer}"))
        .await?;
    let there: Vec<(String, DepartmentId, bool)> = op
        .tx
        .query(
            "SELECT d.name, d.id, d.arrival_id IS NOT NULL AND a.in_force_at IS NULL \
             AND d.arrival_id <> $2 AS foreign_arrival FROM employers_departments d \
             LEFT JOIN employers_arrivals a ON a.id = d.arrival_id \
             WHERE d.employer_id = $1 AND d.closed_at IS NULL",
        )
        .bind(employer)
        .bind(arrival)
        .all(|row| {
            Ok((
                row.get("name")?,
                row.get("id")?,
                row.get("foreign_arrival")?,
            ))
        })
        .await?;
    if there
        .iter()
        .any(|(name, _, is_foreign)| *is_foreign && names.contains(name))
    {
        return Err(Error::Arriving.into());
    }
    let mut known: BTreeMap<String, DepartmentId> =
        there.into_iter().map(|(name, id, _)| (name, id)).collect();
    for name in names {
        if known.contains_key(name) {
            continue;
        }
        if known.len() >= limits::DEPARTMENTS_MAX {
            let most = limits::DEPARTMENTS_MAX;
            return Err(Error::TooManyDepartments.fault().with("most", most));
        }
        let id: DepartmentId = op.new_id();
        op.tx
            .query(
                "INSERT INTO employers_departments (id, employer_id, name, arrival_id) \
                 VALUES ($1, $2, $3, $4)",
            )
            .bind(&id)
            .bind(employer)
            .bind(rules::name(name)?)
            .bind(arrival)
            .execute()
            .await?;
        known.insert(name.clone(), id);
    }
    Ok(known)
}

/// Writes posts that come with an arrival.
pub async fn arrive(
    op: &mut Op,
    arrival: &RosterId,
    employer: &EmployerId,
    posts: &[ArrivingPost],
) -> Outcome<()> {
    if posts.is_empty() {
        return Ok(());
    }
    let rows: Vec<_> = posts
        .iter()
        .map(|post| {
            (
                &post.id,
                &post.person_id,
                &post.post_title,
                &post.speciality,
                &post.department_id,
                post.from_day.to_string(),
            )
        })
        .collect();
    op.tx
        .query_per_engine(
            "INSERT INTO employers_employments (id, person_id, employer_id, post_title, \
             speciality, department_id, from_day, arrival_id) \
             SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'), $2, \
             json_extract(value, '$[2]'), json_extract(value, '$[3]'), \
             json_extract(value, '$[4]'), json_extract(value, '$[5]'), $3 FROM json_each($1)",
            "INSERT INTO employers_employments (id, person_id, employer_id, post_title, \
             speciality, department_id, from_day, arrival_id) \
             SELECT line ->> 0, line ->> 1, $2, line ->> 2, line ->> 3, line ->> 4, line ->> 5, \
             $3 FROM json_array_elements($1::json) AS line",
        )
        .bind(json(&rows)?)
        .bind(employer)
        .bind(arrival)
        .execute()
        .await?;
    Ok(())
}

/// Says what present posts are, all at once; those that ended, or that are another's by now, stay.
pub async fn save_posts(op: &mut Op, employer: &EmployerId, posts: &[PostNow]) -> Outcome<()> {
    let rows: Vec<_> = posts
        .iter()
        .map(|post| {
            (
                &post.id,
                &post.post_title,
                &post.speciality,
                &post.department_id,
            )
        })
        .collect();
    op.tx
        .query_per_engine(
            // With `+` no index on the employer is used: each post is found by its id.
            "UPDATE employers_employments SET post_title = json_extract(value, '$[1]'), \
             speciality = json_extract(value, '$[2]'), \
             department_id = json_extract(value, '$[3]') FROM json_each($1) \
             WHERE employers_employments.id = json_extract(value, '$[0]') \
             AND +employer_id = $2 AND +to_day IS NULL",
            "UPDATE employers_employments SET post_title = line ->> 1, speciality = line ->> 2, \
             department_id = line ->> 3 FROM json_array_elements($1::json) AS line \
             WHERE employers_employments.id = line ->> 0 AND employer_id = $2 AND to_day IS NULL",
        )
        .bind(json(&rows)?)
        .bind(employer)
        .execute()
        .await?;
    Ok(())
}

/// From now on everything of an arrival is there.
pub async fn put_in_force(op: &mut Op, arrival: &RosterId) -> Outcome<()> {
    let now = op.now;
    op.tx
        .query("UPDATE employers_arrivals SET in_force_at = $2 WHERE id = $1")
        .bind(arrival)
        .bind(now)
        .execute()
        .await?;
    Ok(())
}

/// From now on nothing of an arrival is there.
pub async fn take_out_of_force(op: &mut Op, arrival: &RosterId) -> Outcome<()> {
    op.tx
        .query("UPDATE employers_arrivals SET in_force_at = NULL WHERE id = $1")
        .bind(arrival)
        .execute()
        .await?;
    Ok(())
}

/// Deletes the next posts of an arrival that is out of force; how many. When none is left, its
/// departments are closed, but for those that somebody else is in by now.
pub async fn withdraw_arrivals(op: &mut Op, arrival: &RosterId, most: i64) -> Outcome<u64> {
    let deleted = op
        .tx
        .query(
            "DELETE FROM employers_employments WHERE id IN (SELECT m.id \
             FROM employers_employments m JOIN employers_arrivals a ON a.id = m.arrival_id \
             WHERE m.arrival_id = $1 AND a.in_force_at IS NULL ORDER BY m.id LIMIT $2)",
        )
        .bind(arrival)
        .bind(most)
        .execute()
        .await?;
    if deleted == 0 {
        close_departments(op, arrival).await?;
    }
    Ok(deleted)
}

async fn close_departments(op: &mut Op, arrival: &RosterId) -> Outcome<()> {
    op.tx
        .query(
            "UPDATE employers_departments SET arrival_id = NULL WHERE arrival_id = $1 \
             AND EXISTS (SELECT 1 FROM employers_employments m \
             WHERE m.department_id = employers_departments.id AND m.to_day IS NULL)",
        )
        .bind(arrival)
        .execute()
        .await?;
    let now = op.now;
    op.tx
        .query(
            "UPDATE employers_departments SET closed_at = $2 WHERE arrival_id = $1 \
             AND closed_at IS NULL AND EXISTS (SELECT 1 FROM employers_arrivals a \
             WHERE a.id = $1 AND a.in_force_at IS NULL)",
        )
        .bind(arrival)
        .bind(now)
        .execute()
        .await?;
    Ok(())
}

/// Refuses somebody whom a list just brings.
pub(super) async fn refuse_arriving(op: &mut Op, person: &PersonId) -> Outcome<()> {
    let found: Option<EmploymentId> = op
        .tx
        .query("SELECT id FROM employers_employments WHERE person_id = $1 AND to_day IS NULL")
        .bind(person)
        .optional(|row| row.get("id"))
        .await?;
    match found {
        Some(_) => Err(Error::Arriving.into()),
        None => Ok(()),
    }
}

fn json<T: Serialize>(value: &T) -> Outcome<String> {
    serde_json::to_string(value).map_err(|error| Fault::internal("employers.broken", error))
}
