//! Asking to be erased, and taking that back.

use askama::Template;
use domain::Op;
use domain::privacy::{self, Erasure, Obstacle};
use kernel::{Fault, Outcome};
use serde::Deserialize;

use crate::page::{self, Errors, PageFrame, see_other, show_again};
use crate::problem::PageResult;
use crate::request::{Act, Look};

#[derive(Template)]
#[template(path = "privacy/erasure.html")]
struct ErasurePage {
    p: PageFrame,
    errors: Errors,
    erasure: Option<Erasure>,
    obstacles: Vec<String>,
    words: String,
}

impl ErasurePage {
    fn is_waiting(&self) -> bool {
        self.erasure
            .as_ref()
            .is_some_and(|erasure| erasure.state.is_waiting())
    }
}

/// Why, and that she knows what is lost.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct AskForm {
    words: String,
    understood: String,
}

const PAGE: &str = "/account/data/erasure";

/// `GET /account/data/erasure`.
pub async fn show(Look { mut op, p }: Look) -> PageResult {
    let page = load(&mut op, p, String::new()).await?;
    page::show(&page)
}

/// `POST /account/data/erasure`.
pub async fn ask(act: Act<AskForm>) -> PageResult {
    let Act {
        mut op, p, form, ..
    } = act;
    let understood = form.understood == "yes";
    match privacy::ask_erasure(&mut op, &form.words, understood).await {
        Ok(_) => {
            op.commit().await?;
            see_other(PAGE)
        }
        Err(fault) => again(&mut op, p, form.words, fault).await,
    }
}

/// `POST /account/data/erasure/withdraw`.
pub async fn withdraw(act: Act) -> PageResult {
    let Act { mut op, p, .. } = act;
    match privacy::withdraw(&mut op).await {
        Ok(()) => {
            op.commit().await?;
            see_other(PAGE)
        }
        Err(fault) => again(&mut op, p, String::new(), fault).await,
    }
}

async fn again(op: &mut Op, p: PageFrame, words: String, fault: Fault) -> PageResult {
    let errors = p.mend(fault)?;
    let page = load(op, p, words).await?;
    let page = ErasurePage {
        errors: errors.clone(),
        ..page
    };
    show_again(&errors, &page)
}

async fn load(op: &mut Op, p: PageFrame, words: String) -> Outcome<ErasurePage> {
    let me = op.actor.signed_in()?.clone();
    let obstacles = privacy::obstacles(op, &me).await?;
    Ok(ErasurePage {
        obstacles: said(&p, &obstacles),
        erasure: privacy::erasure_of(op).await?,
        errors: Errors::none(),
        words,
        p,
    })
}

/// What is not finished, in words, each once.
pub(super) fn said(p: &PageFrame, obstacles: &[Obstacle]) -> Vec<String> {
    let mut words: Vec<String> = obstacles
        .iter()
        .map(|obstacle| p.t(&format!("obstacle-{}", obstacle.as_str())))
        .collect();
    words.dedup();
    words
}
