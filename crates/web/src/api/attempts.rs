//! Exams over HTTP: start, paper, answers one by one with receipts, submit, result. The key is told
//! only where `exams::result` gives it.

use axum::extract::State;
use domain::exams::{self, Attempt, Error, Explained, MissedLesson, PaperQuestion, Review};
use domain::{editions, hours, orders};
use kernel::{AttemptId, EnrolmentId, Instant, LessonId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::call::{self, Call};
use super::document::refusals::refusals;
use crate::App;
use crate::exams::{receipt_words, settled};
use crate::page::json;
use crate::problem::PageResult;
use crate::request::{Look, Nothing, Path};
use crate::visit::Visit;

/// An attempt at an exam.
#[derive(Serialize, ToSchema)]
#[schema(as = Attempt)]
struct AttemptItem {
    #[schema(value_type = String)]
    id: AttemptId,
    #[schema(value_type = String)]
    enrolment: EnrolmentId,
    /// Which attempt it is, from 1.
    number: i64,
    #[schema(format = DateTime)]
    opened_at: String,
    #[schema(format = DateTime)]
    deadline_at: String,
    /// Milliseconds until the deadline, by the server's clock; 0 when it is closed.
    left_ms: i64,
    /// Null while it is open.
    #[schema(format = DateTime, required = true)]
    closed_at: Option<String>,
    #[schema(required = true)]
    closed_why: Option<&'static str>,
    /// Of 100; null while it is open.
    #[schema(required = true)]
    score: Option<i64>,
    #[schema(required = true)]
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

refusals! {
    /// What starting an attempt may refuse.
    StartRefusals: of_caller, of_thing, of_sender;
    call::Error::Malformed, orders::Error::UnknownEnrolment, Error::AttemptClosed,
    Error::AlreadyPassed, Error::LessonsMissing, Error::NoAttemptsLeft, Error::BankTooSmall,
    editions::Error::None, editions::Error::YearClosed,
}

/// Starts an attempt, or gives the running one.
///
/// `POST /api/v1/enrolments/{enrolment}/attempts`.
#[utoipa::path(
    post,
    path = "/api/v1/enrolments/{enrolment}/attempts",
    operation_id = "start_attempt",
    tag = "exams",
    security(("bearer" = []), ("session" = [], "csrf" = [])),
    params(("enrolment" = String, Path, description = "The enrolment.")),
    responses((status = 200, description = "It is open.", body = AttemptItem), StartRefusals),
)]
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

/// An attempt with its questions.
#[derive(Serialize, ToSchema)]
#[schema(as = Paper)]
struct PaperItem {
    #[serde(flatten)]
    attempt: AttemptItem,
    questions: Vec<QuestionItem>,
}

/// A question with the answer that the server holds.
#[derive(Serialize, ToSchema)]
#[schema(as = Question)]
struct QuestionItem {
    /// Place on the paper, from 1.
    position: i64,
    /// How it is answered, such as `single`.
    kind: &'static str,
    stem: String,
    options: Vec<String>,
    /// Indexes of the chosen options, from 0.
    choice: Vec<usize>,
    /// How often the answer was changed; 0 for none.
    revision: i64,
    /// When the server took the answer; null for none.
    #[schema(format = DateTime, required = true)]
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

refusals! {
    /// What looking at an attempt may refuse.
    PaperRefusals: of_caller, of_thing;
    Error::UnknownAttempt,
}

/// The paper with the answers that the server holds.
///
/// `GET /api/v1/attempts/{attempt}`.
#[utoipa::path(
    get,
    path = "/api/v1/attempts/{attempt}",
    operation_id = "paper",
    tag = "exams",
    security(("bearer" = []), ("session" = [])),
    params(("attempt" = String, Path, description = "The attempt.")),
    responses((status = 200, description = "The paper.", body = PaperItem), PaperRefusals),
)]
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
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Answer, example = json!({ "choice": [1], "revision": 0 }))]
pub struct AnswerBody {
    /// Indexes of the chosen options as shown, from 0; none takes the answer back.
    choice: Vec<usize>,
    /// The revision that the sender knows of; 0 for none.
    #[serde(default)]
    revision: i64,
}

/// The receipt for an answer.
#[derive(Serialize, ToSchema)]
#[schema(as = Receipt)]
struct Kept {
    position: i64,
    revision: i64,
    #[schema(format = DateTime)]
    received_at: String,
    /// The same in words.
    words: String,
}

refusals! {
    /// What an answer may be refused for.
    AnswerRefusals: of_caller, of_thing, of_sender;
    call::Error::Malformed, Error::UnknownAttempt, Error::AttemptClosed, Error::NewerAnswer,
    Error::BadRevision, Error::TooManyRevisions, Error::BadPosition, Error::BadChoice,
}

/// Keeps an answer and says since when.
///
/// `POST /api/v1/attempts/{attempt}/answers/{position}`.
#[utoipa::path(
    post,
    path = "/api/v1/attempts/{attempt}/answers/{position}",
    operation_id = "answer",
    tag = "exams",
    security(("bearer" = []), ("session" = [], "csrf" = [])),
    params(
        ("attempt" = String, Path, description = "The attempt."),
        ("position" = i64, Path, description = "Place of the question on the paper, from 1."),
    ),
    request_body = AnswerBody,
    responses((status = 200, description = "It was taken.", body = Kept), AnswerRefusals),
)]
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

refusals! {
    /// What submitting may refuse.
    SubmitRefusals: of_caller, of_thing, of_sender;
    call::Error::Malformed, Error::UnknownAttempt,
}

/// Submits an attempt for marking. Submitting again tells the first result.
///
/// `POST /api/v1/attempts/{attempt}/submit`.
#[utoipa::path(
    post,
    path = "/api/v1/attempts/{attempt}/submit",
    operation_id = "submit_attempt",
    tag = "exams",
    security(("bearer" = []), ("session" = [], "csrf" = [])),
    params(("attempt" = String, Path, description = "The attempt.")),
    responses((status = 200, description = "It is marked.", body = AttemptItem), SubmitRefusals),
)]
pub async fn submit(Path(id): Path<AttemptId>, Call { mut op, .. }: Call<Nothing>) -> PageResult {
    let attempt = hours::submit_attempt(&mut op, &id).await?;
    let now = op.now;
    op.commit().await?;
    json(&AttemptItem::new(&attempt, now))
}

/// A closed attempt with what was missed.
#[derive(Serialize, ToSchema)]
#[schema(as = Result)]
struct ReviewItem {
    #[serde(flatten)]
    attempt: AttemptItem,
    pass_mark: i64,
    attempts_left: i64,
    missed_lessons: Vec<MissedItem>,
    /// The key; null until nobody can use it any more.
    #[schema(required = true)]
    key: Option<Vec<KeyItem>>,
}

/// A lesson of which at least one question was missed.
#[derive(Serialize, ToSchema)]
#[schema(as = MissedLesson)]
struct MissedItem {
    #[schema(value_type = String)]
    lesson_id: LessonId,
    /// Its place in the course, from 1.
    position: i64,
    title: String,
}

impl From<MissedLesson> for MissedItem {
    fn from(missed: MissedLesson) -> Self {
        Self {
            lesson_id: missed.lesson_id,
            position: missed.position,
            title: missed.title,
        }
    }
}

/// A question with its key.
#[derive(Serialize, ToSchema)]
#[schema(as = Key)]
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

refusals! {
    /// What asking for a result may refuse.
    ResultRefusals: of_caller, of_thing;
    Error::UnknownAttempt, Error::StillOpen,
}

/// The result of a closed attempt: what was missed and where the lesson teaches it; the key only
/// when nobody can use it any more.
///
/// `GET /api/v1/attempts/{attempt}/result`.
#[utoipa::path(
    get,
    path = "/api/v1/attempts/{attempt}/result",
    operation_id = "result",
    tag = "exams",
    security(("bearer" = []), ("session" = [])),
    params(("attempt" = String, Path, description = "The attempt.")),
    responses((status = 200, description = "The result.", body = ReviewItem), ResultRefusals),
)]
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
        missed_lessons: by_lesson.into_iter().map(MissedItem::from).collect(),
        key: key.map(|key| key.into_iter().map(KeyItem::from).collect()),
    })
}
