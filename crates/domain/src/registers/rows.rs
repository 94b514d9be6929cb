//! The rows of the register, person by person, so that a long one takes no more memory than a
//! short.

use std::collections::BTreeMap;

use kernel::{DepartmentId, EmployerId, EnrolmentId, Fen, Hours, Instant, Outcome, PersonId, Year};
use ledger::Line;

use super::model::{Kind, RegisterRow};
use crate::employers::Employer;
use crate::hours::{self, StaffRow, YearRow};
use crate::orders::{self, Price};
use crate::permission::Action;
use crate::{Op, audit, employers, exams};

/// Leaves a line about each person whose rows are about to be taken out. Apart from the reading,
/// which takes a while: nobody waits for the writer meanwhile.
pub async fn note_export(op: &mut Op, employer: &EmployerId, year: Year) -> Outcome<()> {
    let found = employers::get(op, employer).await?;
    op.allow(Action::ExportRegister, &found)?;
    let people: Vec<PersonId> = employers::posts(op, employer)
        .await?
        .into_iter()
        .map(|post| post.person_id)
        .collect();
    let (subject, details) = (employer.as_str(), year.to_string());
    audit::record_many(op, "registers.exported", &people, subject, &details).await
}

/// Hands over each row of an employer's register of a year, by name, then by time; who employed
/// her. Revoked hours and their reversals are left out. [`note_export`] was called before.
pub async fn each_row(
    op: &mut Op,
    employer: &EmployerId,
    year: Year,
    mut hand: impl FnMut(RegisterRow) -> Outcome<()>,
) -> Outcome<Employer> {
    let found = employers::get(op, employer).await?;
    op.allow(Action::ExportRegister, &found)?;
    let staff = hours::staff(op, employer, year).await?;
    let departments: BTreeMap<DepartmentId, String> = employers::departments(op, &found)
        .await?
        .into_iter()
        .map(|one| (one.id, one.name))
        .collect();
    for person in &staff.rows {
        let named = person.department_id.as_ref();
        let department = named.and_then(|id| departments.get(id)).cloned();
        let department = department.unwrap_or_default();
        let lines = ledger::list(&mut op.tx, &person.person_id, Some(year)).await?;
        for line in lines {
            if line.revoked || line.entry.reverses.is_some() {
                continue;
            }
            hand(row(op, &found, person, &department, line).await?)?;
        }
        for without in &person.year.rows {
            if let Some(since) = without.deemed_since {
                hand(deemed(person, &department, without, since))?;
            }
        }
    }
    Ok(found)
}

async fn row(
    op: &mut Op,
    employer: &Employer,
    person: &StaffRow,
    department: &str,
    Line { entry, .. }: Line,
) -> Outcome<RegisterRow> {
    let source = hours::root(&entry.source);
    let kind = Kind::of(source);
    let enrolment = source.strip_prefix("enrolment:");
    let (score, price) = match enrolment {
        Some(id) if kind == Kind::Course => course(op, &id.parse()?).await?,
        _ => (None, None),
    };
    Ok(RegisterRow {
        person_id: person.person_id.clone(),
        name: person.name.clone(),
        department: department.to_owned(),
        study_year: entry.study_year,
        kind,
        category: entry.category,
        title: entry.title,
        at: entry.at,
        score,
        hours: entry.hours,
        borne: price.as_ref().map(|price| {
            let is_payer = price.payer.as_ref() == Some(&employer.id);
            if is_payer { price.fen } else { Fen::ZERO }
        }),
        fen: price.map(|price| price.fen),
    })
}

/// What stands complete without hours is of the year as well.
fn deemed(person: &StaffRow, department: &str, without: &YearRow, since: Instant) -> RegisterRow {
    RegisterRow {
        person_id: person.person_id.clone(),
        name: person.name.clone(),
        department: department.to_owned(),
        study_year: person.year.study_year,
        kind: Kind::Deemed,
        category: without.category,
        title: String::new(),
        at: since,
        score: None,
        hours: Hours::ZERO,
        fen: None,
        borne: None,
    }
}

/// The best score of an enrolment, and what it cost whom.
async fn course(op: &mut Op, id: &EnrolmentId) -> Outcome<(Option<i64>, Option<Price>)> {
    let best = exams::best_score(op, id).await?;
    let price = orders::price_of(op, id).await?;
    Ok((best, price))
}
