//! Lists of an employer's people: taken in, looked at, put in force, given up, undone.

use std::collections::BTreeMap;
use std::time::Duration;

use kernel::{Change, EmployerId, Outcome, Page, PageSize, PersonId, RosterId, limits};

use super::jobs::{Phase, RosterStep};
use super::list::{PART_ROWS, ReadRoster};
use super::model::{Roster, RosterRow, State, Verdict};
use super::{Error, joining, store, undoing};
use crate::permission::Action;
use crate::{Event, Op, audit, employers, identity};

/// A list that nobody put in force is given up after so long.
const KEPT_FOR: Duration = Duration::from_hours(30 * 24);

/// Somebody on a list who has acted since it was in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acted {
    /// Who.
    pub person_id: PersonId,
    /// Her name.
    pub name: String,
}

/// Takes a list in and has its rows checked. The same file again is the list that is there.
pub async fn receive(
    op: &mut Op,
    employer: &EmployerId,
    read: ReadRoster,
) -> Outcome<Change<RosterId>> {
    let employer = employers::get(op, employer).await?;
    op.allow(Action::ImportRoster, &employer)?;
    let uploaded_by = op.actor.signed_in()?.clone();
    op.tx.lock(&format!("rosters:{}", employer.id)).await?;
    if let Some(there) = store::find_same(op, &employer.id, &read.digest).await? {
        return Ok(Change::Already(there));
    }
    if store::count_running(op, &employer.id).await? > 0 {
        return Err(Error::Busy.into());
    }
    let roster = Roster {
        id: op.new_id(),
        employer_id: employer.id,
        uploaded_by,
        uploaded_at: op.now,
        file_name: read.file_name,
        file_digest: read.digest,
        format: read.format,
        ignored: read.ignored,
        rows: i64::try_from(read.rows).unwrap_or(i64::MAX),
        state: State::Checking,
        progress: 0,
        moved_at: op.now,
        runs: 0,
        rechecks: 0,
        confirmed_by: None,
        confirmed_at: None,
        done_at: None,
        undone_at: None,
        tallies: BTreeMap::new(),
    };
    store::insert(op, &roster).await?;
    let (keys, mut first) = (op.house.keys.clone(), 0);
    for part in &read.parts {
        let sealed = keys.seal(op, part)?;
        store::insert_part(op, &roster.id, first, &sealed).await?;
        first += i64::try_from(PART_ROWS).unwrap_or(i64::MAX);
    }
    enqueue(op, &roster, Phase::Check).await?;
    let details = format!("{} rows, sha256:{}", roster.rows, roster.file_digest);
    record(op, "rosters.uploaded", &roster.id, &details).await?;
    Ok(Change::New(roster.id))
}

/// A list.
pub async fn get(op: &mut Op, id: &RosterId) -> Outcome<Roster> {
    let roster = store::get(op, id).await?;
    op.allow(Action::SeeRoster, &roster)?;
    Ok(roster)
}

/// The lists of an employer, the newest first.
pub async fn list(
    op: &mut Op,
    employer: &EmployerId,
    after: Option<&str>,
    size: PageSize,
) -> Outcome<Page<Roster>> {
    let employer = employers::get(op, employer).await?;
    op.allow(Action::SeeRoster, &employer)?;
    store::list(op, &employer.id, after, size).await
}

/// The rows of a list behind one of them, in their order.
pub async fn list_rows(
    op: &mut Op,
    roster: &Roster,
    verdict: Option<Verdict>,
    after: i64,
    size: PageSize,
) -> Outcome<Page<RosterRow>> {
    op.allow(Action::SeeRoster, roster)?;
    let rows = store::list_rows(op, &roster.id, verdict, after, size.rows()).await?;
    Ok(size.page(rows, |row| row.at.to_string()))
}

/// Says that a checked list come into force: all of it, and only when no row must be mended. Saying
/// it again changes nothing.
pub async fn confirm_roster(op: &mut Op, id: &RosterId) -> Outcome<Change<Roster>> {
    let mut roster = locked(op, id).await?;
    op.allow(Action::ImportRoster, &roster)?;
    match roster.state {
        State::Checked => {}
        State::Committing | State::Done => return Ok(Change::Already(roster)),
        _ => return Err(Error::NotChecked.into()),
    }
    let faults = roster.count(Verdict::Error);
    if faults > 0 {
        return Err(Error::HasFaults.fault().with("count", faults));
    }
    if roster.acting() == 0 {
        return Err(Error::NothingToDo.into());
    }
    refuse_too_many_departments(op, &roster).await?;
    if store::count_running(op, &roster.employer_id).await? > 0 {
        return Err(Error::Busy.into());
    }
    begin(&mut roster, State::Committing);
    roster.confirmed_by = Some(op.actor.signed_in()?.clone());
    roster.confirmed_at = Some(op.now);
    roster.moved_at = op.now;
    store::save(op, &roster).await?;
    enqueue(op, &roster, Phase::Commit).await?;
    record(op, "rosters.confirmed", id, "").await?;
    Ok(Change::New(roster))
}

async fn refuse_too_many_departments(op: &mut Op, roster: &Roster) -> Outcome<()> {
    let employer = employers::get(op, &roster.employer_id).await?;
    let there = employers::departments(op, &employer).await?;
    let mut names = store::list_departments(op, &roster.id).await?;
    names.retain(|name| !there.iter().any(|known| known.name == *name));
    if there.len() + names.len() > limits::DEPARTMENTS_MAX {
        let most = limits::DEPARTMENTS_MAX;
        return Err(Error::TooManyDepartments.fault().with("most", most));
    }
    Ok(())
}

/// Gives a list up that is not in force; its rows are deleted.
pub async fn discard(op: &mut Op, id: &RosterId) -> Outcome<()> {
    let mut roster = locked(op, id).await?;
    op.allow(Action::ImportRoster, &roster)?;
    match roster.state {
        State::Checked | State::Checking => {}
        State::Discarded => return Ok(()),
        _ => return Err(Error::NotChecked.into()),
    }
    give_up(op, &mut roster).await
}

/// Gives up the list that nobody put in force for longest, when that is too long; whether there was
/// one. The system asks nobody.
pub async fn discard_old(op: &mut Op) -> Outcome<bool> {
    let before = op.now.minus(KEPT_FOR);
    let Some(id) = store::find_old(op, before).await? else {
        return Ok(false);
    };
    let mut roster = locked(op, &id).await?;
    if roster.state == State::Checked {
        give_up(op, &mut roster).await?;
    }
    Ok(true)
}

async fn give_up(op: &mut Op, roster: &mut Roster) -> Outcome<()> {
    begin(roster, State::Discarded);
    roster.moved_at = op.now;
    store::save(op, roster).await?;
    enqueue(op, roster, Phase::Erase).await?;
    record(op, "rosters.discarded", &roster.id, "").await
}

/// Who on a list has acted since it was in force, if anybody.
pub async fn acted(op: &mut Op, roster: &Roster) -> Outcome<Option<Acted>> {
    op.allow(Action::SeeRoster, roster)?;
    let Some(since) = roster.done_at.filter(|_| roster.state == State::Done) else {
        return Ok(None);
    };
    let people = store::list_people(op, &roster.id).await?;
    let mut found = audit::first_about(op, &people, since, "rosters.%").await?;
    if found.is_none() {
        found = joining::first_answered(op, &roster.id).await?;
    }
    match found {
        Some(person_id) => {
            let name = identity::name_of(op, &person_id).await?;
            Ok(Some(Acted { person_id, name }))
        }
        None => Ok(None),
    }
}

/// Undoes a list as a whole, as long as nobody on it has acted: nobody who came with it signed in,
/// ordered, or was decided about. Undoing it again changes nothing.
pub async fn undo(op: &mut Op, id: &RosterId) -> Outcome<Change<Roster>> {
    let mut roster = locked(op, id).await?;
    op.allow(Action::ImportRoster, &roster)?;
    match roster.state {
        State::Done => {}
        State::Undoing | State::Undone => return Ok(Change::Already(roster)),
        _ => return Err(Error::NotInForce.into()),
    }
    if let Some(acted) = acted(op, &roster).await? {
        return Err(Error::ActedUpon.fault().with("name", acted.name));
    }
    undoing::take_out_of_force(op, &roster).await?;
    begin(&mut roster, State::Undoing);
    roster.moved_at = op.now;
    roster.undone_at = Some(op.now);
    store::save(op, &roster).await?;
    enqueue(op, &roster, Phase::Undo).await?;
    record(op, "rosters.undone", id, "").await?;
    Ok(Change::New(roster))
}

/// Sets a list going again that has not moved for a while; one that moves is left alone.
pub async fn restart(op: &mut Op, id: &RosterId) -> Outcome<Change<Roster>> {
    let mut roster = locked(op, id).await?;
    op.allow(Action::ImportRoster, &roster)?;
    let phase = match roster.state {
        State::Checking => Phase::Check,
        State::Committing => Phase::Commit,
        State::Reverting => Phase::Revert,
        State::Undoing => Phase::Undo,
        _ => return Err(Error::NotRunning.into()),
    };
    if !roster.is_stalled(op.now) {
        return Ok(Change::Already(roster));
    }
    roster.runs += 1;
    roster.moved_at = op.now;
    store::save(op, &roster).await?;
    enqueue(op, &roster, phase).await?;
    record(op, "rosters.restarted", id, "").await?;
    Ok(Change::New(roster))
}

/// Whoever had the list in work is no admin any more: what was written goes, and the list with it.
pub(super) async fn stop(op: &mut Op, roster: &mut Roster, phase: Phase) -> Outcome<()> {
    if phase == Phase::Check {
        return give_up(op, roster).await;
    }
    begin(roster, State::Reverting);
    roster.moved_at = op.now;
    store::save(op, roster).await?;
    enqueue(op, roster, Phase::Revert).await
}

/// A phase begins at the first row, under a number of its own.
pub(super) fn begin(roster: &mut Roster, state: State) {
    roster.state = state;
    roster.progress = 0;
    roster.runs += 1;
}

/// A list that nobody else changes until the end of the operation.
pub(super) async fn locked(op: &mut Op, id: &RosterId) -> Outcome<Roster> {
    op.tx.lock(&format!("roster:{id}")).await?;
    store::get(op, id).await
}

/// Puts the step for the rows that come next in the queue.
pub(super) async fn enqueue(op: &mut Op, roster: &Roster, phase: Phase) -> Outcome<()> {
    op.enqueue(&RosterStep {
        roster_id: roster.id.clone(),
        phase,
        from: roster.progress,
        run: roster.runs,
    })
    .await
}

pub(super) async fn record(
    op: &mut Op,
    action: &'static str,
    id: &RosterId,
    details: &str,
) -> Outcome<()> {
    op.audit(Event {
        action,
        about: None,
        subject: id.as_str(),
        details,
    })
    .await
}
