//! Planning, placing, paying and giving up.

use domain::identity::{self, Twin};
use domain::messages;
use domain::orders::{self, GroupStatus, Seen, WhyLeftOut, Wish};
use domain::permission::Role;
use domain::registers;
use domain::testing::World;
use kernel::{Category, EmployerId, Fen, PageSize};

use crate::way;

use super::{both_enrolled, enrolled, id, notice, paid, place, plan, receive, wish};

#[tokio::test]
async fn a_plan_prices_each_for_herself_and_says_who_is_left_out() {
    for world in World::on_each().await {
        let cast = &world.cast;
        // 18 hours each: 45 yuan, then what is left of 75, then nothing.
        let mut courses = Vec::new();
        for _ in 0..3 {
            courses.push(world.course(Category::Public, &[48_600]).await);
        }
        // She paid for one herself.
        world.enrol(&cast.learner, &courses[0]).await;
        let ids: Vec<_> = courses.iter().map(|course| &course.id).collect();
        let mut wanted = wish(&world, &ids);
        wanted.people.push(id(&cast.officer));
        wanted.people.push(id(&cast.learner));
        let plan = plan(&world, &wanted).await;
        let of = |person| {
            let seats = plan
                .seats
                .iter()
                .filter(move |seat| seat.person_id == person);
            seats.map(|seat| seat.fen.get()).collect::<Vec<_>>()
        };
        assert_eq!(of(id(&cast.learner)), [3000, 0]);
        assert_eq!(of(id(&cast.other_learner)), [4500, 3000, 0]);
        assert_eq!(plan.fen, Fen::new(10_500));
        let why: Vec<_> = plan.left_out.iter().map(|one| one.why).collect();
        assert_eq!(plan.left_out.len(), 2, "{why:?}");
        assert!(why.contains(&WhyLeftOut::Enrolled) && why.contains(&WhyLeftOut::NotStaff));
    }
}

#[tokio::test]
async fn submitted_twice_it_is_one_order_and_nothing_is_learnt_before_it_is_paid() {
    for world in World::on_each().await {
        let course = world.course(Category::Professional, &[2700]).await;
        let wanted = wish(&world, &[&course.id]);
        let seen = plan(&world, &wanted).await.seen();
        let mut orders_placed = Vec::new();
        for _ in 0..2 {
            let mut op = world.op(&world.cast.employer_admin).await;
            let placed = orders::place_group(&mut op, &wanted, "k1", seen)
                .await
                .unwrap();
            op.commit().await.unwrap();
            orders_placed.push((placed.is_new(), placed.into_inner().id));
        }
        assert_eq!((orders_placed[0].0, orders_placed[1].0), (true, false));
        assert_eq!(orders_placed[0].1, orders_placed[1].1);
        assert_eq!(both_enrolled(&world).await, (0, 0));
        // Another click of another page: everybody is left out.
        let refused = place(&world, &wanted, "k2").await.unwrap_err();
        assert_eq!(refused.code(), "orders.no_seats");
    }
}

#[tokio::test]
async fn what_is_placed_is_what_was_shown_or_nothing() {
    for world in World::on_each().await {
        let course = world.course(Category::Professional, &[2700]).await;
        let wanted = wish(&world, &[&course.id]);
        let seen = plan(&world, &wanted).await.seen();
        // Meanwhile one of them buys it herself.
        world.enrol(&world.cast.learner, &course).await;
        let mut op = world.op(&world.cast.employer_admin).await;
        let refused = orders::place_group(&mut op, &wanted, "k", seen).await;
        assert_eq!(refused.unwrap_err().code(), "orders.group_changed");
        let size = PageSize::default();
        let employer = &world.cast.employer;
        let page = orders::groups_of_employer(&mut op, employer, None, size).await;
        assert!(page.unwrap().items.is_empty());
    }
}

#[tokio::test]
async fn a_payment_activates_all_seats_once_and_tells_each() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let one = world.course(Category::Professional, &[2700]).await;
        let other = world.course(Category::Public, &[2700]).await;
        let wanted = wish(&world, &[&one.id, &other.id]);
        let group = place(&world, &wanted, "k").await.unwrap().into_inner();
        assert_eq!((group.seats, group.status), (4, GroupStatus::Placed));
        let mut less = notice(&group, "r1");
        less.fen = Fen::new(group.fen.get() - 1);
        let refused = receive(&world, &less).await.unwrap_err();
        assert_eq!(refused.code(), "orders.amount_differs");
        // What is dropped before its commit leaves nothing.
        let mut op = world.system().await;
        orders::receive_payment(&mut op, &notice(&group, "r1"))
            .await
            .unwrap();
        drop(op);
        assert_eq!(both_enrolled(&world).await, (0, 0));
        for (at, is_new) in [("r1", true), ("r1", false)] {
            let change = receive(&world, &notice(&group, at)).await.unwrap();
            assert_eq!(change.is_new(), is_new);
            assert_eq!(change.into_inner().status(), "paid");
        }
        let refused = receive(&world, &notice(&group, "r2")).await.unwrap_err();
        assert_eq!(refused.code(), "orders.paid_already");
        assert_eq!(both_enrolled(&world).await, (2, 2));
        let mut op = world.op(&cast.learner).await;
        let told = messages::list(&mut op, None, PageSize::default())
            .await
            .unwrap();
        let seats = |m: &&messages::Message| m.kind == "orders-seat-paid";
        assert_eq!(
            told.items.iter().filter(seats).count(),
            1,
            "one for all of hers"
        );
    }
}

#[tokio::test]
async fn a_cashier_confirms_a_transfer_and_one_reference_pays_one_thing() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let course = world.course(Category::Professional, &[2700]).await;
        let wanted = wish(&world, &[&course.id]);
        let group = place(&world, &wanted, "k").await.unwrap().into_inner();
        for stranger in [&cast.employer_admin, &cast.officer, &cast.foreign_officer] {
            let mut op = world.op(stranger).await;
            let refused = orders::confirm_group_transfer(&mut op, &group.id, "b1").await;
            assert_eq!(refused.unwrap_err().code(), "permission.denied");
        }
        let mut op = world.op(&cast.second_officer).await;
        let size = PageSize::default();
        let queue = orders::groups_placed(&mut op, &cast.zone_path, None, size)
            .await
            .unwrap();
        assert_eq!(queue.items.len(), 1);
        // Its seats are not in the queue beside it.
        let single = orders::list_placed(&mut op, &cast.zone_path, None, size)
            .await
            .unwrap();
        assert!(single.items.is_empty());
        orders::confirm_group_transfer(&mut op, &group.id, "b1")
            .await
            .unwrap();
        op.commit().await.unwrap();
        assert_eq!(both_enrolled(&world).await, (1, 1));
        // The same transfer does not pay a learner's order as well.
        let second = world.course(Category::Professional, &[2700]).await;
        let mut op = world.op(&cast.learner).await;
        let own = orders::place(&mut op, &[second.id], 2022).await.unwrap();
        op.commit().await.unwrap();
        let mut op = world.op(&cast.second_officer).await;
        let refused = orders::confirm_transfer(&mut op, &own.id, "b1")
            .await
            .unwrap_err();
        assert_eq!(refused.code(), "orders.reference_used");
    }
}

#[tokio::test]
async fn a_seat_is_neither_paid_nor_given_up_by_itself() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let course = world.course(Category::Professional, &[2700]).await;
        let wanted = wish(&world, &[&course.id]);
        let group = place(&world, &wanted, "k").await.unwrap().into_inner();
        let mut op = world.op(&cast.learner).await;
        let mine = orders::list_orders(&mut op, None, PageSize::default())
            .await
            .unwrap();
        let seat = &mine.items[0];
        let payer = orders::payer_of(&mut op, seat).await.unwrap();
        assert_eq!(payer.as_deref(), Some("经开区数据中心"));
        assert!(orders::payment_steps(&op, seat).unwrap().is_empty());
        let refused = orders::cancel(&mut op, &seat.id).await.unwrap_err();
        assert_eq!(refused.code(), "orders.of_group");
        let again = orders::place(&mut op, std::slice::from_ref(&course.id), 2022).await;
        assert_eq!(again.unwrap_err().code(), "orders.ordered_already");
        drop(op);
        let mut by_number = notice(&group, "r1");
        by_number.order_number.clone_from(&seat.number);
        let refused = receive(&world, &by_number).await.unwrap_err();
        assert_eq!(refused.code(), "orders.of_group");
        // Given up as a whole, everybody may order again.
        let mut op = world.op(&cast.employer_admin).await;
        assert!(
            orders::cancel_group(&mut op, &group.id)
                .await
                .unwrap()
                .is_new()
        );
        assert!(
            !orders::cancel_group(&mut op, &group.id)
                .await
                .unwrap()
                .is_new()
        );
        op.commit().await.unwrap();
        let refused = receive(&world, &notice(&group, "r1")).await.unwrap_err();
        assert_eq!(refused.code(), "orders.cancelled");
        world.enrol(&cast.learner, &course).await;
    }
}

#[tokio::test]
async fn who_has_nothing_left_to_pay_for_is_activated_at_once() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let first = world.course(Category::Public, &[81_000]).await;
        for learner in [&cast.learner, &cast.other_learner] {
            world.enrol(learner, &first).await;
        }
        let free = world.course(Category::Public, &[2700]).await;
        let group = place(&world, &wish(&world, &[&free.id]), "k")
            .await
            .unwrap();
        let group = group.into_inner();
        assert_eq!((group.fen, group.status), (Fen::ZERO, GroupStatus::Paid));
        assert_eq!(both_enrolled(&world).await, (2, 2));
    }
}

#[tokio::test]
async fn others_neither_order_for_an_employer_nor_see_its_orders() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let course = world.course(Category::Professional, &[2700]).await;
        let group = paid(&world, &[&course.id]).await;
        let stranger = foreign_admin(&world).await;
        let wanted = wish(&world, &[&course.id]);
        let seen = Seen {
            seats: 0,
            fen: Fen::ZERO,
        };
        for nobody in [&stranger, &cast.learner, &cast.officer] {
            let mut op = world.op(nobody).await;
            let refused = orders::plan_group(&mut op, &wanted).await.unwrap_err();
            assert_eq!(refused.code(), "permission.denied");
            let refused = orders::place_group(&mut op, &wanted, "k9", seen).await;
            assert_eq!(refused.unwrap_err().code(), "permission.denied");
            let refused = orders::cancel_group(&mut op, &group.id).await;
            assert_eq!(refused.unwrap_err().code(), "permission.denied");
        }
        for nobody in [&stranger, &cast.learner, &cast.foreign_officer] {
            let mut op = world.op(nobody).await;
            let refused = orders::get_group(&mut op, &group.id).await.unwrap_err();
            assert_eq!(refused.code(), "permission.denied");
        }
        let mut op = world.op(&cast.second_officer).await;
        let found = orders::get_group(&mut op, &group.id).await.unwrap();
        assert_eq!(
            orders::seats_of_group(&mut op, &found).await.unwrap().len(),
            2
        );
        assert_eq!(enrolled(&mut op, &cast.learner).await, 1);
    }
}

#[tokio::test]
async fn an_order_has_a_limit_of_seats() {
    let world = World::new().await;
    let course = world.course(Category::Professional, &[2700]).await;
    let mut wanted = wish(&world, &[&course.id]);
    let mut op = world.system().await;
    wanted.people = (0..2001).map(|_| op.new_id()).collect();
    let refused = orders::plan_group(&mut op, &wanted).await.unwrap_err();
    assert_eq!(refused.code(), "orders.too_many_seats");
    let nothing = Wish {
        courses: Vec::new(),
        ..wanted
    };
    let refused = orders::plan_group(&mut op, &nothing).await.unwrap_err();
    assert_eq!(refused.code(), "orders.no_courses");
}

async fn foreign_admin(world: &World) -> domain::Actor {
    let mut op = world.system().await;
    let elsewhere: EmployerId = op.new_id();
    let grant = domain::permission::Grant {
        role: Role::EmployerAdmin,
        scope: elsewhere.as_str().to_owned(),
        covering: None,
    };
    let officer = id(&world.cast.inspector);
    domain::Actor::person_with(officer, "他单位".into(), vec![grant])
}

#[tokio::test]
async fn the_register_tells_what_the_employer_bore() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let course = world.course(Category::Public, &[60]).await;
        let group = paid(&world, &[&course.id]).await;
        let mut op = world.op(&cast.learner).await;
        let to_pay = orders::find_to_pay(&mut op).await.unwrap();
        assert_eq!(to_pay, None, "what the employer pays is not hers to pay");
        let enrolment = orders::find_enrolment(&mut op, &id(&cast.learner), &course.id).await;
        let enrolment = enrolment.unwrap().unwrap();
        drop(op);
        world
            .watch_all(&cast.learner, &enrolment, domain::hours::receive_beat)
            .await;
        let mut op = world.op(&cast.employer_admin).await;
        let mut borne = Vec::new();
        registers::each_row(&mut op, &cast.employer, 2022, |row| {
            borne.push((row.fen, row.borne));
            Ok(())
        })
        .await
        .unwrap();
        let each = Fen::new(group.fen.get() / 2);
        assert_eq!(borne, [(Some(each), Some(each))]);
    }
}

#[tokio::test]
async fn an_order_that_nobody_pays_keeps_nobody_from_ordering_for_long() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let course = world.course(Category::Professional, &[2700]).await;
        let unpaid = place(&world, &wish(&world, &[&course.id]), "k").await;
        let unpaid = unpaid.unwrap().into_inner();
        let other = world.course(Category::Professional, &[2700]).await;
        let kept = place(&world, &wish(&world, &[&other.id]), "k2").await;
        let kept = kept.unwrap().into_inner();
        receive(&world, &notice(&kept, "r1")).await.unwrap();
        // New year comes before, and with it another edition; this does not ask for one.
        world.advance(std::time::Duration::from_hours(15 * 24));
        way::run_queue(&world).await;
        let mut op = world.op(&cast.employer_admin).await;
        let unpaid = orders::get_group(&mut op, &unpaid.id).await.unwrap();
        let kept = orders::get_group(&mut op, &kept.id).await.unwrap();
        assert_eq!(
            (unpaid.status, kept.status),
            (GroupStatus::Cancelled, GroupStatus::Paid)
        );
        let size = PageSize::default();
        let told = messages::list(&mut op, None, size).await.unwrap();
        assert!(
            told.items
                .iter()
                .any(|one| one.kind == "orders-group-lapsed")
        );
        drop(op);
        let refused = receive(&world, &notice(&unpaid, "r2")).await.unwrap_err();
        assert_eq!(refused.code(), "orders.cancelled");
    }
}

#[tokio::test]
async fn what_a_double_account_holds_and_paid_is_hers_too() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let first = world.course(Category::Public, &[48_600]).await;
        let second = world.course(Category::Public, &[48_600]).await;
        world.enrol(&cast.other_learner, &first).await;
        let both = [id(&cast.learner), id(&cast.other_learner)];
        let mut wanted = wish(&world, &[&first.id, &second.id]);
        wanted.people = vec![both[0].clone()];
        let apart = plan(&world, &wanted).await;
        assert_eq!(apart.seats.len(), 2);
        let mut op = world.system().await;
        let twin = Twin {
            kept: both[0].clone(),
            twin: both[1].clone(),
            merge: op.new_id(),
            decided_by: id(&cast.officer),
            since: world.now(),
        };
        identity::join(&mut op, &twin).await.unwrap();
        op.commit().await.unwrap();
        // One course is hers already, the other one costs what is left below the ceiling of both.
        let together = plan(&world, &wanted).await;
        let priced: Vec<_> = together.seats.iter().map(|seat| seat.fen.get()).collect();
        assert_eq!(priced, [3000]);
        assert_eq!(together.left_out[0].why, WhyLeftOut::Enrolled);
        // The twin is nobody of the staff beside her.
        wanted.people = vec![both[1].clone()];
        let twin = plan(&world, &wanted).await;
        assert!(twin.seats.is_empty());
        assert_eq!(twin.left_out[0].why, WhyLeftOut::NotStaff);
    }
}
