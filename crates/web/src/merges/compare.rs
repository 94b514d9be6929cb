//! Two accounts side by side, before it is proposed that they are one person's.

use askama::Template;
use domain::identity::{self, Person};
use domain::merges::{self, Preview};
use domain::{Action, Op};
use kernel::{CitizenId, Outcome, PersonId};
use serde::Deserialize;

use crate::page::{self, Errors, PageFrame, see_other, show_again};
use crate::problem::PageResult;
use crate::request::{Act, Look, Path, Query};
use crate::staff::OfficeWords as _;

#[derive(Template)]
#[template(path = "merges/compare.html")]
struct ComparePage {
    p: PageFrame,
    errors: Errors,
    preview: Preview,
    words: String,
}

#[derive(Template)]
#[template(path = "merges/number.html")]
struct NumberPage {
    p: PageFrame,
    errors: Errors,
    person: Person,
    why: String,
}

/// Which accounts: the one that is not kept, and the one that is.
#[derive(Deserialize)]
pub struct Asked {
    twin: PersonId,
    kept: PersonId,
}

/// Which accounts, and why they are one person's.
#[derive(Deserialize)]
pub struct ProposeForm {
    twin: PersonId,
    kept: PersonId,
    #[serde(default)]
    words: String,
}

/// The other account's identity number, and why it is looked for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct NumberForm {
    number: String,
    why: String,
}

/// `GET /bureau/accounts/compare`.
pub async fn show(Look { mut op, p }: Look, Query(asked): Query<Asked>) -> PageResult {
    let page = load(&mut op, p, &asked.twin, &asked.kept).await?;
    page::show(&page)
}

/// `POST /bureau/accounts/compare`: proposes it.
pub async fn propose(act: Act<ProposeForm>) -> PageResult {
    let Act {
        mut op, p, form, ..
    } = act;
    match merges::propose(&mut op, &form.twin, &form.kept, &form.words).await {
        Ok(merger) => {
            op.commit().await?;
            see_other(&format!("/bureau/accounts/{}", merger.into_inner().id))
        }
        Err(fault) => {
            let errors = p.mend(fault)?;
            let page = load(&mut op, p, &form.twin, &form.kept).await?;
            let page = ComparePage {
                errors: errors.clone(),
                words: form.words,
                ..page
            };
            show_again(&errors, &page)
        }
    }
}

/// `GET /bureau/people/{id}/double`: which other account is hers.
pub async fn ask(Path(id): Path<PersonId>, Look { mut op, p }: Look) -> PageResult {
    let person = person(&mut op, &id).await?;
    page::show(&NumberPage {
        p,
        errors: Errors::none(),
        person,
        why: String::new(),
    })
}

/// `POST /bureau/people/{id}/double`: to both accounts side by side, by the other one's number.
pub async fn by_number(Path(id): Path<PersonId>, act: Act<NumberForm>) -> PageResult {
    let Act {
        mut op, p, form, ..
    } = act;
    let found = match form.number.trim().to_ascii_uppercase().parse::<CitizenId>() {
        Ok(number) => match merges::find_account(&mut op, &number, &id, &form.why).await {
            Ok(found) => found,
            Err(fault) => Err(fault),
        },
        Err(bad) => Err(bad.at("number")),
    };
    let person = person(&mut op, &id).await?;
    match found {
        Ok(twin) => {
            op.commit().await?;
            see_other(&format!("/bureau/accounts/compare?twin={twin}&kept={id}"))
        }
        Err(fault) => {
            let is_nobody = fault.code() == "merges.no_account";
            let errors = p.mend_also(fault, is_nobody)?;
            // A search that found nobody leaves its line too.
            op.commit().await?;
            let page = NumberPage {
                p,
                errors: errors.clone(),
                person,
                why: form.why,
            };
            show_again(&errors, &page)
        }
    }
}

async fn person(op: &mut Op, id: &PersonId) -> Outcome<Person> {
    let person = identity::get_person(op, id).await?;
    op.allow(Action::ProposeMerger, &person)?;
    Ok(person)
}

async fn load(op: &mut Op, p: PageFrame, twin: &PersonId, kept: &PersonId) -> Outcome<ComparePage> {
    let preview = merges::preview(op, twin, kept).await?;
    Ok(ComparePage {
        p,
        errors: Errors::none(),
        preview,
        words: String::new(),
    })
}
