//! People of the bureau's territory, by name.

use askama::Template;
use axum::extract::State;
use domain::identity::{self, Person};
use domain::{Action, Op};
use kernel::{CitizenId, Outcome, PageSize, limits};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;

use super::own_bureau;
use crate::App;
use crate::page::{self, Errors, PageFrame, see_other, show_again};
use crate::problem::PageResult;
use crate::request::{Act, Look, Query};
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "bureau/people.html")]
struct PeoplePage {
    p: PageFrame,
    errors: Errors,
    why: String,
    asked: Asked,
    people: Vec<Person>,
    next: Option<String>,
}

/// Who is looked for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    after: String,
}

impl PeoplePage {
    fn address(&self) -> String {
        format!(
            "/bureau/people?q={}",
            utf8_percent_encode(&self.asked.q, NON_ALPHANUMERIC)
        )
    }
}

/// A whole identity number, and why somebody is looked for by it.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct NumberForm {
    number: String,
    why: String,
}

/// `GET /bureau/people`. Who searches leaves a line, so that the list needs a transaction that
/// writes; without words nothing was searched for.
pub async fn show(
    State(app): State<App>,
    visit: Visit,
    Look { mut op, p }: Look,
    Query(asked): Query<Asked>,
) -> PageResult {
    let page = if asked.q.trim().is_empty() {
        load(&mut op, p, asked).await?
    } else {
        let actor = op.actor.clone();
        drop(op);
        let mut op = app.act(&visit, actor).await?;
        let page = load(&mut op, p, asked).await?;
        op.commit().await?;
        page
    };
    page::show(&page)
}

/// `POST /bureau/people/by-number`: to the person with a whole identity number, for a reason.
pub async fn by_number(act: Act<NumberForm>) -> PageResult {
    let Act {
        mut op, p, form, ..
    } = act;
    let territory = own_bureau(&mut op).await?;
    let found = match form.number.trim().to_ascii_uppercase().parse::<CitizenId>() {
        Ok(number) => identity::find_by_number(&mut op, &territory, &number, &form.why).await?,
        Err(bad) => Err(bad.at("number")),
    };
    match found {
        Ok(person) => {
            op.commit().await?;
            see_other(&format!("/bureau/people/{}", person.id))
        }
        Err(fault) => {
            let is_nobody = fault.code() == "identity.nobody_found";
            // A problem page would lose what was typed; nobody found is a result, not an address.
            let errors = p.mend_also(fault, is_nobody)?;
            let page = load(&mut op, p, Asked::default()).await?;
            // A search that found nobody leaves its line too.
            op.commit().await?;
            let page = PeoplePage {
                errors: errors.clone(),
                why: form.why,
                ..page
            };
            show_again(&errors, &page)
        }
    }
}

async fn load(op: &mut Op, p: PageFrame, mut asked: Asked) -> Outcome<PeoplePage> {
    let territory = own_bureau(op).await?;
    let words = asked.q.trim().chars().take(limits::SEARCH_CHARS_MAX);
    asked.q = words.collect();
    let after = Some(asked.after.as_str()).filter(|after| !after.is_empty());
    let size = PageSize::default();
    let mut found = if asked.q.is_empty() {
        identity::list_people(op, &territory.path, "", after, size).await?
    } else {
        identity::search_people(op, &territory, &asked.q, after, size).await?
    };
    found
        .items
        .retain(|person| op.may(Action::SeePerson, person));
    Ok(PeoplePage {
        p,
        errors: Errors::none(),
        why: String::new(),
        asked,
        people: found.items,
        next: found.next,
    })
}
