//! The way of a report: drawn up, confirmed, approved, or returned.

use std::collections::BTreeMap;

use kernel::{EmployerId, Outcome, PersonId, ReportId, Year};

use super::model::{Report, Status, Step};
use super::store::{self, Stored};
use super::{CardDue, Error, rules, year_sums};
use crate::employers::Sight;
use crate::messages::{self, Tell};
use crate::{Action, Event, Op, employers, hours, identity, territory};

/// Draws up the report of the actor's own study year from the ledger (N2022 §5).
///
/// Needs the whole year, its exams passed, and an employer. Drawing it up again gives the report
/// that is on its way; after a return it starts anew.
pub async fn draw(op: &mut Op, year: Year) -> Outcome<Report> {
    let person = op.actor.signed_in()?.clone();
    let worker = employers::worker(op, &person).await?;
    op.allow(Action::DrawReport, &worker)?;
    op.tx.lock(&format!("report:{person}:{year}")).await?;
    let existing = store::find(op, &person, year).await?;
    if let Some(existing) = existing
        .as_ref()
        .filter(|old| !rules::may_draw(Some(old.status)))
    {
        return complete(op, existing).await;
    }
    let owed = year_sums(op, &worker.person, year).await?;
    let sums = owed.ok_or_else(|| Error::YearNotOwed.fault().with("year", year))?;
    let exams_missing = hours::exams_missing(op, &person, year).await?;
    rules::check_year(sums, exams_missing.len())?;
    let employer = worker.employer.ok_or(Error::NoEmployer)?;
    let id = match existing {
        Some(existing) => existing.id,
        None => op.new_id(),
    };
    let report = Stored {
        id,
        study_year: year,
        employer_id: employer.id,
        territory_id: employer.territory_id,
        status: Status::WithEmployer,
        public_hours: sums.public.counted,
        professional_hours: sums.professional.counted,
        deemed: sums.deemed(),
        ledger_head: ledger::head(&mut op.tx, &person).await?.cite(),
        person_id: person,
        since: op.now,
    };
    take(op, report, "reports.drawn", "").await
}

/// The employer confirms. Confirming again changes nothing.
pub async fn confirm(op: &mut Op, id: &ReportId) -> Outcome<Report> {
    let (report, stored) = load_locked(op, id).await?;
    op.allow(Action::ConfirmReport, &report)?;
    if !rules::confirm(report.status)? {
        return Ok(report);
    }
    move_to(op, stored, Status::WithBureau, "reports.confirmed", "").await
}

/// The employer returns it with a reason; the learner draws it up again.
pub async fn return_by_employer(op: &mut Op, id: &ReportId, why: &str) -> Outcome<Report> {
    let (report, stored) = load_locked(op, id).await?;
    op.allow(Action::ConfirmReport, &report)?;
    let why = rules::reason(why)?;
    if !rules::return_by_employer(report.status)? {
        return Ok(report);
    }
    move_to(
        op,
        stored,
        Status::Returned,
        "reports.returned_by_employer",
        why,
    )
    .await
}

/// The bureau approves, when the ledger still holds the year; this opens the card.
///
/// The sums are renewed: the approval rests on what the ledger says now.
pub async fn approve(op: &mut Op, id: &ReportId) -> Outcome<Report> {
    let (report, stored) = load_locked(op, id).await?;
    op.allow(Action::ApproveReport, &report)?;
    let mut by = op.actor.signed_in()?.clone();
    if op.actor.is_me(&report.person_id) {
        // Under whichever of her accounts.
        by.clone_from(&report.person_id);
    }
    let before = load_steps(op, id).await?;
    if !rules::approve(&report, &before, &by)? {
        return Ok(report);
    }
    let person = identity::get_person(op, &report.person_id).await?;
    let sums = rules::still_complete(year_sums(op, &person, report.study_year).await?)?;
    let stored = Stored {
        public_hours: sums.public.counted,
        professional_hours: sums.professional.counted,
        deemed: sums.deemed(),
        ledger_head: ledger::head(&mut op.tx, &person.id).await?.cite(),
        ..stored
    };
    op.enqueue(&CardDue {
        report_id: id.clone(),
    })
    .await?;
    move_to(op, stored, Status::Approved, "reports.approved", "").await
}

/// The bureau returns it with a reason; the learner draws it up again.
pub async fn return_by_bureau(op: &mut Op, id: &ReportId, why: &str) -> Outcome<Report> {
    let (report, stored) = load_locked(op, id).await?;
    op.allow(Action::ApproveReport, &report)?;
    let why = rules::reason(why)?;
    if !rules::return_by_bureau(report.status)? {
        return Ok(report);
    }
    move_to(
        op,
        stored,
        Status::Returned,
        "reports.returned_by_bureau",
        why,
    )
    .await
}

/// A report.
pub async fn get(op: &mut Op, id: &ReportId) -> Outcome<Report> {
    let stored = store::find_by_id(op, id).await?.ok_or(Error::Unknown)?;
    let report = complete(op, &stored).await?;
    op.allow(Action::SeeReport, &report)?;
    Ok(report)
}

/// A person's report of a study year, if it was ever drawn up: that of the account that was kept,
/// or else of a twin.
pub async fn find(op: &mut Op, person: &PersonId, year: Year) -> Outcome<Option<Report>> {
    let mut stored = None;
    for account in identity::selves(op, person).await? {
        if stored.is_none() {
            stored = store::find(op, &account, year).await?;
        }
    }
    let report = match &stored {
        Some(stored) => Some(complete(op, stored).await?),
        None => None,
    };
    if let Some(report) = report
        .as_ref()
        .filter(|report| op.may(Action::SeeReport, *report))
    {
        return Ok(Some(report.clone()));
    }
    let worker = employers::worker(op, person).await?;
    let sight = employers::sight(op, &worker).await?;
    sight.check(year)?;
    match report {
        // What she had confirmed elsewhere is none of an employer's business.
        Some(report) if sight == Sight::Whole => {
            op.allow(Action::SeeReport, &report).map(|()| None)
        }
        _ => Ok(None),
    }
}

/// The steps of a report, oldest first.
pub async fn steps(op: &mut Op, id: &ReportId) -> Outcome<Vec<Step>> {
    get(op, id).await?;
    load_steps(op, id).await
}

/// An employer's reports: those that wait for it first, then those with the bureau, the
/// approved and the returned; each the longest there first, at most 200 of a status.
pub async fn list_for_employer(op: &mut Op, id: &EmployerId) -> Outcome<Vec<Report>> {
    let mut reports = Vec::new();
    for status in Status::ALL {
        reports.extend(list_of_employer(op, id, status).await?);
    }
    Ok(reports)
}

/// An employer's reports of one status, the longest there first, at most 200.
pub async fn list_of_employer(
    op: &mut Op,
    id: &EmployerId,
    status: Status,
) -> Outcome<Vec<Report>> {
    let employer = employers::get(op, id).await?;
    op.allow(Action::SeeEmployer, &employer)?;
    let territories = territory::list(op).await?;
    let stored = store::list_for_employer(op, id, status).await?;
    let names = names_of(op, &stored).await?;
    let path_of = |stored: &Stored| {
        let home = territories
            .iter()
            .find(|home| home.id == stored.territory_id);
        home.map_or("", |home| home.path.as_str())
    };
    let reports = stored.iter().map(|stored| {
        let person_name = names.get(&stored.person_id).map_or("", String::as_str);
        named(stored, person_name, &employer.name, path_of(stored))
    });
    Ok(reports.collect())
}

/// The bureau's queue: reports to be approved in a territory and all below it, the longest
/// waiting first, at most 200 of a territory.
pub async fn list_for_bureau(op: &mut Op, territory_path: &str) -> Outcome<Vec<Report>> {
    let territories = territory::list(op).await?;
    let employers = employers::list(op, territory_path).await?;
    let mut reports = Vec::new();
    for below in territories
        .iter()
        .filter(|below| below.path.starts_with(territory_path))
    {
        op.allow(Action::SeeBureau, below)?;
        let waiting = store::list_for_territory(op, &below.id, Status::WithBureau).await?;
        let names = names_of(op, &waiting).await?;
        reports.extend(waiting.iter().map(|stored| {
            let person_name = names.get(&stored.person_id).map_or("", String::as_str);
            let mut employers = employers.iter();
            let employer = employers.find(|employer| employer.id == stored.employer_id);
            let employer_name = employer.map_or("", |employer| employer.name.as_str());
            named(stored, person_name, employer_name, &below.path)
        }));
    }
    reports.sort_by(|a, b| (a.since, &a.id).cmp(&(b.since, &b.id)));
    Ok(reports)
}

/// Loads a report that nobody else may move meanwhile.
async fn load_locked(op: &mut Op, id: &ReportId) -> Outcome<(Report, Stored)> {
    op.tx.lock(&format!("report:{id}")).await?;
    let stored = store::find_by_id(op, id).await?.ok_or(Error::Unknown)?;
    Ok((complete(op, &stored).await?, stored))
}

async fn move_to(
    op: &mut Op,
    stored: Stored,
    status: Status,
    action: &'static str,
    note: &str,
) -> Outcome<Report> {
    let moved = Stored {
        status,
        since: op.now,
        ..stored
    };
    take(op, moved, action, note).await
}

/// Writes the report as it stands now, the step that brought it there, and the audit line.
async fn take(op: &mut Op, report: Stored, action: &'static str, note: &str) -> Outcome<Report> {
    let actor = op.actor.signed_in()?.clone();
    store::save(op, &report).await?;
    store::insert_step(op, &report.id, report.status, &actor, note).await?;
    op.audit(Event {
        action,
        about: Some(&report.person_id),
        subject: report.id.as_str(),
        details: note,
    })
    .await?;
    tell(op, &report, action, note).await?;
    complete(op, &report).await
}

/// She is told what others decided about her report; not what she did herself, and not that it
/// moved on from one desk to the next.
async fn tell(op: &mut Op, report: &Stored, action: &str, note: &str) -> Outcome<()> {
    let kind = match action {
        "reports.approved" => "reports-approved",
        "reports.returned_by_employer" => "reports-returned-by-employer",
        "reports.returned_by_bureau" => "reports-returned-by-bureau",
        _ => return Ok(()),
    };
    let details = [
        ("year", report.study_year.to_string()),
        ("why", note.to_owned()),
    ];
    let tell = Tell {
        to: &report.person_id,
        kind,
        details: &details,
        link: &format!("/report/{}", report.study_year),
    };
    messages::tell(op, tell).await
}

async fn load_steps(op: &mut Op, id: &ReportId) -> Outcome<Vec<Step>> {
    let mut steps = Vec::new();
    for step in store::list_steps(op, id).await? {
        let actor = identity::get_person(op, &step.actor_id).await?;
        steps.push(Step {
            seq: step.seq,
            status: step.status,
            actor_id: step.actor_id,
            actor_name: actor.name,
            note: step.note,
            at: step.at,
        });
    }
    Ok(steps)
}

async fn complete(op: &mut Op, stored: &Stored) -> Outcome<Report> {
    let employer = employers::get(op, &stored.employer_id).await?;
    let territory = territory::get(op, &stored.territory_id).await?;
    let person = identity::get_person(op, &stored.person_id).await?;
    Ok(named(stored, &person.name, &employer.name, &territory.path))
}

/// The names of those whose reports these are, in one query.
async fn names_of(op: &mut Op, reports: &[Stored]) -> Outcome<BTreeMap<PersonId, String>> {
    let people: Vec<PersonId> = reports
        .iter()
        .map(|report| report.person_id.clone())
        .collect();
    identity::names(op, &people).await
}

fn named(stored: &Stored, person_name: &str, employer_name: &str, territory_path: &str) -> Report {
    Report {
        id: stored.id.clone(),
        person_id: stored.person_id.clone(),
        person_name: person_name.to_owned(),
        study_year: stored.study_year,
        employer_id: stored.employer_id.clone(),
        employer_name: employer_name.to_owned(),
        territory_id: stored.territory_id.clone(),
        territory_path: territory_path.to_owned(),
        status: stored.status,
        public_hours: stored.public_hours,
        professional_hours: stored.professional_hours,
        deemed: stored.deemed,
        ledger_head: stored.ledger_head.clone(),
        since: stored.since,
    }
}
