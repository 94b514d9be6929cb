//! Watching under the server's clock: seconds that were covered, each once.

use std::time::Duration;

use domain::Actor;
use domain::learning::{self, Beat, BeatAnswer, OpenedSession};
use domain::orders::Enrolment;
use domain::testing::World;
use kernel::{Category, LessonId, Outcome, WatchSessionId};

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

async fn lesson(world: &World, enrolment: &Enrolment) -> LessonId {
    let mut op = world.system().await;
    learning::lesson_states(&mut op, enrolment).await.unwrap()[0]
        .lesson
        .id
        .clone()
}

async fn open(
    world: &World,
    learner: &Actor,
    enrolment: &Enrolment,
    take_over: bool,
) -> Outcome<OpenedSession> {
    let lesson = lesson(world, enrolment).await;
    let mut op = world.op(learner).await;
    let opened =
        learning::open_session(&mut op, &enrolment.id, &lesson, take_over, "device").await?;
    op.commit().await?;
    Ok(opened)
}

async fn beat(
    world: &World,
    learner: &Actor,
    session: &WatchSessionId,
    seq: i64,
    segments: &[(i64, i64)],
) -> Outcome<BeatAnswer> {
    let mut op = world.op(learner).await;
    let beat = Beat {
        seq,
        segments: segments.to_vec(),
    };
    let received = learning::receive_beat(&mut op, session, &beat).await?;
    op.commit().await?;
    Ok(received.answer)
}

async fn watching(world: &World, lesson_s: i64) -> (Enrolment, OpenedSession) {
    let course = world.course(Category::Professional, &[lesson_s]).await;
    let enrolment = world.enrol(&world.cast.learner, &course).await;
    let opened = open(world, &world.cast.learner, &enrolment, false)
        .await
        .unwrap();
    (enrolment, opened)
}

#[tokio::test]
async fn a_lesson_completes_when_its_seconds_are_covered() {
    for world in World::on_each().await {
        let learner = &world.cast.learner;
        let (enrolment, session) = watching(&world, 54).await;
        world.advance(seconds(40));
        let first = beat(&world, learner, &session.id, 1, &[(0, 40_000)])
            .await
            .unwrap();
        assert_eq!((first.credited_ms, first.complete), (40_000, false));
        world.advance(seconds(14));
        let last = beat(&world, learner, &session.id, 2, &[(40_000, 54_000)])
            .await
            .unwrap();
        assert_eq!((last.covered_ms, last.complete), (54_000, true));
        let mut op = world.op(learner).await;
        assert!(learning::is_complete(&mut op, &enrolment).await.unwrap());
    }
}

#[tokio::test]
async fn beats_faster_than_the_clock_are_credited_as_far_as_the_clock_goes() {
    for world in World::on_each().await {
        let learner = &world.cast.learner;
        let (_, session) = watching(&world, 600).await;
        world.advance(seconds(15));
        let greedy = beat(&world, learner, &session.id, 1, &[(0, 600_000)])
            .await
            .unwrap();
        assert_eq!(greedy.credited_ms, 15_000);
        assert_eq!(greedy.refused[0].segment, (15_000, 600_000));
        assert_eq!(greedy.refused[0].code, "learning.faster_than_clock");
        for seq in 2..50 {
            let replay = beat(&world, learner, &session.id, seq, &[(0, 600_000)])
                .await
                .unwrap();
            assert_eq!((replay.credited_ms, replay.covered_ms), (0, 15_000));
        }
    }
}

#[tokio::test]
async fn the_same_beat_again_gets_the_first_answer() {
    for world in World::on_each().await {
        let learner = &world.cast.learner;
        let (_, session) = watching(&world, 600).await;
        world.advance(seconds(10));
        let first = beat(&world, learner, &session.id, 1, &[(0, 10_000)])
            .await
            .unwrap();
        world.advance(seconds(100));
        let again = beat(&world, learner, &session.id, 1, &[(0, 99_000)])
            .await
            .unwrap();
        assert_eq!(first, again);
    }
}

#[tokio::test]
async fn one_session_earns_at_a_time_and_the_loser_is_told_at_once() {
    for world in World::on_each().await {
        let learner = &world.cast.learner;
        let (enrolment, first) = watching(&world, 600).await;
        let refused = open(&world, learner, &enrolment, false)
            .await
            .map(|_| ())
            .unwrap_err();
        assert_eq!(refused.code(), "learning.other_session");
        assert_eq!(refused.values()[0].1, first.id.to_string());
        world.advance(seconds(10));
        let second = open(&world, learner, &enrolment, true).await.unwrap();
        world.advance(seconds(10));
        let lost = beat(&world, learner, &first.id, 1, &[(0, 10_000)])
            .await
            .unwrap();
        assert_eq!(
            (lost.credited_ms, lost.refused[0].code.as_str()),
            (0, "learning.taken_over")
        );
        let won = beat(&world, learner, &second.id, 1, &[(0, 20_000)])
            .await
            .unwrap();
        assert_eq!(
            won.credited_ms, 10_000,
            "a session earns from when it was opened"
        );
    }
}

#[tokio::test]
async fn reopening_sessions_banks_no_time() {
    for world in World::on_each().await {
        let learner = &world.cast.learner;
        let (enrolment, _) = watching(&world, 600).await;
        for _ in 0..10 {
            world.advance(seconds(60));
            open(&world, learner, &enrolment, true).await.unwrap();
        }
        let last = open(&world, learner, &enrolment, true).await.unwrap();
        world.advance(seconds(5));
        let answer = beat(&world, learner, &last.id, 1, &[(0, 600_000)])
            .await
            .unwrap();
        assert_eq!(answer.credited_ms, 5_000);
    }
}

#[tokio::test]
async fn a_silent_session_gives_way_and_a_long_silence_earns_the_cap_only() {
    let world = World::new().await;
    let learner = &world.cast.learner;
    let (enrolment, session) = watching(&world, 2700).await;
    world.advance(seconds(3600));
    let answer = beat(&world, learner, &session.id, 1, &[(0, 2_700_000)])
        .await
        .unwrap();
    assert_eq!(answer.credited_ms, 600_000);
    world.advance(seconds(601));
    assert!(open(&world, learner, &enrolment, false).await.is_ok());
}

#[tokio::test]
async fn anothers_session_and_anothers_course_are_not_found() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let (enrolment, session) = watching(&world, 600).await;
        world.advance(seconds(10));
        let refused = beat(&world, &cast.other_learner, &session.id, 1, &[(0, 9)]).await;
        assert_eq!(refused.unwrap_err().code(), "permission.not_yours");
        let refused = open(&world, &cast.other_learner, &enrolment, true)
            .await
            .map(|_| ());
        assert_eq!(refused.unwrap_err().code(), "permission.not_yours");
        let foreign = world.course(Category::Professional, &[60]).await;
        let other = world.enrol(&cast.learner, &foreign).await;
        let lesson = lesson(&world, &other).await;
        let mut op = world.op(&cast.learner).await;
        let refused = learning::open_session(&mut op, &enrolment.id, &lesson, true, "device").await;
        assert_eq!(
            refused.map(|_| ()).unwrap_err().code(),
            "learning.foreign_lesson"
        );
    }
}

#[tokio::test]
async fn nothing_is_credited_after_the_window_and_bad_segments_change_nothing() {
    let world = World::new().await;
    let learner = &world.cast.learner;
    let (_, session) = watching(&world, 600).await;
    world.advance(seconds(10));
    for bad in [(5, 5), (9, 3), (-1, 5), (0, 600_001)] {
        let refused = beat(&world, learner, &session.id, 1, &[bad])
            .await
            .unwrap_err();
        assert_eq!(refused.code(), "learning.bad_segment");
    }
    assert_eq!(
        beat(&world, learner, &session.id, 1, &[])
            .await
            .unwrap()
            .covered_ms,
        0
    );
    world.advance(seconds(17 * 86_400));
    let late = beat(&world, learner, &session.id, 2, &[(0, 5_000)])
        .await
        .unwrap();
    assert_eq!(
        (late.credited_ms, late.refused[0].code.as_str()),
        (0, "learning.window_closed")
    );
}

#[tokio::test]
async fn an_ended_session_earns_nothing_more() {
    for world in World::on_each().await {
        let learner = &world.cast.learner;
        let (enrolment, session) = watching(&world, 600).await;
        let mut op = world.op(learner).await;
        learning::end_session(&mut op, &session.id).await.unwrap();
        learning::end_session(&mut op, &session.id).await.unwrap();
        op.commit().await.unwrap();
        world.advance(seconds(10));
        let late = beat(&world, learner, &session.id, 1, &[(0, 5_000)])
            .await
            .unwrap();
        assert_eq!(late.refused[0].code, "learning.session_ended");
        assert!(open(&world, learner, &enrolment, false).await.is_ok());
    }
}
