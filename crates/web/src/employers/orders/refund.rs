//! Asking for the money of seats: what the rule gives for each and why, then the asking.

use std::collections::BTreeMap;

use askama::Template;
use domain::orders::{self, Group, OrderStatus, Seat};
use domain::{Op, editions, hours, territory};
use kernel::{Fault, Fen, GroupOrderId, Kind, OrderId, Outcome};
use policy::RefundRule;
use serde::Deserialize;

use super::order;
use crate::catalogue;
use crate::page::{self, Errors, PageFrame, see_other, show_again};
use crate::problem::PageResult;
use crate::request::{Act, Path};

#[derive(Template)]
#[template(path = "employers/orders/refund.html")]
struct RefundPage {
    p: PageFrame,
    errors: Errors,
    group: Group,
    /// What would go back, with why.
    back: Vec<(Seat, hours::Offer)>,
    /// What would not.
    kept: Vec<(Seat, hours::Offer)>,
    fen: Fen,
    rule: RefundRule,
    /// How the rule came about.
    basis: String,
    reason: String,
}

/// Which seats, what was shown of them, and why.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct RefundForm {
    /// The seats; all that are paid with `all`.
    seat: Vec<String>,
    all: String,
    /// The sum that was shown, in fen.
    fen: String,
    reason: String,
}

/// `POST /employer/orders/{group}/refund`: what the rule gives.
pub async fn show(Path(id): Path<GroupOrderId>, act: Act<RefundForm>) -> PageResult {
    let Act {
        mut op, p, form, ..
    } = act;
    match load(&mut op, p.clone(), Errors::none(), &id, form).await {
        Ok(page) => page::show(&page),
        Err(fault) => {
            let errors = p.mend(fault)?;
            order::show_with(&mut op, p, errors, &id).await
        }
    }
}

/// `POST /employer/orders/{group}/refunds`: asks.
pub async fn ask(Path(id): Path<GroupOrderId>, act: Act<RefundForm>) -> PageResult {
    let Act {
        mut op, p, form, ..
    } = act;
    let bad = |_| Fault::new(Kind::Invalid, "web.malformed").with("why", &form.fen);
    let fen = Fen::new(form.fen.parse().map_err(bad)?);
    let seats = form.seats();
    match hours::ask_refund(&mut op, &id, &seats, fen, &form.reason).await {
        Ok(_) => {
            op.commit().await?;
            see_other(&format!("/employer/orders/{id}?done=refund#refunds"))
        }
        Err(fault) => {
            let errors = p.mend(fault)?;
            match load(&mut op, p.clone(), errors.clone(), &id, form).await {
                Ok(page) => show_again(&errors, &page),
                Err(_) => order::show_with(&mut op, p, errors, &id).await,
            }
        }
    }
}

async fn load(
    op: &mut Op,
    p: PageFrame,
    errors: Errors,
    id: &GroupOrderId,
    form: RefundForm,
) -> Outcome<RefundPage> {
    let group = orders::get_group(op, id).await?;
    let all = orders::seats_of_group(op, &group).await?;
    let wanted = form.seats();
    let chosen = |seat: &Seat| {
        let is_paid = seat.status == OrderStatus::Paid && !seat.refund_asked;
        wanted.contains(&seat.order_id) || !form.all.is_empty() && is_paid
    };
    let seats: BTreeMap<OrderId, Seat> = all
        .into_iter()
        .filter(chosen)
        .map(|seat| (seat.order_id.clone(), seat))
        .collect();
    if seats.is_empty() {
        return Err(hours::Error::NoSeatChosen.into());
    }
    let (mut back, mut kept) = (Vec::new(), Vec::new());
    let (give, keep) = settle(op, id, seats.keys().cloned().collect()).await?;
    for (offers, list) in [(give, &mut back), (keep, &mut kept)] {
        for (order, offer) in offers {
            list.extend(seats.get(&order).cloned().map(|seat| (seat, offer)));
        }
        list.sort_by(|a, b| (&a.0.name, &a.0.number).cmp(&(&b.0.name, &b.0.number)));
    }
    let (rule, basis) = rule(op, &group).await?;
    Ok(RefundPage {
        p,
        errors,
        group,
        fen: back.iter().map(|(_, offer)| offer.fen).sum(),
        back,
        kept,
        rule,
        basis,
        reason: form.reason,
    })
}

/// What goes back of these seats, and what does not: one that gives nothing is left out, and the
/// others are asked about without it.
async fn settle(
    op: &mut Op,
    id: &GroupOrderId,
    mut seats: Vec<OrderId>,
) -> Outcome<(Vec<(OrderId, hours::Offer)>, Vec<(OrderId, hours::Offer)>)> {
    let mut kept = Vec::new();
    loop {
        let offers = hours::refund_offers(op, id, &seats).await?;
        let (give, keep): (Vec<_>, Vec<_>) = offers
            .into_iter()
            .partition(|(_, offer)| offer.fen > Fen::ZERO);
        if keep.is_empty() {
            return Ok((give, kept));
        }
        kept.extend(keep);
        seats = give.into_iter().map(|(order, _)| order).collect();
    }
}

/// The rule by which an order was paid, with what it rests on.
async fn rule(op: &mut Op, group: &Group) -> Outcome<(RefundRule, String)> {
    let code = territory::get(op, &group.territory_id).await?.code;
    let house = op.house.clone();
    let day = group.paid_at.unwrap_or(group.placed_at).day();
    let edition = editions::of_day(&house, &code, day)?;
    let rule = edition.refunds().ok_or(hours::Error::NoRefunds)?.clone();
    let source = edition.sources().iter().find(|one| one.place == "refunds");
    Ok((
        rule,
        source.map(|one| one.basis.clone()).unwrap_or_default(),
    ))
}

impl RefundForm {
    fn seats(&self) -> Vec<OrderId> {
        let seats = self.seat.iter();
        seats.filter_map(|text| text.parse().ok()).collect()
    }
}

impl RefundPage {
    fn title<'s>(&self, seat: &'s Seat) -> &'s str {
        catalogue::title_of(&self.p, &seat.title, &seat.title_en)
    }

    fn why(&self, offer: &hours::Offer) -> String {
        self.p.t(&format!("refund-why-{}", offer.why.as_str()))
    }
}
