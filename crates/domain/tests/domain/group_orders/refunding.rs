//! Money that goes back for seats: by the edition's rule, by two persons.

use std::time::Duration;

use domain::hours::{self, Why};
use domain::learning::BeatWriter;
use domain::orders::{self, Group, OrderStatus, Refund, RefundStatus};
use domain::permission::Role;
use domain::testing::World;
use domain::{Actor, identity, messages};
use kernel::{Category, Fen, OrderId, Outcome, PageSize};

use super::{both_enrolled, id, paid, place, wish};
use crate::watching::Watcher;
use crate::{exam_room, way};

async fn seats(world: &World, group: &Group) -> Vec<OrderId> {
    let mut op = world.op(&world.cast.employer_admin).await;
    let found = orders::seats_of_group(&mut op, group).await.unwrap();
    found.into_iter().map(|seat| seat.order_id).collect()
}

async fn offers(world: &World, group: &Group, seats: &[OrderId]) -> Vec<(i64, Why)> {
    let mut op = world.op(&world.cast.employer_admin).await;
    let offers = hours::refund_offers(&mut op, &group.id, seats)
        .await
        .unwrap();
    let mut by = Vec::new();
    for seat in seats {
        let (_, offer) = offers.iter().find(|(id, _)| id == seat).unwrap();
        by.push((offer.fen.get(), offer.why));
    }
    by
}

async fn ask(world: &World, group: &Group, seats: &[OrderId], fen: i64) -> Outcome<Refund> {
    let mut op = world.op(&world.cast.employer_admin).await;
    let fen = Fen::new(fen);
    let refund = hours::ask_refund(&mut op, &group.id, seats, fen, "选错了课程").await?;
    op.commit().await?;
    Ok(refund)
}

#[tokio::test]
async fn what_nobody_learnt_on_goes_back_whole_when_another_person_confirms_it() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let course = world.course(Category::Professional, &[2700]).await;
        let group = paid(&world, &[&course.id]).await;
        let seats = seats(&world, &group).await;
        assert_eq!(
            offers(&world, &group, &seats).await,
            [(250, Why::Untouched); 2]
        );
        let refused = ask(&world, &group, &seats, 499).await.unwrap_err();
        assert_eq!(refused.code(), "hours.refund_changed");
        let refund = ask(&world, &group, &seats, 500).await.unwrap();
        // It rests at once, and cannot be asked for, moved or ordered anew.
        assert_eq!(both_enrolled(&world).await, (0, 0));
        let refused = ask(&world, &group, &seats, 500).await.unwrap_err();
        assert_eq!(refused.code(), "hours.seat_not_refundable");
        let mut op = world.op(&cast.learner).await;
        let again = orders::place(&mut op, std::slice::from_ref(&course.id), 2022).await;
        assert_eq!(again.unwrap_err().code(), "orders.refund_pending");
        drop(op);
        for nobody in [&cast.employer_admin, &cast.officer, &cast.foreign_officer] {
            let mut op = world.op(nobody).await;
            let refused = orders::confirm_refund(&mut op, &refund.kept.id, "b-9").await;
            assert_eq!(refused.unwrap_err().code(), "permission.denied");
        }
        let mut op = world.op(&cast.second_officer).await;
        let size = PageSize::default();
        let queue = orders::refunds_asked(&mut op, &cast.zone_path, None, size)
            .await
            .unwrap();
        assert_eq!(queue.items, std::slice::from_ref(&refund));
        for is_new in [true, false] {
            let done = orders::confirm_refund(&mut op, &refund.kept.id, "b-9")
                .await
                .unwrap();
            assert_eq!(done.is_new(), is_new);
            assert_eq!(done.into_inner().kept.status, RefundStatus::Confirmed);
        }
        let late = orders::return_refund(&mut op, &refund.kept.id, "不退")
            .await
            .unwrap_err();
        assert_eq!(late.code(), "orders.refund_decided");
        op.commit().await.unwrap();
        let mut op = world.op(&cast.employer_admin).await;
        let found = orders::seats_of_group(&mut op, &group).await.unwrap();
        assert!(
            found
                .iter()
                .all(|seat| seat.status == OrderStatus::Refunded)
        );
        let told = messages::list(&mut op, None, size).await.unwrap();
        assert!(
            told.items
                .iter()
                .any(|one| one.kind == "orders-refund-answered")
        );
        drop(op);
        // Who wants to may buy it herself now, on the same enrolment.
        world.enrol(&cast.learner, &course).await;
        assert_eq!(both_enrolled(&world).await, (1, 0));
    }
}

#[tokio::test]
async fn a_returned_request_lets_them_learn_on() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let course = world.course(Category::Professional, &[2700]).await;
        let group = paid(&world, &[&course.id]).await;
        let seats = seats(&world, &group).await;
        let refund = ask(&world, &group, &seats, 500).await.unwrap();
        let mut op = world.op(&cast.second_officer).await;
        let bare = orders::return_refund(&mut op, &refund.kept.id, " ")
            .await
            .unwrap_err();
        assert_eq!(bare.code(), "orders.no_words");
        let note = "请先核对名单";
        orders::return_refund(&mut op, &refund.kept.id, note)
            .await
            .unwrap();
        op.commit().await.unwrap();
        assert_eq!(both_enrolled(&world).await, (1, 1));
        assert_eq!(
            offers(&world, &group, &seats).await,
            [(250, Why::Untouched); 2]
        );
        world.advance(Duration::from_secs(1));
        let second = ask(&world, &group, &seats, 500).await.unwrap();
        // The order tells it all, the newest first, to its employer and to nobody else.
        let mut op = world.op(&cast.employer_admin).await;
        let told = orders::refunds_of_group(&mut op, &group).await.unwrap();
        let ids: Vec<_> = told.iter().map(|one| &one.kept.id).collect();
        assert_eq!(ids, [&second.kept.id, &refund.kept.id]);
        let steps = orders::group_steps(&mut op, &group).await.unwrap();
        assert!(steps.windows(2).all(|two| two[0].at >= two[1].at));
        assert!(steps.iter().any(|step| step.note == note));
        drop(op);
        let mut op = world.op(&cast.foreign_officer).await;
        let refused = orders::refunds_of_group(&mut op, &group).await.unwrap_err();
        assert_eq!(refused.code(), "permission.denied");
        let refused = orders::group_steps(&mut op, &group).await.unwrap_err();
        assert_eq!(refused.code(), "permission.denied");
    }
}

#[tokio::test]
async fn who_asked_does_not_confirm_though_she_be_the_cashier_too() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let course = world.course(Category::Professional, &[2700]).await;
        let group = paid(&world, &[&course.id]).await;
        let seats = seats(&world, &group).await;
        let refund = ask(&world, &group, &seats, 500).await.unwrap();
        let admin = id(&cast.employer_admin);
        let mut op = world.system().await;
        identity::grant(&mut op, &admin, Role::Cashier, &cast.zone_path)
            .await
            .unwrap();
        op.commit().await.unwrap();
        let both = actor(&world, &cast.employer_admin).await;
        let mut op = world.op(&both).await;
        let refused = orders::confirm_refund(&mut op, &refund.kept.id, "b-9").await;
        assert_eq!(refused.unwrap_err().code(), "orders.own_refund");
    }
}

async fn actor(world: &World, of: &Actor) -> Actor {
    let mut op = world.system().await;
    identity::actor_of(&mut op, &id(of)).await.unwrap()
}

#[tokio::test]
async fn after_the_first_minute_the_share_goes_back_that_is_not_learnt() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let course = world.course(Category::Professional, &[2700]).await;
        let group = paid(&world, &[&course.id]).await;
        let seats = seats(&world, &group).await;
        let mut op = world.system().await;
        let enrolment = orders::find_enrolment(&mut op, &id(&cast.learner), &course.id).await;
        let enrolment = enrolment.unwrap().unwrap();
        let states = domain::learning::lesson_states(&mut op, &enrolment)
            .await
            .unwrap();
        drop(op);
        let watcher = Watcher {
            world: &world,
            learner: cast.learner.clone(),
            enrolment,
            lesson: states[0].lesson.id.clone(),
        };
        let writer = BeatWriter::start(world.house.clone());
        let session = watcher.open().await;
        world.advance(Duration::from_mins(9));
        watcher
            .send(&writer, &session.id, 1, &[(0, 540_000)])
            .await
            .unwrap();
        // A fifth is learnt: four fifths of 250 fen.
        let mut given = offers(&world, &group, &seats).await;
        given.sort_by_key(|one| one.0);
        assert_eq!(given, [(200, Why::Share), (250, Why::Untouched)]);
        let refund = ask(&world, &group, &seats, 450).await.unwrap();
        assert_eq!(
            refund.seats.iter().map(|seat| seat.covered_ms).sum::<i64>(),
            540_000
        );
        // From then on nothing more is learnt on it: the sum stays what it was.
        world.advance(Duration::from_mins(1));
        let late = watcher
            .send(&writer, &session.id, 2, &[(540_000, 600_000)])
            .await
            .unwrap();
        assert_eq!(late.credited_ms, 0);
    }
}

#[tokio::test]
async fn nothing_goes_back_for_posted_hours_or_too_late() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let course = exam_room::course(&world, Category::Professional).await;
        let group = paid(&world, &[&course.id]).await;
        let seats = seats(&world, &group).await;
        let mut op = world.system().await;
        let enrolment = orders::find_enrolment(&mut op, &id(&cast.learner), &course.id).await;
        let enrolment = enrolment.unwrap().unwrap();
        drop(op);
        world
            .watch_all(&cast.learner, &enrolment, hours::receive_beat)
            .await;
        let whole = |given: &[(i64, Why)]| given.contains(&(0, Why::Share));
        assert!(
            whole(&offers(&world, &group, &seats).await),
            "all is learnt"
        );
        world.advance(Duration::from_secs(1));
        let mut op = world.op(&cast.learner).await;
        hours::start_attempt(&mut op, &enrolment.id).await.unwrap();
        op.commit().await.unwrap();
        let begun = offers(&world, &group, &seats).await;
        assert!(begun.contains(&(0, Why::Earned)), "{begun:?}");
        assert!(begun.contains(&(50, Why::Untouched)), "{begun:?}");
        world.advance(Duration::from_hours(24 * 31));
        let late = offers(&world, &group, &seats).await;
        assert!(late.contains(&(0, Why::Late)), "{late:?}");
        let refused = ask(&world, &group, &seats, 0).await.unwrap_err();
        assert_eq!(refused.code(), "hours.seat_not_refundable");
        way::run_queue(&world).await;
    }
}

#[tokio::test]
async fn what_the_ceiling_made_free_is_not_kept_when_the_paid_ones_go_back() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let mut courses = Vec::new();
        for _ in 0..3 {
            courses.push(world.course(Category::Public, &[48_600]).await);
        }
        let ids: Vec<_> = courses.iter().map(|course| &course.id).collect();
        let mut wanted = super::wish(&world, &ids);
        wanted.people = vec![id(&cast.learner)];
        let group = super::place(&world, &wanted, "k")
            .await
            .unwrap()
            .into_inner();
        super::receive(&world, &super::notice(&group, "p"))
            .await
            .unwrap();
        // 45, 30 and nothing, in the order in which they were chosen.
        let mut op = world.op(&cast.employer_admin).await;
        let found = orders::seats_of_group(&mut op, &group).await.unwrap();
        drop(op);
        let by = |fen: i64| {
            let seat = found.iter().find(|seat| seat.fen == Fen::new(fen)).unwrap();
            seat.order_id.clone()
        };
        let (dear, cheap, free) = (by(4500), by(3000), by(0));
        // One of three: the two that stay still cost the ceiling.
        let one = offers(&world, &group, std::slice::from_ref(&dear)).await;
        assert_eq!(one, [(0, Why::Ceiling)]);
        // Both that were paid: the free one that stays costs 45 now.
        let both = offers(&world, &group, &[dear.clone(), cheap.clone()]).await;
        assert_eq!(both.iter().map(|one| one.0).sum::<i64>(), 3000);
        assert_eq!(offers(&world, &group, &[free]).await, [(0, Why::Free)]);
    }
}

#[tokio::test]
async fn the_ceiling_forgets_what_went_back() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let course = world.course(Category::Public, &[81_000]).await;
        let group = paid(&world, &[&course.id]).await;
        let seats = seats(&world, &group).await;
        let refund = ask(&world, &group, &seats, 15_000).await.unwrap();
        let mut op = world.op(&cast.second_officer).await;
        orders::confirm_refund(&mut op, &refund.kept.id, "b-1")
            .await
            .unwrap();
        op.commit().await.unwrap();
        let mut op = world.op(&cast.learner).await;
        let again = orders::place(&mut op, std::slice::from_ref(&course.id), 2022)
            .await
            .unwrap();
        assert_eq!(again.fen, Fen::new(7500));
    }
}

#[tokio::test]
async fn the_transfer_that_came_proves_no_refund_nor_the_other_way_round() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let course = world.course(Category::Professional, &[2700]).await;
        let other = world.course(Category::Professional, &[2700]).await;
        let placed = place(&world, &wish(&world, &[&course.id]), "k1").await;
        let group = placed.unwrap().into_inner();
        let later = place(&world, &wish(&world, &[&other.id]), "k2").await;
        let later = later.unwrap().into_inner();
        let mut op = world.op(&cast.second_officer).await;
        orders::confirm_group_transfer(&mut op, &group.id, "t-1")
            .await
            .unwrap();
        op.commit().await.unwrap();
        let seats = seats(&world, &group).await;
        let refund = ask(&world, &group, &seats, 500).await.unwrap();
        let mut op = world.op(&cast.second_officer).await;
        let same = orders::confirm_refund(&mut op, &refund.kept.id, "t-1").await;
        assert_eq!(same.unwrap_err().code(), "orders.reference_used");
        orders::confirm_refund(&mut op, &refund.kept.id, "t-2")
            .await
            .unwrap();
        let back = orders::confirm_group_transfer(&mut op, &later.id, "t-2").await;
        assert_eq!(back.unwrap_err().code(), "orders.reference_used");
    }
}
