//! How a year stands, and the ledger lines behind it.

use std::collections::BTreeSet;
use std::sync::Arc;

use kernel::{Outcome, PersonId, Year};
use ledger::Line;

use crate::employers::Worker;
use crate::hours::model::{YearLedger, YearState};
use crate::hours::{Error, rules};
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

/// Every study year that today's edition speaks of or that the ledger holds something for, the
/// newest first.
pub async fn years(op: &mut Op, person: &PersonId) -> Outcome<Vec<YearState>> {
    let worker = visible(op, person).await?;
    let totals = ledger::totals(&mut op.tx, person).await?;
    let edition = editions::of_person(&op.house, &worker.person, op.now.day())?;
    Ok(rules::years(edition, &totals))
}

/// A study year with the ledger lines behind it. A year that the edition does not speak of is
/// shown as long as the ledger holds something for it: nobody's record disappears.
pub async fn year_ledger(op: &mut Op, person: &PersonId, year: Year) -> Outcome<YearLedger> {
    let worker = visible(op, person).await?;
    let totals = ledger::totals(&mut op.tx, person).await?;
    let edition = editions::of_person(&op.house, &worker.person, op.now.day())?;
    let known = rules::years(edition, &totals);
    let state = known.into_iter().find(|state| state.study_year == year);
    let state = state.ok_or_else(|| Error::UnknownYear.fault().with("year", year))?;
    let lines = ledger::list(&mut op.tx, person, Some(year)).await?;
    let head = ledger::head(&mut op.tx, person).await?;
    let complete_since = rules::complete_since(&state, &lines);
    Ok(YearLedger {
        state,
        lines,
        head,
        complete_since,
    })
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
