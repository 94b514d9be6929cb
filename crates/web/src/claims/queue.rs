//! What waits at a desk, the most urgent first.

use std::collections::BTreeMap;

use askama::Template;
use domain::queues::{self, Desk, Item, Matter};
use domain::{Op, identity};
use kernel::{Outcome, Page, PageSize, PersonId};
use serde::Deserialize;

use super::ClaimWords as _;
use crate::page::PageFrame;

/// Things on a page.
const LISTED: i64 = 20;

#[derive(Template)]
#[template(path = "claims/queue.html")]
pub(super) struct QueuePage {
    pub p: PageFrame,
    /// `/bureau/claims` or `/employer/claims`.
    pub address: &'static str,
    pub home: &'static str,
    pub rows: Page<Item>,
    pub names: BTreeMap<PersonId, String>,
    /// How many claims and appeals wait; an employer has no appeals.
    pub counts: Option<(i64, i64)>,
    pub matter: Matter,
    pub done: String,
}

impl QueuePage {
    fn name(&self, item: &Item) -> &str {
        let person = item.person_id.as_ref();
        let name = person.and_then(|person| self.names.get(person));
        name.map_or("–", String::as_str)
    }

    fn is_late(&self, item: &Item) -> bool {
        item.is_late(self.p.now.day())
    }
}

/// Which page of what, and what was done just before.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    after: String,
    kind: String,
    done: String,
}

pub(super) async fn load(
    op: &mut Op,
    p: PageFrame,
    desk: &Desk,
    asked: &Asked,
) -> Outcome<QueuePage> {
    let is_bureau = matches!(desk, Desk::Bureau(_));
    let matter = if is_bureau && asked.kind == "appeal" {
        Matter::Appeal
    } else {
        Matter::Claim
    };
    let after = Some(asked.after.as_str()).filter(|after| !after.is_empty());
    let rows = queues::list(op, desk, Some(matter), after, PageSize::new(LISTED)).await?;
    let people: Vec<_> = rows
        .items
        .iter()
        .filter_map(|item| item.person_id.clone())
        .collect();
    let counts = queues::count(op, desk).await?;
    let of = |kind| {
        let mut counts = counts.iter();
        counts
            .find(|(known, _)| *known == kind)
            .map_or(0, |(_, waiting)| *waiting)
    };
    Ok(QueuePage {
        done: p.claim_done(&asked.done),
        p,
        address: if is_bureau {
            "/bureau/claims"
        } else {
            "/employer/claims"
        },
        home: if is_bureau { "/bureau" } else { "/employer" },
        names: identity::names(op, &people).await?,
        rows,
        counts: is_bureau.then(|| (of(Matter::Claim), of(Matter::Appeal))),
        matter,
    })
}
