//! SQL of `exams_` tables. Keys of questions are read by [`list_keys`] alone.

use db::{FromColumn, Row};
use kernel::{AttemptId, CourseId, EnrolmentId, Fault, Instant, Outcome, PersonId, QuestionId};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::Error;
use super::model::{Answer, AnswerKey, Attempt, ClosedWhy, DrawnQuestion, NewQuestion, Question};
use crate::Op;

/// Attempts that one round of closing takes at most, so that no transaction grows long.
const CLOSED_AT_ONCE_MAX: i64 = 200;

pub(super) async fn insert_question(
    op: &mut Op,
    id: &QuestionId,
    course: &CourseId,
    position: i64,
    new: &NewQuestion,
) -> Outcome<()> {
    op.tx
        .query(
            "INSERT INTO exams_questions (id, course_id, position, lesson_position, kind, stem, \
             options, answer_key) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(id)
        .bind(course)
        .bind(position)
        .bind(new.lesson_position)
        .bind(new.kind.as_str())
        .bind(&new.stem)
        .bind(json(&new.options)?)
        .bind(json(&new.key)?)
        .execute()
        .await?;
    Ok(())
}

/// The course's bank in order, without keys.
pub(super) async fn list_questions(op: &mut Op, course: &CourseId) -> Outcome<Vec<Question>> {
    op.tx
        .query(
            "SELECT id, lesson_position, kind, stem, options FROM exams_questions \
             WHERE course_id = $1 ORDER BY position",
        )
        .bind(course)
        .all(question)
        .await
}

/// One question, without its key.
pub(super) async fn get_question(op: &mut Op, id: &QuestionId) -> Outcome<Question> {
    op.tx
        .query("SELECT id, lesson_position, kind, stem, options FROM exams_questions WHERE id = $1")
        .bind(id)
        .one(question)
        .await
}

/// The keys of the course's bank: for marking and for a review that may show them.
pub(super) async fn list_keys(
    op: &mut Op,
    course: &CourseId,
) -> Outcome<Vec<(QuestionId, AnswerKey)>> {
    op.tx
        .query("SELECT id, answer_key FROM exams_questions WHERE course_id = $1 ORDER BY position")
        .bind(course)
        .all(|row| Ok((row.get("id")?, AnswerKey(from_json(row, "answer_key")?))))
        .await
}

/// Nobody starts two attempts of an enrolment at once.
pub(super) async fn lock_enrolment(op: &mut Op, enrolment: &EnrolmentId) -> Outcome<()> {
    op.tx.lock(&format!("exam:{enrolment}")).await
}

/// Answering and closing an attempt happen one after the other.
pub(super) async fn lock_attempt(op: &mut Op, attempt: &AttemptId) -> Outcome<()> {
    op.tx.lock(&format!("attempt:{attempt}")).await
}

pub(super) async fn insert_attempt(
    op: &mut Op,
    attempt: &Attempt,
    paper: &[DrawnQuestion],
) -> Outcome<()> {
    op.tx
        .query(
            "INSERT INTO exams_attempts (id, person_id, enrolment_id, course_id, number, \
             opened_at, deadline_at, paper) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(&attempt.id)
        .bind(&attempt.person_id)
        .bind(&attempt.enrolment_id)
        .bind(&attempt.course_id)
        .bind(attempt.number)
        .bind(attempt.opened_at)
        .bind(attempt.deadline_at)
        .bind(json(&paper)?)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn get_attempt(op: &mut Op, id: &AttemptId) -> Outcome<Attempt> {
    op.tx
        .query("SELECT * FROM exams_attempts WHERE id = $1")
        .bind(id)
        .optional(attempt)
        .await?
        .ok_or_else(|| Error::UnknownAttempt.into())
}

/// The questions of an attempt's paper as drawn.
pub(super) async fn get_drawn(op: &mut Op, id: &AttemptId) -> Outcome<Vec<DrawnQuestion>> {
    op.tx
        .query("SELECT paper FROM exams_attempts WHERE id = $1")
        .bind(id)
        .one(|row| from_json(row, "paper"))
        .await
}

pub(super) async fn list_attempts(op: &mut Op, enrolment: &EnrolmentId) -> Outcome<Vec<Attempt>> {
    op.tx
        .query("SELECT * FROM exams_attempts WHERE enrolment_id = $1 ORDER BY number")
        .bind(enrolment)
        .all(attempt)
        .await
}

/// Open attempts whose time is over, in the order of their ids, which is the order of locks.
pub(super) async fn list_overdue(op: &mut Op) -> Outcome<Vec<AttemptId>> {
    op.tx
        .query(
            "SELECT id FROM exams_attempts WHERE closed_at IS NULL AND deadline_at <= $1 \
             ORDER BY id LIMIT $2",
        )
        .bind(op.now)
        .bind(CLOSED_AT_ONCE_MAX)
        .all(|row| row.get("id"))
        .await
}

/// Enrolments of a person whose exam is passed.
pub(super) async fn list_passed(op: &mut Op, person: &PersonId) -> Outcome<Vec<EnrolmentId>> {
    op.tx
        .query(
            "SELECT DISTINCT enrolment_id FROM exams_attempts \
             WHERE person_id = $1 AND passed = $2 ORDER BY enrolment_id",
        )
        .bind(person)
        .bind(true)
        .all(|row| row.get("enrolment_id"))
        .await
}

/// When each enrolment of a person was first passed.
pub(super) async fn passed_at(
    op: &mut Op,
    person: &PersonId,
) -> Outcome<Vec<(EnrolmentId, Instant)>> {
    op.tx
        .query(
            "SELECT enrolment_id, min(closed_at) AS passed_at FROM exams_attempts \
             WHERE person_id = $1 AND passed = $2 GROUP BY enrolment_id ORDER BY enrolment_id",
        )
        .bind(person)
        .bind(true)
        .all(|row| Ok((row.get("enrolment_id")?, row.get("passed_at")?)))
        .await
}

/// Closes an open attempt with its marks; a closed one is left as it is.
pub(super) async fn close_attempt(
    op: &mut Op,
    id: &AttemptId,
    at: Instant,
    why: ClosedWhy,
    score: i64,
    passed: bool,
) -> Outcome<()> {
    op.tx
        .query(
            "UPDATE exams_attempts SET closed_at = $2, closed_why = $3, score = $4, passed = $5 \
             WHERE id = $1 AND closed_at IS NULL",
        )
        .bind(id)
        .bind(at)
        .bind(why.as_str())
        .bind(score)
        .bind(passed)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn insert_answer(
    op: &mut Op,
    attempt: &AttemptId,
    position: i64,
    answer: &Answer,
) -> Outcome<()> {
    op.tx
        .query(
            "INSERT INTO exams_answers (attempt_id, position, revision, choice, received_at) \
             VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(attempt)
        .bind(position)
        .bind(answer.revision)
        .bind(json(&answer.choice)?)
        .bind(answer.received_at)
        .execute()
        .await?;
    Ok(())
}

/// The newest answer to one question of a paper.
pub(super) async fn find_answer(
    op: &mut Op,
    attempt: &AttemptId,
    position: i64,
) -> Outcome<Option<Answer>> {
    op.tx
        .query(
            "SELECT * FROM exams_answers WHERE attempt_id = $1 AND position = $2 \
             ORDER BY revision DESC LIMIT 1",
        )
        .bind(attempt)
        .bind(position)
        .optional(answer)
        .await
}

/// The newest answer to each question of a paper, by position.
pub(super) async fn list_answers(op: &mut Op, attempt: &AttemptId) -> Outcome<Vec<(i64, Answer)>> {
    op.tx
        .query(
            "SELECT a.* FROM exams_answers a WHERE a.attempt_id = $1 AND a.revision = \
             (SELECT max(b.revision) FROM exams_answers b \
              WHERE b.attempt_id = a.attempt_id AND b.position = a.position) \
             ORDER BY a.position",
        )
        .bind(attempt)
        .all(|row| Ok((row.get("position")?, answer(row)?)))
        .await
}

fn question(row: Row<'_>) -> Outcome<Question> {
    Ok(Question {
        id: row.get("id")?,
        lesson_position: row.get("lesson_position")?,
        kind: row.parse("kind")?,
        stem: row.get("stem")?,
        options: from_json(row, "options")?,
    })
}

fn attempt(row: Row<'_>) -> Outcome<Attempt> {
    let why: Option<String> = row.get("closed_why")?;
    let closed_why = why
        .map(|why| {
            why.parse()
                .map_err(|fault: Fault| Fault::internal("exams.broken", fault))
        })
        .transpose()?;
    Ok(Attempt {
        id: row.get("id")?,
        person_id: row.get("person_id")?,
        enrolment_id: row.get("enrolment_id")?,
        course_id: row.get("course_id")?,
        number: row.get("number")?,
        opened_at: row.get("opened_at")?,
        deadline_at: row.get("deadline_at")?,
        closed_at: row.get("closed_at")?,
        closed_why,
        score: row.get("score")?,
        passed: row.get("passed")?,
    })
}

fn answer(row: Row<'_>) -> Outcome<Answer> {
    Ok(Answer {
        choice: from_json(row, "choice")?,
        revision: row.get("revision")?,
        received_at: row.get("received_at")?,
    })
}

fn json(value: &impl Serialize) -> Outcome<String> {
    serde_json::to_string(value).map_err(|error| Fault::internal("exams.broken", error))
}

fn from_json<T: DeserializeOwned>(row: Row<'_>, column: &str) -> Outcome<T> {
    let text = String::from_column(row, column)?;
    serde_json::from_str(&text).map_err(|error| Fault::internal("exams.broken", error))
}
