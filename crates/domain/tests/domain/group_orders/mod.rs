//! An employer's order for many: placed whole, paid once, for exactly those who were shown.

mod moving;
mod placing;
mod refunding;

use domain::orders::{self, Bill, Group, Plan, Wish};
use domain::seams::PaymentNotice;
use domain::testing::World;
use domain::{Actor, Op};
use kernel::{Change, CourseId, Outcome, PersonId};

/// The wish of the cast's employer for both of its learners.
pub fn wish(world: &World, courses: &[&CourseId]) -> Wish {
    let cast = &world.cast;
    Wish {
        employer: cast.employer.clone(),
        year: 2022,
        courses: courses.iter().map(|id| (*id).clone()).collect(),
        people: vec![id(&cast.learner), id(&cast.other_learner)],
    }
}

pub fn id(actor: &Actor) -> PersonId {
    actor.person().unwrap().clone()
}

pub async fn plan(world: &World, wish: &Wish) -> Plan {
    let mut op = world.op(&world.cast.employer_admin).await;
    orders::plan_group(&mut op, wish).await.unwrap()
}

/// Places a wish as it was just planned.
pub async fn place(world: &World, wish: &Wish, key: &str) -> Outcome<Change<Group>> {
    let mut op = world.op(&world.cast.employer_admin).await;
    let seen = orders::plan_group(&mut op, wish).await?.seen();
    let placed = orders::place_group(&mut op, wish, key, seen).await?;
    op.commit().await?;
    Ok(placed)
}

pub fn notice(group: &Group, reference: &str) -> PaymentNotice {
    PaymentNotice {
        gateway: "sandbox",
        reference: reference.into(),
        order_number: group.number.clone(),
        fen: group.fen,
    }
}

pub async fn receive(world: &World, notice: &PaymentNotice) -> Outcome<Change<Bill>> {
    let mut op = world.system().await;
    let change = orders::receive_payment(&mut op, notice).await?;
    op.commit().await?;
    Ok(change)
}

/// An order of the employer's for both learners, paid.
pub async fn paid(world: &World, courses: &[&CourseId]) -> Group {
    let placed = place(world, &wish(world, courses), "key").await.unwrap();
    let group = placed.into_inner();
    receive(world, &notice(&group, "pay")).await.unwrap();
    let mut op = world.op(&world.cast.employer_admin).await;
    orders::get_group(&mut op, &group.id).await.unwrap()
}

pub async fn enrolled(op: &mut Op, learner: &Actor) -> usize {
    let person = learner.person().unwrap();
    orders::list_enrolments(op, person).await.unwrap().len()
}

/// On how many courses both learners are.
pub async fn both_enrolled(world: &World) -> (usize, usize) {
    let mut op = world.system().await;
    let cast = &world.cast;
    let first = enrolled(&mut op, &cast.learner).await;
    (first, enrolled(&mut op, &cast.other_learner).await)
}
