//! A desk: what waits there, with who has taken what.

use std::borrow::Borrow;

use askama::Template;
use domain::inbox::{self, Inbox, OwnDesk};
use domain::queues::{Desk, Item, Matter};
use kernel::{Fault, Outcome, PageSize};
use serde::Deserialize;

use crate::page::{self, PageFrame, see_other};
use crate::problem::PageResult;
use crate::request::{Act, Look, Query};
use crate::staff::OfficeWords as _;

/// Things on a page.
const LISTED: i64 = 50;

#[derive(Template)]
#[template(path = "inbox/list.html")]
struct InboxPage {
    p: PageFrame,
    desks: Vec<OwnDesk>,
    desk: Desk,
    matter: Option<Matter>,
    inbox: Inbox,
    /// Whether more than one thing can be answered at once here.
    has_batch: bool,
    done: bool,
}

impl InboxPage {
    fn matter(&self, matter: impl Borrow<Matter>) -> String {
        super::matter(&self.p, *matter.borrow())
    }

    fn address(item: &Item) -> String {
        super::address(item)
    }

    fn goes_together(item: &Item) -> bool {
        super::goes_together(item)
    }

    fn all(&self) -> i64 {
        self.inbox.counts.iter().map(|(_, count)| count).sum()
    }

    fn taker(&self, item: &Item) -> String {
        let taker = item.taken_by.as_ref();
        let name = taker.and_then(|id| self.inbox.names.get(id));
        name.cloned().unwrap_or_default()
    }

    /// Whom it is about, and what.
    fn whom(&self, item: &Item) -> String {
        let person = item.person_id.as_ref();
        let name = person.and_then(|id| self.inbox.names.get(id));
        match name {
            Some(name) if !item.title.contains(name.as_str()) => {
                format!("{name} · {}", item.title)
            }
            _ => item.title.clone(),
        }
    }

    fn is_mine(&self, item: &Item) -> bool {
        item.taken_by.is_some() && item.taken_by.as_ref() == self.p.actor.person()
    }

    fn is_late(&self, item: &Item) -> bool {
        item.is_late(self.p.now.day())
    }

    fn list_address(&self) -> String {
        let matter = self.matter.map_or("", Matter::as_str);
        format!("/inbox?desk={}&matter={matter}", self.desk)
    }
}

/// Which desk, which kind, which page.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    desk: String,
    matter: String,
    after: String,
    done: String,
}

/// `GET /inbox`.
pub async fn show(Look { mut op, p }: Look, Query(asked): Query<Asked>) -> PageResult {
    let desks = inbox::desks(&mut op).await?;
    let desk = match asked.desk.as_str() {
        "" => desks.first().map(|own| own.desk.clone()),
        text => Some(text.parse()?),
    };
    let desk = desk.ok_or_else(|| Fault::from(inbox::Error::NotYourDesk))?;
    let matter = match asked.matter.as_str() {
        "" => None,
        text => Some(text.parse()?),
    };
    let after = Some(asked.after.as_str()).filter(|after| !after.is_empty());
    let inbox = inbox::open(&mut op, &desk, matter, after, PageSize::new(LISTED)).await?;
    let together = |item: &Item| super::goes_together(item);
    page::show(&InboxPage {
        has_batch: inbox
            .items
            .items
            .iter()
            .filter(|item| together(item))
            .count()
            > 1,
        p,
        desks,
        desk,
        matter,
        inbox,
        done: asked.done == "1",
    })
}

/// What is taken or given back.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct TakeForm {
    matter: String,
    subject: String,
    back: String,
    desk: String,
}

/// `POST /inbox/take`.
pub async fn take(act: Act<TakeForm>) -> PageResult {
    let Act { mut op, form, .. } = act;
    let matter: Outcome<Matter> = form.matter.parse();
    if form.back == "1" {
        inbox::give_back(&mut op, matter?, &form.subject).await?;
    } else {
        inbox::take(&mut op, matter?, &form.subject).await?;
    }
    op.commit().await?;
    see_other(&format!("/inbox?desk={}", form.desk))
}
