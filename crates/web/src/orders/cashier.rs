//! The demo's cashier: a payment house's page that takes no money. What it sends afterwards is a
//! genuine, signed notice, which comes in where any payment house's would.

use askama::Template;
use axum::extract::State;
use domain::orders::{self, Order};
use domain::seams::PaymentGateway as _;

use super::notices;
use crate::App;
use crate::page::{self, PageFrame, see_other};
use crate::problem::{PageResult, no_such_page};
use crate::request::{Act, Look, Path};
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "orders/cashier.html")]
struct CashierPage {
    p: PageFrame,
    order: Order,
}

/// `GET /demo/cashier/{number}`.
pub async fn show(
    State(app): State<App>,
    Look { mut op, p }: Look,
    Path(number): Path<String>,
) -> PageResult {
    app.demo.as_ref().ok_or_else(no_such_page)?;
    let order = orders::get_order_by_number(&mut op, &number).await?;
    if orders::payment_steps(&op, &order)?.is_empty() {
        return see_other(&format!("/orders/{}", order.id));
    }
    page::show(&CashierPage { p, order })
}

/// `POST /demo/cashier/{number}`: pays. The reference is the order's own, so that paying twice is
/// one payment told twice.
pub async fn pay(
    State(app): State<App>,
    visit: Visit,
    Path(number): Path<String>,
    act: Act,
) -> PageResult {
    let Act { mut op, .. } = act;
    let cashier = &app.demo.as_ref().ok_or_else(no_such_page)?.cashier;
    let order = orders::get_order_by_number(&mut op, &number).await?;
    orders::payment_steps(&op, &order)?;
    // The notice comes in a transaction of its own, and there is but one writer.
    drop(op);
    let (body, signature) = cashier.notice(&format!("demo-{number}"), &number, order.fen)?;
    notices::receive(&app, &visit, cashier.name(), body.as_bytes(), &signature).await?;
    see_other(&format!("/orders/{}", order.id))
}
