//! The work of a list, some rows at a time: the dry run, and the posting.

use std::sync::Arc;

use kernel::{Category, CitizenId, EntryId, Fault, Outcome, PersonId};

use super::importing::{enqueue, locked};
use crate::earlier::jobs::EarlierStep;
use crate::earlier::list::{Line, PART_ROWS};
use crate::earlier::model::{EarlierList, EarlierRow, ListState, RowFault, RowStanding};
use crate::earlier::store::of_json;
use crate::earlier::{Error, rules, store};
use crate::messages::{self, Tell};
use crate::permission::{Action, Actor};
use crate::{Event, Op, editions, employers, hours, identity};

/// Does the next rows of a list. Called by the queue; a step whose rows were done already, or whose
/// list was given up, does nothing.
pub async fn step(op: &mut Op, step: &EarlierStep) -> Outcome<()> {
    let mut list = locked(op, &step.list_id).await?;
    let state = if step.post {
        ListState::Posting
    } else {
        ListState::Checking
    };
    // INVARIANT: a row is posted once: only the step that begins where the list stands does
    // anything, it moves the list in its own transaction, and a source posts once.
    if list.state != state || list.progress != step.from {
        return Ok(());
    }
    if step.post {
        post(op, &mut list).await?;
    } else {
        // Whom she may see is asked as of now, in her name.
        op.actor = identity::actor_of(op, &list.uploaded_by).await?;
        check(op, &mut list).await?;
        op.actor = Actor::system();
    }
    store::lists::save(op, &list).await?;
    if matches!(list.state, ListState::Checking | ListState::Posting) {
        enqueue(op, &list).await?;
    }
    Ok(())
}

/// The dry run of the next part: who the people are, and what the ledger has already.
async fn check(op: &mut Op, list: &mut EarlierList) -> Outcome<()> {
    let sealed = store::lists::take_part(op, &list.id, list.progress).await?;
    let lines: Vec<Line> = of_json(&op.house.keys.open(&sealed)?)?;
    for line in lines {
        list.progress += 1;
        let id: Option<CitizenId> = line.citizen_id.as_deref().and_then(|id| id.parse().ok());
        let mut row = EarlierRow {
            at: list.progress,
            line: line.number.into(),
            name: line.name,
            citizen_id_masked: id.as_ref().map(CitizenId::masked).unwrap_or_default(),
            person_id: None,
            study_year: line.study_year,
            category: line.category.unwrap_or(Category::Professional),
            hours: line.hours,
            origin: line.origin,
            document: line.document,
            standing: RowStanding::Ready,
            faults: line.faults,
        };
        if let (Some(id), true) = (&id, row.faults.is_empty()) {
            look_up(op, list, &mut row, id, &line.places).await?;
        } else {
            row.standing = RowStanding::Error;
        }
        list.faulty += i64::from(row.standing == RowStanding::Error);
        list.flagged += i64::from(row.standing == RowStanding::Flagged);
        store::lists::insert_row(op, &list.id, &row).await?;
    }
    if list.progress >= list.rows {
        list.state = ListState::Checked;
    }
    Ok(())
}

/// Finds out who a row is about, and whether it can be posted.
async fn look_up(
    op: &mut Op,
    list: &EarlierList,
    row: &mut EarlierRow,
    id: &CitizenId,
    places: &[(String, String); 4],
) -> Outcome<()> {
    let [number, name, year, hours] = places;
    match try_row(op, list, row, id).await {
        Ok(found) => {
            row.person_id = Some(found.clone());
            if let Some(there) = hours_there(op, &found, row).await? {
                let (column, heading) = hours.clone();
                row.faults.push(RowFault::of(&there, column, heading));
                row.standing = RowStanding::Flagged;
            }
            Ok(())
        }
        Err(fault) => {
            use kernel::Kind::{Internal, Unavailable};
            if matches!(fault.kind(), Internal | Unavailable) {
                // Ours to mend: the whole step is tried again.
                return Err(fault);
            }
            let (column, heading) = match fault.code() {
                "earlier.name_mismatch" => name,
                "earlier.unknown_year" => year,
                _ => number,
            }
            .clone();
            row.faults.push(RowFault::of(&fault, column, heading));
            row.standing = RowStanding::Error;
            Ok(())
        }
    }
}

async fn try_row(
    op: &mut Op,
    list: &EarlierList,
    row: &EarlierRow,
    id: &CitizenId,
) -> Outcome<PersonId> {
    let found = identity::find_by_citizen_id(op, id).await?;
    let person = found.ok_or_else(|| Error::UnknownPerson.fault())?;
    let worker = employers::worker(op, &person).await?;
    if !op.may(Action::RecogniseHours, &worker) {
        return Err(Error::OtherTerritory.into());
    }
    if sheets::plain(&worker.person.name) != sheets::plain(&row.name) {
        return Err(Error::NameMismatch.into());
    }
    if person == list.uploaded_by {
        return Err(Error::OwnHours.into());
    }
    let house = Arc::clone(&op.house);
    let (code, year) = (&worker.person.territory_code, row.study_year);
    let edition = editions::for_year(&house, code, year, op.now.day())?;
    if !edition.study_years().any(|known| known == year) {
        return Err(Error::UnknownYear.fault().with("year", year));
    }
    let (category, document) = (row.category, row.document.as_str());
    if store::lists::is_posted(op, &person, year, category, document).await? {
        return Err(Error::PostedAlready.into());
    }
    Ok(person)
}

/// What the ledger has of the year and category already: to be looked at, since a course of ours
/// and a card of a former site may be the same hours.
async fn hours_there(op: &mut Op, person: &PersonId, row: &EarlierRow) -> Outcome<Option<Fault>> {
    let totals = ledger::totals(&mut op.tx, person).await?;
    let there = totals.iter().find(|total| {
        total.study_year == row.study_year
            && total.category == row.category
            && total.hours > kernel::Hours::ZERO
    });
    Ok(there.map(|total| Error::HoursThere.fault().with("hours", total.hours)))
}

/// Posts the next rows.
async fn post(op: &mut Op, list: &mut EarlierList) -> Outcome<()> {
    let Some(officer) = list.confirmed_by.clone() else {
        return Err(Fault::internal("earlier.broken", "posting without a word"));
    };
    let size = i64::try_from(PART_ROWS).unwrap_or(i64::MAX);
    let rows = store::lists::list_rows(op, &list.id, None, list.progress, size).await?;
    if rows.is_empty() {
        // Fewer rows than were announced would leave the list in work for ever.
        list.progress = list.rows;
    }
    for row in rows {
        list.progress = row.at;
        let Some(person) = row.person_id.clone() else {
            return Err(Fault::internal("earlier.broken", "a row without a person"));
        };
        post_row(op, list, &row, &person, &officer).await?;
    }
    if list.progress >= list.rows {
        list.state = ListState::Done;
        list.finished_at = Some(op.now);
    }
    Ok(())
}

async fn post_row(
    op: &mut Op,
    list: &EarlierList,
    row: &EarlierRow,
    person: &PersonId,
    officer: &PersonId,
) -> Outcome<()> {
    let posting = rules::row_posting(&list.id, row, person, officer);
    let id: EntryId = op.new_id();
    let entry = hours::post(op, id, &posting).await?.into_inner();
    store::lists::save_posted(op, &list.id, row.at).await?;
    op.audit(Event {
        action: "earlier.posted",
        about: Some(person),
        subject: entry.id.as_str(),
        details: &entry.hours.to_string(),
    })
    .await?;
    let details = [
        ("year", row.study_year.to_string()),
        ("hours", row.hours.to_string()),
        ("origin", row.origin.clone()),
    ];
    messages::tell(
        op,
        Tell {
            to: person,
            kind: "earlier-posted",
            details: &details,
            link: &format!("/hours/{}", row.study_year),
        },
    )
    .await
}
