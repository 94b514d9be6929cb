//! The employer's desk: claims that wait for its word.

use askama::Template;
use domain::claims::{self, Claim, Status, Step};
use domain::evidence::Evidence;
use domain::permission::Action;
use domain::queues::Desk;
use domain::{Op, employers};
use kernel::{ClaimId, Fault, Kind, Outcome};
use serde::Deserialize;

use super::queue::{self, Asked};
use super::{ClaimWords as _, kind_named};
use crate::employers::own_employer;
use crate::page::{self, Errors, PageFrame, see_other, show_again};
use crate::problem::PageResult;
use crate::request::{Act, Look, Path, Query};

#[derive(Template)]
#[template(path = "claims/employer.html")]
struct CasePage {
    p: PageFrame,
    errors: Errors,
    claim: Claim,
    kind: String,
    files: Vec<Evidence>,
    steps: Vec<Step>,
    form: AnswerForm,
}

impl CasePage {
    fn may_answer(&self) -> bool {
        let own = self.p.actor.is_me(&self.claim.person_id);
        self.claim.status == Status::WithEmployer && !own
    }
}

/// What the employer says.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct AnswerForm {
    decision: String,
    why: String,
}

/// `GET /employer/claims`.
pub async fn list(Look { mut op, p }: Look, Query(asked): Query<Asked>) -> PageResult {
    let id = own_employer(&op)?;
    let employer = employers::get(&mut op, &id).await?;
    op.allow(Action::SeeEmployer, &employer)?;
    let desk = Desk::Employer(employer.id);
    page::show(&queue::load(&mut op, p, &desk, &asked).await?)
}

/// `GET /employer/claims/{id}`.
pub async fn show(Path(id): Path<ClaimId>, Look { mut op, p }: Look) -> PageResult {
    page::show(&load(&mut op, p, &id).await?)
}

/// `POST /employer/claims/{id}`.
pub async fn answer(Path(id): Path<ClaimId>, act: Act<AnswerForm>) -> PageResult {
    let Act {
        mut op, p, form, ..
    } = act;
    let answered = match form.decision.as_str() {
        "confirm" => claims::confirm(&mut op, &id, &form.why).await,
        "return" => claims::return_by_employer(&mut op, &id, &form.why).await,
        _ => Err(Fault::new(Kind::Invalid, "claims.no_decision").at("decision")),
    };
    match answered {
        Ok(claim) => {
            op.commit().await?;
            let done = if claim.status == Status::Returned {
                "returned"
            } else {
                "confirmed"
            };
            see_other(&format!("/employer/claims?done={done}"))
        }
        Err(fault) => {
            let errors = p.mend(fault)?;
            let page = CasePage {
                errors: errors.clone(),
                form,
                ..load(&mut op, p, &id).await?
            };
            show_again(&errors, &page)
        }
    }
}

async fn load(op: &mut Op, p: PageFrame, id: &ClaimId) -> Outcome<CasePage> {
    let claim = claims::get(op, id).await?;
    op.allow(Action::ConfirmClaim, &claim)?;
    Ok(CasePage {
        kind: kind_named(&p, op, &claim),
        files: claims::files(op, id).await?,
        steps: claims::steps(op, id).await?,
        p,
        errors: Errors::none(),
        claim,
        form: AnswerForm::default(),
    })
}
