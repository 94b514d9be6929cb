//! One request, for the learner and for the officer who decides.

use askama::Template;
use axum::extract::State;
use domain::Op;
use domain::earlier::{self, Request, RequestStatus, Ruling};
use domain::evidence::{self, Evidence};
use domain::permission::Action;
use kernel::{EarlierRequestId, Fault, Hours, Kind, Outcome};
use serde::Deserialize;

use super::EarlierWords as _;
use crate::App;
use crate::evidence::{drawing, original};
use crate::page::{self, Errors, PageFrame, see_other, show_again};
use crate::problem::PageResult;
use crate::request::{Act, Look, Path, Query};
use crate::staff::OfficeWords as _;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "earlier/case.html")]
struct CasePage {
    p: PageFrame,
    errors: Errors,
    request: Request,
    card: Evidence,
    /// For the officer who decides: what the ledger has already, and the same card elsewhere.
    known: Option<Hours>,
    same: Vec<(Evidence, Option<String>)>,
    form: RulingForm,
    done: String,
}

impl CasePage {
    fn is_own(&self) -> bool {
        self.p.actor.is_me(&self.request.person_id)
    }

    fn may_decide(&self) -> bool {
        self.known.is_some() && !self.is_own() && self.request.status == RequestStatus::WithBureau
    }

    fn is_late(&self) -> bool {
        let waits = self.request.waits.as_ref();
        waits.is_some_and(|item| item.is_late(self.p.now.day()))
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

/// What was done just before.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Arrival {
    done: String,
}

/// `GET /earlier/{id}`.
pub async fn show(
    Path(id): Path<EarlierRequestId>,
    Look { mut op, p }: Look,
    Query(Arrival { done }): Query<Arrival>,
) -> PageResult {
    let mut page = load(&mut op, p, &id).await?;
    page.known = None;
    page.done = page.p.earlier_done(&done);
    page::show(&page)
}

/// `GET /bureau/earlier/{id}`.
pub async fn judge(Path(id): Path<EarlierRequestId>, Look { mut op, p }: Look) -> PageResult {
    let page = load(&mut op, p, &id).await?;
    op.allow(Action::DecideEarlier, &page.request)?;
    page::show(&page)
}

/// `POST /bureau/earlier/{id}`.
pub async fn decide(Path(id): Path<EarlierRequestId>, act: Act<RulingForm>) -> PageResult {
    let Act {
        mut op, p, form, ..
    } = act;
    let hours: Outcome<Hours> = form.hours.trim().parse();
    let ruling = match form.decision.as_str() {
        "grant" => hours.map(Ruling::Grant).map_err(|fault| fault.at("hours")),
        "refuse" => Ok(Ruling::Refuse),
        _ => Err(Fault::new(Kind::Invalid, "claims.no_decision").at("decision")),
    };
    let decided = match ruling {
        Ok(ruling) => earlier::decide(&mut op, &id, ruling, &form.why).await,
        Err(fault) => Err(fault),
    };
    match decided {
        Ok(_) => {
            op.commit().await?;
            see_other("/bureau/earlier?done=decided")
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

/// `POST /earlier/{id}/withdraw`.
pub async fn withdraw(Path(id): Path<EarlierRequestId>, act: Act) -> PageResult {
    let Act { mut op, .. } = act;
    earlier::withdraw(&mut op, &id).await?;
    op.commit().await?;
    see_other(&format!("/earlier/{id}?done=withdrawn"))
}

/// `GET /earlier/{id}/file`: the original. Opening another's leaves a trace, so that it writes.
pub async fn file(
    Path(id): Path<EarlierRequestId>,
    Look { op, p }: Look,
    State(app): State<App>,
    visit: Visit,
) -> PageResult {
    drop(op);
    let mut op = app.act(&visit, p.actor.clone()).await?;
    let (kept, bytes) = earlier::file(&mut op, &id).await?;
    op.commit().await?;
    Ok(original(&kept, bytes))
}

/// `GET /earlier/{id}/drawing`: what we drew of it.
pub async fn preview(
    Path(id): Path<EarlierRequestId>,
    Look { op, p }: Look,
    State(app): State<App>,
    visit: Visit,
) -> PageResult {
    drop(op);
    let mut op = app.act(&visit, p.actor.clone()).await?;
    let png = earlier::preview(&mut op, &id).await?;
    op.commit().await?;
    Ok(drawing(png))
}

async fn load(op: &mut Op, p: PageFrame, id: &EarlierRequestId) -> Outcome<CasePage> {
    let request = earlier::get_request(op, id).await?;
    let decides = op.may(Action::DecideEarlier, &request);
    let (known, same) = if decides {
        (
            Some(earlier::known_hours(op, &request).await?),
            earlier::same_files(op, id).await?,
        )
    } else {
        (None, Vec::new())
    };
    let hours = request.asked.hours.to_string();
    Ok(CasePage {
        card: evidence::get(op, &request.evidence_id).await?,
        p,
        errors: Errors::none(),
        request,
        known,
        same,
        form: RulingForm {
            hours,
            ..RulingForm::default()
        },
        done: String::new(),
    })
}
