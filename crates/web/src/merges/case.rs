//! A merger before officers: what was proposed, who decided, and the way back.

use askama::Template;
use domain::Op;
use domain::merges::{self, Case, Preview, State};
use kernel::{Fault, Kind, MergerId, Outcome};
use serde::Deserialize;

use crate::page::{self, Errors, PageFrame, see_other, show_again};
use crate::problem::PageResult;
use crate::request::{Act, Look, Path};
use crate::staff::OfficeWords as _;

#[derive(Template)]
#[template(path = "merges/case.html")]
struct CasePage {
    p: PageFrame,
    errors: Errors,
    case: Case,
    preview: Preview,
    /// Entries that were carried, and that count once.
    carried: (u64, u64),
    words: String,
}

impl CasePage {
    /// Whether whoever looks is the officer who said so first.
    fn is_own(&self) -> bool {
        let merger = &self.case.merger;
        match merger.state {
            State::Parting => {
                let first = merger.part_proposed_by.as_ref();
                first.is_some_and(|first| self.p.actor.is_me(first))
            }
            _ => self.p.actor.is_me(&merger.proposed_by),
        }
    }

    /// Whether whoever looks is the person.
    fn is_hers(&self) -> bool {
        let merger = &self.case.merger;
        self.p.actor.is_me(&merger.twin_id) || self.p.actor.is_me(&merger.kept_id)
    }
}

/// What an officer does about it.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct ActForm {
    decision: String,
    words: String,
}

/// `GET /bureau/accounts/{id}`.
pub async fn show(Path(id): Path<MergerId>, Look { mut op, p }: Look) -> PageResult {
    let page = load(&mut op, p, &id).await?;
    page::show(&page)
}

/// `POST /bureau/accounts/{id}`: confirms or rejects, proposes to part, confirms that or not.
pub async fn act(Path(id): Path<MergerId>, act: Act<ActForm>) -> PageResult {
    let Act {
        mut op, p, form, ..
    } = act;
    let done = match form.decision.as_str() {
        "confirm" => merges::decide(&mut op, &id, true, "").await,
        "reject" => merges::decide(&mut op, &id, false, &form.words).await,
        "part" => merges::propose_parting(&mut op, &id, &form.words).await,
        "part-confirm" => merges::decide_parting(&mut op, &id, true, "").await,
        "part-reject" => merges::decide_parting(&mut op, &id, false, &form.words).await,
        other => {
            let unknown = Fault::new(Kind::Invalid, "web.malformed").with("why", other);
            return Err(unknown.into());
        }
    };
    match done {
        Ok(_) => {
            op.commit().await?;
            see_other(&format!("/bureau/accounts/{id}"))
        }
        Err(fault) => {
            let errors = p.mend(fault)?;
            let page = load(&mut op, p, &id).await?;
            let page = CasePage {
                errors: errors.clone(),
                words: form.words,
                ..page
            };
            show_again(&errors, &page)
        }
    }
}

async fn load(op: &mut Op, p: PageFrame, id: &MergerId) -> Outcome<CasePage> {
    let case = merges::get(op, id).await?;
    let preview = merges::preview(op, &case.twin.id, &case.kept.id).await?;
    let carried = merges::carried(op, id).await?;
    Ok(CasePage {
        p,
        errors: Errors::none(),
        case,
        preview,
        carried,
        words: String::new(),
    })
}
