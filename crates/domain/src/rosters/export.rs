//! The staff of an employer to take away: masked, and each time a line is left.

use std::collections::BTreeMap;

use kernel::{Day, DepartmentId, EmployerId, Outcome, PersonId};

use crate::permission::Action;
use crate::{Event, Op, employers, identity};

/// Somebody of the staff, with masked numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffLine {
    /// Her name.
    pub name: String,
    /// Her citizen id, masked.
    pub citizen_id_masked: String,
    /// Her telephone, masked; empty when we have none.
    pub phone_masked: String,
    /// The post.
    pub post_title: String,
    /// The speciality.
    pub speciality: String,
    /// The department; empty for none.
    pub department: String,
    /// The first day.
    pub from_day: Day,
}

/// Everybody who works at an employer now, by department and name. Leaves a line.
pub async fn export(op: &mut Op, id: &EmployerId) -> Outcome<Vec<StaffLine>> {
    let employer = employers::get(op, id).await?;
    op.allow(Action::ExportStaff, &employer)?;
    let posts = employers::posts(op, id).await?;
    let departments = employers::departments(op, &employer).await?;
    let departments: BTreeMap<DepartmentId, String> = departments
        .into_iter()
        .map(|each| (each.id, each.name))
        .collect();
    let people: Vec<PersonId> = posts.iter().map(|post| post.person_id.clone()).collect();
    let mut known = identity::masked(op, &people).await?;
    let lines = posts.into_iter().filter_map(|post| {
        let person = known.remove(&post.person_id)?;
        let department = post.department_id.as_ref();
        Some(StaffLine {
            name: person.name,
            citizen_id_masked: person.citizen_id_masked,
            phone_masked: person.phone_masked.unwrap_or_default(),
            post_title: post.post_title,
            speciality: post.speciality,
            department: department
                .and_then(|id| departments.get(id).cloned())
                .unwrap_or_default(),
            from_day: post.from_day,
        })
    });
    let mut lines: Vec<StaffLine> = lines.collect();
    lines.sort_by(|a, b| (&a.department, &a.name).cmp(&(&b.department, &b.name)));
    let details = format!("{} people", lines.len());
    op.audit(Event {
        action: "rosters.exported",
        about: None,
        subject: id.as_str(),
        details: &details,
    })
    .await?;
    Ok(lines)
}
