//! A decision that was kept, at its own address: as it was shown, with everything that it rests on.

use askama::Template;
use domain::decisions::{self, Replay, Shown};
use domain::{employers, identity};
use kernel::DecisionId;

use super::answer::{Answer, Asked};
use super::form::QuestionForm;
use crate::page::{self, PageFrame};
use crate::problem::PageResult;
use crate::request::{Look, Path};

#[derive(Template)]
#[template(path = "decisions/shown.html")]
struct ShownPage {
    p: PageFrame,
    shown: Shown,
    answer: Answer,
    /// Whose application it is.
    name: String,
    /// Who asked, when it was not she.
    asker: Option<String>,
    /// Whether who looks is that person, so that links to her own pages help.
    is_own: bool,
    replay: Replay,
}

impl ShownPage {
    /// Asks the same again.
    fn again(&self) -> String {
        QuestionForm::again(&self.shown.applicant, &self.shown.supposed).address()
    }
}

/// `GET /decisions/{id}`.
pub async fn show(Path(id): Path<DecisionId>, Look { mut op, p }: Look) -> PageResult {
    let shown = decisions::get(&mut op, &id).await?;
    let name = identity::get_person(&mut op, &shown.person_id).await?.name;
    let asker = if shown.asked_by == shown.person_id {
        None
    } else {
        Some(identity::get_person(&mut op, &shown.asked_by).await?.name)
    };
    let is_own = op.actor.is_me(&shown.person_id);
    let shopper = if is_own {
        Some(employers::worker(&mut op, &shown.person_id).await?)
    } else {
        None
    };
    let facts = Asked {
        applicant: &shown.applicant,
        supposed: &shown.supposed,
        grounds: &shown.grounds,
        decision: &shown.decision,
    };
    let answer = Answer::new(&mut op, &p, facts, shopper.as_ref()).await?;
    let replay = shown.replay(&op.house.policies);
    page::show(&ShownPage {
        p,
        shown,
        answer,
        name,
        asker,
        is_own,
        replay,
    })
}
