//! Operations on orders and payments.

use kernel::{
    Category, Change, CourseId, Fen, Hours, OrderId, Outcome, Page, PageSize, PersonId, Year,
    limits,
};

use super::enrolments::{find_enrolment, is_ordered, public_paid, public_waiting};
use super::model::{Bill, Order, OrderLine, OrderStatus};
use super::{Error, groups, rules, store};
use crate::catalogue::{self, Course};
use crate::employers::Worker;
use crate::permission::Action;
use crate::seams::{PaymentNotice, PaymentStep};
use crate::{Event, Op, editions, employers, identity, territory};

/// The number of an order: what a person can read out on the telephone.
const NUMBER_DIGITS: usize = 8;

/// What courses would cost the person who asks, without ordering them.
pub async fn quote(op: &mut Op, courses: &[Course], year: Year) -> Outcome<Vec<OrderLine>> {
    let id = op.actor.signed_in()?.clone();
    let person = employers::worker(op, &id).await?.person;
    let house = op.house.clone();
    let edition = editions::of_person(&house, &person, op.now.day())?;
    let before = public_paid(op, &id, year).await?;
    Ok(rules::price(edition, courses, before))
}

/// What each course would cost this person if it were ordered alone: for lists.
pub async fn quote_each(
    op: &mut Op,
    worker: &Worker,
    courses: &[(Category, Hours)],
    year: Year,
) -> Outcome<Vec<Fen>> {
    op.allow(Action::PlaceOrder, worker)?;
    let house = op.house.clone();
    let edition = editions::of_person(&house, &worker.person, op.now.day())?;
    let before = public_paid(op, &worker.person.id, year).await?;
    let price = |(category, hours): &(Category, Hours)| {
        rules::price_alone(edition, *category, *hours, before)
    };
    Ok(courses.iter().map(price).collect())
}

/// Orders courses for a study year. Everything is checked before anything is written.
pub async fn place(op: &mut Op, courses: &[CourseId], year: Year) -> Outcome<Order> {
    let id = op.actor.signed_in()?.clone();
    let person = employers::worker(op, &id).await?;
    op.allow(Action::PlaceOrder, &person)?;
    let person = person.person;
    if courses.is_empty() {
        return Err(Error::NoCourses.into());
    }
    if courses.len() > limits::ORDER_LINES_MAX {
        return Err(Error::TooManyCourses
            .fault()
            .with("most", limits::ORDER_LINES_MAX));
    }
    op.tx.lock(&format!("orders:{id}")).await?;
    let house = op.house.clone();
    let edition = editions::of_person(&house, &person, op.now.day())?;
    editions::open_year(edition, year, op.now.day())?;
    let mut wanted = Vec::with_capacity(courses.len());
    for course_id in courses {
        // Named twice, meant once.
        if wanted.iter().any(|course: &Course| course.id == *course_id) {
            continue;
        }
        let course = catalogue::get_course(op, course_id).await?;
        orderable(op, &id, &course, year).await?;
        wanted.push(course);
    }
    if wanted
        .iter()
        .any(|course| course.category == Category::Public)
        && let Some(number) = public_waiting(op, &id, year).await?
    {
        return Err(Error::PublicOrderWaiting.fault().with("number", number));
    }
    let before = public_paid(op, &id, year).await?;
    let lines = rules::price(edition, &wanted, before);
    let number = new_number(op);
    let order = Order {
        id: op.new_id(),
        number,
        person_id: id.clone(),
        territory_id: person.territory_id.clone(),
        territory_path: person.territory_path.clone(),
        study_year: year,
        fen: lines.iter().map(|line| line.fen).sum(),
        status: OrderStatus::Placed,
        placed_at: op.now,
        paid_at: None,
        group_id: None,
        lines,
    };
    store::insert_order(op, &order).await?;
    op.audit(Event {
        action: "orders.placed",
        about: Some(&id),
        subject: order.id.as_str(),
        details: &order.fen.to_string(),
    })
    .await?;
    if order.fen == Fen::ZERO {
        // Nothing is left to pay: the ceiling of the public hours is reached.
        activate(op, &order).await?;
        return get_order(op, &order.id).await;
    }
    Ok(order)
}

/// Refuses a course that a person cannot be put on in a study year.
pub(super) async fn orderable(
    op: &mut Op,
    person: &PersonId,
    course: &Course,
    year: Year,
) -> Outcome<()> {
    let refuse = |error: Error| {
        error
            .fault()
            .with("course", &course.title)
            .with("year", year)
    };
    if !course.counts_for(year) {
        return Err(refuse(Error::WrongYear));
    }
    // Another version of the same course is the same course: it earns once.
    for version in catalogue::versions(op, course).await? {
        if find_enrolment(op, person, &version.id).await?.is_some() {
            return Err(refuse(Error::EnrolledAlready));
        }
        if store::is_asked_back(op, person, &version.id).await? {
            return Err(refuse(Error::RefundPending));
        }
        if is_ordered(op, person, &version.id).await? {
            return Err(refuse(Error::OrderedAlready));
        }
    }
    if !course.is_offered() {
        return Err(catalogue::Error::NotOffered
            .fault()
            .with("course", &course.title));
    }
    Ok(())
}

/// What a payer writes on the transfer, without a word about who she is.
pub(super) fn new_number(op: &mut Op) -> String {
    let digits: String = (0..NUMBER_DIGITS)
        .map(|_| {
            char::from_digit(u32::try_from(op.random_below(10)).unwrap_or(0), 10).unwrap_or('0')
        })
        .collect();
    format!("{}{digits}", op.now.day().to_string().replace('-', ""))
}

/// An order that the actor may see.
pub async fn get_order(op: &mut Op, id: &OrderId) -> Outcome<Order> {
    let order = load(op, id).await?;
    op.allow(Action::SeeOrder, &order)?;
    Ok(order)
}

/// What a number names, a learner's order or an employer's, for whoever may see it.
pub async fn get_bill_by_number(op: &mut Op, number: &str) -> Outcome<Bill> {
    if let Some(group) = groups::find_by_number(op, number).await? {
        return groups::get_group(op, &group).await.map(Bill::Group);
    }
    let id = store::find_id_by_number(op, number)
        .await?
        .ok_or(Error::UnknownOrder)?;
    get_order(op, &id).await.map(Bill::Order)
}

/// An order with the path of its territory.
pub(super) async fn load(op: &mut Op, id: &OrderId) -> Outcome<Order> {
    let mut order = store::find_order(op, id)
        .await?
        .ok_or(Error::UnknownOrder)?;
    order.territory_path = territory::get(op, &order.territory_id).await?.path;
    Ok(order)
}

/// The orders of the person who asks, newest first.
pub async fn list_orders(op: &mut Op, after: Option<&str>, size: PageSize) -> Outcome<Page<Order>> {
    let id = op.actor.signed_in()?.clone();
    let mut orders = Vec::new();
    for account in identity::selves(op, &id).await? {
        orders.extend(store::list_orders(op, &account, after, size).await?);
    }
    orders.sort_by(|a, b| b.id.cmp(&a.id));
    Ok(size.page(orders, |order| order.id.to_string()))
}

/// Courses in orders of the person who asks that wait for their payment, with those orders, the
/// newest first.
pub async fn list_waiting_courses(op: &mut Op) -> Outcome<Vec<(CourseId, OrderId)>> {
    let id = op.actor.signed_in()?.clone();
    let mut waiting = Vec::new();
    for account in identity::selves(op, &id).await? {
        waiting.extend(store::list_waiting_courses(op, &account).await?);
    }
    Ok(waiting)
}

/// The newest order of the person who asks that waits for a payment of hers: what her employer pays
/// is not hers to pay.
pub async fn find_to_pay(op: &mut Op) -> Outcome<Option<OrderId>> {
    let id = op.actor.signed_in()?.clone();
    store::find_to_pay(op, &id).await
}

/// Orders of a territory that wait for their payment, oldest first: the cashier's queue.
pub async fn list_placed(
    op: &mut Op,
    path: &str,
    after: Option<&str>,
    size: PageSize,
) -> Outcome<Page<Order>> {
    let territories: Vec<_> = territory::list(op)
        .await?
        .into_iter()
        .filter(|territory| territory.path.starts_with(path))
        .collect();
    let mut page = store::list_placed(op, &territories, after, size).await?;
    for order in &mut page.items {
        if let Some(home) = territories
            .iter()
            .find(|home| home.id == order.territory_id)
        {
            order.territory_path.clone_from(&home.path);
        }
    }
    page.items
        .retain(|order| op.may(Action::ConfirmPayment, order));
    Ok(page)
}

/// Gives up an order that is not paid. Giving it up again is harmless.
pub async fn cancel(op: &mut Op, id: &OrderId) -> Outcome<Change<Order>> {
    let order = load(op, id).await?;
    op.allow(Action::CancelOrder, &order)?;
    single(&order)?;
    op.tx.lock(&format!("orders:{}", order.person_id)).await?;
    let order = load(op, id).await?;
    match order.status {
        OrderStatus::Cancelled => Ok(Change::Already(order)),
        OrderStatus::Paid | OrderStatus::Moved | OrderStatus::Refunded => {
            Err(Error::PaidAlready.into())
        }
        OrderStatus::Placed => {
            store::save_status(op, id, OrderStatus::Cancelled, None).await?;
            op.audit(Event {
                action: "orders.cancelled",
                about: Some(&order.person_id),
                subject: order.id.as_str(),
                details: "",
            })
            .await?;
            load(op, id).await.map(Change::New)
        }
    }
}

/// How the payer goes on with a payment house.
pub async fn start_payment(op: &mut Op, id: &OrderId, gateway: &str) -> Outcome<PaymentStep> {
    let order = load(op, id).await?;
    op.allow(Action::CancelOrder, &order)?;
    single(&order)?;
    let house = op.house.clone();
    Ok(house.gateway(gateway)?.start(&order.number, order.fen))
}

/// All ways of paying an order, the default first. None for an order that does not wait for it, or
/// that an employer pays.
pub fn payment_steps(op: &Op, order: &Order) -> Outcome<Vec<PaymentStep>> {
    op.allow(Action::CancelOrder, order)?;
    if order.status != OrderStatus::Placed || order.group_id.is_some() {
        return Ok(Vec::new());
    }
    Ok(steps(op, &order.number, order.fen))
}

/// All ways of paying so much for a number.
pub(super) fn steps(op: &Op, number: &str, fen: Fen) -> Vec<PaymentStep> {
    let houses = op.house.gateways.iter();
    houses.map(|gateway| gateway.start(number, fen)).collect()
}

/// An officer with the cashier's right says that the transfer for an order has arrived.
pub async fn confirm_transfer(op: &mut Op, id: &OrderId, reference: &str) -> Outcome<Change<Bill>> {
    let order = load(op, id).await?;
    op.allow(Action::ConfirmPayment, &order)?;
    single(&order)?;
    if op.actor.is_me(&order.person_id) {
        return Err(Error::OwnOrder.into());
    }
    let notice = transfer(reference, order.number, order.fen)?;
    receive_payment(op, &notice).await
}

/// A transfer that an officer says has arrived, as a notice.
pub(super) fn transfer(reference: &str, number: String, fen: Fen) -> Outcome<PaymentNotice> {
    let reference = self::reference(reference)?;
    Ok(PaymentNotice {
        gateway: "transfer",
        reference,
        order_number: number,
        fen,
    })
}

/// A bank's reference as it is kept.
pub(super) fn reference(text: &str) -> Outcome<String> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > limits::NAME_CHARS_MAX {
        return Err(Error::NoReference.fault().at("reference"));
    }
    Ok(text.to_owned())
}

/// Takes a payment, of a learner's order or of an employer's: it is paid and its courses are
/// activated, exactly once. The same notice again changes nothing.
pub async fn receive_payment(op: &mut Op, notice: &PaymentNotice) -> Outcome<Change<Bill>> {
    if let Some(group) = groups::find_by_number(op, &notice.order_number).await? {
        return groups::receive(op, &group, notice).await;
    }
    let id = store::find_id_by_number(op, &notice.order_number)
        .await?
        .ok_or(Error::UnknownOrder)?;
    let order = load(op, &id).await?;
    single(&order)?;
    op.tx.lock(&format!("orders:{}", order.person_id)).await?;
    let order = load(op, &id).await?;
    check_amount(notice, order.fen)?;
    let bill = Bill::Order(order.clone());
    match order.status {
        OrderStatus::Paid | OrderStatus::Moved | OrderStatus::Refunded => {
            paid_by(op, &bill, notice).await?;
            Ok(Change::Already(bill))
        }
        OrderStatus::Cancelled => Err(Error::Cancelled.into()),
        OrderStatus::Placed => {
            keep_payment(op, &bill, notice).await?;
            activate(op, &order).await?;
            let order = load(op, &id).await?;
            Ok(Change::New(Bill::Order(order)))
        }
    }
}

/// Refuses a seat of an employer's order.
fn single(order: &Order) -> Outcome<()> {
    match order.group_id {
        Some(_) => Err(Error::OfGroup.into()),
        None => Ok(()),
    }
}

/// Refuses another amount than what is due.
pub(super) fn check_amount(notice: &PaymentNotice, due: Fen) -> Outcome<()> {
    if notice.fen == due {
        return Ok(());
    }
    let fault = Error::AmountDiffers.fault();
    Err(fault.with("paid", notice.fen).with("due", due))
}

/// Refuses unless it was this notice that paid.
pub(super) async fn paid_by(op: &mut Op, bill: &Bill, notice: &PaymentNotice) -> Outcome<()> {
    let first = store::find_payment(op, bill).await?;
    let is_same = first.is_some_and(|payment| {
        payment.gateway == notice.gateway && payment.reference == notice.reference
    });
    if is_same {
        Ok(())
    } else {
        Err(Error::PaidAlready.into())
    }
}

/// Keeps what pays a bill; refuses a reference that paid something else.
pub(super) async fn keep_payment(op: &mut Op, bill: &Bill, notice: &PaymentNotice) -> Outcome<()> {
    if store::is_reference_used(op, notice.gateway, &notice.reference).await? {
        return Err(Error::ReferenceUsed.fault().at("reference"));
    }
    store::insert_payment(op, bill, notice).await
}

/// INVARIANT: an order's courses are activated in the transaction that marks it paid, once.
async fn activate(op: &mut Op, order: &Order) -> Outcome<()> {
    let now = op.now;
    store::save_status(op, &order.id, OrderStatus::Paid, Some(now)).await?;
    for line in &order.lines {
        enrol(op, order, &line.course_id).await?;
    }
    op.audit(Event {
        action: "orders.activated",
        about: Some(&order.person_id),
        subject: order.id.as_str(),
        details: &order.fen.to_string(),
    })
    .await
}

/// Puts the person of an order on a course of it.
pub(super) async fn enrol(op: &mut Op, order: &Order, course: &CourseId) -> Outcome<()> {
    if store::enrol(op, order, course).await? {
        return Ok(());
    }
    let title = catalogue::get_course(op, course).await?.title;
    Err(Error::EnrolledAlready.fault().with("course", title))
}
