//! One order of the employer: how it is paid, its seats, what was done with it; and giving it up.

use askama::Template;
use domain::Op;
use domain::orders::{self, Group, GroupStatus, GroupStep, OrderStatus, Seat};
use domain::seams::PaymentStep;
use kernel::{GroupOrderId, Outcome};
use serde::Deserialize;

use crate::catalogue;
use crate::page::{self, Errors, PageFrame, see_other, show_again};
use crate::problem::PageResult;
use crate::request::{Act, Look, Path, Query};

/// Seats that are shown at once.
const SHOWN: usize = 50;

#[derive(Template)]
#[template(path = "employers/orders/order.html")]
struct OrderPage {
    p: PageFrame,
    errors: Errors,
    asked: Asked,
    group: Group,
    /// How it can be paid; none once it is.
    ways: Vec<PaymentStep>,
    seats: Vec<Seat>,
    /// How many seats fit what is looked for, of how many.
    fitting: usize,
    all: usize,
    next: Option<String>,
    steps: Vec<GroupStep>,
}

/// Which seats are looked for, and what was just done.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    after: String,
    done: String,
}

/// `GET /employer/orders/{group}`.
pub async fn show(
    Look { mut op, p }: Look,
    Path(id): Path<GroupOrderId>,
    Query(asked): Query<Asked>,
) -> PageResult {
    page::show(&load(&mut op, p, Errors::none(), &id, asked).await?)
}

/// `POST /employer/orders/{group}/cancel`.
pub async fn cancel(Path(id): Path<GroupOrderId>, act: Act) -> PageResult {
    let Act { mut op, p, .. } = act;
    match orders::cancel_group(&mut op, &id).await {
        Ok(_) => {
            op.commit().await?;
            see_other(&format!("/employer/orders/{id}"))
        }
        Err(fault) => {
            let errors = p.mend(fault)?;
            let page = load(&mut op, p, errors.clone(), &id, Asked::default()).await?;
            show_again(&errors, &page)
        }
    }
}

async fn load(
    op: &mut Op,
    p: PageFrame,
    errors: Errors,
    id: &GroupOrderId,
    asked: Asked,
) -> Outcome<OrderPage> {
    let group = orders::get_group(op, id).await?;
    let ways = orders::group_payment_steps(op, &group)?;
    let mut seats = orders::seats_of_group(op, &group).await?;
    let all = seats.len();
    let q = asked.q.trim().to_owned();
    seats.retain(|seat| seat.name.contains(&q) || seat.title.contains(&q));
    let fitting = seats.len();
    let from: usize = asked.after.parse().unwrap_or(0);
    let next = from.saturating_add(SHOWN);
    let steps = orders::group_steps(op, &group).await?;
    Ok(OrderPage {
        p,
        errors,
        asked,
        group,
        ways,
        seats: seats.into_iter().skip(from).take(SHOWN).collect(),
        fitting,
        all,
        next: (next < fitting).then(|| next.to_string()),
        steps,
    })
}

impl OrderPage {
    fn state(&self) -> (String, &'static str) {
        super::state(&self.p, self.group.status)
    }

    fn is_placed(&self) -> bool {
        self.group.status == GroupStatus::Placed
    }

    fn is_paid(&self) -> bool {
        self.group.status == GroupStatus::Paid
    }

    fn title<'s>(&self, seat: &'s Seat) -> &'s str {
        catalogue::title_of(&self.p, &seat.title, &seat.title_en)
    }

    /// Where a seat stands: words and look.
    fn seat_state(&self, seat: &Seat) -> (String, &'static str) {
        if seat.refund_asked {
            return (self.p.t("seat-refund-asked"), "wait");
        }
        match seat.status {
            OrderStatus::Placed => (self.p.t("order-placed"), "wait"),
            OrderStatus::Paid => (self.p.t("seat-active"), "good"),
            OrderStatus::Cancelled => (self.p.t("order-cancelled"), "calm"),
            OrderStatus::Moved => (self.p.t("order-moved"), "calm"),
            OrderStatus::Refunded => (self.p.t("order-refunded"), "calm"),
        }
    }

    fn step(&self, step: &GroupStep) -> String {
        let key = format!("group-step-{}", step.action.replace('_', "-"));
        let name = |name: &Option<String>| name.clone().unwrap_or_default();
        let values = [("from", name(&step.from)), ("to", name(&step.to))];
        self.p.ta(&key, values)
    }

    fn actor(&self, step: &GroupStep) -> String {
        let by_house = || self.p.t("group-step-by-house");
        step.actor.clone().unwrap_or_else(by_house)
    }

    /// The list without the place in it.
    fn address(&self) -> String {
        let q = percent_encoding::utf8_percent_encode(
            self.asked.q.trim(),
            percent_encoding::NON_ALPHANUMERIC,
        );
        format!("/employer/orders/{}?q={q}", self.group.id)
    }
}
