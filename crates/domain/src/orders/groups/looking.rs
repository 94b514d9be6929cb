//! Looking at employers' orders: one, those of an employer, those that wait for their transfer.

use std::collections::BTreeMap;

use kernel::{
    CourseId, EmployerId, GroupOrderId, OrderId, Outcome, Page, PageSize, PersonId, Year,
};

use super::model::{Group, GroupStep, Seat};
use super::store;
use crate::catalogue::{self, Course};
use crate::orders::Error;
use crate::orders::model::{Order, OrderLine};
use crate::permission::Action;
use crate::{Op, employers, identity, territory};

/// An employer's order that the actor may see.
pub async fn get_group(op: &mut Op, id: &GroupOrderId) -> Outcome<Group> {
    let group = load(op, id).await?;
    op.allow(Action::SeeGroupOrder, &group)?;
    Ok(group)
}

/// The id of the employer's order with a number, if it is one of an employer.
pub(in crate::orders) async fn find_by_number(
    op: &mut Op,
    number: &str,
) -> Outcome<Option<GroupOrderId>> {
    store::find_id_by_number(op, number).await
}

/// An order with the words that it does not keep itself.
pub(in crate::orders) async fn load(op: &mut Op, id: &GroupOrderId) -> Outcome<Group> {
    let found = store::find_group(op, id).await?;
    let mut group = found.ok_or(Error::UnknownGroup)?;
    fill(op, &mut group).await?;
    Ok(group)
}

async fn fill(op: &mut Op, group: &mut Group) -> Outcome<()> {
    group.territory_path = territory::get(op, &group.territory_id).await?.path;
    group.employer_name = employers::get(op, &group.employer_id).await?.name;
    Ok(())
}

/// The orders of an employer, the newest first.
pub async fn groups_of_employer(
    op: &mut Op,
    employer: &EmployerId,
    after: Option<&str>,
    size: PageSize,
) -> Outcome<Page<Group>> {
    let found = employers::get(op, employer).await?;
    op.allow(Action::PlaceGroupOrder, &found)?;
    let mut page = store::list_of_employer(op, employer, after, size).await?;
    for group in &mut page.items {
        fill(op, group).await?;
    }
    Ok(page)
}

/// Employers' orders of a territory, and all below it, that wait for their payment, oldest first:
/// the cashier's queue.
pub async fn groups_placed(
    op: &mut Op,
    path: &str,
    after: Option<&str>,
    size: PageSize,
) -> Outcome<Page<Group>> {
    let territories = territory::list(op).await?;
    let within = territories.iter().filter(|t| t.path.starts_with(path));
    let ids: Vec<&str> = within.map(|territory| territory.id.as_str()).collect();
    let mut page = store::list_placed(op, &ids, after, size).await?;
    for group in &mut page.items {
        fill(op, group).await?;
    }
    page.items
        .retain(|group| op.may(Action::ConfirmGroupPayment, group));
    Ok(page)
}

/// All seats of an order, by name and then as they were ordered.
pub async fn seats_of_group(op: &mut Op, group: &Group) -> Outcome<Vec<Seat>> {
    op.allow(Action::SeeGroupOrder, group)?;
    let orders = store::list_orders(op, &group.id).await?;
    let people: Vec<PersonId> = orders.iter().map(|order| order.person_id.clone()).collect();
    let names = identity::names(op, &people).await?;
    let enrolments = store::enrolments_of_group(op, &group.id).await?;
    let asked = store::seats_asked_back(op, &group.id).await?;
    let mut courses: BTreeMap<CourseId, Course> = BTreeMap::new();
    let mut seats = Vec::with_capacity(orders.len());
    for order in orders {
        let Some(line) = order.lines.into_iter().next() else {
            continue;
        };
        if !courses.contains_key(&line.course_id) {
            let course = catalogue::get_course(op, &line.course_id).await?;
            courses.insert(line.course_id.clone(), course);
        }
        let course = courses.get(&line.course_id);
        seats.push(Seat {
            enrolment_id: enrolments.get(&order.id).cloned(),
            refund_asked: asked.contains(&order.id),
            name: names.get(&order.person_id).cloned().unwrap_or_default(),
            title: course.map(|c| c.title.clone()).unwrap_or_default(),
            title_en: course.map(|c| c.title_en.clone()).unwrap_or_default(),
            order_id: order.id,
            number: order.number,
            person_id: order.person_id,
            course_id: line.course_id,
            category: line.category,
            fen: line.fen,
            status: order.status,
        });
    }
    seats.sort_by(|a, b| (&a.name, &a.number).cmp(&(&b.name, &b.number)));
    Ok(seats)
}

/// What was done with an order, the newest first.
pub async fn group_steps(op: &mut Op, group: &Group) -> Outcome<Vec<GroupStep>> {
    op.allow(Action::SeeGroupOrder, group)?;
    let steps = store::list_steps(op, &group.id).await?;
    let people: Vec<PersonId> = steps
        .iter()
        .flat_map(|step| [&step.actor_id, &step.from_id, &step.to_id])
        .flatten()
        .cloned()
        .collect();
    let names = identity::names(op, &people).await?;
    let name = |id: Option<PersonId>| id.and_then(|id| names.get(&id).cloned());
    let steps = steps.into_iter().map(|step| GroupStep {
        action: step.action,
        actor: name(step.actor_id),
        from: name(step.from_id),
        to: name(step.to_id),
        course_id: step.course_id,
        note: step.note,
        at: step.at,
    });
    Ok(steps.collect())
}

/// What stands paid for public hours of a person's study year and is not asked back, by the order
/// in which it stands. Asks for no permission: for the context that reckons what may go back.
pub async fn public_lines(
    op: &mut Op,
    person: &PersonId,
    year: Year,
) -> Outcome<Vec<(OrderId, OrderLine)>> {
    store::public_lines(op, person, year).await
}

/// The name of the employer that ordered and pays a learner's order; none when she does. Whether
/// the actor may see the order was asked when it was read.
pub async fn payer_of(op: &mut Op, order: &Order) -> Outcome<Option<String>> {
    match &order.group_id {
        Some(group) => Ok(Some(load(op, group).await?.employer_name)),
        None => Ok(None),
    }
}
