//! Exams over HTTP: start, paper, answers one by one with receipts, submit, result. The key is told
//! only where `exams::result` gives it.

use axum::extract::State;
use domain::exams::{self, Attempt, Explained, MissedLesson, PaperQuestion, Review};
use domain::hours;
use kernel::{AttemptId, EnrolmentId, Instant};
use serde::{Deserialize, Serialize};

use super::call::Call;
use crate::App;
use crate::exams::{receipt_words, settled};
use crate::page::json;
use crate::problem::PageResult;
use crate::request::{Look, Nothing, Path};
use crate::visit::Visit;

#[derive(Serialize)]
struct AttemptItem {
    id: AttemptId,
    enrolment: EnrolmentId,
    number: i64,
    opened_at: String,
    deadline_at: String,
    left_ms: i64,
    closed_at: Option<String>,
    closed_why: Option<&'static str>,
    score: Option<i64>,
    passed: Option<bool>,
}

impl AttemptItem {
    fn new(attempt: &Attempt, now: Instant) -> Self {
        let left = attempt.deadline_at.millis_since(now);
        Self {
            id: attempt.id.clone(),
            enrolment: attempt.enrolment_id.clone(),
            number: attempt.number,
            opened_at: iso(attempt.opened_at),
            deadline_at: iso(attempt.deadline_at),
            left_ms: if attempt.closed_at.is_some() { 0 } else { left },
            closed_at: attempt.closed_at.map(iso),
            closed_why: attempt.closed_why.map(exams::ClosedWhy::as_str),
            score: attempt.score,
            passed: attempt.passed,
        }
    }
}

/// An instant for programs, in the time of Asia/Shanghai.
pub(crate) fn iso(at: Instant) -> String {
    let (hour, minute, second) = at.clock();
    format!("{}T{hour:02}:{minute:02}:{second:02}+08:00", at.day())
}

/// `POST /api/v1/enrolments/{enrolment}/attempts`: starts an attempt, or gives the running one.
pub async fn start(
    Path(enrolment): Path<EnrolmentId>,
    Call { mut op, .. }: Call<Nothing>,
) -> PageResult {
    let attempt = hours::start_attempt(&mut op, &enrolment)
        .await?
        .into_inner();
    let now = op.now;
    op.commit().await?;
    json(&AttemptItem::new(&attempt, now))
}

#[derive(Serialize)]
struct PaperItem {
    #[serde(flatten)]
    attempt: AttemptItem,
    questions: Vec<QuestionItem>,
}

#[derive(Serialize)]
struct QuestionItem {
    position: i64,
    kind: &'static str,
    stem: String,
    options: Vec<String>,
    choice: Vec<usize>,
    revision: i64,
    received_at: Option<String>,
}

impl From<PaperQuestion> for QuestionItem {
    fn from(question: PaperQuestion) -> Self {
        let answer = question.answer;
        Self {
            position: question.position,
            kind: question.kind.as_str(),
            stem: question.stem,
            options: question.options,
            revision: answer.as_ref().map_or(0, |answer| answer.revision),
            received_at: answer.as_ref().map(|answer| iso(answer.received_at)),
            choice: answer.map(|answer| answer.choice).unwrap_or_default(),
        }
    }
}

/// `GET /api/v1/attempts/{attempt}`: the paper with the answers that the server holds.
pub async fn paper(
    State(app): State<App>,
    visit: Visit,
    Path(id): Path<AttemptId>,
    Look { op, .. }: Look,
) -> PageResult {
    let (mut op, attempt) = settled(&app, &visit, op, &id).await?;
    let paper = exams::paper(&mut op, &id).await?;
    json(&PaperItem {
        attempt: AttemptItem::new(&attempt, op.now),
        questions: paper
            .questions
            .into_iter()
            .map(QuestionItem::from)
            .collect(),
    })
}

/// An answer.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswerBody {
    /// Indexes of the chosen options as shown, from 0; none takes the answer back.
    choice: Vec<usize>,
    /// The revision that the sender knows of; 0 for none.
    #[serde(default)]
    revision: i64,
}

#[derive(Serialize)]
struct Kept {
    position: i64,
    revision: i64,
    received_at: String,
    words: String,
}

/// `POST /api/v1/attempts/{attempt}/answers/{position}`: keeps an answer and says since when.
pub async fn answer(
    Path((id, position)): Path<(AttemptId, i64)>,
    Call { mut op, p, body }: Call<AnswerBody>,
) -> PageResult {
    let receipt = exams::save_answer(&mut op, &id, position, body.choice, body.revision).await?;
    op.commit().await?;
    json(&Kept {
        position: receipt.position,
        revision: receipt.revision,
        received_at: iso(receipt.received_at),
        words: receipt_words(&p, receipt.received_at),
    })
}

/// `POST /api/v1/attempts/{attempt}/submit`: marks it. Submitting again tells the first result.
pub async fn submit(Path(id): Path<AttemptId>, Call { mut op, .. }: Call<Nothing>) -> PageResult {
    let attempt = hours::submit_attempt(&mut op, &id).await?;
    let now = op.now;
    op.commit().await?;
    json(&AttemptItem::new(&attempt, now))
}

#[derive(Serialize)]
struct ReviewItem {
    #[serde(flatten)]
    attempt: AttemptItem,
    pass_mark: i64,
    attempts_left: i64,
    missed_lessons: Vec<MissedLesson>,
    key: Option<Vec<KeyItem>>,
}

#[derive(Serialize)]
struct KeyItem {
    position: i64,
    right: Vec<usize>,
    choice: Vec<usize>,
    is_right: bool,
}

impl From<Explained> for KeyItem {
    fn from(explained: Explained) -> Self {
        let Explained {
            position,
            right,
            choice,
            is_right,
            ..
        } = explained;
        Self {
            position,
            right,
            choice,
            is_right,
        }
    }
}

/// `GET /api/v1/attempts/{attempt}/result`.
pub async fn result(
    State(app): State<App>,
    visit: Visit,
    Path(id): Path<AttemptId>,
    Look { op, .. }: Look,
) -> PageResult {
    let (mut op, _) = settled(&app, &visit, op, &id).await?;
    let Review {
        attempt,
        pass_mark,
        attempts_left,
        by_lesson,
        key,
    } = exams::result(&mut op, &id).await?;
    json(&ReviewItem {
        attempt: AttemptItem::new(&attempt, op.now),
        pass_mark,
        attempts_left,
        missed_lessons: by_lesson,
        key: key.map(|key| key.into_iter().map(KeyItem::from).collect()),
    })
}
