//! Paying an order for many, and giving it up: all seats in one transaction, exactly once.

use std::collections::BTreeMap;

use kernel::{Change, GroupOrderId, Outcome, PersonId};

use super::jobs::GroupLapse;
use super::model::{Group, GroupStatus};
use super::placing::step;
use super::{looking, store};
use crate::messages::{self, Tell};
use crate::orders::model::{Bill, Order};
use crate::orders::{Error, service};
use crate::permission::Action;
use crate::seams::{PaymentNotice, PaymentStep};
use crate::{Op, audit, catalogue};

/// All ways of paying an employer's order, the default first. None for one that does not wait.
pub fn group_payment_steps(op: &Op, group: &Group) -> Outcome<Vec<PaymentStep>> {
    op.allow(Action::CancelGroupOrder, group)?;
    if group.status != GroupStatus::Placed {
        return Ok(Vec::new());
    }
    Ok(service::steps(op, &group.number, group.fen))
}

/// An officer with the cashier's right says that an employer's transfer has arrived. Who placed the
/// order does not.
pub async fn confirm_group_transfer(
    op: &mut Op,
    id: &GroupOrderId,
    reference: &str,
) -> Outcome<Change<Bill>> {
    let group = looking::load(op, id).await?;
    op.allow(Action::ConfirmGroupPayment, &group)?;
    if op.actor.is_me(&group.placed_by) {
        return Err(Error::OwnOrder.into());
    }
    let notice = service::transfer(reference, group.number, group.fen)?;
    service::receive_payment(op, &notice).await
}

/// Takes a payment of an employer's order.
pub(in crate::orders) async fn receive(
    op: &mut Op,
    id: &GroupOrderId,
    notice: &PaymentNotice,
) -> Outcome<Change<Bill>> {
    let group = locked(op, id).await?;
    service::check_amount(notice, group.fen)?;
    let bill = Bill::Group(group.clone());
    match group.status {
        GroupStatus::Paid => {
            service::paid_by(op, &bill, notice).await?;
            Ok(Change::Already(bill))
        }
        GroupStatus::Cancelled => Err(Error::Cancelled.into()),
        GroupStatus::Placed => {
            service::keep_payment(op, &bill, notice).await?;
            activate(op, &group).await?;
            let group = looking::load(op, id).await?;
            Ok(Change::New(Bill::Group(group)))
        }
    }
}

/// Gives an order up that is not paid. Giving it up again is harmless.
pub async fn cancel_group(op: &mut Op, id: &GroupOrderId) -> Outcome<Change<Group>> {
    let group = looking::load(op, id).await?;
    op.allow(Action::CancelGroupOrder, &group)?;
    let group = locked(op, id).await?;
    match group.status {
        GroupStatus::Cancelled => Ok(Change::Already(group)),
        GroupStatus::Paid => Err(Error::PaidAlready.into()),
        GroupStatus::Placed => {
            store::save_status(op, id, GroupStatus::Cancelled).await?;
            record(op, &group, "cancelled", "orders.group_cancelled").await?;
            looking::load(op, id).await.map(Change::New)
        }
    }
}

/// Gives up an order that nobody has paid in time: its people were kept from ordering for
/// themselves. Who placed it is told. One that is paid or given up stays as it is.
pub async fn lapse_group(op: &mut Op, lapse: &GroupLapse) -> Outcome<()> {
    let group = locked(op, &lapse.group_id).await?;
    if group.status != GroupStatus::Placed {
        return Ok(());
    }
    store::save_status(op, &group.id, GroupStatus::Cancelled).await?;
    record(op, &group, "lapsed", "orders.group_lapsed").await?;
    let details = [
        ("order", group.number.clone()),
        ("fen", group.fen.to_string()),
    ];
    let tell = Tell {
        to: &group.placed_by,
        kind: "orders-group-lapsed",
        details: &details,
        link: "/employer/orders/new",
    };
    messages::tell(op, tell).await
}

/// An order under its lock, until the end of the transaction.
pub(super) async fn locked(op: &mut Op, id: &GroupOrderId) -> Outcome<Group> {
    op.tx.lock(&format!("orders:group:{id}")).await?;
    looking::load(op, id).await
}

/// INVARIANT: an employer's order is paid and all of its seats activated in one transaction, once
/// (`crates/domain/tests/domain/group_orders`).
pub(super) async fn activate(op: &mut Op, group: &Group) -> Outcome<()> {
    store::save_status(op, &group.id, GroupStatus::Paid).await?;
    let orders = store::list_orders(op, &group.id).await?;
    let mut courses: BTreeMap<PersonId, Vec<String>> = BTreeMap::new();
    let mut titles = BTreeMap::new();
    for order in &orders {
        for line in &order.lines {
            service::enrol(op, order, &line.course_id).await?;
            if !titles.contains_key(&line.course_id) {
                let title = catalogue::get_course(op, &line.course_id).await?.title;
                titles.insert(line.course_id.clone(), title);
            }
            let title = titles.get(&line.course_id).cloned().unwrap_or_default();
            let of_person = courses.entry(order.person_id.clone()).or_default();
            of_person.push(format!("《{title}》"));
        }
    }
    for (person, courses) in &courses {
        tell(op, group, person, "orders-seat-paid", &courses.concat()).await?;
    }
    record(op, group, "paid", "orders.group_activated").await
}

/// Tells whoever sits on a seat what became of it.
pub(super) async fn tell(
    op: &mut Op,
    group: &Group,
    to: &PersonId,
    kind: &'static str,
    courses: &str,
) -> Outcome<()> {
    let details = [
        ("employer", group.employer_name.clone()),
        ("courses", courses.to_owned()),
        ("year", group.study_year.to_string()),
    ];
    let link = "/learn";
    messages::tell(
        op,
        Tell {
            to,
            kind,
            details: &details,
            link,
        },
    )
    .await
}

/// Keeps what was done with the whole of an order, and leaves a line about everybody in it.
async fn record(
    op: &mut Op,
    group: &Group,
    action: &'static str,
    audited: &'static str,
) -> Outcome<()> {
    step(op, &group.id, action).await?;
    let orders = store::list_orders(op, &group.id).await?;
    let mut people: Vec<PersonId> = orders.into_iter().map(|o: Order| o.person_id).collect();
    people.sort();
    people.dedup();
    let (subject, details) = (group.id.as_str(), group.fen.to_string());
    audit::record_many(op, audited, &people, subject, &details).await
}
