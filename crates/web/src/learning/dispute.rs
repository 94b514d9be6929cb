//! Disputing a stretch of a lesson, and taking that back.

use askama::Template;
use domain::Op;
use domain::learning::{self, Error, LessonState, NewDispute};
use kernel::{DisputeId, EnrolmentId, Fault, LessonId, Outcome};
use serde::Deserialize;

use super::glass::parse_length;
use super::{Standing, length};
use crate::page::{self, Errors, PageFrame, see_other, show_again};
use crate::problem::PageResult;
use crate::request::{Act, Look, Path, Query};

#[derive(Template)]
#[template(path = "learning/dispute.html")]
struct DisputePage {
    p: PageFrame,
    errors: Errors,
    s: Standing,
    state: LessonState,
    form: DisputeForm,
    working_days: u16,
}

impl DisputePage {
    fn address(&self) -> String {
        self.s.lesson_address(&self.state)
    }
}

/// What is typed: places as `12:05`.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct DisputeForm {
    from: String,
    to: String,
    words: String,
}

/// From which stretch of the glass box the visitor comes, in milliseconds.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Arrival {
    from: Option<i64>,
    to: Option<i64>,
}

/// `GET /learn/{enrolment}/lessons/{lesson}/dispute`.
pub async fn ask(
    Path((enrolment, lesson)): Path<(EnrolmentId, LessonId)>,
    Look { mut op, p }: Look,
    Query(Arrival { from, to }): Query<Arrival>,
) -> PageResult {
    let (s, state) = load(&mut op, &enrolment, &lesson).await?;
    let end = state.lesson.length_ms;
    let form = DisputeForm {
        from: length(from.unwrap_or(0).clamp(0, end)),
        // The second that it ends in, whole.
        to: length(to.unwrap_or(end).clamp(0, end) + 999),
        words: String::new(),
    };
    page::show(&DisputePage {
        p,
        errors: Errors::none(),
        s,
        state,
        form,
        working_days: op.house.settings.dispute_working_days,
    })
}

/// `POST /learn/{enrolment}/lessons/{lesson}/dispute`.
pub async fn submit(
    Path((enrolment, lesson)): Path<(EnrolmentId, LessonId)>,
    act: Act<DisputeForm>,
) -> PageResult {
    let Act {
        mut op, p, form, ..
    } = act;
    let (s, state) = load(&mut op, &enrolment, &lesson).await?;
    let opened = match form.read(state.lesson.length_ms) {
        Ok(new) => learning::open_dispute(&mut op, &enrolment, &lesson, &new).await,
        Err(fault) => Err(fault),
    };
    match opened {
        Ok(_) => {
            op.commit().await?;
            let address = s.lesson_address(&state);
            see_other(&format!("{address}/record?done=disputed#disputes"))
        }
        Err(fault) => {
            let errors = p.mend(fault)?;
            let page = DisputePage {
                p,
                errors: errors.clone(),
                s,
                state,
                form,
                working_days: op.house.settings.dispute_working_days,
            };
            show_again(&errors, &page)
        }
    }
}

/// `POST /learn/disputes/{id}/withdraw`.
pub async fn withdraw(Path(id): Path<DisputeId>, act: Act) -> PageResult {
    let Act { mut op, .. } = act;
    let dispute = learning::withdraw_dispute(&mut op, &id).await?.into_inner();
    op.commit().await?;
    see_other(&format!(
        "/learn/{}/lessons/{}/record?done=withdrawn#disputes",
        dispute.enrolment_id, dispute.lesson_id
    ))
}

impl DisputeForm {
    /// What was typed; the last second of a lesson may be a part of one.
    fn read(&self, length_ms: i64) -> Outcome<NewDispute> {
        let place = |text: &str, field| {
            parse_length(text).ok_or_else(|| Fault::from(Error::BadStretch).at(field))
        };
        let (from, to) = (place(&self.from, "from")?, place(&self.to, "to")?);
        let to = if to - length_ms < 1000 {
            to.min(length_ms)
        } else {
            to
        };
        Ok(NewDispute {
            span: (from, to),
            words: self.words.clone(),
        })
    }
}

async fn load(
    op: &mut Op,
    enrolment: &EnrolmentId,
    lesson: &LessonId,
) -> Outcome<(Standing, LessonState)> {
    let enrolment = learning::get_enrolment(op, enrolment).await?;
    let state = learning::lesson_state(op, &enrolment, lesson).await?;
    Ok((Standing::load(op, enrolment).await?, state))
}
