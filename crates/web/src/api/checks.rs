//! Presence checks over HTTP. What an answer means is decided by `learning`; what a course that is
//! complete by it earns is posted by `hours` in the same transaction.

use axum::extract::State;
use domain::hours;
use domain::learning::{self, CheckAnswer, CheckOutcome, Error, OpenCheck};
use kernel::CheckId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::call::{self, Call};
use super::document::refusals::{self, refusals};
use super::seconds::{Seconds, stretch};
use crate::App;
use crate::page::json;
use crate::problem::PageResult;
use crate::request::Path;

/// A presence check that waits for its answer.
#[derive(Serialize, ToSchema)]
#[schema(as = OpenCheck)]
pub struct Asked {
    id: String,
    /// What is asked: about the minute just seen.
    question: String,
    /// What may be chosen.
    options: Vec<String>,
    /// Whole seconds that are left to answer.
    answer_within_s: i64,
    /// Tries that are left.
    tries_left: i64,
    /// Seconds of credit that a miss takes back.
    #[schema(value_type = f64)]
    at_stake_s: Seconds,
}

impl From<OpenCheck> for Asked {
    fn from(check: OpenCheck) -> Self {
        Self {
            id: check.id.to_string(),
            question: check.question,
            options: check.options,
            answer_within_s: check.answer_within_s,
            tries_left: check.tries_left,
            at_stake_s: Seconds(check.at_stake_ms),
        }
    }
}

/// A presence check that nobody answered in time.
#[derive(Serialize, ToSchema)]
#[schema(as = MissedCheck)]
pub struct Missed {
    id: String,
    /// Stretches that are no longer credited: they can be watched again.
    #[schema(value_type = Vec<[f64; 2]>)]
    uncredited: Vec<[Seconds; 2]>,
}

impl From<learning::MissedCheck> for Missed {
    fn from(missed: learning::MissedCheck) -> Self {
        Self {
            id: missed.id.to_string(),
            uncredited: missed.uncredited.iter().map(stretch).collect(),
        }
    }
}

/// An answer to a presence check.
#[derive(Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = CheckAnswer, example = json!({ "option": 1 }))]
pub struct AnswerBody {
    /// Index of the chosen option, from 0. Left out: nobody answered in time.
    #[schema(minimum = 0)]
    option: Option<usize>,
}

/// What an answer led to.
#[derive(Serialize, ToSchema)]
#[schema(as = CheckResult)]
struct Answered {
    id: String,
    /// `passed` or `missed`; null when it may be tried again.
    outcome: Option<&'static str>,
    /// The check again, when it may be tried again.
    check: Option<Asked>,
    /// Stretches of the lesson that are covered now.
    #[schema(value_type = Vec<[f64; 2]>)]
    covered: Vec<[Seconds; 2]>,
    /// Seconds of the lesson that are covered now.
    #[schema(value_type = f64)]
    covered_s: Seconds,
    /// Stretches that a miss took back.
    #[schema(value_type = Vec<[f64; 2]>)]
    uncredited: Vec<[Seconds; 2]>,
    /// The lesson is complete.
    complete: bool,
}

impl From<CheckAnswer> for Answered {
    fn from(answer: CheckAnswer) -> Self {
        Self {
            id: answer.id.to_string(),
            outcome: answer.outcome.map(CheckOutcome::as_str),
            check: answer.again.map(Asked::from),
            covered: answer.covered.spans().iter().map(stretch).collect(),
            covered_s: Seconds(answer.covered.total()),
            uncredited: answer.uncredited.iter().map(stretch).collect(),
            complete: answer.complete,
        }
    }
}

refusals! {
    /// What answering a check may be refused for.
    AnswerRefusals: of_caller, of_thing, of_sender;
    call::Error::Malformed, refusals::bad_id(), Error::UnknownCheck, Error::BadOption,
}

/// Answers a presence check. Right: what was credited is proven, and a lesson that waited for the
/// answer is complete. Late, or wrong too often: what was credited since the last proof is taken
/// back, and can be watched again. Answered again, it gives the first result.
///
/// `POST /api/v1/presence-checks/{id}`.
#[utoipa::path(
    post,
    path = "/api/v1/presence-checks/{id}",
    operation_id = "answer_check",
    tag = "learning",
    security(("bearer" = []), ("session" = [], "csrf" = [])),
    params(("id" = String, Path, description = "The presence check.")),
    request_body = AnswerBody,
    responses((status = 200, description = "It was taken.", body = Answered), AnswerRefusals),
)]
pub async fn answer(
    State(app): State<App>,
    Path(id): Path<CheckId>,
    Call { mut op, body, .. }: Call<AnswerBody>,
) -> PageResult {
    let answer = hours::answer_check(&mut op, &id, body.option).await?;
    op.commit().await?;
    app.beats.forget(&answer.session_id).await;
    json(&Answered::from(answer))
}
