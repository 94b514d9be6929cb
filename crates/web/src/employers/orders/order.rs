//! One order of the employer: how it is paid, its seats, what was done with it; and giving it up.

use std::collections::BTreeMap;

use askama::Template;
use domain::learning::Learnt;
use domain::orders::{self, Group, GroupStatus, GroupStep, OrderStatus, Refund, Seat};
use domain::seams::PaymentStep;
use domain::{Op, hours};
use kernel::{Day, GroupOrderId, Outcome, PersonId};
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
    /// The seats with what was learnt on each.
    seats: Vec<(Seat, Learnt)>,
    /// Whose they are, by masked citizen id.
    numbers: BTreeMap<PersonId, String>,
    /// How many seats fit what is looked for, of how many.
    fitting: usize,
    all: usize,
    next: Option<String>,
    refunds: Vec<Refund>,
    steps: Vec<GroupStep>,
    /// Until when it waits for its payment.
    pay_until: Day,
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
            show_with(&mut op, p, errors, &id).await
        }
    }
}

/// The order with what must be mended.
pub(super) async fn show_with(
    op: &mut Op,
    p: PageFrame,
    errors: Errors,
    id: &GroupOrderId,
) -> PageResult {
    let page = load(op, p, errors.clone(), id, Asked::default()).await?;
    show_again(&errors, &page)
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
    let mut shown = Vec::with_capacity(SHOWN);
    for seat in seats.into_iter().skip(from).take(SHOWN) {
        let learnt = match &seat.enrolment_id {
            Some(enrolment) => hours::seat_learnt(op, enrolment).await?,
            None => Learnt::default(),
        };
        shown.push((seat, learnt));
    }
    let people: Vec<PersonId> = shown
        .iter()
        .map(|(seat, _)| seat.person_id.clone())
        .collect();
    let numbers = crate::staff::numbers(op, &people).await?;
    let refunds = orders::refunds_of_group(op, &group).await?;
    let steps = orders::group_steps(op, &group).await?;
    let kept_for = op.house.settings.group_order_kept_for;
    let pay_until = group.placed_at.plus(kept_for).day();
    Ok(OrderPage {
        p,
        errors,
        asked,
        group,
        ways,
        seats: shown,
        numbers,
        fitting,
        all,
        next: (next < fitting).then(|| next.to_string()),
        refunds,
        steps,
        pay_until,
    })
}

impl OrderPage {
    fn number(&self, id: &PersonId) -> &str {
        self.numbers.get(id).map_or("", String::as_str)
    }

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

    fn seat_state(&self, seat: &Seat) -> (String, &'static str) {
        seat_state(&self.p, seat)
    }

    /// Whether a seat pays somebody's course now.
    fn is_held(seat: &Seat) -> bool {
        seat.status == OrderStatus::Paid && !seat.refund_asked
    }

    /// What was learnt on a seat, in words.
    fn learnt(&self, learnt: &Learnt) -> String {
        if !learnt.has_begun() {
            return self.p.t("seat-not-begun");
        }
        let percent = learnt.covered_ms.saturating_mul(100) / learnt.length_ms.max(1);
        self.p.ta("seat-learnt", [("percent", percent.to_string())])
    }

    fn refund_state(&self, refund: &Refund) -> (String, &'static str) {
        crate::orders::refunds::state(&self.p, refund.kept.status)
    }

    fn step(&self, step: &GroupStep) -> String {
        let key = format!("group-step-{}", step.action.replace('_', "-"));
        let name = |name: &Option<String>| name.clone().unwrap_or_default();
        let values = [("from", name(&step.from)), ("to", name(&step.to))];
        self.p.ta(&key, values)
    }

    fn actor(&self, step: &GroupStep) -> String {
        let by_nobody = || match step.action.as_str() {
            "paid" => self.p.t("group-step-by-house"),
            _ => self.p.t("group-step-by-system"),
        };
        step.actor.clone().unwrap_or_else(by_nobody)
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

/// Where a seat stands: words and look.
pub(super) fn seat_state(p: &PageFrame, seat: &Seat) -> (String, &'static str) {
    if seat.refund_asked {
        return (p.t("seat-refund-asked"), "wait");
    }
    match seat.status {
        OrderStatus::Placed => (p.t("order-placed"), "wait"),
        OrderStatus::Paid => (p.t("seat-active"), "good"),
        OrderStatus::Cancelled => (p.t("order-cancelled"), "calm"),
        OrderStatus::Moved => (p.t("order-moved"), "calm"),
        OrderStatus::Refunded => (p.t("order-refunded"), "calm"),
    }
}
