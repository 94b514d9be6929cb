//! Check your answers: everything that the server holds, before it is marked; and handing in.

use std::borrow::Borrow;

use askama::Template;
use axum::extract::State;
use domain::exams::{self, Paper};
use domain::{catalogue, hours};
use kernel::AttemptId;

use super::{is_answered, question_address, result_address, settled};
use crate::App;
use crate::page::{self, PageFrame, see_other};
use crate::problem::PageResult;
use crate::request::{Act, Look, Path};
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "exams/review.html")]
struct ReviewPage {
    p: PageFrame,
    course: String,
    paper: Paper,
    left_ms: i64,
}

impl ReviewPage {
    fn address(&self, position: impl Borrow<i64>) -> String {
        question_address(&self.paper.attempt.id, *position.borrow())
    }

    fn open(&self) -> usize {
        self.paper
            .questions
            .iter()
            .filter(|question| !is_answered(question))
            .count()
    }
}

/// `GET /attempts/{attempt}/review`.
pub async fn show(
    State(app): State<App>,
    visit: Visit,
    Path(id): Path<AttemptId>,
    Look { op, p }: Look,
) -> PageResult {
    let (mut op, attempt) = settled(&app, &visit, op, &id).await?;
    if attempt.closed_at.is_some() {
        return see_other(&result_address(&id));
    }
    let paper = exams::paper(&mut op, &id).await?;
    let course = catalogue::get_course(&mut op, &attempt.course_id)
        .await?
        .title;
    let left_ms = attempt.deadline_at.millis_since(op.now);
    page::show(&ReviewPage {
        p,
        course,
        paper,
        left_ms,
    })
}

/// `POST /attempts/{attempt}/submit`. Handing in again leads to the first result.
pub async fn submit(Path(id): Path<AttemptId>, act: Act) -> PageResult {
    let Act { mut op, .. } = act;
    hours::submit_attempt(&mut op, &id).await?;
    op.commit().await?;
    see_other(&result_address(&id))
}
