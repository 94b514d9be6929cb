//! The bureau's side of an erasure: the list, and one request that two officers agree to.

use askama::Template;
use domain::Role;
use domain::privacy::{self, Erasure, ErasureCase};
use kernel::{ErasureId, Fault, Kind};
use serde::Deserialize;

use super::erasure::said;
use crate::page::{self, Errors, PageFrame, see_other, show_again};
use crate::problem::PageResult;
use crate::request::{Act, Look, Path, Query};
use crate::staff::{OfficeWords as _, own_territory};

#[derive(Template)]
#[template(path = "privacy/erasures.html")]
struct ListPage {
    p: PageFrame,
    rows: Vec<(Erasure, String)>,
    done: String,
}

#[derive(Template)]
#[template(path = "privacy/case.html")]
struct CasePage {
    p: PageFrame,
    errors: Errors,
    obstacles: Vec<String>,
    case: ErasureCase,
    reason: String,
}

impl CasePage {
    /// Where it stands, in words.
    fn state(&self) -> String {
        let state = self.case.erasure.state.as_str();
        self.p.t(&format!("erasure-state-{state}"))
    }

    /// Whether whoever looks is the one who agreed first.
    fn is_own(&self) -> bool {
        self.case.erasure.agreed_by.is_some()
            && self.p.actor.person() == self.case.erasure.agreed_by.as_ref()
    }
}

/// What was done just before.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Arrival {
    done: String,
}

/// What is decided.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct DecideForm {
    decision: String,
    reason: String,
}

/// `GET /bureau/erasures`.
pub async fn list(Look { mut op, p }: Look, Query(Arrival { done }): Query<Arrival>) -> PageResult {
    let territory = own_territory(&mut op, &[Role::BureauOfficer]).await?;
    let rows = privacy::list_erasures(&mut op, &territory).await?;
    page::show(&ListPage { p, rows, done })
}

/// `GET /bureau/erasures/{id}`.
pub async fn show(Path(id): Path<ErasureId>, Look { mut op, p }: Look) -> PageResult {
    let case = privacy::get_erasure(&mut op, &id).await?;
    page::show(&of(p, case, Errors::none(), String::new()))
}

/// `POST /bureau/erasures/{id}`: agrees, or refuses.
pub async fn decide(Path(id): Path<ErasureId>, act: Act<DecideForm>) -> PageResult {
    let Act {
        mut op, p, form, ..
    } = act;
    let decided = match form.decision.as_str() {
        "agree" => privacy::agree(&mut op, &id).await,
        "refuse" => privacy::refuse(&mut op, &id, &form.reason).await,
        other => {
            let unknown = Fault::new(Kind::Invalid, "web.malformed").with("why", other);
            return Err(unknown.into());
        }
    };
    match decided {
        Ok(erasure) => {
            op.commit().await?;
            let state = erasure.state.as_str();
            see_other(&format!("/bureau/erasures?done={state}"))
        }
        Err(fault) => {
            let errors = p.mend(fault)?;
            let case = privacy::get_erasure(&mut op, &id).await?;
            show_again(&errors.clone(), &of(p, case, errors, form.reason))
        }
    }
}

fn of(p: PageFrame, case: ErasureCase, errors: Errors, reason: String) -> CasePage {
    CasePage {
        obstacles: said(&p, &case.obstacles),
        p,
        errors,
        case,
        reason,
    }
}
