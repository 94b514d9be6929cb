//! The dry run: who the people are, and whether each row could be decided. Nothing is decided, and
//! nothing of it is shown but what must be mended.

use kernel::{CitizenId, Fault, Outcome};
use policy::Applicant;

use super::super::model::{Batch, BatchRow, Listed, Places, RowFault, Standing, State};
use super::super::{Error, part, rules, store};
use crate::permission::Action;
use crate::{Op, decisions, editions, employers, facts, identity};

/// Checks the next part of a list and keeps its rows.
pub(super) async fn check(op: &mut Op, batch: &mut Batch) -> Outcome<()> {
    let sealed = store::take_part(op, &batch.id, batch.progress).await?;
    let lines = part::read(&op.house.keys.open(&sealed)?)?;
    for line in lines {
        batch.progress += 1;
        let citizen_id = line.citizen_id;
        let masked = citizen_id.as_ref().map(CitizenId::masked);
        let mut row = BatchRow {
            at: batch.progress,
            line: line.line.into(),
            name: line.name,
            citizen_id_masked: masked.unwrap_or_default(),
            listed: line.listed,
            faults: line.faults,
            person_id: None,
            standing: Standing::Ready,
            cut_off: None,
            ledger_head: String::new(),
            applicant: None,
            decision: None,
        };
        if let (Some(id), Some(listed)) = (&citizen_id, row.listed.clone()) {
            look_up(op, batch, &mut row, id, &listed, &line.places).await?;
        }
        if !row.faults.is_empty() {
            row.standing = Standing::Error;
        }
        batch.known += i64::from(row.person_id.is_some());
        *batch.standings.entry(row.standing).or_default() += 1;
        let keys = op.house.keys.clone();
        let sealed = citizen_id
            .map(|id| keys.seal(op, id.reveal()))
            .transpose()?;
        store::insert_row(op, &batch.id, &row, sealed).await?;
    }
    if batch.progress >= batch.rows {
        batch.state = State::Checked;
    }
    Ok(())
}

/// Finds out whether we know the person, and whether the engine would take her application.
async fn look_up(
    op: &mut Op,
    batch: &Batch,
    row: &mut BatchRow,
    id: &CitizenId,
    listed: &Listed,
    places: &Places,
) -> Outcome<()> {
    let mut blame = |fault: &Fault, (column, heading): &(String, String)| {
        row.faults
            .push(RowFault::of(fault, column.clone(), heading.clone()));
    };
    let Some(person) = identity::find_by_citizen_id(op, id).await? else {
        let applicant = rules::given_applicant(row.at, id, listed, &batch.territory_code);
        match try_out(op, &batch.territory_code, &applicant) {
            Err(fault) => blame(&fault, &places.of(&fault)),
            Ok(owes) if owes && listed.given.hours.is_empty() => {
                blame(&Error::NoHoursGiven.into(), &places.citizen_id);
            }
            Ok(_) => row.applicant = Some(applicant),
        }
        return Ok(());
    };
    let worker = employers::worker(op, &person).await?;
    if !identity::is_same_name(&worker.person.name, &row.name) {
        blame(&Error::NameMismatch.into(), &places.name);
    } else if !op.may(Action::AskDecision, &worker) {
        blame(&Error::OtherTerritory.into(), &places.citizen_id);
    } else {
        let (number, house) = (rules::applicant_id(row.at), op.house.clone());
        let question = rules::question(listed);
        let grounded = facts::as_of(op, &worker, question.on).await?;
        let tried = match decisions::known(&house, &number, &worker, &grounded, &question, &[]) {
            Ok(mut known) => {
                rules::add_beside_records(&mut known.applicant, &listed.given);
                try_out(op, &worker.person.territory_code, &known.applicant)
            }
            Err(fault) => Err(no_edition(&fault, listed)),
        };
        match tried {
            Ok(_) => row.person_id = Some(person),
            Err(fault) => blame(&fault, &places.of(&fault)),
        }
    }
    Ok(())
}

/// Whether the engine takes the facts at all, and whether they owe hours that are not there.
fn try_out(op: &Op, territory: &str, applicant: &Applicant) -> Outcome<bool> {
    let on = applicant.application.on;
    let edition = editions::of_day(&op.house, territory, on)
        .map_err(|_| Error::NoEdition.fault().with("year", on.year()))?;
    decisions::believe_birthday(applicant)?;
    let decision = policy::decide(edition, applicant)?;
    let is_content = matches!(
        decision.outcome,
        policy::Outcome::Exempt | policy::Outcome::Met
    );
    Ok(!is_content)
}

/// The refusal of editions in the words of a row.
pub(super) fn no_edition(fault: &Fault, listed: &Listed) -> Fault {
    tracing::debug!(?fault, "no edition for a row");
    Error::NoEdition.fault().with("year", listed.on.year())
}
