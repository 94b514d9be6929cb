//! Exams from the gate to the review.

use std::time::Duration;

use crate::exam_room as room;
use domain::exams::{self, ClosedWhy, QuestionKind};
use domain::testing::World;
use domain::{Actor, hours};
use kernel::{Category, Change, Day};

#[tokio::test]
async fn the_exam_opens_when_all_lessons_are_done() {
    for world in World::on_each().await {
        let learner = world.cast.learner.clone();
        let course = room::course(&world, Category::Professional).await;
        let enrolment = world.enrol(&learner, &course).await;
        let refused = room::start(&world, &learner, &enrolment).await.unwrap_err();
        assert_eq!(refused.code(), "exams.lessons_missing");

        world
            .watch_all(&learner, &enrolment, hours::receive_beat)
            .await;
        let mut op = world.op(&learner).await;
        let started = hours::start_attempt(&mut op, &enrolment.id).await.unwrap();
        let again = hours::start_attempt(&mut op, &enrolment.id).await.unwrap();
        assert!(started.is_new());
        assert_eq!(again, Change::Already(started.into_inner()));
        let state = exams::exam_state(&mut op, &enrolment).await.unwrap();
        assert_eq!(
            (state.open, state.attempts_used, state.attempts_max),
            (true, 1, 2)
        );
        assert_eq!(state.running, Some(again.into_inner().id));
    }
}

#[tokio::test]
async fn an_attempt_belongs_to_its_learner_alone() {
    let world = World::new().await;
    let cast = world.cast.clone();
    let enrolment = room::studied(&world, &cast.learner, Category::Professional).await;
    let attempt = room::start(&world, &cast.learner, &enrolment)
        .await
        .unwrap();
    let strangers = [
        (Actor::anonymous(), "permission.sign_in_first"),
        (cast.other_learner.clone(), "permission.not_yours"),
        (cast.officer.clone(), "permission.not_yours"),
        (cast.operator.clone(), "permission.not_yours"),
    ];
    for (stranger, code) in strangers {
        let mut op = world.op(&stranger).await;
        let id = &attempt.id;
        let codes = [
            exams::start_attempt(&mut op, &enrolment.id)
                .await
                .unwrap_err()
                .code(),
            exams::attempts(&mut op, &enrolment.id)
                .await
                .unwrap_err()
                .code(),
            exams::paper(&mut op, id).await.unwrap_err().code(),
            exams::save_answer(&mut op, id, 1, vec![0], 0)
                .await
                .unwrap_err()
                .code(),
            exams::submit_attempt(&mut op, id).await.unwrap_err().code(),
            exams::result(&mut op, id).await.unwrap_err().code(),
            hours::settle_attempt(&mut op, id).await.unwrap_err().code(),
        ];
        assert_eq!(codes, [code; 7]);
    }
}

#[tokio::test]
async fn an_unknown_attempt_is_not_found() {
    let world = World::new().await;
    let mut op = world.op(&world.cast.learner).await;
    let id = "att_01GMA000000000000000000000".parse().unwrap();
    let refused = exams::paper(&mut op, &id).await.unwrap_err();
    assert_eq!(refused.code(), "exams.unknown_attempt");
}

#[tokio::test]
async fn each_answer_gets_a_receipt_and_stands_on_the_paper() {
    for world in World::on_each().await {
        let learner = world.cast.learner.clone();
        let enrolment = room::studied(&world, &learner, Category::Professional).await;
        let id = room::start(&world, &learner, &enrolment).await.unwrap().id;
        let first = room::answer(&world, &learner, &id, 2, &[1], 0)
            .await
            .unwrap();
        assert_eq!(
            (first.position, first.revision, first.received_at),
            (2, 1, world.now())
        );

        // The receipt was lost and the page sends the answer again, later.
        world.advance(Duration::from_secs(5));
        assert_eq!(
            room::answer(&world, &learner, &id, 2, &[1], 0)
                .await
                .unwrap(),
            first
        );

        let second = room::answer(&world, &learner, &id, 2, &[0], 1)
            .await
            .unwrap();
        assert_eq!(second.revision, 2);
        let paper = room::paper(&world, &learner, &id).await;
        assert_eq!(paper.questions.len(), 3);
        let held = paper.questions[1].answer.clone().unwrap();
        assert_eq!((held.choice, held.revision), (vec![0], 2));
        assert!(paper.questions[0].answer.is_none());

        // Taken back.
        let third = room::answer(&world, &learner, &id, 2, &[], 2)
            .await
            .unwrap();
        assert_eq!(third.revision, 3);
    }
}

#[tokio::test]
async fn a_stale_tab_does_not_overwrite_a_newer_answer() {
    let world = World::new().await;
    let learner = world.cast.learner.clone();
    let enrolment = room::studied(&world, &learner, Category::Professional).await;
    let id = room::start(&world, &learner, &enrolment).await.unwrap().id;
    room::answer(&world, &learner, &id, 1, &[1], 0)
        .await
        .unwrap();
    let refused = room::answer(&world, &learner, &id, 1, &[0], 0)
        .await
        .unwrap_err();
    assert_eq!(refused.code(), "exams.newer_answer");
    assert_eq!(refused.values(), [("revision", "1".to_owned())]);
    let paper = room::paper(&world, &learner, &id).await;
    assert_eq!(paper.questions[0].answer.clone().unwrap().choice, [1]);
}

#[tokio::test]
async fn answers_that_do_not_fit_are_refused() {
    let world = World::new().await;
    let learner = world.cast.learner.clone();
    let enrolment = room::studied(&world, &learner, Category::Professional).await;
    let id = room::start(&world, &learner, &enrolment).await.unwrap().id;
    for (position, choice, seen, code) in [
        (0, &[0][..], 0, "exams.bad_position"),
        (4, &[0], 0, "exams.bad_position"),
        (-1, &[0], 0, "exams.bad_position"),
        (1, &[9], 0, "exams.bad_choice"),
        (1, &[0, 0], 0, "exams.bad_choice"),
        (1, &[0], 7, "exams.bad_revision"),
    ] {
        let refused = room::answer(&world, &learner, &id, position, choice, seen).await;
        assert_eq!(
            refused.unwrap_err().code(),
            code,
            "{position} {choice:?} {seen}"
        );
    }
}

#[tokio::test]
async fn after_the_deadline_answers_are_refused_and_what_the_server_holds_counts() {
    for world in World::on_each().await {
        let learner = world.cast.learner.clone();
        let enrolment = room::studied(&world, &learner, Category::Professional).await;
        let attempt = room::start(&world, &learner, &enrolment).await.unwrap();
        room::answer_rightly(&world, &learner, &attempt.id, 2).await;
        world.advance(Duration::from_mins(30));
        let refused = room::answer(&world, &learner, &attempt.id, 3, &[0], 0)
            .await
            .unwrap_err();
        assert_eq!(refused.code(), "exams.attempt_closed");

        // Late by far, and yet closed at its deadline.
        world.advance(Duration::from_hours(5));
        let closed = room::submit(&world, &learner, &attempt.id).await.unwrap();
        assert_eq!(closed.closed_why, Some(ClosedWhy::Time));
        assert_eq!(closed.closed_at, Some(attempt.deadline_at));
        assert_eq!((closed.score, closed.passed), (Some(66), Some(true)));
    }
}

#[tokio::test]
async fn submitting_again_gives_the_first_result() {
    let world = World::new().await;
    let learner = world.cast.learner.clone();
    let enrolment = room::studied(&world, &learner, Category::Professional).await;
    let first = room::sit(&world, &learner, &enrolment, 1).await;
    assert_eq!((first.score, first.passed), (Some(33), Some(false)));
    world.advance(Duration::from_mins(1));
    assert_eq!(
        room::submit(&world, &learner, &first.id).await.unwrap(),
        first
    );
    let late = room::answer(&world, &learner, &first.id, 2, &[0], 0)
        .await
        .unwrap_err();
    assert_eq!(late.code(), "exams.attempt_closed");
}

#[tokio::test]
async fn attempts_end_with_a_pass_or_when_they_are_used_up() {
    for world in World::on_each().await {
        let learner = world.cast.learner.clone();
        let enrolment = room::studied(&world, &learner, Category::Professional).await;
        room::sit(&world, &learner, &enrolment, 0).await;
        room::sit(&world, &learner, &enrolment, 1).await;
        let refused = room::start(&world, &learner, &enrolment).await.unwrap_err();
        assert_eq!(refused.code(), "exams.no_attempts_left");

        let other = room::studied(&world, &learner, Category::Professional).await;
        room::sit(&world, &learner, &other, 3).await;
        let refused = room::start(&world, &learner, &other).await.unwrap_err();
        assert_eq!(refused.code(), "exams.already_passed");
        let mut op = world.op(&learner).await;
        assert!(exams::has_passed(&mut op, &other.id).await.unwrap());
        assert!(!exams::has_passed(&mut op, &enrolment.id).await.unwrap());
        let passed = exams::list_passed(&mut op, &enrolment.person_id)
            .await
            .unwrap();
        assert_eq!(passed, [other.id]);
        let state = exams::exam_state(&mut op, &enrolment).await.unwrap();
        assert_eq!((state.best_score, state.may_start()), (Some(33), false));
    }
}

#[tokio::test]
async fn the_key_stays_until_the_exam_is_over() {
    let world = World::new().await;
    let learner = world.cast.learner.clone();
    let enrolment = room::studied(&world, &learner, Category::Professional).await;
    let first = room::start(&world, &learner, &enrolment).await.unwrap();
    let mut op = world.op(&learner).await;
    let open = exams::result(&mut op, &first.id).await.unwrap_err();
    assert_eq!(open.code(), "exams.still_open");
    drop(op);
    room::submit(&world, &learner, &first.id).await.unwrap();

    let review = async || {
        let mut op = world.op(&learner).await;
        exams::result(&mut op, &first.id).await.unwrap()
    };
    let failed = review().await;
    assert_eq!((failed.attempts_left, failed.pass_mark), (1, 60));
    assert!(failed.key.is_none(), "another attempt could use it");
    assert_eq!(failed.by_lesson.len(), 1);
    assert_eq!(failed.by_lesson[0].title, "第1课");

    let last = room::start(&world, &learner, &enrolment).await.unwrap();
    assert!(review().await.key.is_none(), "the last attempt is running");
    world.advance(Duration::from_mins(31));
    assert!(
        review().await.key.is_none(),
        "its time is over, but it is not closed"
    );
    room::submit(&world, &learner, &last.id).await.unwrap();

    let over = review().await;
    let explained = over.key.unwrap();
    assert_eq!(explained.len(), 3);
    for question in explained {
        assert!(
            question
                .right
                .iter()
                .all(|&at| question.options[at].starts_with('对'))
        );
        assert!(question.choice.is_empty() && !question.is_right);
    }
}

#[tokio::test]
async fn who_passed_sees_what_was_wrong() {
    let world = World::new().await;
    let learner = world.cast.learner.clone();
    let enrolment = room::studied(&world, &learner, Category::Professional).await;
    let passed = room::sit(&world, &learner, &enrolment, 2).await;
    let mut op = world.op(&learner).await;
    let review = exams::result(&mut op, &passed.id).await.unwrap();
    let right: Vec<bool> = review.key.unwrap().iter().map(|one| one.is_right).collect();
    assert_eq!(right, [true, true, false]);
}

#[tokio::test]
async fn an_attempt_never_runs_past_the_end_of_the_study_years_window() {
    let world = World::new().await;
    let learner = world.cast.learner.clone();
    let enrolment = room::studied(&world, &learner, Category::Professional).await;
    let end = Day::new(2023, 1, 1).unwrap().start();
    let left = u64::try_from(end.millis_since(world.now())).unwrap();
    world.advance(Duration::from_millis(left - 600_000));
    let attempt = room::start(&world, &learner, &enrolment).await.unwrap();
    assert_eq!(attempt.deadline_at, end);
    room::answer_rightly(&world, &learner, &attempt.id, 3).await;

    world.advance(Duration::from_mins(10));
    let late = room::answer(&world, &learner, &attempt.id, 1, &[], 1)
        .await
        .unwrap_err();
    assert_eq!(late.code(), "exams.attempt_closed");
    // No edition covers 2023; what came in before counts by the rules of its day.
    let closed = room::submit(&world, &learner, &attempt.id).await.unwrap();
    assert_eq!((closed.score, closed.closed_at), (Some(100), Some(end)));

    let mut op = world.op(&learner).await;
    let source = hours::enrolment_source(&enrolment.id);
    assert!(
        ledger::find_by_source(&mut op.tx, &source)
            .await
            .unwrap()
            .is_some()
    );
}

#[tokio::test]
async fn no_attempt_starts_after_the_window() {
    let world = World::new().await;
    let learner = world.cast.learner.clone();
    let enrolment = room::studied(&world, &learner, Category::Professional).await;
    world.advance(Duration::from_hours(20 * 24));
    let refused = room::start(&world, &learner, &enrolment).await.unwrap_err();
    assert_eq!(refused.code(), "editions.none");
}

#[tokio::test]
async fn a_bank_grows_once_and_refuses_nonsense() {
    for world in World::on_each().await {
        let course = room::course(&world, Category::Public).await;
        let mut op = world.system().await;
        let again = exams::add_questions(&mut op, &course.id, room::questions())
            .await
            .unwrap();
        assert_eq!(again, 0);
        let mut broken = room::question(9, QuestionKind::Single, 1);
        broken.key = vec![4];
        let refused = exams::add_questions(&mut op, &course.id, vec![broken])
            .await
            .unwrap_err();
        assert_eq!(refused.code(), "exams.bad_question");
    }
}

#[tokio::test]
async fn a_bank_that_is_too_small_opens_no_exam() {
    let world = World::new().await;
    let learner = world.cast.learner.clone();
    let course = world.course(Category::Professional, &[540]).await;
    let enrolment = world.enrol(&learner, &course).await;
    world
        .watch_all(&learner, &enrolment, hours::receive_beat)
        .await;
    let refused = room::start(&world, &learner, &enrolment).await.unwrap_err();
    assert_eq!(refused.code(), "exams.bank_too_small");
}
