//! The box. What a page of it showed is read.

use askama::Template;
use axum::extract::State;
use domain::messages::{self, Message};
use kernel::{Kind, Outcome, PageSize};
use serde::Deserialize;

use super::{Said, said};
use crate::App;
use crate::page::{self, PageFrame};
use crate::problem::PageResult;
use crate::request::{Look, Query};
use crate::visit::Visit;

/// Messages on a page.
const SHOWN: i64 = 20;

#[derive(Template)]
#[template(path = "messages/list.html")]
struct ListPage {
    p: PageFrame,
    rows: Vec<(Message, Said)>,
    next: Option<String>,
}

/// Which page of it.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    after: String,
}

/// `GET /messages`.
pub async fn show(
    State(app): State<App>,
    visit: Visit,
    Look { mut op, mut p }: Look,
    Query(Asked { after }): Query<Asked>,
) -> PageResult {
    let after = Some(after.as_str()).filter(|after| !after.is_empty());
    let found = messages::list(&mut op, after, PageSize::new(SHOWN)).await?;
    let actor = op.actor.clone();
    drop(op);
    if found.items.iter().any(|message| message.read_at.is_none()) {
        let read = mark(&app, &visit, actor, &found.items).await?;
        p.unread = p.unread.saturating_sub(read).max(0);
    }
    let locale = p.locale;
    let rows = found.items.into_iter().map(|message| {
        let words = said(locale, &message.kind, &message.details);
        (message, words)
    });
    page::show(&ListPage {
        rows: rows.collect(),
        next: found.next,
        p,
    })
}

/// Marks what is shown as read, in a transaction of its own: who looks holds no writer. A full disk
/// or a busy database keeps nobody from reading.
async fn mark(app: &App, visit: &Visit, actor: domain::Actor, shown: &[Message]) -> Outcome<i64> {
    match write_mark(app, visit, actor, shown).await {
        Err(fault) if fault.kind() == Kind::Unavailable => Ok(0),
        other => other,
    }
}

async fn write_mark(
    app: &App,
    visit: &Visit,
    actor: domain::Actor,
    shown: &[Message],
) -> Outcome<i64> {
    let mut op = app.act(visit, actor).await?;
    let read = messages::read(&mut op, shown).await?;
    op.commit().await?;
    Ok(read)
}
