//! The bureau's review of courses: what waits, and one draft with its checklist.

use askama::Template;
use domain::catalogue::making::{self, Draft, DraftInside, DraftQuestion, DraftState};
use domain::{Action, Role, exams};
use kernel::DraftId;
use serde::Deserialize;

use super::words::MakingWords as _;
use crate::page::{self, Errors, PageFrame, see_other, show_again};
use crate::problem::PageResult;
use crate::request::{Act, Look, Path};
use crate::staff::{OfficeWords as _, own_territory};

#[derive(Template)]
#[template(path = "making/waiting.html")]
struct WaitingPage {
    p: PageFrame,
    waiting: Vec<(Draft, String)>,
}

#[derive(Template)]
#[template(path = "making/review.html")]
struct ReviewPage {
    p: PageFrame,
    errors: Errors,
    inside: DraftInside,
    words: String,
}

impl ReviewPage {
    fn may_decide(&self) -> bool {
        self.inside.draft.state == DraftState::Submitted
            && self.p.may(Action::ReviewCourse, &self.inside.draft)
    }

    fn preview(&self, lesson: &making::DraftLesson) -> String {
        format!("/drafts/{}/lessons/{}", self.inside.draft.id, lesson.id)
    }

    fn questions(&self, lesson: &making::DraftLesson) -> Vec<&DraftQuestion> {
        let of_lesson = |question: &&DraftQuestion| question.lesson_id == lesson.id;
        self.inside.questions.iter().filter(of_lesson).collect()
    }
}

/// `GET /bureau/drafts`.
pub async fn list(Look { mut op, p }: Look) -> PageResult {
    let territory = own_territory(&mut op, &[Role::BureauOfficer]).await?;
    let waiting = making::list_submitted(&mut op, &territory).await?;
    page::show(&WaitingPage { p, waiting })
}

/// `GET /bureau/drafts/{id}`.
pub async fn show(Path(id): Path<DraftId>, Look { mut op, p }: Look) -> PageResult {
    let inside = making::inside(&mut op, &id).await?;
    page::show(&ReviewPage {
        p,
        errors: Errors::none(),
        inside,
        words: String::new(),
    })
}

/// What the officer decides.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct ReviewForm {
    decision: String,
    words: String,
}

/// `POST /bureau/drafts/{id}`: publishes it or returns it.
pub async fn decide(Path(id): Path<DraftId>, act: Act<ReviewForm>) -> PageResult {
    let Act {
        mut op, p, form, ..
    } = act;
    let decided = match form.decision.as_str() {
        "publish" => exams::publish(&mut op, &id).await.map(drop),
        _ => making::return_draft(&mut op, &id, &form.words).await,
    };
    match decided {
        Ok(()) => {
            op.commit().await?;
            see_other("/bureau/drafts")
        }
        Err(fault) => {
            let errors = p.mend(fault)?;
            let inside = making::inside(&mut op, &id).await?;
            let page = ReviewPage {
                p,
                errors: errors.clone(),
                inside,
                words: form.words,
            };
            show_again(&errors, &page)
        }
    }
}
