//! Ordering and paying: paid means activated, exactly once.

use domain::Actor;
use domain::orders::{self, Bill, Order, OrderStatus};
use domain::seams::PaymentNotice;
use domain::testing::World;
use kernel::{Category, Change, CourseId, Fen, Outcome, PageSize};

async fn place(world: &World, learner: &Actor, courses: &[CourseId]) -> Outcome<Order> {
    let mut op = world.op(learner).await;
    let order = orders::place(&mut op, courses, 2022).await?;
    op.commit().await?;
    Ok(order)
}

fn notice(order: &Order, reference: &str) -> PaymentNotice {
    PaymentNotice {
        gateway: "sandbox",
        reference: reference.into(),
        order_number: order.number.clone(),
        fen: order.fen,
    }
}

async fn receive(world: &World, notice: &PaymentNotice) -> Outcome<Change<Bill>> {
    let mut op = world.system().await;
    let change = orders::receive_payment(&mut op, notice).await?;
    op.commit().await?;
    Ok(change)
}

async fn enrolments(world: &World, learner: &Actor) -> usize {
    let mut op = world.op(learner).await;
    orders::list_enrolments(&mut op, learner.person().unwrap())
        .await
        .unwrap()
        .len()
}

#[tokio::test]
async fn a_payment_activates_once_however_often_it_is_told() {
    for world in World::on_each().await {
        let learner = &world.cast.learner;
        let course = world.course(Category::Professional, &[54]).await;
        let order = place(&world, learner, std::slice::from_ref(&course.id))
            .await
            .unwrap();
        assert_eq!(
            (order.fen, order.status),
            (Fen::new(5), OrderStatus::Placed)
        );
        assert_eq!(enrolments(&world, learner).await, 0);
        let first = receive(&world, &notice(&order, "r1")).await.unwrap();
        assert!(first.is_new());
        let second = receive(&world, &notice(&order, "r1")).await.unwrap();
        assert!(!second.is_new());
        assert_eq!(enrolments(&world, learner).await, 1);
        let other = receive(&world, &notice(&order, "r2")).await.unwrap_err();
        assert_eq!(other.code(), "orders.paid_already");
        assert_eq!(enrolments(&world, learner).await, 1);
    }
}

#[tokio::test]
async fn a_wrong_amount_or_an_unknown_order_changes_nothing() {
    for world in World::on_each().await {
        let learner = &world.cast.learner;
        let course = world.course(Category::Professional, &[54]).await;
        let order = place(&world, learner, &[course.id]).await.unwrap();
        let mut less = notice(&order, "r1");
        less.fen = Fen::new(4);
        assert_eq!(
            receive(&world, &less).await.unwrap_err().code(),
            "orders.amount_differs"
        );
        let mut unknown = notice(&order, "r1");
        unknown.order_number = "0".into();
        assert_eq!(
            receive(&world, &unknown).await.unwrap_err().code(),
            "orders.unknown_order"
        );
        assert_eq!(enrolments(&world, learner).await, 0);
    }
}

#[tokio::test]
async fn a_transfer_is_confirmed_by_the_cashier_only() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let course = world.course(Category::Professional, &[54]).await;
        let order = place(&world, &cast.learner, &[course.id]).await.unwrap();
        for stranger in [&cast.learner, &cast.officer, &cast.foreign_officer] {
            let mut op = world.op(stranger).await;
            let refused = orders::confirm_transfer(&mut op, &order.id, "b1")
                .await
                .unwrap_err();
            assert_eq!(refused.code(), "permission.not_yours");
        }
        let mut op = world.op(&cast.second_officer).await;
        let size = PageSize::default();
        let waiting = orders::list_placed(&mut op, &cast.zone_path, None, size)
            .await
            .unwrap();
        assert_eq!(waiting.items.len(), 1);
        let refused = orders::confirm_transfer(&mut op, &order.id, "  ")
            .await
            .unwrap_err();
        assert_eq!(refused.code(), "orders.no_reference");
        orders::confirm_transfer(&mut op, &order.id, "b1")
            .await
            .unwrap();
        op.commit().await.unwrap();
        assert_eq!(enrolments(&world, &cast.learner).await, 1);
    }
}

#[tokio::test]
async fn public_hours_of_a_year_stop_costing_at_seventy_five_yuan_paid() {
    for world in World::on_each().await {
        let learner = &world.cast.learner;
        let lessons = [2700; 18];
        let first = world.course(Category::Public, &lessons).await;
        let second = world.course(Category::Public, &lessons).await;
        let third = world.course(Category::Public, &lessons).await;
        let one = place(&world, learner, &[first.id]).await.unwrap();
        assert_eq!(one.fen, Fen::new(4500));
        // What is only ordered may be given up, so it makes nothing cheaper.
        let early = place(&world, learner, std::slice::from_ref(&second.id))
            .await
            .unwrap_err();
        assert_eq!(early.code(), "orders.public_order_waiting");
        receive(&world, &notice(&one, "r1")).await.unwrap();
        let two = place(&world, learner, &[second.id]).await.unwrap();
        assert_eq!(two.fen, Fen::new(3000));
        receive(&world, &notice(&two, "r2")).await.unwrap();
        let free = place(&world, learner, &[third.id]).await.unwrap();
        assert_eq!((free.fen, free.status), (Fen::ZERO, OrderStatus::Paid));
        assert_eq!(
            enrolments(&world, learner).await,
            3,
            "what costs nothing is active at once"
        );
    }
}

#[tokio::test]
async fn a_course_is_not_learnt_before_it_is_paid() {
    for world in World::on_each().await {
        let learner = &world.cast.learner;
        let course = world.course(Category::Professional, &[54]).await;
        let mut op = world.op(learner).await;
        let refused = orders::active_enrolment(&mut op, &course.id)
            .await
            .unwrap_err();
        assert_eq!(refused.code(), "orders.not_enrolled");
        drop(op);
        let order = place(&world, learner, std::slice::from_ref(&course.id))
            .await
            .unwrap();
        let mut op = world.op(learner).await;
        let refused = orders::active_enrolment(&mut op, &course.id)
            .await
            .unwrap_err();
        assert_eq!(refused.code(), "orders.not_paid");
        drop(op);
        receive(&world, &notice(&order, "r")).await.unwrap();
        let mut op = world.op(learner).await;
        assert!(orders::active_enrolment(&mut op, &course.id).await.is_ok());
    }
}

#[tokio::test]
async fn one_transfer_pays_one_order() {
    for world in World::on_each().await {
        let learner = &world.cast.learner;
        let mut placed = Vec::new();
        for _ in 0..2 {
            let course = world.course(Category::Professional, &[54]).await;
            placed.push(place(&world, learner, &[course.id]).await.unwrap());
        }
        receive(&world, &notice(&placed[0], "same")).await.unwrap();
        let refused = receive(&world, &notice(&placed[1], "same"))
            .await
            .unwrap_err();
        assert_eq!(refused.code(), "orders.reference_used");
        assert_eq!(enrolments(&world, learner).await, 1);
    }
}

#[tokio::test]
async fn a_course_is_ordered_once_and_for_a_year_that_it_counts_for() {
    for world in World::on_each().await {
        let learner = &world.cast.learner;
        let course = world.course(Category::Professional, &[54]).await;
        let ids = [course.id.clone(), course.id.clone()];
        let order = place(&world, learner, &ids).await.unwrap();
        assert_eq!(order.lines.len(), 1, "named twice, meant once");
        let again = place(&world, learner, &ids).await.unwrap_err();
        assert_eq!(again.code(), "orders.ordered_already");
        receive(&world, &notice(&order, "r")).await.unwrap();
        let again = place(&world, learner, &ids).await.unwrap_err();
        assert_eq!(again.code(), "orders.enrolled_already");
        assert_eq!(
            place(&world, learner, &[]).await.unwrap_err().code(),
            "orders.no_courses"
        );
        let mut op = world.op(learner).await;
        let wrong = orders::place(&mut op, &ids, 2019).await.unwrap_err();
        assert_eq!(wrong.code(), "editions.year_closed");
    }
}

#[tokio::test]
async fn a_cancelled_order_frees_its_course_and_takes_no_payment() {
    for world in World::on_each().await {
        let learner = &world.cast.learner;
        let course = world.course(Category::Professional, &[54]).await;
        let order = place(&world, learner, std::slice::from_ref(&course.id))
            .await
            .unwrap();
        let mut op = world.op(&world.cast.other_learner).await;
        let refused = orders::cancel(&mut op, &order.id).await.unwrap_err();
        assert_eq!(refused.code(), "permission.not_yours");
        drop(op);
        let mut op = world.op(learner).await;
        assert!(orders::cancel(&mut op, &order.id).await.unwrap().is_new());
        assert!(!orders::cancel(&mut op, &order.id).await.unwrap().is_new());
        op.commit().await.unwrap();
        let late = receive(&world, &notice(&order, "r")).await.unwrap_err();
        assert_eq!(late.code(), "orders.cancelled");
        assert!(place(&world, learner, &[course.id]).await.is_ok());
        let mut op = world.op(learner).await;
        let mine = orders::list_orders(&mut op, None, PageSize::default())
            .await
            .unwrap();
        assert_eq!(mine.items.len(), 2);
    }
}

#[tokio::test]
async fn nobody_sees_anothers_order() {
    let world = World::new().await;
    let course = world.course(Category::Professional, &[54]).await;
    let order = place(&world, &world.cast.learner, &[course.id])
        .await
        .unwrap();
    let mut op = world.op(&world.cast.other_learner).await;
    let refused = orders::get_order(&mut op, &order.id).await.unwrap_err();
    assert_eq!(refused.code(), "permission.not_yours");
    drop(op);
    let mut op = world.op(&Actor::anonymous()).await;
    let refused = orders::get_order(&mut op, &order.id).await.unwrap_err();
    assert_eq!(refused.code(), "permission.sign_in_first");
}
