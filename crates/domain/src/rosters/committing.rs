//! Putting a list in force: its rows are written a few hundred at a time, hidden; then one small
//! transaction makes all of them be there. What turned out to have changed since the dry run turns
//! the whole list back.

use kernel::{CitizenId, JoiningId, Kind, Outcome, PersonId, Phone, TerritoryId};

use super::jobs::Phase;
use super::list::PART_ROWS;
use super::model::{Numbers, Roster, RosterRow, State, Verdict};
use super::rules::{self, Asked, Records};
use super::{checking, joining, service, store};
use crate::employers::{self, ArrivingPost, Employer, PostNow};
use crate::identity::{self, Arriving};
use crate::messages::{self, Tell};
use crate::{Op, audit};

/// Writes the next rows, hidden; after the last one everything comes into force.
pub(super) async fn commit(op: &mut Op, roster: &mut Roster) -> Outcome<Option<Phase>> {
    let most = i64::try_from(PART_ROWS).unwrap_or(i64::MAX);
    let rows = store::list_rows(op, &roster.id, None, roster.progress, most).await?;
    let Some(last) = rows.last().map(|row| row.at) else {
        return put_in_force(op, roster).await.map(Some);
    };
    let employer = employers::get(op, &roster.employer_id).await?;
    let is_written = match write(op, roster, &employer, &rows).await {
        Ok(is_written) => is_written,
        // Ours to mend: the step is tried again.
        Err(fault) if matches!(fault.kind(), Kind::Internal | Kind::Unavailable) => {
            return Err(fault);
        }
        Err(fault) => {
            tracing::info!(?fault, roster = %roster.id, "a roster is turned back");
            false
        }
    };
    if !is_written {
        service::begin(roster, State::Reverting);
        return Ok(Some(Phase::Revert));
    }
    roster.progress = last;
    Ok(Some(Phase::Commit))
}

/// Writes rows, unless something has changed since they were checked.
async fn write(
    op: &mut Op,
    roster: &Roster,
    employer: &Employer,
    rows: &[RosterRow],
) -> Outcome<bool> {
    let numbers = open(op, rows)?;
    let ids: Vec<CitizenId> = numbers.iter().map(|(id, _)| id.clone()).collect();
    let phones: Vec<Phone> = numbers
        .iter()
        .filter_map(|(_, phone)| phone.clone())
        .collect();
    let records = checking::look_up(op, &ids, &phones).await?;
    identity::open_arrival(op, &roster.id).await?;
    employers::open_arrival(op, &roster.id).await?;
    let mut names: Vec<String> = rows
        .iter()
        .filter_map(|row| row.post.as_ref())
        .map(|post| post.department.clone())
        .filter(|name| !name.is_empty())
        .collect();
    names.sort();
    names.dedup();
    let departments = employers::arrive_departments(op, &roster.id, &employer.id, &names).await?;
    let (mut people, mut posts) = (Vec::new(), Vec::new());
    for (row, (id, phone)) in rows.iter().zip(numbers) {
        let (Some(post), true) = (
            &row.post,
            is_as_checked(row, &id, phone.as_ref(), &records, employer)?,
        ) else {
            return Ok(false);
        };
        let department_id = departments.get(&post.department).cloned();
        let (person, employment) = (row.person_id.clone(), row.employment_id.clone());
        match (row.verdict, person, employment) {
            (Verdict::New | Verdict::Known, Some(person), Some(employment)) => {
                if row.verdict == Verdict::New {
                    people.push(Arriving {
                        id: person.clone(),
                        name: row.name.clone(),
                        citizen_id: id,
                        phone,
                    });
                }
                posts.push(ArrivingPost {
                    id: employment,
                    person_id: person,
                    post_title: post.post_title.clone(),
                    speciality: post.speciality.clone(),
                    department_id,
                    from_day: post.from_day,
                });
            }
            (Verdict::Moves, Some(person), _) => {
                let new: JoiningId = op.new_id();
                joining::prepare(op, roster, new, &person, post, department_id).await?;
            }
            _ => {}
        }
    }
    identity::arrive(op, &roster.id, &employer.territory_id, &people).await?;
    employers::arrive(op, &roster.id, &employer.id, &posts).await?;
    Ok(true)
}

/// Whether a row would do today what the dry run said.
fn is_as_checked(
    row: &RosterRow,
    citizen_id: &CitizenId,
    phone: Option<&Phone>,
    records: &Records,
    employer: &Employer,
) -> Outcome<bool> {
    let Some(post) = &row.post else {
        return Ok(false);
    };
    let asked = Asked {
        name: &row.name,
        citizen_id,
        phone,
        post,
    };
    Ok(match rules::judge(&asked, records, &employer.id)? {
        // Somebody new has an id that nobody knows yet.
        Ok(judged) if judged.verdict == Verdict::New => row.verdict == Verdict::New,
        Ok(judged) => (judged.verdict, &judged.person) == (row.verdict, &row.person_id),
        Err(_) => false,
    })
}

fn open(op: &Op, rows: &[RosterRow]) -> Outcome<Vec<(CitizenId, Option<Phone>)>> {
    let mut opened = Vec::with_capacity(rows.len());
    for row in rows {
        let sealed = row.cipher.as_deref().unwrap_or_default();
        let numbers: Numbers = store::of_json(&op.house.keys.open(sealed)?)?;
        let phone = numbers.phone.as_deref().map(str::parse).transpose()?;
        opened.push((numbers.citizen_id.parse()?, phone));
    }
    Ok(opened)
}

/// Everything is there from now on: a few rows are written, however long the list is; only posts
/// that it changes are written here one by one, in one statement.
async fn put_in_force(op: &mut Op, roster: &mut Roster) -> Outcome<Phase> {
    identity::put_in_force(op, &roster.id).await?;
    employers::put_in_force(op, &roster.id).await?;
    joining::put_in_force(op, &roster.id).await?;
    let changes = store::list_rows(op, &roster.id, Some(Verdict::Changes), 0, i64::MAX).await?;
    if !changes.is_empty() {
        let (id, employer) = (&roster.id, &roster.employer_id);
        let departments = employers::arrive_departments(op, id, employer, &[]).await?;
        let posts = changes.into_iter().filter_map(|row| {
            let (post, before) = (row.post?, row.post_before?);
            let department = departments.get(&post.department).cloned();
            Some(PostNow {
                post_title: post.post_title,
                speciality: post.speciality,
                // A list that names no department leaves the one that there is.
                department_id: department.or_else(|| before.department_id.clone()),
                ..before
            })
        });
        let posts: Vec<PostNow> = posts.collect();
        employers::save_posts(op, employer, &posts).await?;
    }
    service::begin(roster, State::Done);
    roster.done_at = Some(op.now);
    let details = format!("{} of {} rows", roster.acting(), roster.rows);
    service::record(op, "rosters.in_force", &roster.id, &details).await?;
    Ok(Phase::Tell)
}

/// Tells the next people, leaves a line for each, and forgets the numbers.
pub(super) async fn tell(op: &mut Op, roster: &mut Roster) -> Outcome<Option<Phase>> {
    let most = i64::try_from(PART_ROWS).unwrap_or(i64::MAX);
    let rows = store::list_rows(op, &roster.id, None, roster.progress, most).await?;
    let Some(last) = rows.last().map(|row| row.at) else {
        store::delete_parts(op, &roster.id).await?;
        return Ok(None);
    };
    let employer = employers::get(op, &roster.employer_id).await?;
    let of = |verdict: Verdict| {
        let of_verdict = rows.iter().filter(move |row| row.verdict == verdict);
        of_verdict.filter_map(|row| row.person_id.clone())
    };
    let came: Vec<PersonId> = of(Verdict::New).chain(of(Verdict::Known)).collect();
    let (subject, details) = (roster.id.as_str(), employer.name.as_str());
    audit::record_many(op, "rosters.joined", &came, subject, details).await?;
    let known: Vec<PersonId> = of(Verdict::Known).collect();
    let homes = identity::territories_of(op, &known).await?;
    let homes: Vec<(i64, TerritoryId)> = homes
        .into_iter()
        .filter_map(|(person, home)| {
            let row = rows
                .iter()
                .find(|row| row.person_id.as_ref() == Some(&person))?;
            Some((row.at, home))
        })
        .collect();
    store::save_homes(op, &roster.id, &homes).await?;
    identity::move_to_territory(op, &known, &employer.territory_id).await?;
    for person in &known {
        tell_one(op, person, "rosters-joined", &employer).await?;
    }
    for person in of(Verdict::Moves).collect::<Vec<_>>() {
        tell_one(op, &person, "rosters-invited", &employer).await?;
    }
    store::forget_numbers(op, &roster.id, last).await?;
    roster.progress = last;
    Ok(Some(Phase::Tell))
}

/// Tells somebody something about an employer and where she can answer.
pub(super) async fn tell_one(
    op: &mut Op,
    to: &PersonId,
    kind: &'static str,
    employer: &Employer,
) -> Outcome<()> {
    let details = [("employer", employer.name.clone())];
    messages::tell(
        op,
        Tell {
            to,
            kind,
            details: &details,
            link: "/employment",
        },
    )
    .await
}
