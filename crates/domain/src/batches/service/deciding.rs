//! Deciding the rows that were checked: the ledger as of the cut-off for those whom we know, the
//! facts of the list for the others.

use kernel::{Fault, Kind, Outcome, PersonId};

use super::super::model::{Batch, BatchRow, Listed, RowFault, Standing, State};
use super::super::{rules, store};
use super::checking::no_edition;
use super::{STEP_ROWS, audit};
use crate::permission::Action;
use crate::{Op, decisions, editions, employers, facts, hours, identity};

/// Decides the next rows of a list.
pub(super) async fn decide(op: &mut Op, batch: &mut Batch) -> Outcome<()> {
    let rows = store::list_rows(op, &batch.id, None, batch.progress, STEP_ROWS).await?;
    if rows.is_empty() {
        // Fewer rows than were announced would leave the list in work for ever.
        batch.progress = batch.rows;
    }
    for mut row in rows {
        batch.progress = row.at;
        let Some(listed) = row
            .listed
            .clone()
            .filter(|_| row.standing == Standing::Ready)
        else {
            continue;
        };
        let decided = match row.person_id.clone() {
            Some(person) => decide_known(op, batch, &mut row, &listed, &person).await,
            None => decide_given(op, batch, &mut row, &listed),
        };
        match decided {
            Ok(()) => {}
            // Ours to mend: the whole step is tried again.
            Err(fault) if matches!(fault.kind(), Kind::Internal | Kind::Unavailable) => {
                return Err(fault);
            }
            Err(fault) => {
                row.standing = Standing::Error;
                row.faults
                    .push(RowFault::of(&fault, String::new(), String::new()));
            }
        }
        move_row(batch, row.standing);
        store::save_row(op, &batch.id, &row).await?;
    }
    if batch.progress >= batch.rows {
        batch.state = State::Done;
        batch.finished_at = Some(op.now);
    }
    Ok(())
}

fn move_row(batch: &mut Batch, to: Standing) {
    *batch.standings.entry(Standing::Ready).or_default() -= 1;
    *batch.standings.entry(to).or_default() += 1;
    batch.standings.retain(|_, count| *count != 0);
}

async fn decide_known(
    op: &mut Op,
    batch: &Batch,
    row: &mut BatchRow,
    listed: &Listed,
    person: &PersonId,
) -> Outcome<()> {
    let person = &identity::kept(op, person).await?;
    let worker = employers::worker(op, person).await?;
    op.allow(Action::AskDecision, &worker)?;
    let cut_off = rules::cut_off(batch.cut_off, op.now);
    let mut lines = ledger::list(&mut op.tx, person, None).await?;
    hours::as_earned(op, &mut lines).await?;
    let lines = rules::until(lines, cut_off);
    let (id, house) = (rules::applicant_id(row.at), op.house.clone());
    let question = rules::question(listed);
    let grounded = facts::as_of(op, &worker, question.on).await?;
    let known = decisions::known(&house, &id, &worker, &grounded, &question, &lines)
        .map_err(|fault| no_edition(&fault, listed))?;
    let mut applicant = known.applicant;
    applicant.deemed = decisions::deemed(op, person, cut_off).await?;
    rules::add_beside_records(&mut applicant, &listed.given);
    let decision = policy::decide(known.edition, &applicant).map_err(Fault::from)?;
    row.standing = decision.outcome.into();
    row.cut_off = Some(cut_off);
    row.ledger_head = known.head.cite();
    row.applicant = Some(applicant);
    row.decision = Some(decision);
    // She sees that a committee had her hours looked at.
    let outcome = row.standing.as_str();
    audit(op, "batches.decided", Some(person), &batch.id, outcome).await
}

fn decide_given(op: &Op, batch: &Batch, row: &mut BatchRow, listed: &Listed) -> Outcome<()> {
    let Some(applicant) = &row.applicant else {
        return Err(Fault::internal(
            "batches.broken",
            "a checked row without facts",
        ));
    };
    let edition = editions::of_day(&op.house, &batch.territory_code, listed.on)
        .map_err(|fault| no_edition(&fault, listed))?;
    let decision = policy::decide(edition, applicant).map_err(Fault::from)?;
    row.standing = decision.outcome.into();
    row.cut_off = Some(rules::cut_off(batch.cut_off, op.now));
    row.decision = Some(decision);
    Ok(())
}
