//! Placing an order for many: all of it or nothing, and once however often it is submitted.

use std::collections::BTreeSet;

use kernel::{Change, Fen, GroupOrderId, Outcome, PersonId, limits};

use super::jobs::GroupLapse;
use super::model::{Group, GroupStatus, Plan, PlannedSeat, Seen, Wish};
use super::planning::plan_group;
use super::store::{self, Step};
use super::{looking, paying};
use crate::orders::model::{Order, OrderLine, OrderStatus};
use crate::orders::store as ordinary;
use crate::orders::{Error, service};
use crate::permission::Action;
use crate::{Op, audit, employers};

/// Orders what a wish comes to now. `key` was drawn with the page on which it was shown: the same
/// key again gives the first order. `seen` is what that page said.
///
/// # Errors
/// What [`plan_group`] refuses; `orders.no_seats` when everybody is left out;
/// `orders.group_changed` when it is not any more what was shown.
pub async fn place_group(
    op: &mut Op,
    wish: &Wish,
    key: &str,
    seen: Seen,
) -> Outcome<Change<Group>> {
    let employer = employers::get(op, &wish.employer).await?;
    op.allow(Action::PlaceGroupOrder, &employer)?;
    let placed_by = op.actor.signed_in()?.clone();
    if key.is_empty() || key.len() > limits::NAME_CHARS_MAX {
        return Err(Error::GroupChanged.into());
    }
    let lock = format!("orders:employer:{}", employer.id);
    op.tx.lock(&lock).await?;
    if let Some(id) = store::find_by_key(op, &employer.id, key).await? {
        return looking::get_group(op, &id).await.map(Change::Already);
    }
    // In the order of people, as everybody who locks several.
    for person in wish.people.iter().collect::<BTreeSet<&PersonId>>() {
        op.tx.lock(&format!("orders:{person}")).await?;
    }
    let plan = plan_group(op, wish).await?;
    if plan.seats.is_empty() {
        return Err(Error::NoSeats.into());
    }
    if plan.seen() != seen {
        let fault = Error::GroupChanged.fault();
        return Err(fault.with("seats", plan.seats.len()).with("fen", plan.fen));
    }
    let number = format!("G{}", service::new_number(op));
    let group = Group {
        id: op.new_id(),
        number,
        employer_id: employer.id,
        employer_name: employer.name,
        territory_id: employer.territory_id,
        territory_path: employer.territory_path,
        study_year: wish.year,
        fen: plan.fen,
        seats: i64::try_from(plan.seats.len()).unwrap_or(i64::MAX),
        status: GroupStatus::Placed,
        placed_by,
        placed_at: op.now,
        paid_at: None,
    };
    keep(op, &group, key, plan).await?;
    if group.fen == Fen::ZERO {
        // Nothing is left to pay: the ceiling of the public hours is reached for everybody.
        paying::activate(op, &group).await?;
    }
    looking::get_group(op, &group.id).await.map(Change::New)
}

async fn keep(op: &mut Op, group: &Group, key: &str, plan: Plan) -> Outcome<()> {
    store::insert_group(op, group, key).await?;
    let people: BTreeSet<PersonId> = plan.seats.iter().map(|s| s.person_id.clone()).collect();
    for (at, seat) in (1_i64..).zip(plan.seats) {
        let order = order(op, group, at, seat);
        ordinary::insert_order(op, &order).await?;
    }
    step(op, &group.id, "placed").await?;
    let lapse = GroupLapse {
        group_id: group.id.clone(),
    };
    let at = op.now.plus(op.house.settings.group_order_kept_for);
    op.enqueue_at(at, &lapse).await?;
    let people: Vec<PersonId> = people.into_iter().collect();
    let (subject, details) = (group.id.as_str(), group.fen.to_string());
    audit::record_many(op, "orders.group_placed", &people, subject, &details).await
}

/// The ordinary order that a seat is. Its number is the group's with the seat's place: nobody pays
/// by it.
fn order(op: &mut Op, group: &Group, at: i64, seat: PlannedSeat) -> Order {
    Order {
        id: op.new_id(),
        number: seat_number(group, at),
        person_id: seat.person_id,
        territory_id: group.territory_id.clone(),
        territory_path: group.territory_path.clone(),
        study_year: group.study_year,
        fen: seat.fen,
        status: OrderStatus::Placed,
        placed_at: op.now,
        paid_at: None,
        group_id: Some(group.id.clone()),
        lines: vec![OrderLine {
            course_id: seat.course_id,
            category: seat.category,
            hours: seat.hours,
            fen: seat.fen,
        }],
    }
}

/// The number of a seat by its place in the order.
pub(super) fn seat_number(group: &Group, at: i64) -> String {
    format!("{}-{at:04}", group.number)
}

/// A step that is about the whole order.
pub(super) async fn step(op: &mut Op, group: &GroupOrderId, action: &'static str) -> Outcome<()> {
    store::insert_step(op, group, &Step::of(action)).await
}
