//! The bureau's desk: what waits, one claim with its files, the same files of others beside them,
//! and the decision.

use askama::Template;
use domain::claims::{self, AlikeFile, Claim, Granted, Ruling, Status, Step};
use domain::evidence::Evidence;
use domain::facts::{self, FactKind, Ground, Source};
use domain::permission::Action;
use domain::queues::Desk;
use domain::{Op, employers, identity};
use kernel::{ClaimId, Fault, Hours, Kind, Outcome};
use serde::Deserialize;

use super::queue::{self, Asked};
use super::{ClaimWords as _, kind_named};
use crate::bureau::own_bureau;
use crate::facts::FactWords as _;
use crate::page::{self, Errors, PageFrame, see_other, show_again};
use crate::problem::PageResult;
use crate::request::{Act, Look, Path, Query};
use crate::staff::OfficeWords as _;

#[derive(Template)]
#[template(path = "claims/bureau.html")]
struct CasePage {
    p: PageFrame,
    errors: Errors,
    claim: Claim,
    kind: String,
    files: Vec<Evidence>,
    alike: Vec<AlikeFile>,
    steps: Vec<Step>,
    /// Confirmed facts as of the last day of the activity.
    grounds: Vec<Ground>,
    /// What must be confirmed of the claimant before this can be granted.
    lacking: Option<FactKind>,
    /// The most that may be granted.
    most: Hours,
    /// Who took the decision that is appealed, or that proposed to take a year back.
    decided_by: String,
    form: RulingForm,
}

impl CasePage {
    fn is_own(&self) -> bool {
        self.p.actor.is_me(&self.claim.person_id)
    }

    fn is_appeal(&self) -> bool {
        self.claim.status == Status::Appealed
    }

    /// Whether she decided before what is appealed now.
    fn is_same_officer(&self) -> bool {
        self.is_appeal() && self.claim.decided_by.as_ref() == self.p.actor.person()
    }

    fn is_deemed(&self) -> bool {
        self.claim.status == Status::Approved && self.claim.granted == Some(Granted::Year)
    }

    fn proposed_it(&self) -> bool {
        self.claim.undeem_proposed_by.as_ref() == self.p.actor.person()
    }

    /// Who confirmed a fact and when, or the employment that it rests on.
    fn ground_source(&self, ground: &Ground) -> String {
        match &ground.source {
            Source::Employment { employer, since } => {
                format!("{employer} · {}", self.p.day(*since))
            }
            Source::Fact {
                confirmed_by,
                confirmed_on,
                ..
            } => format!("{confirmed_by} · {}", self.p.day(*confirmed_on)),
        }
    }
}

/// What an officer decides.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct RulingForm {
    decision: String,
    hours: String,
    why: String,
}

impl RulingForm {
    fn ruling(&self) -> Outcome<Ruling> {
        match self.decision.as_str() {
            "whole" => Ok(Ruling::Whole),
            "refuse" => Ok(Ruling::Refuse),
            "part" => {
                let hours: Hours = self
                    .hours
                    .trim()
                    .parse()
                    .map_err(|fault: Fault| fault.at("hours"))?;
                Ok(Ruling::Part(hours))
            }
            _ => Err(Fault::new(Kind::Invalid, "claims.no_decision").at("decision")),
        }
    }
}

/// `GET /bureau/claims`.
pub async fn list(Look { mut op, p }: Look, Query(asked): Query<Asked>) -> PageResult {
    let territory = own_bureau(&mut op).await?;
    let desk = Desk::Bureau(territory.id);
    page::show(&queue::load(&mut op, p, &desk, &asked).await?)
}

/// `GET /bureau/claims/{id}`.
pub async fn show(Path(id): Path<ClaimId>, Look { mut op, p }: Look) -> PageResult {
    page::show(&load(&mut op, p, &id).await?)
}

/// `POST /bureau/claims/{id}`.
pub async fn decide(Path(id): Path<ClaimId>, act: Act<RulingForm>) -> PageResult {
    let Act {
        mut op, p, form, ..
    } = act;
    let decided = match form.ruling() {
        Ok(ruling) => claims::decide(&mut op, &id, ruling, &form.why).await,
        Err(fault) => Err(fault),
    };
    answer(op, p, &id, form, decided, "/bureau/claims?done=decided").await
}

/// `POST /bureau/claims/{id}/undeeming`: proposes to take a deemed year back, or decides on that.
pub async fn undeem(Path(id): Path<ClaimId>, act: Act<RulingForm>) -> PageResult {
    let Act {
        mut op, p, form, ..
    } = act;
    let (decided, done) = match form.decision.as_str() {
        "propose" => (
            claims::propose_undeeming(&mut op, &id, &form.why).await,
            "proposed",
        ),
        "confirm" => (
            claims::undeem(&mut op, &id, true, &form.why).await,
            "decided",
        ),
        "reject" => (
            claims::undeem(&mut op, &id, false, &form.why).await,
            "decided",
        ),
        _ => (
            Err(Fault::new(Kind::Invalid, "claims.no_decision").at("decision")),
            "",
        ),
    };
    let address = format!("/bureau/claims?done={done}");
    answer(op, p, &id, form, decided, &address).await
}

async fn answer(
    mut op: Op,
    p: PageFrame,
    id: &ClaimId,
    form: RulingForm,
    decided: Outcome<Claim>,
    address: &str,
) -> PageResult {
    match decided {
        Ok(_) => {
            op.commit().await?;
            see_other(address)
        }
        Err(fault) => {
            let errors = p.mend(fault)?;
            let page = CasePage {
                errors: errors.clone(),
                form,
                ..load(&mut op, p, id).await?
            };
            show_again(&errors, &page)
        }
    }
}

async fn load(op: &mut Op, p: PageFrame, id: &ClaimId) -> Outcome<CasePage> {
    let claim = claims::get(op, id).await?;
    op.allow(Action::DecideClaim, &claim)?;
    let worker = employers::worker(op, &claim.person_id).await?;
    let grounded = facts::as_of(op, &worker, claim.fields.to_day).await?;
    let about = [
        FactKind::ThreeSubjectTeacher,
        FactKind::SkilledWorker,
        FactKind::Speciality,
    ];
    let decided_by = match &claim.decided_by {
        Some(officer) => identity::name_of(op, officer).await?,
        None => String::new(),
    };
    Ok(CasePage {
        kind: kind_named(&p, op, &claim),
        files: claims::files(op, id).await?,
        alike: claims::alike(op, id).await?,
        steps: claims::steps(op, id).await?,
        grounds: grounded
            .grounds
            .into_iter()
            .filter(|ground| about.contains(&ground.about))
            .collect(),
        lacking: claims::lacking(op, &claim).await?,
        most: claims::most_hours(op, &claim).await?,
        decided_by,
        p,
        errors: Errors::none(),
        claim,
        form: RulingForm::default(),
    })
}
