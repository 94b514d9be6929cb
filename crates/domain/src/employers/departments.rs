//! Departments of an employer: added, renamed, closed when nobody works there any more.

use kernel::{DepartmentId, EmployerId, Outcome, limits};

use super::model::Employer;
use super::{Error, rules, service};
use crate::permission::Action;
use crate::{Event, Op};

/// A department that is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Department {
    /// Its id.
    pub id: DepartmentId,
    /// Its name.
    pub name: String,
    /// How many work there now.
    pub people: i64,
}

/// The open departments of an employer by name, with how many work in each.
pub async fn departments(op: &mut Op, employer: &Employer) -> Outcome<Vec<Department>> {
    op.allow(Action::SeeEmployer, employer)?;
    list(op, &employer.id).await
}

/// Adds a department.
pub async fn add_department(op: &mut Op, id: &EmployerId, name: &str) -> Outcome<DepartmentId> {
    let employer = managed(op, id).await?;
    let name = rules::name(name)?;
    let there = list(op, id).await?;
    if there.len() >= limits::DEPARTMENTS_MAX {
        let most = limits::DEPARTMENTS_MAX;
        return Err(Error::TooManyDepartments.fault().with("most", most));
    }
    refuse_taken(op, id, &there, &name, None).await?;
    let new: DepartmentId = op.new_id();
    op.tx
        .query("INSERT INTO employers_departments (id, employer_id, name) VALUES ($1, $2, $3)")
        .bind(&new)
        .bind(&employer.id)
        .bind(&name)
        .execute()
        .await?;
    record(op, "employers.department_added", id, &name).await?;
    Ok(new)
}

/// Gives a department another name.
pub async fn rename_department(
    op: &mut Op,
    id: &EmployerId,
    department: &DepartmentId,
    name: &str,
) -> Outcome<()> {
    managed(op, id).await?;
    let name = rules::name(name)?;
    let there = list(op, id).await?;
    let old = find(&there, department)?;
    refuse_taken(op, id, &there, &name, Some(department)).await?;
    op.tx
        .query("UPDATE employers_departments SET name = $2 WHERE id = $1")
        .bind(department)
        .bind(&name)
        .execute()
        .await?;
    let details = format!("{} → {name}", old.name);
    record(op, "employers.department_renamed", id, &details).await
}

/// Closes a department in which nobody works any more. Times of the past keep it.
pub async fn close_department(
    op: &mut Op,
    id: &EmployerId,
    department: &DepartmentId,
) -> Outcome<()> {
    managed(op, id).await?;
    let there = list(op, id).await?;
    let old = find(&there, department)?;
    if old.people > 0 {
        let fault = Error::DepartmentNotEmpty.fault();
        return Err(fault.with("count", old.people));
    }
    let now = op.now;
    op.tx
        .query("UPDATE employers_departments SET closed_at = $2 WHERE id = $1")
        .bind(department)
        .bind(now)
        .execute()
        .await?;
    record(op, "employers.department_closed", id, &old.name).await
}

/// Refuses a department that is not an open one of the employer.
pub(super) async fn must_be_open(
    op: &mut Op,
    id: &EmployerId,
    department: &DepartmentId,
) -> Outcome<()> {
    find(&list(op, id).await?, department).map(|_| ())
}

async fn managed(op: &mut Op, id: &EmployerId) -> Outcome<Employer> {
    op.tx.lock(&format!("employers:departments:{id}")).await?;
    let employer = service::get(op, id).await?;
    op.allow(Action::ManageEmployer, &employer)?;
    Ok(employer)
}

async fn list(op: &mut Op, id: &EmployerId) -> Outcome<Vec<Department>> {
    op.tx
        .query(
            "SELECT d.id, d.name, count(m.id) AS people FROM employers_departments d \
             LEFT JOIN employers_employments m ON m.department_id = d.id AND m.to_day IS NULL \
             AND m.employer_id = d.employer_id \
             AND (m.arrival_id IS NULL OR EXISTS (SELECT 1 FROM employers_arrivals a \
             WHERE a.id = m.arrival_id AND a.in_force_at IS NOT NULL)) \
             WHERE d.employer_id = $1 AND d.closed_at IS NULL \
             AND (d.arrival_id IS NULL OR EXISTS (SELECT 1 FROM employers_arrivals a \
             WHERE a.id = d.arrival_id AND a.in_force_at IS NOT NULL)) \
             GROUP BY d.id, d.name ORDER BY d.name, d.id",
        )
        .bind(id)
        .all(|row| {
            Ok(Department {
                id: row.get("id")?,
                name: row.get("name")?,
                people: row.get("people")?,
            })
        })
        .await
}

fn find<'d>(there: &'d [Department], id: &DepartmentId) -> Outcome<&'d Department> {
    let found = there.iter().find(|department| department.id == *id);
    found.ok_or_else(|| Error::UnknownDepartment.into())
}

async fn refuse_taken(
    op: &mut Op,
    id: &EmployerId,
    there: &[Department],
    name: &str,
    but: Option<&DepartmentId>,
) -> Outcome<()> {
    if there
        .iter()
        .any(|other| other.name == name && Some(&other.id) != but)
    {
        return Err(Error::DepartmentTaken.fault().at("name"));
    }
    let hidden: Option<DepartmentId> = op
        .tx
        .query(
            "SELECT id FROM employers_departments WHERE employer_id = $1 AND name = $2 \
             AND closed_at IS NULL",
        )
        .bind(id)
        .bind(name)
        .optional(|row| row.get("id"))
        .await?;
    match hidden {
        Some(hidden) if Some(&hidden) != but => Err(Error::Arriving.fault().at("name")),
        _ => Ok(()),
    }
}

async fn record(op: &mut Op, action: &'static str, id: &EmployerId, details: &str) -> Outcome<()> {
    op.audit(Event {
        action,
        about: None,
        subject: id.as_str(),
        details,
    })
    .await
}
