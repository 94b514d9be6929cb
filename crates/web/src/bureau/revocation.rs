//! Revoking an entry of the ledger takes two officers: one proposes with a reason, another decides.

use askama::Template;
use domain::hours::{self, RevocationCase};
use domain::{Op, employers};
use kernel::{EntryId, Fault, Kind, Outcome, RevocationId};
use ledger::Line;
use serde::Deserialize;

use crate::page::{self, Errors, PageFrame, see_other, show_again};
use crate::problem::PageResult;
use crate::request::{Act, Look, Path};
use crate::staff::OfficeWords as _;

#[derive(Template)]
#[template(path = "bureau/revocation_propose.html")]
struct ProposePage {
    p: PageFrame,
    errors: Errors,
    line: Line,
    person_name: String,
    reason: String,
}

#[derive(Template)]
#[template(path = "bureau/revocation.html")]
struct DecidePage {
    p: PageFrame,
    errors: Errors,
    case: RevocationCase,
}

impl DecidePage {
    /// Who proposed it may not decide it.
    fn is_own(&self) -> bool {
        self.p.actor.is_me(&self.case.revocation.proposed_by)
    }
}

/// Why an entry is to be revoked.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct ReasonForm {
    reason: String,
}

/// What the other officer decides.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct VerdictForm {
    decision: String,
}

/// `GET /bureau/entries/{id}/revocation`.
pub async fn ask(Path(id): Path<EntryId>, Look { mut op, p }: Look) -> PageResult {
    let (line, person_name) = load_entry(&mut op, &id).await?;
    let (errors, reason) = (Errors::none(), String::new());
    page::show(&ProposePage {
        p,
        errors,
        line,
        person_name,
        reason,
    })
}

/// `POST /bureau/entries/{id}/revocation`: proposes it.
pub async fn propose(Path(id): Path<EntryId>, act: Act<ReasonForm>) -> PageResult {
    let Act {
        mut op,
        p,
        form: ReasonForm { reason },
        ..
    } = act;
    match hours::propose_revocation(&mut op, &id, &reason).await {
        Ok(revocation) => {
            op.commit().await?;
            see_other(&format!("/bureau/revocations/{}", revocation.id))
        }
        Err(fault) => {
            let errors = p.mend(fault)?;
            let (line, person_name) = load_entry(&mut op, &id).await?;
            let page = ProposePage {
                p,
                errors: errors.clone(),
                line,
                person_name,
                reason,
            };
            show_again(&errors, &page)
        }
    }
}

/// `GET /bureau/revocations/{id}`.
pub async fn show(Path(id): Path<RevocationId>, Look { mut op, p }: Look) -> PageResult {
    let case = hours::get_revocation(&mut op, &id).await?;
    page::show(&DecidePage {
        p,
        errors: Errors::none(),
        case,
    })
}

/// `POST /bureau/revocations/{id}`: another officer confirms or rejects it.
pub async fn decide(Path(id): Path<RevocationId>, act: Act<VerdictForm>) -> PageResult {
    let Act {
        mut op, p, form, ..
    } = act;
    let is_confirmed = match form.decision.as_str() {
        "confirm" => true,
        "reject" => false,
        other => {
            return Err(Fault::new(Kind::Invalid, "web.malformed")
                .with("why", other)
                .into());
        }
    };
    match hours::decide_revocation(&mut op, &id, is_confirmed).await {
        Ok(_) => {
            op.commit().await?;
            see_other(&format!("/bureau/revocations/{id}"))
        }
        Err(fault) => {
            let errors = p.mend(fault)?;
            let case = hours::get_revocation(&mut op, &id).await?;
            show_again(
                &errors,
                &DecidePage {
                    p,
                    errors: errors.clone(),
                    case,
                },
            )
        }
    }
}

async fn load_entry(op: &mut Op, id: &EntryId) -> Outcome<(Line, String)> {
    let line = hours::get_entry(op, id).await?;
    let worker = employers::worker(op, &line.entry.person).await?;
    Ok((line, worker.person.name))
}
