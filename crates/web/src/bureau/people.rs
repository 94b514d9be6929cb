//! People of the bureau's territory, by name.

use askama::Template;
use domain::Action;
use domain::identity::{self, Person};
use kernel::{PageSize, limits};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;

use super::own_bureau;
use crate::page::{self, PageFrame};
use crate::problem::PageResult;
use crate::request::{Look, Query};

#[derive(Template)]
#[template(path = "bureau/people.html")]
struct PeoplePage {
    p: PageFrame,
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

/// `GET /bureau/people`.
pub async fn show(Look { mut op, p }: Look, Query(mut asked): Query<Asked>) -> PageResult {
    let territory = own_bureau(&mut op).await?;
    asked.q = asked
        .q
        .trim()
        .chars()
        .take(limits::SEARCH_CHARS_MAX)
        .collect();
    let after = Some(asked.after.as_str()).filter(|after| !after.is_empty());
    let size = PageSize::default();
    let mut found = identity::list_people(&mut op, &territory.path, &asked.q, after, size).await?;
    found
        .items
        .retain(|person| op.may(Action::SeePerson, person));
    page::show(&PeoplePage {
        p,
        asked,
        people: found.items,
        next: found.next,
    })
}
