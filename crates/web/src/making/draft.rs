//! A course in the making: how it stands, what is missing, its lessons, and the next step.

use askama::Template;
use domain::Action;
use domain::catalogue::making::{self, DraftInside, DraftLesson, DraftState, QuestionPurpose};
use kernel::DraftId;
use serde::Deserialize;

use super::form::LessonForm;
use super::words::MakingWords as _;
use crate::page::{self, Errors, PageFrame, see_other, show_again};
use crate::problem::PageResult;
use crate::request::{Act, Look, Path};
use crate::staff::OfficeWords as _;

#[derive(Template)]
#[template(path = "making/draft.html")]
struct DraftPage {
    p: PageFrame,
    errors: Errors,
    inside: DraftInside,
    form: LessonForm,
}

impl DraftPage {
    fn may_write(&self) -> bool {
        self.inside.draft.is_open() && self.p.may(Action::MakeCourse, &self.inside.draft)
    }

    fn may_submit(&self) -> bool {
        self.inside.draft.is_open() && self.p.may(Action::SubmitCourse, &self.inside.draft)
    }

    fn may_take_back(&self) -> bool {
        self.inside.draft.state == DraftState::Submitted
            && self.p.may(Action::SubmitCourse, &self.inside.draft)
    }

    fn count(&self, lesson: &DraftLesson, purpose: QuestionPurpose) -> usize {
        let of_lesson = |question: &&making::DraftQuestion| {
            question.lesson_id == lesson.id && question.purpose == purpose
        };
        self.inside.questions.iter().filter(of_lesson).count()
    }
}

/// `GET /base/drafts/{id}`.
pub async fn show(Path(id): Path<DraftId>, Look { mut op, p }: Look) -> PageResult {
    let inside = making::inside(&mut op, &id).await?;
    page::show(&DraftPage {
        p,
        errors: Errors::none(),
        inside,
        form: LessonForm::default(),
    })
}

/// `POST /base/drafts/{id}/lessons`: adds a lesson, and goes to it.
pub async fn add_lesson(Path(id): Path<DraftId>, act: Act<LessonForm>) -> PageResult {
    let Act {
        mut op, p, form, ..
    } = act;
    match making::add_lesson(&mut op, &id, form.read()).await {
        Ok(lesson) => {
            op.commit().await?;
            see_other(&format!("/base/drafts/{id}/lessons/{lesson}"))
        }
        Err(fault) => {
            let errors = p.mend(fault)?;
            let inside = making::inside(&mut op, &id).await?;
            let page = DraftPage {
                p,
                errors: errors.clone(),
                inside,
                form,
            };
            show_again(&errors, &page)
        }
    }
}

/// A step of a draft.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct StepForm {
    step: String,
}

/// `POST /base/drafts/{id}`: submits it, takes it back, or gives it up.
pub async fn step(Path(id): Path<DraftId>, act: Act<StepForm>) -> PageResult {
    let Act {
        mut op, p, form, ..
    } = act;
    let stepped = match form.step.as_str() {
        "submit" => making::submit(&mut op, &id).await,
        "take_back" => making::take_back(&mut op, &id).await,
        _ => making::drop_draft(&mut op, &id).await,
    };
    match stepped {
        Ok(()) => {
            op.commit().await?;
            let is_dropped = !matches!(form.step.as_str(), "submit" | "take_back");
            if is_dropped {
                return see_other("/base/drafts");
            }
            see_other(&format!("/base/drafts/{id}"))
        }
        Err(fault) => {
            let errors = p.mend(fault)?;
            let inside = making::inside(&mut op, &id).await?;
            let page = DraftPage {
                p,
                errors: errors.clone(),
                inside,
                form: LessonForm::default(),
            };
            show_again(&errors, &page)
        }
    }
}
