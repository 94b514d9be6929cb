//! How the study year of an employer's staff stands, all of them at once.

use std::collections::BTreeMap;
use std::sync::Arc;

use kernel::{EmployerId, Outcome, PersonId, Year};
use ledger::Total;

use crate::hours::forecast::forecast;
use crate::hours::model::{Staff, StaffRow};
use crate::hours::{deeming, rules};
use crate::permission::Action;
use crate::{Op, editions, employers, identity, territory};

/// Everybody who works at an employer now and did so in the study year, by name, with how the study
/// year stands: what the edition for it in the employer's territory asks for before any relief, and
/// what counts.
pub async fn staff(op: &mut Op, id: &EmployerId, year: Year) -> Outcome<Staff> {
    let employer = employers::get(op, id).await?;
    op.allow(Action::SeeEmployer, &employer)?;
    let territory = territory::get(op, &employer.territory_id).await?;
    let house = Arc::clone(&op.house);
    let today = op.now.day();
    let edition = editions::for_year(&house, &territory.code, year, today)?;
    let newest = editions::newest(&house, &territory.code, today)?;
    let mut posts = employers::posts(op, id).await?;
    // An employer sees of nobody the years before she came.
    posts.retain(|post| post.from_day.year() <= year);
    let people: Vec<PersonId> = posts.iter().map(|post| post.person_id.clone()).collect();
    let mut names = identity::names(op, &people).await?;
    let mut totals: BTreeMap<PersonId, Vec<Total>> = BTreeMap::new();
    for (person, total) in ledger::totals_of(&mut op.tx, &people, year).await? {
        totals.entry(person).or_default().push(total);
    }
    let mut deemed = deeming::deemed_among(op, &people).await?;
    let mut rows = Vec::with_capacity(posts.len());
    for post in posts {
        let person_totals = totals.remove(&post.person_id).unwrap_or_default();
        let person_deemed = deemed.remove(&post.person_id).unwrap_or_default();
        let year = rules::year(edition, year, &person_totals)?.deem(&person_deemed);
        rows.push(StaffRow {
            name: names.remove(&post.person_id).unwrap_or_default(),
            forecast: forecast(&year, today),
            person_id: post.person_id,
            post_title: post.post_title,
            department_id: post.department_id,
            year,
        });
    }
    rows.sort_by(|a, b| (&a.name, &a.person_id).cmp(&(&b.name, &b.person_id)));
    // Asked of the edition once more, so that an employer without staff is told of the year too.
    let empty = rules::year(edition, year, &[])?;
    Ok(Staff {
        employer,
        year: empty,
        study_years: newest.study_years().collect(),
        rows,
    })
}
