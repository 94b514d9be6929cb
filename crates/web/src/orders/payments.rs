//! The queue of the bureau's cashier: orders of her territory that wait for their transfer, and the
//! confirming of one with the bank's reference.

use std::borrow::Borrow;

use askama::Template;
use domain::orders::{self, Group, Order, OrderStatus, Refund};
use domain::{Op, Role, catalogue as courses, identity};
use kernel::{Instant, OrderId, Outcome, PageSize};
use serde::Deserialize;

use super::order::After;
use crate::page::{self, Errors, PageFrame, see_other, show_again};
use crate::problem::PageResult;
use crate::request::{Act, Look, Path, Query};

#[derive(Template)]
#[template(path = "orders/payments.html")]
struct QueuePage {
    p: PageFrame,
    groups: Vec<Group>,
    groups_next: Option<String>,
    refunds: Vec<Refund>,
    refunds_next: Option<String>,
    waiting: Vec<Waiting>,
    next: Option<String>,
    done: String,
}

#[derive(Template)]
#[template(path = "orders/payment.html")]
struct PaymentPage {
    p: PageFrame,
    errors: Errors,
    order: Order,
    name: String,
    titles: Vec<String>,
    reference: String,
}

struct Waiting {
    order: Order,
    name: String,
}

/// Where the queue goes on, and which order was confirmed just before.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    #[serde(flatten)]
    after: After,
    /// Where the list of employers' orders goes on.
    groups_after: String,
    /// Where the list of requests for money goes on.
    refunds_after: String,
    done: String,
}

/// The bank's reference of a transfer.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct ReferenceForm {
    /// As the bank has it.
    pub reference: String,
}

/// `GET /bureau/payments`.
pub async fn list(Look { mut op, p }: Look, Query(asked): Query<Asked>) -> PageResult {
    let scope = op
        .actor
        .scope_of(Role::Cashier)
        .unwrap_or_default()
        .to_owned();
    let Asked {
        after,
        groups_after,
        refunds_after,
        done,
    } = asked;
    let size = PageSize::default();
    let groups_after = Some(groups_after.as_str()).filter(|after| !after.is_empty());
    let groups = orders::groups_placed(&mut op, &scope, groups_after, size).await?;
    let refunds_after = Some(refunds_after.as_str()).filter(|after| !after.is_empty());
    let refunds = orders::refunds_asked(&mut op, &scope, refunds_after, size).await?;
    let found = orders::list_placed(&mut op, &scope, after.key(), size).await?;
    let mut waiting = Vec::with_capacity(found.items.len());
    for order in found.items {
        let name = identity::get_person(&mut op, &order.person_id).await?.name;
        waiting.push(Waiting { order, name });
    }
    page::show(&QueuePage {
        p,
        groups: groups.items,
        groups_next: groups.next,
        refunds: refunds.items,
        refunds_next: refunds.next,
        waiting,
        next: found.next,
        done,
    })
}

/// `GET /bureau/payments/{id}`.
pub async fn show(Look { mut op, p }: Look, Path(id): Path<OrderId>) -> PageResult {
    page::show(&load(&mut op, p, Errors::none(), &id, String::new()).await?)
}

/// `POST /bureau/payments/{id}`.
pub async fn confirm(Path(id): Path<OrderId>, act: Act<ReferenceForm>) -> PageResult {
    let Act {
        mut op,
        p,
        form: ReferenceForm { reference },
        ..
    } = act;
    match orders::confirm_transfer(&mut op, &id, &reference).await {
        Ok(order) => {
            let number = order.into_inner().number().to_owned();
            op.commit().await?;
            see_other(&format!("/bureau/payments?done={number}"))
        }
        Err(fault) => {
            let errors = p.mend(fault)?;
            show_again(
                &errors.clone(),
                &load(&mut op, p, errors, &id, reference).await?,
            )
        }
    }
}

async fn load(
    op: &mut Op,
    p: PageFrame,
    errors: Errors,
    id: &OrderId,
    reference: String,
) -> Outcome<PaymentPage> {
    let order = orders::get_order(op, id).await?;
    let name = identity::get_person(op, &order.person_id).await?.name;
    let mut titles = Vec::with_capacity(order.lines.len());
    for line in &order.lines {
        let course = courses::get_course(op, &line.course_id).await?;
        titles.push(crate::catalogue::title(&p, &course).to_owned());
    }
    Ok(PaymentPage {
        p,
        errors,
        order,
        name,
        titles,
        reference,
    })
}

impl QueuePage {
    /// Whole days that an order has waited.
    fn days(&self, since: impl Borrow<Instant>) -> String {
        since
            .borrow()
            .day()
            .days_until(self.p.now.day())
            .to_string()
    }
}

impl PaymentPage {
    fn is_placed(&self) -> bool {
        self.order.status == OrderStatus::Placed
    }

    fn status(&self) -> String {
        super::status(&self.p, self.order.status)
    }

    fn look(&self) -> &'static str {
        super::look(self.order.status)
    }
}
