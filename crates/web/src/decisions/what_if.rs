//! What if: the question, answered while it is being asked, from the records and from what is only
//! supposed. Nothing changes by it; an answer is kept only when she asks for that.

use std::borrow::Borrow;

use askama::Template;
use axum::http::HeaderValue;
use domain::Op;
use domain::decisions::{self, Considered, Question};
use domain::facts::{FactKind, Ground, Grounds};
use kernel::{Category, Day, Outcome, Year};
use policy::{Degree, Level, Purpose, Sector};

use super::answer::{Answer, Asked, worker_and_years};
use super::dashed;
use super::form::QuestionForm;
use crate::facts::FactWords as _;
use crate::page::{self, Errors, PageFrame, see_other, show_again};
use crate::problem::PageResult;
use crate::request::{Act, Look, Query};
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "decisions/what_if.html")]
struct WhatIfPage {
    p: PageFrame,
    errors: Errors,
    form: QuestionForm,
    grounds: Grounds,
    /// Study years that further hours may be supposed for, the newest first.
    years: Vec<Year>,
    answer: Option<Answer>,
    /// Whether a script asks while she types: nothing may take the focus then.
    is_typing: bool,
}

impl WhatIfPage {
    /// What the records say as of the day that is asked about.
    fn ground(&self, about: FactKind) -> Option<&Ground> {
        self.grounds.iter().find(|ground| ground.about == about)
    }

    /// The day of transfer on record.
    fn transfer(&self) -> Option<Day> {
        self.ground(FactKind::FromGovernment)?.value.parse().ok()
    }

    /// The sector on record.
    fn sector(&self) -> String {
        self.ground(FactKind::Sector).map_or_else(
            || self.p.t("decision-not-recorded"),
            |ground| self.p.fact_value(FactKind::Sector, &ground.value),
        )
    }

    /// What the records say of the front line.
    fn grassroots(&self) -> String {
        let yes = self.ground(FactKind::Grassroots).is_some();
        self.p.t(if yes { "decision-yes" } else { "decision-no" })
    }

    fn is_year(&self, year: impl Borrow<Year>) -> bool {
        self.form.exam_year == year.borrow().to_string()
    }
}

/// `GET /decisions`.
pub async fn show(
    visit: Visit,
    Look { mut op, p }: Look,
    Query(form): Query<QuestionForm>,
) -> PageResult {
    // Who merely opens the page did nothing wrong, whatever today's answer is.
    let is_asked = !form.is_blank();
    let form = form.preset(p.now.day());
    let question = form.parse();
    let on = question.as_ref().ok().cloned();
    let (errors, considered) = match consider(&mut op, question).await {
        Ok(considered) => (Errors::none(), Some(considered)),
        Err(fault) => (p.mend(fault)?, None),
    };
    let is_typing = visit.is_htmx;
    let address = form.address();
    let page = page(op, p, form, on, errors.clone(), considered, is_typing).await?;
    let mut response = if is_asked && !errors.is_empty() {
        show_again(&errors, &page)?
    } else {
        page::show(&page)?
    };
    // The browser's address follows what she typed, without the fields that say nothing.
    if let Ok(address) = HeaderValue::from_str(&address)
        && is_typing
    {
        response.headers_mut().insert("hx-replace-url", address);
    }
    Ok(response)
}

async fn consider(op: &mut Op, question: Outcome<Question>) -> Outcome<Considered> {
    let me = op.actor.signed_in()?.clone();
    decisions::consider(op, &me, question?).await
}

async fn page(
    mut op: Op,
    p: PageFrame,
    form: QuestionForm,
    question: Option<Question>,
    errors: Errors,
    considered: Option<Considered>,
    is_typing: bool,
) -> Outcome<WhatIfPage> {
    let (worker, years) = worker_and_years(&mut op, question.as_ref()).await?;
    let answer = match &considered {
        Some(considered) => {
            let asked = Asked {
                applicant: &considered.applicant,
                supposed: &considered.supposed,
                grounds: &considered.grounds,
                decision: &considered.decision,
            };
            Some(Answer::new(&mut op, &p, asked, Some(&worker)).await?)
        }
        None => None,
    };
    Ok(WhatIfPage {
        p,
        errors,
        form,
        grounds: considered.map_or_else(Grounds::new, |considered| considered.grounds),
        years,
        answer,
        is_typing,
    })
}

/// `POST /decisions`: keeps the answer, so that it has a number and an address.
pub async fn keep(act: Act<QuestionForm>) -> PageResult {
    let Act {
        mut op, p, form, ..
    } = act;
    let me = op.actor.signed_in()?.clone();
    let question = form.parse();
    let on = question.as_ref().ok().cloned();
    let kept = match question {
        Ok(question) => decisions::ask(&mut op, &me, question).await,
        Err(fault) => Err(fault),
    };
    match kept {
        Ok(shown) => {
            op.commit().await?;
            see_other(&format!("/decisions/{}", shown.id))
        }
        Err(fault) => {
            let errors = p.mend(fault)?;
            let page = page(op, p, form, on, errors.clone(), None, false).await?;
            show_again(&errors, &page)
        }
    }
}
