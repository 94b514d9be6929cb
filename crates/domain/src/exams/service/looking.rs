//! Looking at attempts and papers, without the key.

use std::collections::BTreeMap;

use kernel::{AttemptId, EnrolmentId, Instant, Outcome, PersonId};

use crate::exams::model::{Attempt, ExamState, Paper, PaperQuestion};
use crate::exams::{rules, store};
use crate::orders::Enrolment;
use crate::permission::Action;
use crate::{Op, catalogue, identity, learning, orders};

/// An attempt. One whose time is over may not be closed yet; see [`Attempt::is_open`].
pub async fn get_attempt(op: &mut Op, id: &AttemptId) -> Outcome<Attempt> {
    let attempt = store::get_attempt(op, id).await?;
    op.allow(Action::TakeAttempt, &attempt)?;
    Ok(attempt)
}

/// The paper of an attempt with the answers that the server holds.
pub async fn paper(op: &mut Op, id: &AttemptId) -> Outcome<Paper> {
    let attempt = get_attempt(op, id).await?;
    let drawn = store::get_drawn(op, id).await?;
    let bank = store::list_questions(op, &attempt.course_id).await?;
    let mut answers: BTreeMap<_, _> = store::list_answers(op, id).await?.into_iter().collect();
    let mut questions = Vec::with_capacity(drawn.len());
    for (position, drawn) in (1_i64..).zip(&drawn) {
        let Some(question) = bank.iter().find(|known| known.id == drawn.question) else {
            continue;
        };
        questions.push(PaperQuestion {
            position,
            kind: question.kind,
            stem: question.stem.clone(),
            options: rules::shown(&question.options, &drawn.order),
            answer: answers.remove(&position),
        });
    }
    Ok(Paper { attempt, questions })
}

/// All attempts of an enrolment in order.
pub async fn attempts(op: &mut Op, enrolment: &EnrolmentId) -> Outcome<Vec<Attempt>> {
    let enrolment = orders::get_enrolment(op, enrolment).await?;
    op.allow(Action::Learn, &enrolment)?;
    store::list_attempts(op, &enrolment.id).await
}

/// The best score of an enrolment so far. Whether the actor may know it is asked by the caller.
pub async fn best_score(op: &mut Op, enrolment: &EnrolmentId) -> Outcome<Option<i64>> {
    let attempts = store::list_attempts(op, enrolment).await?;
    Ok(attempts.iter().filter_map(|attempt| attempt.score).max())
}

/// Whether an attempt was ever started on an enrolment; none is until the end of the transaction.
/// Whether the actor may know is asked by the caller.
pub async fn hold_begun(op: &mut Op, enrolment: &EnrolmentId) -> Outcome<bool> {
    store::lock_enrolment(op, enrolment).await?;
    Ok(!store::list_attempts(op, enrolment).await?.is_empty())
}

/// Whether the exam of an enrolment is passed.
pub async fn has_passed(op: &mut Op, enrolment: &EnrolmentId) -> Outcome<bool> {
    Ok(store::list_attempts(op, enrolment)
        .await?
        .iter()
        .any(Attempt::has_passed))
}

/// The person's enrolments whose exam is passed, in the order of their ids.
pub async fn list_passed(op: &mut Op, person: &PersonId) -> Outcome<Vec<EnrolmentId>> {
    let mut passed = Vec::new();
    for account in identity::selves(op, person).await? {
        passed.extend(store::list_passed(op, &account).await?);
    }
    passed.sort();
    Ok(passed)
}

/// When each enrolment of a person was first passed. Asks for no permission: for other contexts,
/// which ask before they show it.
pub async fn passed_at(op: &mut Op, person: &PersonId) -> Outcome<Vec<(EnrolmentId, Instant)>> {
    let mut passed = Vec::new();
    for account in identity::selves(op, person).await? {
        passed.extend(store::passed_at(op, &account).await?);
    }
    passed.sort();
    Ok(passed)
}

/// How an enrolment stands with its exam.
pub async fn exam_state(op: &mut Op, enrolment: &Enrolment) -> Outcome<ExamState> {
    let course = catalogue::get_course(op, &enrolment.course_id).await?;
    let attempts = store::list_attempts(op, &enrolment.id).await?;
    let running = attempts.iter().find(|attempt| attempt.is_open(op.now));
    Ok(ExamState {
        open: learning::is_complete(op, enrolment).await?,
        attempts_used: rules::used(&attempts),
        attempts_max: course.exam.attempts,
        best_score: attempts.iter().filter_map(|attempt| attempt.score).max(),
        passed: attempts.iter().any(Attempt::has_passed),
        running: running.map(|attempt| attempt.id.clone()),
    })
}
