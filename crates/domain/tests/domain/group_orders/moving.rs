//! A paid seat goes to somebody else until the first credited minute, and never after it, whoever
//! writes meanwhile.

use std::time::Duration;

use domain::learning::BeatWriter;
use domain::orders::{self, Group, OrderStatus, Seat};
use domain::testing::World;
use domain::{hours, learning, messages};
use kernel::{Category, CourseId, Fen, Outcome, PageSize, PersonId};

use super::{both_enrolled, id, notice, place, receive, wish};
use crate::watching::Watcher;

/// An order of the employer's for the first learner alone, paid.
async fn paid_for_one(world: &World, course: &CourseId) -> Group {
    let mut wanted = wish(world, &[course]);
    wanted.people = vec![id(&world.cast.learner)];
    let group = place(world, &wanted, "key").await.unwrap().into_inner();
    receive(world, &notice(&group, "pay")).await.unwrap();
    group
}

async fn seats(world: &World, group: &Group) -> Vec<Seat> {
    let mut op = world.op(&world.cast.employer_admin).await;
    let group = orders::get_group(&mut op, &group.id).await.unwrap();
    orders::seats_of_group(&mut op, &group).await.unwrap()
}

/// The first learner on the course of a seat.
async fn watcher<'w>(world: &'w World, course: &CourseId) -> Watcher<'w> {
    let mut op = world.system().await;
    let learner = world.cast.learner.clone();
    let enrolment = orders::find_enrolment(&mut op, &id(&learner), course)
        .await
        .unwrap();
    let enrolment = enrolment.unwrap();
    let states = learning::lesson_states(&mut op, &enrolment).await.unwrap();
    Watcher {
        world,
        learner,
        enrolment,
        lesson: states[0].lesson.id.clone(),
    }
}

async fn give(world: &World, seat: &Seat, to: &PersonId) -> Outcome<bool> {
    let mut op = world.op(&world.cast.employer_admin).await;
    let moved = hours::move_seat(&mut op, &seat.order_id, to, "她离职了").await?;
    op.commit().await?;
    Ok(moved.is_new())
}

#[tokio::test]
async fn a_seat_goes_to_somebody_else_until_the_first_credited_minute() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let other = id(&cast.other_learner);
        let course = world.course(Category::Professional, &[600]).await;
        let group = paid_for_one(&world, &course.id).await;
        let first = watcher(&world, &course.id).await;
        let writer = BeatWriter::start(world.house.clone());
        let session = first.open().await;
        world.advance(Duration::from_secs(59));
        let beat = first
            .send(&writer, &session.id, 1, &[(0, 59_000)])
            .await
            .unwrap();
        assert_eq!(beat.credited_ms, 59_000);
        // Fifty-nine seconds are no minute.
        let seat = seats(&world, &group).await.remove(0);
        assert!(give(&world, &seat, &other).await.unwrap());
        assert!(
            !give(&world, &seat, &other).await.unwrap(),
            "again is harmless"
        );
        assert_eq!(both_enrolled(&world).await, (0, 1));
        // Her player is told, and earns nothing more.
        world.advance(Duration::from_secs(30));
        let late = first
            .send(&writer, &session.id, 2, &[(59_000, 89_000)])
            .await
            .unwrap();
        assert_eq!((late.credited_ms, late.covered_ms), (0, 59_000));
        let mut op = world.op(&cast.learner).await;
        let refused =
            learning::open_session(&mut op, &first.enrolment.id, &first.lesson, true, "d").await;
        assert_eq!(refused.unwrap_err().code(), "orders.enrolment_ended");
        let told = messages::list(&mut op, None, PageSize::default())
            .await
            .unwrap();
        assert!(told.items.iter().any(|one| one.kind == "orders-seat-moved"));
        drop(op);
        let states: Vec<_> = seats(&world, &group)
            .await
            .into_iter()
            .map(|seat| (seat.person_id, seat.status, seat.fen))
            .collect();
        assert!(states.contains(&(id(&cast.learner), OrderStatus::Moved, seat.fen)));
        assert!(states.contains(&(other, OrderStatus::Paid, seat.fen)));
        // And back: it is the same enrolment, with what she had learnt.
        let back = seats(&world, &group).await;
        let back = back
            .iter()
            .find(|seat| seat.status == OrderStatus::Paid)
            .unwrap();
        assert!(give(&world, back, &id(&cast.learner)).await.unwrap());
        let again = watcher(&world, &course.id).await;
        assert_eq!(again.enrolment.id, first.enrolment.id);
        assert_eq!(again.covered_ms().await, 59_000);
    }
}

#[tokio::test]
async fn a_seat_with_a_credited_minute_stays() {
    for world in World::on_each().await {
        let other = id(&world.cast.other_learner);
        let course = world.course(Category::Professional, &[600]).await;
        let group = paid_for_one(&world, &course.id).await;
        let first = watcher(&world, &course.id).await;
        let writer = BeatWriter::start(world.house.clone());
        let session = first.open().await;
        world.advance(Duration::from_mins(1));
        first
            .send(&writer, &session.id, 1, &[(0, 60_000)])
            .await
            .unwrap();
        let seat = seats(&world, &group).await.remove(0);
        let refused = give(&world, &seat, &other).await.unwrap_err();
        assert_eq!(refused.code(), "hours.seat_learnt");
        // She learns on as if nothing had been asked.
        world.advance(Duration::from_secs(30));
        let beat = first
            .send(&writer, &session.id, 2, &[(60_000, 90_000)])
            .await
            .unwrap();
        assert_eq!(beat.credited_ms, 30_000);
        assert_eq!(both_enrolled(&world).await, (1, 0));
    }
}

#[tokio::test]
async fn a_beat_that_comes_while_a_seat_is_moved_is_credited_whole_or_not_at_all() {
    for world in World::on_each().await {
        for commits in [true, false] {
            let other = id(&world.cast.other_learner);
            let course = world.course(Category::Professional, &[600]).await;
            let mut wanted = wish(&world, &[&course.id]);
            wanted.people = vec![id(&world.cast.learner)];
            let key = format!("key {commits}");
            let group = place(&world, &wanted, &key).await.unwrap().into_inner();
            receive(&world, &notice(&group, &key)).await.unwrap();
            let first = watcher(&world, &course.id).await;
            let writer = BeatWriter::start(world.house.clone());
            let session = first.open().await;
            world.advance(Duration::from_mins(2));
            let seat = seats(&world, &group).await.remove(0);
            // The move stands, not yet committed, when the beat comes.
            let mut op = world.op(&world.cast.employer_admin).await;
            hours::move_seat(&mut op, &seat.order_id, &other, "")
                .await
                .unwrap();
            let beat = async {
                let answer = first.send(&writer, &session.id, 1, &[(0, 120_000)]).await;
                answer.unwrap().credited_ms
            };
            let end = async {
                tokio::time::sleep(Duration::from_millis(200)).await;
                if commits {
                    op.commit().await.unwrap();
                } else {
                    drop(op);
                }
            };
            let (credited, ()) = tokio::join!(beat, end);
            let stands = seats(&world, &group).await;
            let moved = stands.iter().any(|seat| seat.status == OrderStatus::Moved);
            assert_eq!(moved, commits);
            assert_eq!(credited, if commits { 0 } else { 120_000 });
            assert_eq!(first.covered_ms().await, credited);
        }
    }
}

#[tokio::test]
async fn a_beat_and_a_move_at_once_never_move_a_learnt_seat() {
    for world in World::on_each().await {
        for round in 0..6 {
            let other = id(&world.cast.other_learner);
            let course = world.course(Category::Professional, &[600]).await;
            let mut wanted = wish(&world, &[&course.id]);
            wanted.people = vec![id(&world.cast.learner)];
            let key = format!("round {round}");
            let group = place(&world, &wanted, &key).await.unwrap().into_inner();
            receive(&world, &notice(&group, &key)).await.unwrap();
            let first = watcher(&world, &course.id).await;
            let writer = BeatWriter::start(world.house.clone());
            let session = first.open().await;
            world.advance(Duration::from_mins(2));
            let seat = seats(&world, &group).await.remove(0);
            let beat = first.send(&writer, &session.id, 1, &[(0, 120_000)]);
            let (beat, moved) = if round % 2 == 0 {
                tokio::join!(beat, give(&world, &seat, &other))
            } else {
                let (moved, beat) = tokio::join!(give(&world, &seat, &other), beat);
                (beat, moved)
            };
            let credited = beat.unwrap().credited_ms;
            assert_eq!(moved.is_ok(), credited == 0, "{credited} {moved:?}");
        }
    }
}

#[tokio::test]
async fn who_gets_a_seat_is_of_the_staff_without_the_course_and_worth_the_same() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let other = id(&cast.other_learner);
        let course = world.course(Category::Public, &[48_600]).await;
        let group = paid_for_one(&world, &course.id).await;
        let seat = seats(&world, &group).await.remove(0);
        assert_eq!(seat.fen, Fen::new(4500));
        let code = async |to: &PersonId| give(&world, &seat, to).await.unwrap_err().code();
        assert_eq!(code(&id(&cast.officer)).await, "orders.not_staff");
        assert_eq!(code(&id(&cast.learner)).await, "orders.same_person");
        // She paid 45 yuan of the year's 75 herself: the seat would cost her 30.
        let own = world.course(Category::Public, &[48_600]).await;
        world.enrol(&cast.other_learner, &own).await;
        assert_eq!(code(&other).await, "orders.price_differs");
        // Nobody else moves it.
        for nobody in [&cast.learner, &cast.officer, &cast.second_officer] {
            let mut op = world.op(nobody).await;
            let refused = hours::move_seat(&mut op, &seat.order_id, &other, "").await;
            assert_eq!(refused.unwrap_err().code(), "permission.denied");
        }
        let mut op = world.op(&cast.employer_admin).await;
        let mine = orders::orders_of(&mut op, &other).await.unwrap();
        let refused = hours::move_seat(&mut op, &mine[0].id, &other, "").await;
        assert_eq!(refused.unwrap_err().code(), "orders.unknown_group");
    }
}

#[tokio::test]
async fn who_has_the_course_does_not_get_a_seat_of_it() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let course = world.course(Category::Professional, &[600]).await;
        let group = paid_for_one(&world, &course.id).await;
        world.enrol(&cast.other_learner, &course).await;
        let seat = seats(&world, &group).await.remove(0);
        let refused = give(&world, &seat, &id(&cast.other_learner)).await;
        assert_eq!(refused.unwrap_err().code(), "orders.cannot_take_seat");
        assert_eq!(both_enrolled(&world).await, (1, 1));
    }
}
