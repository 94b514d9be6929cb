//! Presence checks: asked about the minute just seen, and what an answer, or none, leads to.

use std::time::Duration;

use domain::Actor;
use domain::catalogue::{self, Lesson, NewLessonQuestion};
use domain::hours;
use domain::learning::{self, Beat, BeatAnswer, CheckAnswer, CheckOutcome, OpenCheck};
use domain::orders::Enrolment;
use domain::testing::{Cast, World};
use kernel::{Category, CheckId, Outcome, WatchSessionId};

const MINUTE: i64 = 60_000;

/// A learner at a lesson, a minute a beat.
struct Watcher<'w> {
    world: &'w World,
    enrolment: Enrolment,
    lesson: Lesson,
    session: WatchSessionId,
    seq: i64,
    at: i64,
}

impl<'w> Watcher<'w> {
    /// A lesson of so many minutes with questions about some of them.
    async fn begin(world: &'w World, category: Category, minutes: i64, asked: &[i64]) -> Self {
        let course = world.course(category, &[minutes * 60]).await;
        let enrolment = world.enrol(&world.cast.learner, &course).await;
        let mut op = world.system().await;
        let lesson = catalogue::lessons(&mut op, &course.id)
            .await
            .unwrap()
            .remove(0);
        let questions: Vec<NewLessonQuestion> = asked
            .iter()
            .map(|minute| NewLessonQuestion {
                at_ms: minute * MINUTE,
                text: format!("第{minute}分钟讲的是什么？"),
                options: vec!["甲".into(), "乙".into(), "丙".into(), "丁".into()],
                right: usize::try_from(minute % 4).unwrap(),
            })
            .collect();
        catalogue::set_questions(&mut op, &lesson, &questions)
            .await
            .unwrap();
        op.commit().await.unwrap();
        let mut watcher = Self {
            world,
            enrolment,
            lesson,
            session: "watch_0".parse().unwrap(),
            seq: 0,
            at: 0,
        };
        watcher.open().await;
        watcher
    }

    fn learner(&self) -> &Actor {
        &self.world.cast.learner
    }

    /// Opens a session, as on another device.
    async fn open(&mut self) -> learning::OpenedSession {
        let mut op = self.world.op(self.learner()).await;
        let opened = learning::open_session(&mut op, &self.enrolment.id, &self.lesson.id, true, "")
            .await
            .unwrap();
        op.commit().await.unwrap();
        self.session = opened.id.clone();
        self.seq = 0;
        opened
    }

    async fn beat(&mut self, segments: Vec<(i64, i64)>) -> BeatAnswer {
        self.seq += 1;
        let beat = Beat {
            seq: self.seq,
            segments,
        };
        let mut op = self.world.op(self.learner()).await;
        let answer = hours::receive_beat(&mut op, &self.session, &beat)
            .await
            .unwrap();
        op.commit().await.unwrap();
        answer
    }

    /// Watches the next minute.
    async fn minute(&mut self) -> BeatAnswer {
        self.world.advance(Duration::from_mins(1));
        let from = self.at;
        self.at += MINUTE;
        self.beat(vec![(from, self.at)]).await
    }

    /// Watches until she is asked.
    async fn until_asked(&mut self) -> OpenCheck {
        loop {
            let answer = self.minute().await;
            assert_eq!(answer.missed, None);
            if let Some(check) = answer.check {
                return check;
            }
            assert!(self.at < self.lesson.length_ms, "she was never asked");
        }
    }

    async fn answer(&self, check: &CheckId, option: Option<usize>) -> Outcome<CheckAnswer> {
        self.answer_as(self.learner(), check, option).await
    }

    async fn answer_as(
        &self,
        actor: &Actor,
        check: &CheckId,
        option: Option<usize>,
    ) -> Outcome<CheckAnswer> {
        let mut op = self.world.op(actor).await;
        let answer = hours::answer_check(&mut op, check, option).await?;
        op.commit().await?;
        Ok(answer)
    }

    /// The place on the screen of the right option, or of a wrong one.
    async fn option(&self, check: &OpenCheck, is_right: bool) -> usize {
        let mut op = self.world.system().await;
        let known = catalogue::questions_with_keys(&mut op, &self.lesson.id)
            .await
            .unwrap();
        let (question, key) = known
            .iter()
            .find(|(question, _)| question.text == check.question)
            .unwrap();
        let right = &question.options[key.reveal()];
        let place = check
            .options
            .iter()
            .position(|option| (option == right) == is_right);
        place.unwrap()
    }

    async fn covered_ms(&self) -> i64 {
        let mut op = self.world.system().await;
        let state = learning::lesson_state(&mut op, &self.enrolment, &self.lesson.id).await;
        state.unwrap().covered_ms
    }
}

fn every_minute(minutes: i64) -> Vec<i64> {
    (1..=minutes).collect()
}

#[tokio::test]
async fn she_is_asked_around_twice_an_hour_about_the_minute_just_seen() {
    for world in World::on_each().await {
        let mut watcher =
            Watcher::begin(&world, Category::Professional, 120, &every_minute(100)).await;
        for _ in 0..2 {
            let before = watcher.at;
            let check = watcher.until_asked().await;
            let minutes = (watcher.at - before) / MINUTE;
            assert!((15..=46).contains(&minutes), "after {minutes} minutes");
            let now = watcher.at / MINUTE;
            assert_eq!(check.question, format!("第{now}分钟讲的是什么？"));
            assert_eq!((check.answer_within_s, check.tries_left), (120, 2));
            assert_eq!(check.at_stake_ms, watcher.at - before);
            let right = watcher.option(&check, true).await;
            let passed = watcher.answer(&check.id, Some(right)).await.unwrap();
            assert_eq!(passed.outcome, Some(CheckOutcome::Passed));
            assert_eq!(passed.covered.total(), watcher.at);
        }
    }
}

#[tokio::test]
async fn a_missed_check_takes_back_only_what_came_after_the_last_proof() {
    for world in World::on_each().await {
        let mut watcher =
            Watcher::begin(&world, Category::Professional, 120, &every_minute(100)).await;
        let check = watcher.until_asked().await;
        let right = watcher.option(&check, true).await;
        watcher.answer(&check.id, Some(right)).await.unwrap();
        let proven = watcher.at;
        let check = watcher.until_asked().await;
        // She plays on instead of answering.
        watcher.minute().await;
        watcher.minute().await;
        let late = watcher.minute().await;
        let missed = late.missed.unwrap();
        assert_eq!(missed.id, check.id);
        assert_eq!(missed.uncredited, [(proven, watcher.at - MINUTE)]);
        assert_eq!(late.covered_ms, proven + MINUTE);
        assert_eq!(watcher.covered_ms().await, proven + MINUTE);
        // It can be earned again.
        world.advance(Duration::from_mins(1));
        let again = watcher.beat(vec![(proven, proven + MINUTE)]).await;
        assert_eq!(again.credited_ms, MINUTE);
        // The first result stays, whatever is said now.
        let right = watcher.option(&check, true).await;
        let after = watcher.answer(&check.id, Some(right)).await.unwrap();
        assert_eq!(after.outcome, Some(CheckOutcome::Missed));
        assert_eq!(watcher.covered_ms().await, proven + 2 * MINUTE);
    }
}

#[tokio::test]
async fn wrong_answers_use_up_tries_and_the_same_one_counts_once() {
    for world in World::on_each().await {
        let mut watcher =
            Watcher::begin(&world, Category::Professional, 60, &every_minute(60)).await;
        let check = watcher.until_asked().await;
        let wrong = watcher.option(&check, false).await;
        for _ in 0..3 {
            let again = watcher.answer(&check.id, Some(wrong)).await.unwrap();
            assert_eq!(again.outcome, None);
            assert_eq!(again.again.unwrap().tries_left, 1);
            assert_eq!(again.covered.total(), watcher.at);
        }
        let bad = watcher.answer(&check.id, Some(4)).await.unwrap_err();
        assert_eq!(bad.code(), "learning.bad_option");
        let right = watcher.option(&check, true).await;
        let other = (0..4).find(|at| *at != wrong && *at != right).unwrap();
        let missed = watcher.answer(&check.id, Some(other)).await.unwrap();
        assert_eq!(missed.outcome, Some(CheckOutcome::Missed));
        assert_eq!(missed.uncredited, [(0, watcher.at)]);
        assert_eq!(missed.covered.total(), 0);
        let again = watcher.answer(&check.id, Some(right)).await.unwrap();
        assert_eq!(
            (again.outcome, again.uncredited),
            (missed.outcome, missed.uncredited)
        );
    }
}

#[tokio::test]
async fn an_answer_that_comes_late_is_missed() {
    for world in World::on_each().await {
        let mut watcher =
            Watcher::begin(&world, Category::Professional, 60, &every_minute(60)).await;
        let check = watcher.until_asked().await;
        let right = watcher.option(&check, true).await;
        world.advance(Duration::from_secs(121));
        let late = watcher.answer(&check.id, Some(right)).await.unwrap();
        assert_eq!(late.outcome, Some(CheckOutcome::Missed));
        assert_eq!(watcher.covered_ms().await, 0);
    }
}

#[tokio::test]
async fn whose_network_was_gone_is_asked_again() {
    for world in World::on_each().await {
        let mut watcher =
            Watcher::begin(&world, Category::Professional, 60, &every_minute(60)).await;
        let check = watcher.until_asked().await;
        world.advance(Duration::from_mins(20));
        let back = watcher.beat(vec![]).await;
        assert_eq!(back.missed, None);
        let again = back.check.unwrap();
        assert_eq!(
            (&again.id, again.tries_left, again.answer_within_s),
            (&check.id, 1, 120)
        );
        // Another device is told at once.
        let opened = watcher.open().await;
        assert_eq!(opened.check.unwrap().id, check.id);
        let right = watcher.option(&check, true).await;
        let passed = watcher.answer(&check.id, Some(right)).await.unwrap();
        assert_eq!(passed.outcome, Some(CheckOutcome::Passed));
        assert_eq!(watcher.covered_ms().await, watcher.at);
    }
}

#[tokio::test]
async fn a_lesson_that_waits_for_its_check_is_complete_with_the_answer_and_the_hours_are_posted() {
    for world in World::on_each().await {
        let mut watcher = Watcher::begin(&world, Category::Public, 60, &[59]).await;
        let check = watcher.until_asked().await;
        assert_eq!(watcher.at, 59 * MINUTE);
        let waits = watcher.beat(vec![]).await;
        assert!(!waits.complete);
        assert_eq!(waits.check.unwrap().id, check.id);
        let posted = async || {
            let mut op = world.system().await;
            let person = Cast::id(&world.cast.learner);
            ledger::list(&mut op.tx, &person, None).await.unwrap().len()
        };
        assert_eq!(posted().await, 0);
        let right = watcher.option(&check, true).await;
        for _ in 0..2 {
            let passed = watcher.answer(&check.id, Some(right)).await.unwrap();
            assert!(passed.complete);
            assert_eq!(posted().await, 1);
        }
    }
}

#[tokio::test]
async fn nobody_answers_for_another() {
    let world = World::new().await;
    let mut watcher = Watcher::begin(&world, Category::Professional, 60, &every_minute(60)).await;
    let check = watcher.until_asked().await;
    let right = watcher.option(&check, true).await;
    let fault = watcher
        .answer_as(&world.cast.other_learner, &check.id, Some(right))
        .await
        .unwrap_err();
    assert_eq!(fault.kind(), kernel::Kind::NotFound);
}

#[tokio::test]
async fn a_lesson_without_questions_asks_nobody() {
    let world = World::new().await;
    let mut watcher = Watcher::begin(&world, Category::Professional, 90, &[]).await;
    for _ in 0..90 {
        assert_eq!(watcher.minute().await.check, None);
    }
    assert_eq!(watcher.covered_ms().await, watcher.lesson.length_ms);
}
