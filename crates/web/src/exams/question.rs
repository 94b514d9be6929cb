//! One question a page: the answer that the server holds, since when, and the time that is left.

use std::borrow::Borrow;

use askama::Template;
use axum::extract::State;
use domain::exams::{self, Error, Paper, PaperQuestion, QuestionKind};
use domain::{Op, catalogue};
use kernel::{AttemptId, Outcome};
use serde::Deserialize;

use super::{is_answered, question_address, receipt_words, result_address, settled};
use crate::App;
use crate::page::{self, Errors, PageFrame, see_other, show_again};
use crate::problem::{PageResult, no_such_page};
use crate::request::{Act, Look, Path};
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "exams/question.html")]
struct QuestionPage {
    p: PageFrame,
    errors: Errors,
    course: String,
    paper: Paper,
    question: PaperQuestion,
    left_ms: i64,
}

impl QuestionPage {
    /// None when the paper has no such question.
    async fn load(
        op: &mut Op,
        p: PageFrame,
        errors: Errors,
        id: &AttemptId,
        position: i64,
    ) -> Outcome<Option<Self>> {
        let paper = exams::paper(op, id).await?;
        let course = catalogue::get_course(op, &paper.attempt.course_id)
            .await?
            .title;
        let left_ms = paper.attempt.deadline_at.millis_since(op.now);
        let question = paper
            .questions
            .iter()
            .find(|question| question.position == position);
        let question = question.cloned();
        Ok(question.map(|question| Self {
            p,
            errors,
            course,
            paper,
            question,
            left_ms,
        }))
    }

    fn is_chosen(&self, option: impl Borrow<usize>) -> bool {
        let answer = self.question.answer.as_ref();
        answer.is_some_and(|answer| answer.choice.contains(option.borrow()))
    }

    fn is_single(&self) -> bool {
        self.question.kind != QuestionKind::Multiple
    }

    /// How it is answered, in words.
    fn kind(&self) -> String {
        self.p.t(&format!(
            "exam-kind-{}",
            self.question.kind.as_str().replace('_', "-")
        ))
    }

    fn revision(&self) -> i64 {
        self.question
            .answer
            .as_ref()
            .map_or(0, |answer| answer.revision)
    }

    fn address(&self, position: impl Borrow<i64>) -> String {
        question_address(&self.paper.attempt.id, *position.borrow())
    }

    fn is_last(&self) -> bool {
        usize::try_from(self.question.position).is_ok_and(|at| at >= self.paper.questions.len())
    }

    fn answered(&self) -> usize {
        self.paper
            .questions
            .iter()
            .filter(|question| is_answered(question))
            .count()
    }

    /// What the server holds of this question, in words.
    fn receipt(&self) -> String {
        match &self.question.answer {
            Some(answer) if !answer.choice.is_empty() => receipt_words(&self.p, answer.received_at),
            _ => self.p.t("exam-no-answer-yet"),
        }
    }
}

/// `GET /attempts/{attempt}/questions/{position}`.
pub async fn show(
    State(app): State<App>,
    visit: Visit,
    Path((id, position)): Path<(AttemptId, i64)>,
    Look { op, p }: Look,
) -> PageResult {
    let (mut op, attempt) = settled(&app, &visit, op, &id).await?;
    if attempt.closed_at.is_some() {
        return see_other(&result_address(&id));
    }
    let page = QuestionPage::load(&mut op, p, Errors::none(), &id, position).await?;
    page::show(&page.ok_or_else(no_such_page)?)
}

/// An answer and where to go then.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct AnswerForm {
    choice: Vec<usize>,
    revision: i64,
    go: String,
}

impl AnswerForm {
    /// Nothing chosen where nothing was: going on is all that is asked.
    fn is_left_open(&self) -> bool {
        self.choice.is_empty() && self.revision == 0
    }

    fn target(&self, attempt: &AttemptId, position: i64) -> String {
        match self.go.as_str() {
            "previous" => question_address(attempt, position.saturating_sub(1).max(1)),
            "next" => question_address(attempt, position.saturating_add(1)),
            "review" => format!("/attempts/{attempt}/review"),
            _ => question_address(attempt, position),
        }
    }
}

/// `POST /attempts/{attempt}/questions/{position}`: keeps the answer and goes on.
pub async fn save(
    Path((id, position)): Path<(AttemptId, i64)>,
    act: Act<AnswerForm>,
) -> PageResult {
    let Act {
        mut op, p, form, ..
    } = act;
    let target = form.target(&id, position);
    if form.is_left_open() {
        exams::get_attempt(&mut op, &id).await?;
        return see_other(&target);
    }
    match exams::save_answer(&mut op, &id, position, form.choice, form.revision).await {
        Ok(_) => {
            op.commit().await?;
            see_other(&target)
        }
        Err(fault) if fault.code() == Error::AttemptClosed.fault().code() => {
            see_other(&result_address(&id))
        }
        Err(fault) => {
            let errors = p.mend(fault)?;
            let page = QuestionPage::load(&mut op, p, errors.clone(), &id, position).await?;
            show_again(&errors, &page.ok_or_else(no_such_page)?)
        }
    }
}
