//! What a course is: the form for a new one, and for changing it.

use askama::Template;
use domain::catalogue::making;
use kernel::{Category, DraftId};

use super::form::TextForm;
use super::own_base;
use crate::page::{self, Errors, PageFrame, see_other, show_again};
use crate::problem::PageResult;
use crate::request::{Act, Look, Path};
use crate::staff::OfficeWords as _;

/// Topics of the public subjects, then specialities, that courses are offered for; a base may name
/// another speciality in words of its own.
const FIELDS: [&str; 9] = [
    "computer",
    "civil-engineering",
    "agronomy",
    "nursing",
    "teaching",
    "five-year-plan",
    "green-development",
    "sixth-plenum",
    "community",
];

#[derive(Template)]
#[template(path = "making/text.html")]
struct TextPage {
    p: PageFrame,
    errors: Errors,
    form: TextForm,
    /// Where it is sent, and where "back" leads.
    address: String,
    back: String,
    is_new: bool,
}

impl TextPage {
    fn fields() -> [&'static str; 9] {
        FIELDS
    }
}

/// `GET /base/drafts/new`.
pub async fn ask(Look { op, p }: Look) -> PageResult {
    let form = TextForm::new(op.now.day().year());
    page::show(&new_page(p, Errors::none(), form))
}

fn new_page(p: PageFrame, errors: Errors, form: TextForm) -> TextPage {
    TextPage {
        p,
        errors,
        form,
        address: "/base/drafts".into(),
        back: "/base/drafts".into(),
        is_new: true,
    }
}

/// `POST /base/drafts`.
pub async fn begin(act: Act<TextForm>) -> PageResult {
    let Act {
        mut op, p, form, ..
    } = act;
    let base = own_base(&op)?;
    let begun = match form.read() {
        Ok(text) => making::begin(&mut op, &base, text).await,
        Err(fault) => Err(fault),
    };
    match begun {
        Ok(draft) => {
            op.commit().await?;
            see_other(&format!("/base/drafts/{}", draft.id))
        }
        Err(fault) => {
            let errors = p.mend(fault)?;
            show_again(&errors, &new_page(p, errors.clone(), form))
        }
    }
}

/// `GET /base/drafts/{id}/text`.
pub async fn show(Path(id): Path<DraftId>, Look { mut op, p }: Look) -> PageResult {
    let draft = making::get_draft(&mut op, &id).await?;
    page::show(&page_of(p, Errors::none(), TextForm::of(&draft), &id))
}

fn page_of(p: PageFrame, errors: Errors, form: TextForm, id: &DraftId) -> TextPage {
    TextPage {
        p,
        errors,
        form,
        address: format!("/base/drafts/{id}/text"),
        back: format!("/base/drafts/{id}"),
        is_new: false,
    }
}

/// `POST /base/drafts/{id}/text`.
pub async fn save(Path(id): Path<DraftId>, act: Act<TextForm>) -> PageResult {
    let Act {
        mut op, p, form, ..
    } = act;
    let saved = match form.read() {
        Ok(text) => making::save_text(&mut op, &id, &text).await,
        Err(fault) => Err(fault),
    };
    match saved {
        Ok(()) => {
            op.commit().await?;
            see_other(&format!("/base/drafts/{id}"))
        }
        Err(fault) => {
            let errors = p.mend(fault)?;
            show_again(&errors, &page_of(p, errors.clone(), form, &id))
        }
    }
}
