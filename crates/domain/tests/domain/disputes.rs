//! The glass box and disputes about it: every second says where it stands, an officer credits with
//! her reason, and nothing that was kept is edited.

use std::time::Duration;

use domain::learning::{self, Beat, BeatWriter, Lot, NewDispute, Ruling, Turn};
use domain::orders::Enrolment;
use domain::testing::{Cast, World};
use domain::{Actor, hours};
use kernel::{Category, Change, DisputeId, LessonId, Outcome, WatchSessionId};

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// A lesson of a hundred seconds, of which twenty are earned and forty claimed too early, then
/// lost: the session ended before the clock came to them.
struct Lost {
    world: World,
    enrolment: Enrolment,
    lesson: LessonId,
}

impl Lost {
    async fn on_each(category: Category) -> Vec<Self> {
        let mut all = Vec::new();
        for world in World::on_each().await {
            all.push(Self::in_world(world, category).await);
        }
        all
    }

    async fn in_world(world: World, category: Category) -> Self {
        let course = world.course(category, &[100]).await;
        let enrolment = world.enrol(&world.cast.learner, &course).await;
        let mut op = world.system().await;
        let states = learning::lesson_states(&mut op, &enrolment).await.unwrap();
        drop(op);
        let lesson = states[0].lesson.id.clone();
        let lost = Self {
            world,
            enrolment,
            lesson,
        };
        let session = lost.open().await;
        lost.world.advance(seconds(20));
        lost.beat(&session, 1, (0, 60_000)).await;
        let mut op = lost.world.op(&lost.world.cast.learner).await;
        learning::end_session(&mut op, &session).await.unwrap();
        op.commit().await.unwrap();
        lost
    }

    async fn open(&self) -> WatchSessionId {
        let mut op = self.world.op(&self.world.cast.learner).await;
        let opened =
            learning::open_session(&mut op, &self.enrolment.id, &self.lesson, true, "phone")
                .await
                .unwrap();
        op.commit().await.unwrap();
        opened.id
    }

    async fn beat(&self, session: &WatchSessionId, seq: i64, segment: (i64, i64)) {
        let mut op = self.world.op(&self.world.cast.learner).await;
        let segments = vec![segment];
        hours::receive_beat(&mut op, session, &Beat { seq, segments })
            .await
            .unwrap();
        op.commit().await.unwrap();
    }

    async fn lots(&self) -> Vec<(i64, i64, Lot)> {
        let mut op = self.world.op(&self.world.cast.learner).await;
        let record = learning::lesson_record(&mut op, &self.enrolment.id, &self.lesson).await;
        let stretches = record.unwrap().stretches.into_iter();
        stretches
            .map(|one| (one.span.0, one.span.1, one.lot))
            .collect()
    }

    async fn dispute(&self, span: (i64, i64)) -> Outcome<DisputeId> {
        let mut op = self.world.op(&self.world.cast.learner).await;
        let words = "车间断网，回来后没有补上".into();
        let new = NewDispute { span, words };
        let dispute =
            learning::open_dispute(&mut op, &self.enrolment.id, &self.lesson, &new).await?;
        op.commit().await?;
        Ok(dispute.into_inner().id)
    }

    async fn decide(&self, by: &Actor, id: &DisputeId, ruling: Ruling) -> Outcome<bool> {
        let mut op = self.world.op(by).await;
        let decided = hours::decide_dispute(&mut op, id, ruling, "核对了上报记录").await?;
        op.commit().await?;
        Ok(decided.is_new())
    }
}

fn refused(code: &str) -> Lot {
    Lot::Refused(code.to_owned())
}

#[tokio::test]
async fn every_second_says_where_it_stands() {
    for lost in Lost::on_each(Category::Professional).await {
        assert_eq!(
            lost.lots().await,
            [
                (0, 20_000, Lot::Earned),
                (20_000, 60_000, refused("learning.faster_than_clock")),
                (60_000, 100_000, Lot::NotSeen),
            ]
        );
        // A session that is open keeps what it claimed too early, and earns it with time.
        let session = lost.open().await;
        lost.world.advance(seconds(5));
        lost.beat(&session, 1, (20_000, 40_000)).await;
        assert_eq!(
            lost.lots().await[..4],
            [
                (0, 20_000, Lot::Earned),
                // Of another session.
                (20_000, 25_000, Lot::Earned),
                (25_000, 40_000, Lot::Waiting),
                (40_000, 60_000, refused("learning.faster_than_clock")),
            ]
        );
    }
}

#[tokio::test]
async fn an_officer_credits_a_part_with_a_reason_and_nothing_is_edited() {
    for lost in Lost::on_each(Category::Professional).await {
        let officer = &lost.world.cast.officer;
        let id = lost.dispute((20_000, 60_000)).await.unwrap();
        assert!(
            lost.decide(officer, &id, Ruling::Credit((20_000, 50_000)))
                .await
                .unwrap()
        );
        assert_eq!(
            lost.lots().await[..3],
            [
                (0, 20_000, Lot::Earned),
                (20_000, 50_000, Lot::Granted),
                (50_000, 60_000, refused("learning.faster_than_clock")),
            ]
        );
        let again = lost
            .decide(officer, &id, Ruling::Credit((20_000, 50_000)))
            .await;
        assert!(!again.unwrap(), "the same decision changes nothing");
        let otherwise = lost.decide(officer, &id, Ruling::Refuse).await.unwrap_err();
        assert_eq!(otherwise.code(), "learning.dispute_settled");
        assert_eq!(lost.lots().await[1], (20_000, 50_000, Lot::Granted));
        let mut op = lost.world.op(officer).await;
        let (case, record) = learning::dispute_case(&mut op, &id).await.unwrap();
        assert_eq!(case.grant.unwrap().credited_ms, 30_000);
        assert_eq!((record.covered_ms, record.beats.len()), (50_000, 1));
    }
}

#[tokio::test]
async fn crediting_the_last_seconds_completes_the_course_and_posts_its_hours_once() {
    for lost in Lost::on_each(Category::Public).await {
        let learner = Cast::id(&lost.world.cast.learner);
        let id = lost.dispute((0, 100_000)).await.unwrap();
        // Decided after the year's window has closed: the day on which it was disputed counts.
        lost.world.advance(seconds(30 * 86_400));
        let officer = &lost.world.cast.officer;
        for _ in 0..2 {
            lost.decide(officer, &id, Ruling::Credit((0, 100_000)))
                .await
                .unwrap();
        }
        let mut op = lost.world.system().await;
        assert!(
            learning::is_complete(&mut op, &lost.enrolment)
                .await
                .unwrap()
        );
        let lines = hours::ledger_lines(&mut op, &learner, None).await.unwrap();
        assert_eq!(lines.len(), 1);
        assert_eq!(
            lines[0].entry.source,
            hours::enrolment_source(&lost.enrolment.id)
        );
    }
}

#[tokio::test]
async fn nobody_decides_her_own_dispute_and_no_stranger_sees_it() {
    for lost in Lost::on_each(Category::Professional).await {
        let cast = &lost.world.cast;
        let id = lost.dispute((20_000, 60_000)).await.unwrap();
        let refused = lost
            .decide(&cast.foreign_officer, &id, Ruling::Refuse)
            .await;
        assert_eq!(refused.unwrap_err().code(), "permission.not_yours");
        let grants = cast.officer.grants().to_vec();
        let herself = Actor::person_with(Cast::id(&cast.learner), "乌日娜".into(), grants);
        let refused = lost
            .decide(&herself, &id, Ruling::Credit((20_000, 60_000)))
            .await;
        assert_eq!(refused.unwrap_err().code(), "learning.own_dispute");
        for (officer, path, seen) in [
            (&cast.officer, &cast.zone_path, 1),
            (
                &cast.foreign_officer,
                &cast.foreign_officer.grants()[0].scope,
                0,
            ),
        ] {
            let mut op = lost.world.op(officer).await;
            let cases = learning::list_disputes_open(&mut op, path).await.unwrap();
            assert_eq!(cases.len(), seen);
        }
    }
}

#[tokio::test]
async fn a_stretch_is_disputed_once_at_a_time_and_can_be_taken_back() {
    for lost in Lost::on_each(Category::Professional).await {
        let id = lost.dispute((20_000, 60_000)).await.unwrap();
        assert_eq!(lost.dispute((20_000, 60_000)).await.unwrap(), id);
        let refused = |outcome: Outcome<DisputeId>| outcome.unwrap_err().code();
        assert_eq!(
            refused(lost.dispute((50_000, 70_000)).await),
            "learning.already_disputed"
        );
        assert_eq!(
            refused(lost.dispute((0, 20_000)).await),
            "learning.nothing_lacks"
        );
        assert_eq!(
            refused(lost.dispute((90_000, 100_001)).await),
            "learning.bad_stretch"
        );
        for is_new in [true, false] {
            let mut op = lost.world.op(&lost.world.cast.learner).await;
            let change = learning::withdraw_dispute(&mut op, &id).await.unwrap();
            assert_eq!(matches!(change, Change::New(_)), is_new);
            op.commit().await.unwrap();
        }
        let officer = &lost.world.cast.officer;
        let late = lost.decide(officer, &id, Ruling::Refuse).await.unwrap_err();
        assert_eq!(late.code(), "learning.dispute_settled");
        assert_ne!(lost.dispute((20_000, 60_000)).await.unwrap(), id);
    }
}

#[tokio::test]
async fn beats_that_are_taken_in_groups_see_what_an_officer_credited() {
    for lost in Lost::on_each(Category::Professional).await {
        let learner = &lost.world.cast.learner;
        let session = lost.open().await;
        let writer = BeatWriter::start(lost.world.house.clone());
        let mut covered = Vec::new();
        for seq in 1..=2 {
            lost.world.advance(seconds(5));
            let segments = vec![(seq * 20_000 - 5_000, seq * 20_000 + 5_000)];
            let beat = Beat { seq, segments };
            let now = lost.world.now();
            let turn = writer
                .receive(learner, &session, beat.clone(), now)
                .await
                .unwrap();
            let answer = if let Turn::Answered(answer) = turn {
                answer
            } else {
                let mut op = lost.world.op(learner).await;
                let answer = hours::receive_beat(&mut op, &session, &beat).await.unwrap();
                op.commit().await.unwrap();
                answer
            };
            covered.push(answer.covered_ms);
            if seq == 1 {
                let id = lost.dispute((60_000, 90_000)).await.unwrap();
                let officer = &lost.world.cast.officer;
                lost.decide(officer, &id, Ruling::Credit((60_000, 90_000)))
                    .await
                    .unwrap();
            }
        }
        assert_eq!(covered, [25_000, 60_000]);
    }
}
