//! One claim as its learner sees it: a draft to check and submit, then where it stands, and what
//! she may still do.

use askama::Template;
use domain::Op;
use domain::claims::{self, Claim, FILES_MAX, Granted, Status, Step};
use domain::evidence::Evidence;
use domain::facts::FactKind;
use kernel::{ClaimId, Outcome};
use serde::Deserialize;

use super::{ClaimWords as _, kind_named};
use crate::facts::FactWords as _;
use crate::page::{self, Errors, PageFrame, see_other, show_again};
use crate::problem::PageResult;
use crate::request::{Act, Look, Path, Query};

#[derive(Template)]
#[template(path = "claims/case.html")]
pub(super) struct CasePage {
    pub p: PageFrame,
    pub errors: Errors,
    pub claim: Claim,
    pub kind: String,
    pub files: Vec<Evidence>,
    pub steps: Vec<Step>,
    /// What must be confirmed of her before this can be granted.
    pub lacking: Option<FactKind>,
    /// What was typed as an appeal.
    pub why: String,
    pub done: String,
}

impl CasePage {
    fn may_add(&self) -> bool {
        let is_open = matches!(self.claim.status, Status::Draft | Status::Returned);
        is_open && self.files.len() < FILES_MAX
    }

    fn may_change_files(&self) -> bool {
        matches!(self.claim.status, Status::Draft | Status::Returned)
    }

    fn may_submit(&self) -> bool {
        self.may_change_files() && !self.files.is_empty()
    }

    fn may_withdraw(&self) -> bool {
        self.claim.status.is_open() && self.claim.status != Status::Appealed
    }

    /// Until when it can be appealed; none when it cannot.
    fn appeal_until(&self) -> Option<String> {
        let claim = &self.claim;
        let decided = claim.status == Status::Refused
            || (claim.status == Status::Approved && claim.is_cut() && !claim.is_revoked);
        let until = claim.appeal_until.filter(|day| self.p.now.day() <= *day)?;
        (decided && claim.appealed_at.is_none()).then(|| self.p.day(until))
    }

    /// Where its figures stand in the ledger.
    fn ledger(&self) -> Option<String> {
        let posted = matches!(self.claim.granted, Some(Granted::Hours(_)));
        posted.then(|| format!("/hours/{}", self.claim.fields.study_year))
    }

    fn is_draft(&self) -> bool {
        self.claim.status == Status::Draft
    }
}

pub(super) async fn load(op: &mut Op, p: PageFrame, id: &ClaimId) -> Outcome<CasePage> {
    let claim = claims::get(op, id).await?;
    Ok(CasePage {
        kind: kind_named(&p, op, &claim),
        files: claims::files(op, id).await?,
        steps: claims::steps(op, id).await?,
        p,
        errors: Errors::none(),
        lacking: claims::lacking(op, &claim).await?,
        claim,
        why: String::new(),
        done: String::new(),
    })
}

/// What was done just before.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Arrival {
    done: String,
}

/// Why somebody appeals.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct AppealForm {
    why: String,
}

/// `GET /claims/{id}`.
pub async fn show(
    Path(id): Path<ClaimId>,
    Look { mut op, p }: Look,
    Query(Arrival { done }): Query<Arrival>,
) -> PageResult {
    let mut page = load(&mut op, p, &id).await?;
    page.done = page.p.claim_done(&done);
    page::show(&page)
}

/// `POST /claims/{id}/submit`.
pub async fn submit(Path(id): Path<ClaimId>, act: Act) -> PageResult {
    let Act { mut op, p, .. } = act;
    match claims::submit(&mut op, &id).await {
        Ok(_) => {
            op.commit().await?;
            see_other(&format!("/claims/{id}?done=submitted"))
        }
        Err(fault) => {
            let errors = p.mend(fault)?;
            let page = CasePage {
                errors: errors.clone(),
                ..load(&mut op, p, &id).await?
            };
            show_again(&errors, &page)
        }
    }
}

/// `POST /claims/{id}/withdraw`.
pub async fn withdraw(Path(id): Path<ClaimId>, act: Act) -> PageResult {
    let Act { mut op, .. } = act;
    claims::withdraw(&mut op, &id).await?;
    op.commit().await?;
    see_other("/claims?done=withdrawn")
}

/// `POST /claims/{id}/appeal`.
pub async fn appeal(Path(id): Path<ClaimId>, act: Act<AppealForm>) -> PageResult {
    let Act {
        mut op, p, form, ..
    } = act;
    match claims::appeal(&mut op, &id, &form.why).await {
        Ok(_) => {
            op.commit().await?;
            see_other(&format!("/claims/{id}?done=appealed"))
        }
        Err(fault) => {
            let errors = p.mend(fault)?;
            let page = CasePage {
                errors: errors.clone(),
                why: form.why,
                ..load(&mut op, p, &id).await?
            };
            show_again(&errors, &page)
        }
    }
}
