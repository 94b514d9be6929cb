//! Starting an attempt: the gates, the paper and the clock.

use std::sync::Arc;

use kernel::{AttemptId, Change, EnrolmentId, Instant, Outcome};

use crate::exams::model::{Attempt, DrawnQuestion};
use crate::exams::{Error, rules, store};
use crate::orders::Enrolment;
use crate::permission::Action;
use crate::{Event, Op, catalogue, editions, identity, learning, orders};

/// Starts an attempt, or gives the one that is running.
///
/// An attempt whose time is over must have been closed before, because closing it may post hours:
/// pages call `hours::start_attempt`, which sees to that.
pub async fn start_attempt(op: &mut Op, enrolment: &EnrolmentId) -> Outcome<Change<Attempt>> {
    let enrolment = orders::get_enrolment(op, enrolment).await?;
    op.allow(Action::StartAttempt, &enrolment)?;
    store::lock_enrolment(op, &enrolment.id).await?;
    // Read again under the lock: its money may have been asked back meanwhile.
    orders::get_enrolment(op, &enrolment.id).await?.active()?;
    let attempts = store::list_attempts(op, &enrolment.id).await?;
    if let Some(open) = attempts.iter().find(|attempt| attempt.closed_at.is_none()) {
        return if open.is_open(op.now) {
            Ok(Change::Already(open.clone()))
        } else {
            Err(Error::AttemptClosed.into())
        };
    }
    let window_ends = gate(op, &enrolment, &attempts).await?;
    let attempt = open(op, &enrolment, rules::used(&attempts) + 1, window_ends).await?;
    Ok(Change::New(attempt))
}

/// Whether a further attempt may be started at all, and until when answers may come in.
async fn gate(op: &mut Op, enrolment: &Enrolment, attempts: &[Attempt]) -> Outcome<Instant> {
    if attempts.iter().any(Attempt::has_passed) {
        return Err(Error::AlreadyPassed.into());
    }
    if !learning::is_complete(op, enrolment).await? {
        return Err(Error::LessonsMissing.into());
    }
    let course = catalogue::get_course(op, &enrolment.course_id).await?;
    if rules::used(attempts) >= course.exam.attempts {
        return Err(Error::NoAttemptsLeft
            .fault()
            .with("most", course.exam.attempts));
    }
    window_end(op, enrolment).await
}

/// When the study year's window closes: the first instant after its last day.
async fn window_end(op: &mut Op, enrolment: &Enrolment) -> Outcome<Instant> {
    let person = identity::get_person(op, &enrolment.person_id).await?;
    let house = Arc::clone(&op.house);
    let today = op.now.day();
    let edition = editions::of_person(&house, &person, today)?;
    editions::open_year(edition, enrolment.study_year, today)?;
    let last = edition
        .study_window(enrolment.study_year)
        .map_or(today, |(_, last)| last);
    Ok(last.plus_days(1).start())
}

async fn open(
    op: &mut Op,
    enrolment: &Enrolment,
    number: i64,
    window_ends: Instant,
) -> Outcome<Attempt> {
    let course = catalogue::get_course(op, &enrolment.course_id).await?;
    let drawn = draw(op, &course).await?;
    let id: AttemptId = op.new_id();
    let attempt = Attempt {
        id,
        person_id: enrolment.person_id.clone(),
        enrolment_id: enrolment.id.clone(),
        course_id: course.id,
        number,
        opened_at: op.now,
        deadline_at: rules::deadline(op.now, course.exam.minutes, window_ends),
        closed_at: None,
        closed_why: None,
        score: None,
        passed: None,
    };
    store::insert_attempt(op, &attempt, &drawn).await?;
    op.audit(Event {
        action: "exams.attempt_started",
        about: Some(&attempt.person_id),
        subject: attempt.id.as_str(),
        details: &number.to_string(),
    })
    .await?;
    Ok(attempt)
}

async fn draw(op: &mut Op, course: &catalogue::Course) -> Outcome<Vec<DrawnQuestion>> {
    let bank = store::list_questions(op, &course.id).await?;
    let count = usize::try_from(course.exam.questions).unwrap_or(0);
    rules::draw(&bank, count, |bound| op.random_below(bound))
}
