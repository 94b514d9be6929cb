//! How a year stands, and the ledger lines behind it. All of it can be looked at on any day: see
//! [`editions::for_year`].

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use kernel::{Category, Hours, Outcome, PersonId, Year};
use ledger::Line;
use policy::Edition;

use crate::employers::{Sight, Worker};
use crate::hours::model::{YearLedger, YearState};
use crate::hours::{carrying, deeming, rules};
use crate::orders::Enrolment;
use crate::{Op, catalogue, editions, employers, exams, identity, orders};

/// A study year of a person: what its edition asks for, before any relief, and what counts.
pub async fn year(op: &mut Op, person: &PersonId, year: Year) -> Outcome<YearState> {
    let worker = visible_in(op, person, year).await?;
    let totals = ledger::totals(&mut op.tx, person).await?;
    let deemed = deeming::deemed(op, person, op.now.day()).await?;
    let state = rules::year(edition_for(op, &worker, year)?, year, &totals)?;
    Ok(state.deem(&deemed))
}

/// Every study year that today's edition, or the newest before it, speaks of, or that the ledger
/// holds something for; the newest first.
pub async fn years(op: &mut Op, person: &PersonId) -> Outcome<Vec<YearState>> {
    let (worker, sight) = visible(op, person).await?;
    let totals = ledger::totals(&mut op.tx, person).await?;
    let deemed = deeming::deemed(op, person, op.now.day()).await?;
    let newest = editions::newest(&op.house, &worker.person.territory_code, op.now.day())?;
    let known = rules::known_years(newest, &totals, &deemed).into_iter();
    known
        .filter(|year| sight.covers(*year))
        .map(|year| {
            let edition = edition_for(op, &worker, year)?;
            let state = rules::year_or_posted(edition, year, &totals, &deemed)?;
            Ok(state.deem(&deemed))
        })
        .collect()
}

/// A study year with the ledger lines behind it. A year that no edition speaks of is
/// shown as long as the ledger holds something for it: nobody's record disappears.
pub async fn year_ledger(op: &mut Op, person: &PersonId, year: Year) -> Outcome<YearLedger> {
    let worker = visible_in(op, person, year).await?;
    let totals = ledger::totals(&mut op.tx, person).await?;
    let mut deemed = deeming::deemed(op, person, op.now.day()).await?;
    deemed.retain(|one| one.study_year == year);
    let mut taken_back = deeming::taken_back(op, person).await?;
    taken_back.retain(|one| one.study_year == year);
    let edition = edition_for(op, &worker, year)?;
    let state = rules::year_or_posted(edition, year, &totals, &deemed)?;
    let state = state.deem(&deemed);
    let lines = ledger::list(&mut op.tx, person, Some(year)).await?;
    let head = ledger::head(&mut op.tx, person).await?;
    let complete_since = rules::complete_since(&state, &lines);
    Ok(YearLedger {
        state,
        lines,
        head,
        complete_since,
        deemed,
        taken_back,
    })
}

/// The ledger of a person, all of it or one study year, in the order of the chain; to an employer
/// the lines of the years that her time there touches.
pub async fn ledger_lines(
    op: &mut Op,
    person: &PersonId,
    year: Option<Year>,
) -> Outcome<Vec<Line>> {
    let (_, sight) = visible(op, person).await?;
    let mut lines = ledger::list(&mut op.tx, person, year).await?;
    lines.retain(|line| sight.covers(line.entry.study_year));
    Ok(lines)
}

/// Enrolments of a study year that earned hours while their exam, which the card asks for (§5),
/// is not passed.
pub async fn exams_missing(op: &mut Op, person: &PersonId, year: Year) -> Outcome<Vec<Enrolment>> {
    let worker = visible_in(op, person, year).await?;
    let house = Arc::clone(&op.house);
    let code = &worker.person.territory_code;
    let card = editions::for_year(&house, code, year, op.now.day())?.card();
    let lines = ledger::list(&mut op.tx, person, Some(year)).await?;
    let earned: BTreeSet<String> = lines
        .into_iter()
        .filter(|line| !line.revoked && line.entry.reverses.is_none())
        .filter(|line| {
            card.exams_of
                .iter()
                .any(|name| name == line.entry.category.as_str())
        })
        .map(|line| carrying::root(&line.entry.source).to_owned())
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

/// Hours of courses that are paid for and have not earned yet, by study year and category: what a
/// plan need not buy again.
pub async fn paid_ahead(
    op: &mut Op,
    person: &PersonId,
) -> Outcome<BTreeMap<(Year, Category), Hours>> {
    let (_, sight) = visible(op, person).await?;
    let mut posted: BTreeSet<String> = BTreeSet::new();
    for account in identity::selves(op, person).await? {
        let lines = ledger::list(&mut op.tx, &account, None).await?;
        posted.extend(lines.into_iter().map(|line| line.entry.source));
    }
    let mut ahead = BTreeMap::new();
    for enrolment in orders::list_enrolments(op, person).await? {
        let is_posted = posted.contains(&rules::enrolment_source(&enrolment.id));
        if is_posted || !sight.covers(enrolment.study_year) {
            continue;
        }
        let course = catalogue::get_course(op, &enrolment.course_id).await?;
        let sum = ahead
            .entry((enrolment.study_year, course.category))
            .or_insert(Hours::ZERO);
        *sum = *sum + course.hours;
    }
    Ok(ahead)
}

fn edition_for<'o>(op: &'o Op, worker: &Worker, year: Year) -> Outcome<&'o Edition> {
    editions::for_year(&op.house, &worker.person.territory_code, year, op.now.day())
}

/// The person, when the actor may see her hours, and of which years.
async fn visible(op: &mut Op, person: &PersonId) -> Outcome<(Worker, Sight)> {
    let worker = employers::worker(op, person).await?;
    let sight = employers::sight(op, &worker).await?;
    Ok((worker, sight))
}

/// The person, when the actor may see her hours of a year.
async fn visible_in(op: &mut Op, person: &PersonId, year: Year) -> Outcome<Worker> {
    let (worker, sight) = visible(op, person).await?;
    sight.check(year)?;
    Ok(worker)
}
