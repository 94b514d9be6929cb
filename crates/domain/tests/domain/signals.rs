//! Signals for inspectors: found from what was kept, told once, and without effect on hours.

use std::time::Duration;

use domain::inspections::{self, Kind, Signal, SignalState, SignalsDue};
use domain::learning::{self, Beat};
use domain::testing::{Cast, World};
use domain::{Actor, hours, runner, territory};
use kernel::{Category, Day, PageSize};

/// Somebody watches from now on without a pause, beat by beat, on a device.
async fn watch(world: &World, learner: &Actor, device: &str, minutes: i64) {
    let lengths: Vec<i64> = (0..(minutes + 59) / 60).map(|_| 3600).collect();
    let course = world.course(Category::Professional, &lengths).await;
    let enrolment = world.enrol(learner, &course).await;
    let mut op = world.op(learner).await;
    let states = learning::lesson_states(&mut op, &enrolment).await.unwrap();
    drop(op);
    for state in states {
        let mut op = world.op(learner).await;
        let lesson = state.lesson.id;
        let opened = learning::open_session(&mut op, &enrolment.id, &lesson, true, device)
            .await
            .unwrap();
        op.commit().await.unwrap();
        for seq in 0..6 {
            world.advance(Duration::from_mins(10));
            let segments = vec![(seq * 600_000, (seq + 1) * 600_000)];
            let mut op = world.op(learner).await;
            hours::receive_beat(&mut op, &opened.id, &Beat { seq, segments })
                .await
                .unwrap();
            op.commit().await.unwrap();
        }
    }
}

async fn look(world: &World, day: Day) {
    let mut op = world.system().await;
    let due = SignalsDue { day, asked: None };
    inspections::look_for_signals(&mut op, &due).await.unwrap();
    op.commit().await.unwrap();
}

async fn found(world: &World, state: SignalState) -> Vec<(Signal, String)> {
    let mut op = world.op(&world.cast.inspector).await;
    let zone = territory::get(&mut op, &world.cast.zone).await.unwrap();
    let size = PageSize::default();
    inspections::list_signals(&mut op, &zone, state, None, size)
        .await
        .unwrap()
        .items
}

#[tokio::test]
async fn a_patient_bot_is_told_and_keeps_its_hours() {
    for world in World::on_each().await {
        let first = world.now().day();
        // From nine in the morning for three days and nights.
        watch(&world, &world.cast.learner.clone(), "bot", 72 * 60).await;
        for back in 0..4 {
            look(&world, first.plus_days(back)).await;
        }
        let signals = found(&world, SignalState::New).await;
        let mut told: Vec<(Kind, i32, i64)> = signals
            .iter()
            .map(|(one, _)| {
                (
                    one.kind,
                    i32::try_from(first.days_until(one.day)).unwrap(),
                    one.figure,
                )
            })
            .collect();
        told.sort_by_key(|(_, day, _)| *day);
        assert_eq!(
            told,
            [
                (Kind::DayTotal, 1, 24 * 60),
                (Kind::DayTotal, 2, 24 * 60),
                (Kind::Sleepless, 3, 3),
            ]
        );
        assert_eq!(signals[0].1, "乌日娜");
        let session = &signals[0].0.evidence[0].session;
        let mut op = world.op(&world.cast.inspector).await;
        let file = inspections::get_signal(&mut op, &signals[0].0.id, Some(session)).await;
        assert_eq!(file.unwrap().beats.len(), 6);
    }
}

#[tokio::test]
async fn an_honest_day_raises_no_signal() {
    for world in World::on_each().await {
        let day = world.now().day();
        watch(&world, &world.cast.learner.clone(), "home", 8 * 60).await;
        watch(&world, &world.cast.other_learner.clone(), "home", 60).await;
        look(&world, day).await;
        assert_eq!(found(&world, SignalState::New).await, []);
    }
}

#[tokio::test]
async fn many_people_on_one_device_are_told_to_their_own_inspectors_only() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let day = world.now().day();
        for learner in [&cast.learner, &cast.other_learner, &cast.officer] {
            watch(&world, learner, "0123456789abcdef", 60).await;
        }
        // Somebody of a territory without rules of ours yet.
        let mut op = world.system().await;
        op.tx
            .query(
                "INSERT INTO learning_sessions (id, person_id, enrolment_id, lesson_id, \
                 opened_at, device) SELECT 'watch_0', $1, enrolment_id, lesson_id, opened_at, \
                 device FROM learning_sessions WHERE person_id = $2",
            )
            .bind(Cast::id(&cast.foreign_officer))
            .bind(Cast::id(&cast.learner))
            .execute()
            .await
            .unwrap();
        op.commit().await.unwrap();
        look(&world, day).await;
        look(&world, day).await;
        let signals = found(&world, SignalState::New).await;
        assert_eq!(signals.len(), 1, "told once");
        let signal = &signals[0].0;
        assert_eq!((signal.kind, signal.figure), (Kind::SharedDevice, 4));
        let seen: Vec<_> = signal.evidence.iter().map(|trace| &trace.person).collect();
        assert_eq!(seen.len(), 3);
        assert!(!seen.contains(&&Cast::id(&cast.foreign_officer)));
    }
}

#[tokio::test]
async fn checks_answered_at_machine_speed_are_told() {
    for world in World::on_each().await {
        let learner = world.cast.learner.clone();
        let day = world.now().day();
        watch(&world, &learner, "home", 60).await;
        let asked_at = world.now().micros();
        let mut op = world.system().await;
        for (number, took_ms) in [(1, 400), (2, 700), (3, 1_400), (4, 9_000)] {
            op.tx
                .query(
                    "INSERT INTO learning_checks (id, person_id, session_id, enrolment_id, \
                     lesson_id, question_id, shown, asked_at, answer_by, answered_at, tries, \
                     tries_most, outcome) SELECT $1, person_id, id, enrolment_id, lesson_id, 'q', \
                     '{}', $2, $2, $3, 1, 2, 'passed' FROM learning_sessions WHERE person_id = $4",
                )
                .bind(format!("chk_{number}"))
                .bind(asked_at)
                .bind(asked_at + took_ms * 1_000)
                .bind(Cast::id(&learner))
                .execute()
                .await
                .unwrap();
        }
        op.commit().await.unwrap();
        look(&world, day).await;
        let signals = found(&world, SignalState::New).await;
        assert_eq!(signals.len(), 1);
        let signal = &signals[0].0;
        assert_eq!((signal.kind, signal.figure), (Kind::QuickChecks, 3));
    }
}

#[tokio::test]
async fn an_inspector_notes_what_came_of_it_and_looking_again_leaves_that() {
    for world in World::on_each().await {
        let day = world.now().day();
        watch(&world, &world.cast.learner.clone(), "bot", 15 * 60).await;
        watch(&world, &world.cast.learner.clone(), "bot", 24 * 60).await;
        look(&world, day.plus_days(1)).await;
        let id = found(&world, SignalState::New).await[0].0.id.clone();
        let settle = async |by: &Actor, state, note: &str| {
            let mut op = world.op(by).await;
            let settled = inspections::settle_signal(&mut op, &id, state, note).await;
            if settled.is_ok() {
                op.commit().await.unwrap();
            }
            settled
                .map(|change| change.is_new())
                .map_err(|fault| fault.code())
        };
        let cast = &world.cast;
        let officer = settle(&cast.officer, SignalState::Seen, "x").await;
        assert_eq!(officer, Err("permission.denied"));
        let inspector = &cast.inspector;
        assert_eq!(
            settle(inspector, SignalState::Seen, " ").await,
            Err("inspections.no_note")
        );
        assert_eq!(
            settle(inspector, SignalState::Seen, "已电话核实").await,
            Ok(true)
        );
        assert_eq!(
            settle(inspector, SignalState::Seen, "已电话核实").await,
            Ok(false)
        );
        assert_eq!(
            settle(inspector, SignalState::Dismissed, "值班").await,
            Ok(true)
        );
        assert_eq!(
            settle(inspector, SignalState::Seen, "再看").await,
            Err("inspections.settled")
        );
        look(&world, day.plus_days(1)).await;
        assert_eq!(found(&world, SignalState::New).await, []);
        assert_eq!(found(&world, SignalState::Dismissed).await.len(), 1);
    }
}

#[tokio::test]
async fn the_day_before_is_looked_at_once_a_night() {
    for world in World::on_each().await {
        the_day_before_is_looked_at_once_a_night_on(world).await;
    }
}

async fn the_day_before_is_looked_at_once_a_night_on(world: World) {
    for _ in 0..3 {
        runner::look_at_yesterday(&world.house, world.now(), [1; 32])
            .await
            .unwrap();
        world.advance(Duration::from_hours(1));
    }
    let mut op = world.system().await;
    assert_eq!(jobs::counts(&mut op.tx).await.unwrap().queued, 1);
    drop(op);
    let ran = runner::run_due(&world.house, world.now(), [2; 32])
        .await
        .unwrap();
    let kind = "inspections.signals".to_owned();
    assert_eq!(ran, runner::Ran::Done { kind });
}
