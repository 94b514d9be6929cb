//! The demo's cashier: a payment house's page that takes no money. What it sends afterwards is a
//! genuine, signed notice, which comes in where any payment house's would.

use askama::Template;
use axum::extract::State;
use domain::Op;
use domain::orders::{self, Bill};
use domain::seams::PaymentGateway as _;
use kernel::{Fen, Outcome};

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
    number: String,
    fen: Fen,
    /// Where the payer came from.
    address: String,
}

/// What is to be paid under a number.
struct Due {
    fen: Fen,
    address: String,
    waits: bool,
}

impl Due {
    /// Refuses whoever may not pay it.
    async fn find(op: &mut Op, number: &str) -> Outcome<Self> {
        Ok(match orders::get_bill_by_number(op, number).await? {
            Bill::Order(order) => Self {
                fen: order.fen,
                waits: !orders::payment_steps(op, &order)?.is_empty(),
                address: format!("/orders/{}", order.id),
            },
            Bill::Group(group) => Self {
                fen: group.fen,
                waits: !orders::group_payment_steps(op, &group)?.is_empty(),
                address: format!("/employer/orders/{}", group.id),
            },
        })
    }
}

/// `GET /demo/cashier/{number}`.
pub async fn show(
    State(app): State<App>,
    Look { mut op, p }: Look,
    Path(number): Path<String>,
) -> PageResult {
    app.demo.as_ref().ok_or_else(no_such_page)?;
    let due = Due::find(&mut op, &number).await?;
    if !due.waits {
        return see_other(&due.address);
    }
    let Due { fen, address, .. } = due;
    page::show(&CashierPage {
        p,
        number,
        fen,
        address,
    })
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
    let due = Due::find(&mut op, &number).await?;
    // The notice comes in a transaction of its own, and there is but one writer.
    drop(op);
    let (body, signature) = cashier.notice(&format!("demo-{number}"), &number, due.fen)?;
    notices::receive(&app, &visit, cashier.name(), body.as_bytes(), &signature).await?;
    see_other(&due.address)
}
