//! One fact: what it says and what became of it, and what whoever looks may do about it.

use askama::Template;
use domain::facts::{self, DeskRule, FactCase, Grounded, State};
use domain::permission::Action;
use domain::queues::{self, Matter};
use kernel::{Day, FactId, Fault, Kind, Outcome};
use serde::Deserialize;

use super::FactWords as _;
use crate::evidence::original;
use crate::page::{self, Errors, PageFrame, see_other, show_again};
use crate::problem::PageResult;
use crate::request::{Act, Look, Path, Query};

#[derive(Template)]
#[template(path = "facts/case.html")]
struct CasePage {
    p: PageFrame,
    errors: Errors,
    case: FactCase,
    rule: &'static DeskRule,
    form: AnswerForm,
    done: String,
}

impl CasePage {
    fn is_own(&self) -> bool {
        self.p.actor.is_me(&self.case.fact.person_id)
    }

    /// Whether who looks may answer now.
    fn may_answer(&self) -> bool {
        let with_employer = self.case.fact.state == State::WithEmployer && !self.case.is_escalated;
        let action = if with_employer {
            Action::ConfirmFact
        } else {
            Action::DecideFact
        };
        self.case.fact.state.is_open() && !self.is_own() && self.p.may(action, &self.case)
    }

    /// Whether what she says is passed on to the bureau.
    fn is_passed_on(&self) -> bool {
        self.rule.asks_bureau()
            && self.case.fact.state == State::WithEmployer
            && !self.case.is_escalated
    }

    fn may_revoke(&self) -> bool {
        self.case.fact.state == State::Confirmed
            && !self.is_own()
            && self.p.may(Action::DecideFact, &self.case)
    }

    /// Whether the proof is shown to who looks.
    fn sees_proof(&self) -> bool {
        let me = self.p.actor.person();
        let decides = self.case.taken_by.as_ref() == me || self.case.fact.decided_by.as_ref() == me;
        self.is_own() || !self.case.sensitive || decides
    }

    /// Whether an officer must take the case before the proof is shown to her.
    fn must_take(&self) -> bool {
        !self.sees_proof() && self.case.fact.state.is_open() && self.case.taken_by.is_none()
    }

    fn step(&self, step: &str) -> String {
        self.p.t(&format!("fact-step-{}", step.replace('_', "-")))
    }

    /// What was done just before, in words.
    fn done(&self) -> String {
        let key = format!("fact-done-{}", self.done);
        self.p.locale.find(&key).unwrap_or_default()
    }

    fn clause(&self) -> &'static str {
        Grounded::clause(self.case.fact.kind)
    }
}

/// What a desk answers.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct AnswerForm {
    decision: String,
    words: String,
}

/// The last day on which it was so.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct EndForm {
    to_day: String,
}

/// What was done just before.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Arrival {
    done: String,
}

/// `GET /facts/{id}`.
pub async fn show(
    Path(id): Path<FactId>,
    Look { mut op, p }: Look,
    Query(Arrival { done }): Query<Arrival>,
) -> PageResult {
    let case = facts::get(&mut op, &id).await?;
    page::show(&CasePage {
        p,
        errors: Errors::none(),
        rule: rule(&case)?,
        case,
        form: AnswerForm::default(),
        done,
    })
}

/// `POST /facts/{id}/answer`.
pub async fn answer(Path(id): Path<FactId>, act: Act<AnswerForm>) -> PageResult {
    let Act {
        mut op, p, form, ..
    } = act;
    let answered = match form.decision.as_str() {
        "confirm" => facts::confirm(&mut op, &id, &form.words).await,
        "refuse" => facts::refuse(&mut op, &id, &form.words).await,
        "revoke" => facts::revoke(&mut op, &id, &form.words).await,
        "" => Err(Fault::new(Kind::Invalid, "facts.no_decision").at("confirm")),
        other => Err(Fault::new(Kind::Invalid, "web.malformed").with("why", other)),
    };
    match answered {
        Ok(_) => {
            op.commit().await?;
            see_other(&format!("/facts/{id}?done={}", form.decision))
        }
        Err(fault) => {
            let errors = p.mend(fault)?;
            let case = facts::get(&mut op, &id).await?;
            let page = CasePage {
                p,
                errors: errors.clone(),
                rule: rule(&case)?,
                case,
                form,
                done: String::new(),
            };
            show_again(&errors, &page)
        }
    }
}

/// `POST /facts/{id}/withdraw`.
pub async fn withdraw(Path(id): Path<FactId>, act: Act) -> PageResult {
    let Act { mut op, .. } = act;
    facts::withdraw(&mut op, &id).await?;
    op.commit().await?;
    see_other(&format!("/facts/{id}?done=withdrawn"))
}

/// `POST /facts/{id}/end`.
pub async fn end(Path(id): Path<FactId>, act: Act<EndForm>) -> PageResult {
    let Act {
        mut op, p, form, ..
    } = act;
    let day: Outcome<Day> = form.to_day.trim().parse();
    let ended = match day {
        Ok(last) => facts::end(&mut op, &id, last).await,
        Err(fault) => Err(fault.at("to_day")),
    };
    match ended {
        Ok(_) => {
            op.commit().await?;
            see_other(&format!("/facts/{id}?done=ended"))
        }
        Err(fault) => {
            let errors = p.mend(fault)?;
            let case = facts::get(&mut op, &id).await?;
            let page = CasePage {
                p,
                errors: errors.clone(),
                rule: rule(&case)?,
                case,
                form: AnswerForm::default(),
                done: String::new(),
            };
            show_again(&errors, &page)
        }
    }
}

/// `POST /facts/{id}/take`: an officer takes the case, so that a sensitive proof is hers to see.
pub async fn take(Path(id): Path<FactId>, act: Act) -> PageResult {
    let Act { mut op, .. } = act;
    let case = facts::get(&mut op, &id).await?;
    op.allow(Action::DecideFact, &case)?;
    let item = queues::find(&mut op, Matter::Fact, id.as_str()).await?;
    let item = item.ok_or_else(|| Fault::from(queues::Error::Unknown))?;
    let me = op.actor.signed_in()?.clone();
    queues::take(&mut op, &item, Some(&me)).await?;
    op.commit().await?;
    see_other(&format!("/facts/{id}?done=taken"))
}

/// `POST /facts/{id}/proof`: the original, never shown inside a page. Looking leaves a trace.
pub async fn proof(Path(id): Path<FactId>, act: Act) -> PageResult {
    let Act { mut op, .. } = act;
    let (kept, bytes) = facts::file(&mut op, &id).await?;
    op.commit().await?;
    Ok(original(&kept, bytes))
}

fn rule(case: &FactCase) -> Outcome<&'static DeskRule> {
    let found = facts::desks()?
        .iter()
        .find(|rule| rule.kind == case.fact.kind);
    found.ok_or_else(|| facts::Error::Unknown.into())
}
