//! Opening a dispute and withdrawing it: the learner's side.

use kernel::{Change, DisputeId, EnrolmentId, LessonId, Outcome};

use super::deciding::case;
use super::model::{Dispute, DisputeCase, NewDispute, Settlement};
use super::{rules, store};
use crate::learning::{Error, states};
use crate::orders;
use crate::permission::Action;
use crate::{Event, Op, queues};

/// Disputes a stretch of a lesson. The same again, while it waits, gives the first one.
pub async fn open_dispute(
    op: &mut Op,
    enrolment: &EnrolmentId,
    lesson: &LessonId,
    new: &NewDispute,
) -> Outcome<Change<Dispute>> {
    let enrolment = orders::get_enrolment(op, enrolment).await?;
    op.allow(Action::OpenDispute, &enrolment)?;
    let words = rules::given(&new.words, Error::NoWords, "words")?.to_owned();
    op.tx
        .lock(&format!("learning:{}", enrolment.person_id))
        .await?;
    orders::get_enrolment(op, &enrolment.id).await?.active()?;
    let state = states::lesson_state(op, &enrolment, lesson).await?;
    let others = store::list_of_lesson(op, &enrolment.id, lesson).await?;
    let same = |one: &&Dispute| one.is_open() && one.span == new.span && one.words == words;
    if let Some(same) = others.iter().find(same) {
        return Ok(Change::Already(same.clone()));
    }
    rules::check_stretch(new.span, state.lesson.length_ms, &state.covered)?;
    let open = store::count_open(op, &enrolment.person_id).await?;
    rules::check_others(
        new.span,
        &others,
        usize::try_from(open).unwrap_or(usize::MAX),
    )?;
    let dispute = Dispute {
        id: op.new_id(),
        person_id: enrolment.person_id,
        enrolment_id: enrolment.id,
        lesson_id: lesson.clone(),
        span: new.span,
        words,
        opened_at: op.now,
        answer_by: queues::working_days_after(op.now.day(), op.house.settings.dispute_working_days),
        settlement: None,
    };
    store::insert_dispute(op, &dispute).await?;
    record(op, "learning.dispute_opened", &dispute, &dispute.words).await?;
    Ok(Change::New(dispute))
}

/// Takes a dispute back; only its learner can. Doing it again is harmless.
pub async fn withdraw_dispute(op: &mut Op, id: &DisputeId) -> Outcome<Change<Dispute>> {
    let found = store::get_dispute(op, id).await?;
    let case = case(op, found).await?;
    op.allow(Action::WithdrawDispute, &case)?;
    let person = case.dispute.person_id;
    op.tx.lock(&format!("learning:{person}")).await?;
    let mut dispute = store::get_dispute(op, id).await?;
    match &dispute.settlement {
        Some(settled) if settled.outcome == "withdrawn" => return Ok(Change::Already(dispute)),
        Some(_) => return Err(Error::DisputeSettled.into()),
        None => {}
    }
    let settlement = Settlement {
        outcome: "withdrawn".into(),
        reason: String::new(),
        by: person,
        at: op.now,
    };
    store::settle(op, id, &settlement).await?;
    record(op, "learning.dispute_withdrawn", &dispute, "").await?;
    dispute.settlement = Some(settlement);
    Ok(Change::New(dispute))
}

/// All disputes about a lesson of an enrolment, newest first.
pub async fn disputes_of_lesson(
    op: &mut Op,
    enrolment: &EnrolmentId,
    lesson: &LessonId,
) -> Outcome<Vec<DisputeCase>> {
    let enrolment = orders::get_enrolment(op, enrolment).await?;
    op.allow(Action::Learn, &enrolment)?;
    let disputes = store::list_of_lesson(op, &enrolment.id, lesson).await?;
    let mut cases = Vec::with_capacity(disputes.len());
    for dispute in disputes {
        cases.push(case(op, dispute).await?);
    }
    Ok(cases)
}

pub(super) async fn record(
    op: &mut Op,
    action: &'static str,
    dispute: &Dispute,
    details: &str,
) -> Outcome<()> {
    op.audit(Event {
        action,
        about: Some(&dispute.person_id),
        subject: dispute.id.as_str(),
        details,
    })
    .await
}
