//! Employers of the bureau's territory, by name or credit code; and what asks to become one, or to
//! lie here.

use std::collections::BTreeMap;

use askama::Template;
use domain::employers::{self, Employer};
use domain::queues::{self, Desk, Item, Matter};
use domain::territory;
use domain::{Action, Op};
use kernel::{Outcome, PageSize, TerritoryId, limits};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;

use super::own_bureau;
use crate::employers::words::EmployerWords as _;
use crate::page::{self, PageFrame};
use crate::problem::PageResult;
use crate::request::{Look, Query};
use crate::staff::OfficeWords as _;

/// Applications on a page.
const WAITING: i64 = 50;

#[derive(Template)]
#[template(path = "bureau/employers.html")]
struct EmployersPage {
    p: PageFrame,
    asked: Asked,
    employers: Vec<Employer>,
    next: Option<String>,
    places: BTreeMap<TerritoryId, String>,
    waiting: i64,
}

#[derive(Template)]
#[template(path = "bureau/registrations.html")]
struct WaitingPage {
    p: PageFrame,
    items: Vec<Item>,
    next: Option<String>,
    done: String,
}

/// What is looked for, and what was just done.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    after: String,
    done: String,
}

impl Asked {
    fn after(&self) -> Option<&str> {
        Some(self.after.as_str()).filter(|after| !after.is_empty())
    }
}

impl EmployersPage {
    fn address(&self) -> String {
        let q = utf8_percent_encode(&self.asked.q, NON_ALPHANUMERIC);
        format!("/bureau/employers?q={q}")
    }

    fn place(&self, employer: &Employer) -> &str {
        let place = self.places.get(&employer.territory_id);
        place.map_or("", String::as_str)
    }
}

impl WaitingPage {
    /// Where the item is decided.
    fn address(item: &Item) -> String {
        let kind = match item.kind {
            Matter::TerritoryChange => "territory-changes",
            _ => "registrations",
        };
        format!("/bureau/{kind}/{}", item.subject)
    }

    fn kind(&self, item: &Item) -> String {
        self.p.t(match item.kind {
            Matter::TerritoryChange => "bureau-employers-change",
            _ => "bureau-employers-registration",
        })
    }

    fn is_late(&self, item: &Item) -> bool {
        item.is_late(self.p.now.day())
    }
}

/// `GET /bureau/employers`.
pub async fn list(Look { mut op, p }: Look, Query(mut asked): Query<Asked>) -> PageResult {
    let own = own_bureau(&mut op).await?;
    let q = asked.q.trim().chars().take(limits::SEARCH_CHARS_MAX);
    asked.q = q.collect();
    let (after, size) = (asked.after(), PageSize::default());
    let mut found = employers::search(&mut op, &own.path, &asked.q, after, size).await?;
    found
        .items
        .retain(|employer| op.may(Action::SeeEmployer, employer));
    let waiting = count_waiting(&mut op, &own.id).await?;
    let territories = territory::list(&mut op).await?;
    let places = territories
        .iter()
        .map(|territory| (territory.id.clone(), p.territory_name(territory)));
    page::show(&EmployersPage {
        places: places.collect(),
        p,
        asked,
        employers: found.items,
        next: found.next,
        waiting,
    })
}

/// `GET /bureau/registrations`: what waits, the greatest harm first.
pub async fn waiting(Look { mut op, p }: Look, Query(asked): Query<Asked>) -> PageResult {
    let own = own_bureau(&mut op).await?;
    let desk = Desk::Bureau(own.id);
    let (size, after) = (PageSize::new(WAITING), asked.after());
    // Two kinds in one list: the second begins where the first has ended.
    let (kind, key) = match after.and_then(|after| after.split_once('~')) {
        Some(("change", key)) => (Matter::TerritoryChange, Some(key)),
        Some((_, key)) => (Matter::Employer, Some(key)),
        None => (Matter::Employer, None),
    };
    let page = queues::list(
        &mut op,
        &desk,
        Some(kind),
        key.filter(|k| !k.is_empty()),
        size,
    )
    .await?;
    let mut items = page.items;
    let mut next = page.next.map(|key| format!("{}~{key}", mark(kind)));
    if kind == Matter::Employer && next.is_none() {
        let changes = Some(Matter::TerritoryChange);
        let more = queues::list(&mut op, &desk, changes, None, size).await?;
        items.extend(more.items);
        next = more.next.map(|key| format!("change~{key}"));
    }
    let done = asked.done;
    page::show(&WaitingPage {
        p,
        items,
        next,
        done,
    })
}

fn mark(kind: Matter) -> &'static str {
    match kind {
        Matter::TerritoryChange => "change",
        _ => "employer",
    }
}

/// How many applications and changes wait at the bureau's desk.
pub(super) async fn count_waiting(op: &mut Op, own: &TerritoryId) -> Outcome<i64> {
    let counts = queues::count(op, &Desk::Bureau(own.clone())).await?;
    let ours = [Matter::Employer, Matter::TerritoryChange];
    let counts = counts.into_iter().filter(|(kind, _)| ours.contains(kind));
    Ok(counts.map(|(_, count)| count).sum())
}
