//! Closing and marking. What a pass earns is posted by `hours`, in the same transaction.

use std::sync::Arc;

use kernel::{AttemptId, Change, Outcome};

use super::reviewing::mark;
use crate::exams::model::{Attempt, ClosedWhy};
use crate::exams::{rules, store};
use crate::permission::Action;
use crate::{Event, Op, editions, identity};

/// Submits an attempt for marking. Submitting again gives the first result; after the deadline
/// the attempt is closed by time, with the answers that came in before.
pub async fn submit_attempt(op: &mut Op, id: &AttemptId) -> Outcome<Change<Attempt>> {
    store::lock_attempt(op, id).await?;
    let attempt = store::get_attempt(op, id).await?;
    op.allow(Action::TakeAttempt, &attempt)?;
    if attempt.closed_at.is_some() {
        return Ok(Change::Already(attempt));
    }
    close(op, attempt).await.map(Change::New)
}

/// Closes an attempt if its time is over; the attempt as it stands then.
pub async fn close_if_over(op: &mut Op, id: &AttemptId) -> Outcome<Change<Attempt>> {
    let attempt = store::get_attempt(op, id).await?;
    op.allow(Action::TakeAttempt, &attempt)?;
    if attempt.closed_at.is_some() || !attempt.is_over(op.now) {
        return Ok(Change::Already(attempt));
    }
    submit_attempt(op, id).await
}

/// Closes attempts whose time is over, some at a time; those that it closed.
///
/// All are locked and closed before the caller posts anything: a submitting learner holds her
/// attempt and waits for her ledger, so who holds a ledger must not wait for an attempt.
pub async fn close_overdue(op: &mut Op) -> Outcome<Vec<Attempt>> {
    let mut closed = Vec::new();
    for id in store::list_overdue(op).await? {
        if let Change::New(attempt) = close_if_over(op, &id).await? {
            closed.push(attempt);
        }
    }
    Ok(closed)
}

async fn close(op: &mut Op, attempt: Attempt) -> Outcome<Attempt> {
    let (at, why) = if attempt.is_over(op.now) {
        (attempt.deadline_at, ClosedWhy::Time)
    } else {
        (op.now, ClosedWhy::Submitted)
    };
    let score = rules::score(&mark(op, &attempt).await?);
    let passed = score >= pass_mark(op, &attempt).await?;
    store::close_attempt(op, &attempt.id, at, why, score, passed).await?;
    let details = format!("{} {score}", why.as_str());
    op.audit(Event {
        action: "exams.attempt_closed",
        about: Some(&attempt.person_id),
        subject: attempt.id.as_str(),
        details: &details,
    })
    .await?;
    store::get_attempt(op, &attempt.id).await
}

/// The pass mark on the day of the attempt: closing it a day late changes nothing.
pub(super) async fn pass_mark(op: &mut Op, attempt: &Attempt) -> Outcome<i64> {
    let person = identity::get_person(op, &attempt.person_id).await?;
    let house = Arc::clone(&op.house);
    let day = attempt.opened_at.day();
    Ok(editions::of_person(&house, &person, day)?.pass_mark())
}
