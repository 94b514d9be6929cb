//! The orders of a learner: their list, and one with its lines, how to pay it, and giving it up.

use std::borrow::Borrow;
use std::collections::BTreeMap;

use askama::Template;
use domain::catalogue::{self as courses, Course};
use domain::orders::{self, Order, OrderLine, OrderStatus};
use domain::seams::PaymentStep;
use domain::{Op, editions, territory};
use kernel::{Category, EnrolmentId, Fen, OrderId, Outcome, PageSize};
use serde::Deserialize;

use crate::catalogue;
use crate::page::{self, Errors, PageFrame, see_other, show_again};
use crate::problem::PageResult;
use crate::request::{Act, Look, Path, Query};

#[derive(Template)]
#[template(path = "orders/list.html")]
struct ListPage {
    p: PageFrame,
    orders: Vec<Order>,
    /// The employer that pays each; none where she does.
    payers: BTreeMap<OrderId, String>,
    next: Option<String>,
}

#[derive(Template)]
#[template(path = "orders/order.html")]
struct OrderPage {
    p: PageFrame,
    errors: Errors,
    order: Order,
    lines: Vec<Line>,
    /// How it can be paid; none for whoever only looks.
    steps: Vec<PaymentStep>,
    is_owner: bool,
    /// The employer that ordered and pays it; none when she does.
    payer: Option<String>,
    fees: Option<Fees>,
}

struct Line {
    ordered: OrderLine,
    course: Course,
    /// What it would cost without a ceiling, where the ceiling made it cheaper.
    before_ceiling: Option<Fen>,
    enrolment: Option<EnrolmentId>,
}

/// The clause about fees, as published.
struct Fees {
    cite: String,
    quote: String,
}

/// Where a list goes on.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct After {
    after: String,
}

impl After {
    /// The key, if there is one.
    pub fn key(&self) -> Option<&str> {
        Some(self.after.as_str()).filter(|after| !after.is_empty())
    }
}

/// `GET /orders`.
pub async fn list(Look { mut op, p }: Look, Query(after): Query<After>) -> PageResult {
    let found = orders::list_orders(&mut op, after.key(), PageSize::default()).await?;
    let mut payers = BTreeMap::new();
    for order in &found.items {
        if let Some(payer) = orders::payer_of(&mut op, order).await? {
            payers.insert(order.id.clone(), payer);
        }
    }
    page::show(&ListPage {
        p,
        payers,
        orders: found.items,
        next: found.next,
    })
}

/// `GET /orders/{id}`.
pub async fn show(Look { mut op, p }: Look, Path(id): Path<OrderId>) -> PageResult {
    page::show(&load(&mut op, p, Errors::none(), &id).await?)
}

/// `POST /orders/{id}/cancel`.
pub async fn cancel(Path(id): Path<OrderId>, act: Act) -> PageResult {
    let Act { mut op, p, .. } = act;
    match orders::cancel(&mut op, &id).await {
        Ok(_) => {
            op.commit().await?;
            see_other(&format!("/orders/{id}"))
        }
        Err(fault) => {
            let errors = p.mend(fault)?;
            show_again(&errors.clone(), &load(&mut op, p, errors, &id).await?)
        }
    }
}

async fn load(op: &mut Op, p: PageFrame, errors: Errors, id: &OrderId) -> Outcome<OrderPage> {
    let order = orders::get_order(op, id).await?;
    let is_owner = op.actor.is_me(&order.person_id);
    let steps = if is_owner {
        orders::payment_steps(op, &order)?
    } else {
        Vec::new()
    };
    let enrolments = match order.status {
        OrderStatus::Paid if is_owner => orders::list_enrolments(op, &order.person_id).await?,
        _ => Vec::new(),
    };
    let payer = orders::payer_of(op, &order).await?;
    let code = territory::get(op, &order.territory_id).await?.code;
    let house = op.house.clone();
    let edition = editions::of_day(&house, &code, order.placed_at.day()).ok();
    let mut lines = Vec::with_capacity(order.lines.len());
    for line in order.lines.clone() {
        let course = courses::get_course(op, &line.course_id).await?;
        let full = edition.map(|edition| edition.full_fee(line.category, line.hours));
        let own = enrolments
            .iter()
            .find(|enrolment| enrolment.course_id == line.course_id);
        lines.push(Line {
            before_ceiling: full.filter(|full| *full > line.fen),
            enrolment: own.map(|enrolment| enrolment.id.clone()),
            course,
            ordered: line,
        });
    }
    let fees = edition.and_then(|edition| {
        let source = edition
            .sources()
            .iter()
            .find(|source| source.place.starts_with("fees["))?;
        let quote = edition.clause(&source.cite)?.quote.clone();
        Some(Fees {
            cite: source.cite.clone(),
            quote,
        })
    });
    Ok(OrderPage {
        p,
        errors,
        order,
        lines,
        steps,
        is_owner,
        payer,
        fees,
    })
}

impl ListPage {
    /// Where an order stands: words and look.
    fn state(&self, order: &Order) -> (String, &'static str) {
        (
            super::status(&self.p, order.status),
            super::look(order.status),
        )
    }
}

impl OrderPage {
    fn title<'c>(&self, course: &'c Course) -> &'c str {
        catalogue::title(&self.p, course)
    }

    fn category(&self, category: impl Borrow<Category>) -> String {
        catalogue::category(&self.p, category)
    }

    fn status(&self) -> String {
        super::status(&self.p, self.order.status)
    }

    fn look(&self) -> &'static str {
        super::look(self.order.status)
    }

    fn is_placed(&self) -> bool {
        self.order.status == OrderStatus::Placed
    }

    fn is_cancelled(&self) -> bool {
        self.order.status == OrderStatus::Cancelled
    }

    fn is_moved(&self) -> bool {
        self.order.status == OrderStatus::Moved
    }

    fn is_refunded(&self) -> bool {
        self.order.status == OrderStatus::Refunded
    }

    fn is_paid(&self) -> bool {
        self.order.status == OrderStatus::Paid
    }
}
