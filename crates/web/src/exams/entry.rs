//! The door of an exam: its rules, the attempts so far, the start.

use askama::Template;
use axum::extract::State;
use domain::exams::{self, Attempt};
use domain::{Op, hours, learning};
use kernel::{EnrolmentId, Outcome};

use super::{question_address, result_address};
use crate::App;
use crate::learning::{Standing, StudyRules};
use crate::page::{self, Errors, PageFrame, see_other, show_again};
use crate::problem::PageResult;
use crate::request::{Act, Look, Path};
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "exams/entry.html")]
struct EntryPage {
    p: PageFrame,
    errors: Errors,
    s: Standing,
    rules: StudyRules,
    attempts: Vec<Attempt>,
}

impl EntryPage {
    async fn load(op: &mut Op, p: PageFrame, errors: Errors, id: &EnrolmentId) -> Outcome<Self> {
        let enrolment = learning::get_enrolment(op, id).await?;
        let (person, year) = (enrolment.person_id.clone(), enrolment.study_year);
        let rules = StudyRules::load(op, &person, year).await?;
        let attempts = exams::attempts(op, id).await?;
        let s = Standing::load(op, enrolment).await?;
        Ok(Self {
            p,
            errors,
            s,
            rules,
            attempts,
        })
    }

    fn attempts_left(&self) -> i64 {
        self.s
            .exam
            .attempts_max
            .saturating_sub(self.s.exam.attempts_used)
            .max(0)
    }
}

/// `GET /learn/{enrolment}/exam`.
pub async fn show(
    State(app): State<App>,
    visit: Visit,
    Path(id): Path<EnrolmentId>,
    Look { op, p }: Look,
) -> PageResult {
    let mut op = settled(&app, &visit, op, &id).await?;
    page::show(&EntryPage::load(&mut op, p, Errors::none(), &id).await?)
}

/// `POST /learn/{enrolment}/exam`: starts an attempt, or leads to the one that is running.
pub async fn start(Path(id): Path<EnrolmentId>, act: Act) -> PageResult {
    let Act { mut op, p, .. } = act;
    match hours::start_attempt(&mut op, &id).await {
        Ok(attempt) => {
            let attempt = attempt.into_inner();
            let is_open = attempt.is_open(op.now);
            op.commit().await?;
            let next = question_address(&attempt.id, 1);
            see_other(&if is_open {
                next
            } else {
                result_address(&attempt.id)
            })
        }
        Err(fault) => {
            let errors = p.mend(fault)?;
            let page = EntryPage::load(&mut op, p, errors.clone(), &id).await?;
            show_again(&errors, &page)
        }
    }
}

/// Closes attempts of the enrolment whose time is over, before anybody looks at them.
async fn settled(app: &App, visit: &Visit, mut op: Op, id: &EnrolmentId) -> Outcome<Op> {
    let attempts = exams::attempts(&mut op, id).await?;
    let over = attempts
        .iter()
        .find(|open| open.closed_at.is_none() && open.is_over(op.now));
    match over {
        Some(over) => Ok(super::settled(app, visit, op, &over.id).await?.0),
        None => Ok(op),
    }
}
