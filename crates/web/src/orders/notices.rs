//! Where payment houses tell us of payments. No session, no form token: the signature alone says
//! who speaks. The same notice again is answered like the first and changes nothing.

use axum::body::Body;
use axum::extract::State;
use axum::http::HeaderMap;
use domain::orders::{self, Bill};
use domain::permission::Actor;
use kernel::{Change, Outcome, limits};
use serde::Serialize;

use crate::App;
use crate::page::json;
use crate::problem::PageResult;
use crate::request::{Path, read_body};
use crate::visit::Visit;

/// The header with the payment house's signature of the body.
const SIGNATURE: &str = "x-signature";

#[derive(Serialize)]
struct Answer<'a> {
    order_number: &'a str,
    status: &'static str,
}

/// `POST /payments/notices/{gateway}`.
pub async fn submit(
    State(app): State<App>,
    visit: Visit,
    Path(gateway): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> PageResult {
    let body = read_body(body, limits::BODY_BYTES_MAX).await?;
    let signature = headers.get(SIGNATURE).and_then(|value| value.to_str().ok());
    let bill = receive(&app, &visit, &gateway, &body, signature.unwrap_or_default()).await?;
    let bill = bill.into_inner();
    json(&Answer {
        order_number: bill.number(),
        status: bill.status(),
    })
}

/// Takes a notice, whoever brought it.
pub(super) async fn receive(
    app: &App,
    visit: &Visit,
    gateway: &str,
    body: &[u8],
    signature: &str,
) -> Outcome<Change<Bill>> {
    let notice = app.house.gateway(gateway)?.read_notice(body, signature)?;
    let mut op = app.act(visit, Actor::system()).await?;
    let bill = orders::receive_payment(&mut op, &notice).await?;
    op.commit().await?;
    Ok(bill)
}
