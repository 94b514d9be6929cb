//! What earns hours: the last second of a course, a passed exam. Beat or marking and posting
//! happen in one transaction, so that nothing is earned without being posted, and nothing twice.

use std::sync::Arc;

use kernel::{
    AttemptId, Change, CheckId, Day, DisputeId, EnrolmentId, EntryId, Kind, Outcome, WatchSessionId,
};
use policy::Posting as On;

use crate::exams::Attempt;
use crate::hours::{CertificateDue, carrying, rules};
use crate::learning::{Beat, BeatAnswer, CheckAnswer, Dispute, Ruling};
use crate::{Event, Op, catalogue, editions, exams, identity, learning, orders};

/// Takes a beat of a watch session; when it completes the course, and the edition posts the
/// course's category on completion (§2.1), the hours are posted.
pub async fn receive_beat(
    op: &mut Op,
    session: &WatchSessionId,
    beat: &Beat,
) -> Outcome<BeatAnswer> {
    let received = learning::receive_beat(op, session, beat).await?;
    if let Some(enrolment) = received.completed {
        let today = op.now.day();
        post(op, &enrolment, On::Completion, today).await?;
    }
    Ok(received.answer)
}

/// Decides a dispute about what was credited; when what is credited completes the course, and the
/// edition posts the course's category on completion, the hours are posted by the rules of the day
/// on which it was disputed.
pub async fn decide_dispute(
    op: &mut Op,
    id: &DisputeId,
    ruling: Ruling,
    reason: &str,
) -> Outcome<Change<Dispute>> {
    match learning::decide_dispute(op, id, ruling, reason).await? {
        Change::Already(decided) => Ok(Change::Already(decided.dispute)),
        Change::New(decided) => {
            if let Some(enrolment) = &decided.completed {
                let day = decided.dispute.opened_at.day();
                post(op, enrolment, On::Completion, day).await?;
            }
            Ok(Change::New(decided.dispute))
        }
    }
}

/// Answers a presence check; when that completes the course, and the edition posts the course's
/// category on completion, the hours are posted.
pub async fn answer_check(
    op: &mut Op,
    check: &CheckId,
    option: Option<usize>,
) -> Outcome<CheckAnswer> {
    let answer = learning::answer_check(op, check, option).await?;
    if let Some(enrolment) = &answer.completed {
        let today = op.now.day();
        post(op, enrolment, On::Completion, today).await?;
    }
    Ok(answer)
}

/// Starts an attempt at the exam of an enrolment, or gives the one that is running.
///
/// An earlier attempt whose time is over is closed first. When that leaves nothing to start
/// (it passed, or was the last), it is what the caller gets, so that it is shown.
pub async fn start_attempt(op: &mut Op, enrolment: &EnrolmentId) -> Outcome<Change<Attempt>> {
    let attempts = exams::attempts(op, enrolment).await?;
    let over = attempts
        .iter()
        .find(|open| open.closed_at.is_none() && open.is_over(op.now));
    let settled = match over {
        Some(over) => Some(settle_attempt(op, &over.id).await?),
        None => None,
    };
    match (exams::start_attempt(op, enrolment).await, settled) {
        (Err(fault), Some(settled)) if fault.kind() == Kind::Conflict => {
            Ok(Change::Already(settled))
        }
        (started, _) => started,
    }
}

/// Submits an attempt for marking. A pass posts the hours where the edition says so (§2.2), and
/// its certificate is due. Submitting again gives the first result and earns nothing more.
pub async fn submit_attempt(op: &mut Op, id: &AttemptId) -> Outcome<Attempt> {
    let attempt = exams::submit_attempt(op, id).await?.into_inner();
    reward(op, &attempt).await?;
    Ok(attempt)
}

/// The attempt as it stands now: closed and rewarded if its time is over. Pages ask this before
/// they show an attempt, and commit.
pub async fn settle_attempt(op: &mut Op, id: &AttemptId) -> Outcome<Attempt> {
    match exams::close_if_over(op, id).await? {
        Change::Already(attempt) => Ok(attempt),
        Change::New(attempt) => {
            reward(op, &attempt).await?;
            Ok(attempt)
        }
    }
}

/// Closes attempts whose time is over, some at a time; how many. The worker calls this every few
/// seconds, so that nobody must look at an attempt for it to count.
pub async fn close_overdue_attempts(op: &mut Op) -> Outcome<usize> {
    let mut closed = exams::close_overdue(op).await?;
    // In the order of people, as every transaction takes their ledgers.
    closed.sort_by(|a, b| a.person_id.cmp(&b.person_id));
    for attempt in &closed {
        reward(op, attempt).await?;
    }
    Ok(closed.len())
}

async fn reward(op: &mut Op, attempt: &Attempt) -> Outcome<()> {
    if !attempt.has_passed() {
        return Ok(());
    }
    // The rules of the day on which it was taken, however late it is closed.
    post(op, &attempt.enrolment_id, On::Exam, attempt.opened_at.day()).await?;
    op.enqueue(&CertificateDue {
        enrolment_id: attempt.enrolment_id.clone(),
    })
    .await
}

/// Posts what an event earns on an enrolment, once ever.
/// INVARIANT: a source posts once (test `hours_are_posted_once_however_often_it_is_submitted`).
async fn post(op: &mut Op, enrolment: &EnrolmentId, on: On, day: Day) -> Outcome<()> {
    // A beat sent again long after is answered again, also when no edition covers its day.
    let source = rules::enrolment_source(enrolment);
    if ledger::find_by_source(&mut op.tx, &source).await?.is_some() {
        return Ok(());
    }
    let enrolment = orders::get_enrolment(op, enrolment).await?;
    let course = catalogue::get_course(op, &enrolment.course_id).await?;
    let person = identity::get_person(op, &enrolment.person_id).await?;
    let house = Arc::clone(&op.house);
    let edition = editions::of_person(&house, &person, day)?;
    let Some(posting) = rules::posting(edition, on, &enrolment, &course) else {
        return Ok(());
    };
    let id: EntryId = op.new_id();
    if let Change::New(entry) = carrying::post(op, id, &posting).await? {
        op.audit(Event {
            action: "hours.posted",
            about: Some(&entry.person),
            subject: entry.id.as_str(),
            details: &entry.hours.to_string(),
        })
        .await?;
    }
    Ok(())
}
