//! How a year stands, and the ledger lines behind it.

use std::collections::BTreeSet;
use std::sync::Arc;

use kernel::{Outcome, PersonId, Year};
use ledger::Line;

use crate::employers::Worker;
use crate::hours::model::YearState;
use crate::hours::rules;
use crate::orders::Enrolment;
use crate::permission::Action;
use crate::{Op, editions, employers, exams, orders};

/// A study year of a person: what today's edition asks for, before any relief, and what counts.
pub async fn year(op: &mut Op, person: &PersonId, year: Year) -> Outcome<YearState> {
    let worker = visible(op, person).await?;
    let totals = ledger::totals(&mut op.tx, person).await?;
    let edition = editions::of_person(&op.house, &worker.person, op.now.day())?;
    rules::year(edition, year, &totals)
}

/// The ledger of a person, all of it or one study year, in the order of the chain.
pub async fn ledger_lines(
    op: &mut Op,
    person: &PersonId,
    year: Option<Year>,
) -> Outcome<Vec<Line>> {
    visible(op, person).await?;
    ledger::list(&mut op.tx, person, year).await
}

/// Enrolments of a study year that earned hours while their exam, which the card asks for (§5),
/// is not passed.
pub async fn exams_missing(op: &mut Op, person: &PersonId, year: Year) -> Outcome<Vec<Enrolment>> {
    let worker = visible(op, person).await?;
    let house = Arc::clone(&op.house);
    let card = editions::of_person(&house, &worker.person, op.now.day())?.card();
    let lines = ledger::list(&mut op.tx, person, Some(year)).await?;
    let earned: BTreeSet<String> = lines
        .into_iter()
        .filter(|line| !line.revoked && line.entry.reverses.is_none())
        .filter(|line| {
            card.exams_of
                .iter()
                .any(|name| name == line.entry.category.as_str())
        })
        .map(|line| line.entry.source)
        .collect();
    let passed = exams::list_passed(op, person).await?;
    let mut enrolments = orders::list_enrolments(op, person).await?;
    enrolments.retain(|enrolment| {
        enrolment.study_year == year
            && earned.contains(&rules::enrolment_source(&enrolment.id))
            && !passed.contains(&enrolment.id)
    });
    Ok(enrolments)
}

/// The person, when the actor may see her hours.
async fn visible(op: &mut Op, person: &PersonId) -> Outcome<Worker> {
    let worker = employers::worker(op, person).await?;
    op.allow(Action::SeeHours, &worker)?;
    Ok(worker)
}
