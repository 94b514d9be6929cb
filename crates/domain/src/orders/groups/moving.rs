//! Giving a paid seat to somebody else. Whether something was learnt on it is not known here:
//! `hours::move_seat` asks, and holds the learning meanwhile.

use kernel::{Category, CourseId, Fault, Fen, OrderId, Outcome, PersonId};

use super::model::Group;
use super::paying::{locked, tell};
use super::placing::seat_number;
use super::store::{self, Step};
use crate::catalogue::{self, Course};
use crate::orders::model::{Enrolment, EnrolmentEnd, Order, OrderStatus};
use crate::orders::store as ordinary;
use crate::orders::{Error, rules, service};
use crate::permission::Action;
use crate::{Event, Op, editions, employers, identity};

/// A seat that is held until the end of the transaction: nobody moves it, or asks its money back,
/// meanwhile.
#[derive(Clone, Debug)]
pub struct HeldSeat {
    /// The order in which it is.
    pub group: Group,
    /// The ordinary order that it is, of one line.
    pub order: Order,
    /// The enrolment that it pays; none when it pays none now.
    pub enrolment: Option<Enrolment>,
}

impl HeldSeat {
    /// The course.
    pub(super) fn course(&self) -> Outcome<&CourseId> {
        let line = self.order.lines.first();
        Ok(&line.ok_or(Error::UnknownOrder)?.course_id)
    }
}

/// Holds a seat of an employer's order for somebody who may do this to it.
///
/// # Errors
/// `orders.unknown_group` for an order that is no seat.
pub async fn hold_seat(op: &mut Op, id: &OrderId, action: Action) -> Outcome<HeldSeat> {
    let order = service::load(op, id).await?;
    let group = order.group_id.ok_or(Error::UnknownGroup)?;
    let group = locked(op, &group).await?;
    op.allow(action, &group)?;
    let order = service::load(op, id).await?;
    op.tx.lock(&format!("orders:{}", order.person_id)).await?;
    let enrolment = store::enrolment_of(op, id).await?;
    Ok(HeldSeat {
        group,
        order,
        enrolment,
    })
}

/// The paid seat that somebody has for the same course in the same order.
pub async fn seat_of(op: &mut Op, seat: &HeldSeat, person: &PersonId) -> Outcome<Option<Order>> {
    let course = seat.course()?;
    let orders = store::list_orders(op, &seat.group.id).await?;
    Ok(orders.into_iter().find(|order| {
        is_paid(order)
            && order.person_id == *person
            && order.lines.iter().any(|line| line.course_id == *course)
    }))
}

/// Gives a held seat to somebody else of the staff, who must be worth the same price. The caller
/// has asked whether anything was learnt on it.
///
/// # Errors
/// `orders.seat_gone` for a seat that pays nobody's course now; `orders.same_person`;
/// `orders.not_staff`; `orders.cannot_take_seat` for somebody who has the course already;
/// `orders.price_differs`.
pub async fn give_seat(op: &mut Op, seat: &HeldSeat, to: &PersonId, note: &str) -> Outcome<Order> {
    let HeldSeat { group, order, .. } = seat;
    let Some(enrolment) = seat.enrolment.as_ref().filter(|_| is_paid(order)) else {
        return Err(Error::SeatGone.into());
    };
    if *to == order.person_id {
        return Err(Error::SamePerson.fault().at("to"));
    }
    op.tx.lock(&format!("orders:{to}")).await?;
    let course = catalogue::get_course(op, seat.course()?).await?;
    check_taker(op, seat, &course, to).await?;
    ordinary::end_enrolment(op, &enrolment.id, EnrolmentEnd::Moved).await?;
    ordinary::save_status(op, &order.id, OrderStatus::Moved, order.paid_at).await?;
    let seats = store::count_orders(op, &group.id).await?;
    let given = Order {
        id: op.new_id(),
        number: seat_number(group, seats + 1),
        person_id: to.clone(),
        placed_at: op.now,
        paid_at: Some(op.now),
        ..order.clone()
    };
    ordinary::insert_order(op, &given).await?;
    service::enrol(op, &given, &course.id).await?;
    let step = Step {
        action: "moved",
        from: Some(&order.person_id),
        to: Some(to),
        course: Some(&course.id),
        note,
    };
    store::insert_step(op, &group.id, &step).await?;
    let title = format!("《{}》", course.title);
    tell(op, group, &order.person_id, "orders-seat-moved", &title).await?;
    tell(op, group, to, "orders-seat-paid", &title).await?;
    for about in [&order.person_id, to] {
        op.audit(Event {
            action: "orders.seat_moved",
            about: Some(about),
            subject: given.id.as_str(),
            details: &given.fen.to_string(),
        })
        .await?;
    }
    Ok(given)
}

fn is_paid(order: &Order) -> bool {
    order.status == OrderStatus::Paid
}

/// Who may take a seat: somebody of the staff who is not on the course, at the price that was paid.
async fn check_taker(op: &mut Op, seat: &HeldSeat, course: &Course, to: &PersonId) -> Outcome<()> {
    let (year, fen) = (seat.order.study_year, seat.order.fen);
    let worker = employers::worker(op, to).await?;
    let employer = worker.employer.as_ref().map(|employer| &employer.id);
    if employer != Some(&seat.group.employer_id) {
        return Err(Error::NotStaff.fault().at("to"));
    }
    let house = op.house.clone();
    let edition = editions::of_person(&house, &worker.person, op.now.day())?;
    editions::open_year(edition, year, op.now.day())?;
    let waiting = store::waiting_lines(op, std::slice::from_ref(to)).await?;
    let mut public = waiting
        .iter()
        .filter(|line| line.category == Category::Public);
    let public_waits = public.any(|line| line.study_year == year);
    let fits = service::orderable(op, to, course, year).await;
    if let Err(fault) = fits {
        return Err(match fault.code() {
            "orders.enrolled_already" | "orders.ordered_already" | "orders.refund_pending" => {
                cannot_take(op, to, course).await?
            }
            _ => fault,
        });
    }
    if course.category == Category::Public && public_waits {
        return Err(cannot_take(op, to, course).await?);
    }
    let before = ordinary::public_paid(op, to, year).await?;
    let lines = rules::price(edition, std::slice::from_ref(course), before);
    let price: Fen = lines.iter().map(|line| line.fen).sum();
    if price != fen {
        let fault = Error::PriceDiffers.fault().with("paid", fen);
        return Err(fault.with("price", price).at("to"));
    }
    Ok(())
}

async fn cannot_take(op: &mut Op, to: &PersonId, course: &Course) -> Outcome<Fault> {
    let name = identity::name_of(op, to).await?;
    let fault = Error::CannotTakeSeat.fault().with("name", name);
    Ok(fault.with("course", &course.title).at("to"))
}
