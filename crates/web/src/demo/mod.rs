//! What only the demo has: the text messages that a real telephone would have received.

use askama::Template;
use axum::extract::State;

use crate::App;
use crate::app::DemoText;
use crate::page::{self, PageFrame};
use crate::problem::{PageResult, no_such_page};
use crate::request::Look;

#[derive(Template)]
#[template(path = "demo/outbox.html")]
struct OutboxPage {
    p: PageFrame,
    texts: Vec<DemoText>,
}

/// `GET /demo/outbox`.
pub async fn outbox(State(app): State<App>, Look { p, .. }: Look) -> PageResult {
    let demo = app.demo.as_ref().ok_or_else(no_such_page)?;
    page::show(&OutboxPage {
        p,
        texts: (demo.outbox)(),
    })
}
