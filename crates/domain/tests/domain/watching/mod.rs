//! A learner at her lesson, whose beats go the way that the web's go: through the group's writer,
//! and by an operation of their own when they are turned aside.

use domain::learning::{self, Beat, BeatAnswer, BeatWriter, OpenedSession, Span, Turn};
use domain::orders::Enrolment;
use domain::testing::World;
use domain::{Actor, hours};
use kernel::{Category, LessonId, Outcome, WatchSessionId};

/// A learner with a lesson.
pub struct Watcher<'w> {
    pub world: &'w World,
    pub learner: Actor,
    pub enrolment: Enrolment,
    pub lesson: LessonId,
}

impl<'w> Watcher<'w> {
    /// The cast's learner, enrolled on a course with one lesson of so many seconds.
    pub async fn new(world: &'w World, lesson_s: i64) -> Self {
        let course = world.course(Category::Professional, &[lesson_s]).await;
        Self::of(world, &world.cast.learner, &course).await
    }

    /// Somebody, enrolled on a course.
    pub async fn of(world: &'w World, learner: &Actor, course: &domain::catalogue::Course) -> Self {
        let enrolment = world.enrol(learner, course).await;
        let mut op = world.system().await;
        let states = learning::lesson_states(&mut op, &enrolment).await.unwrap();
        Self {
            world,
            learner: learner.clone(),
            enrolment,
            lesson: states[0].lesson.id.clone(),
        }
    }

    /// Opens a session and takes over whatever earns.
    pub async fn open(&self) -> OpenedSession {
        let mut op = self.world.op(&self.learner).await;
        let (enrolment, lesson) = (&self.enrolment.id, &self.lesson);
        let opened = learning::open_session(&mut op, enrolment, lesson, true, "device").await;
        let opened = opened.unwrap();
        op.commit().await.unwrap();
        opened
    }

    /// Sends a beat through a writer.
    pub async fn send(
        &self,
        writer: &BeatWriter,
        session: &WatchSessionId,
        seq: i64,
        segments: &[Span],
    ) -> Outcome<BeatAnswer> {
        let beat = Beat {
            seq,
            segments: segments.to_vec(),
        };
        let now = self.world.now();
        match writer
            .receive(&self.learner, session, beat.clone(), now)
            .await?
        {
            Turn::Answered(answer) => Ok(answer),
            Turn::Aside => {
                let answer = self.alone(session, &beat).await?;
                writer.forget(session).await;
                Ok(answer)
            }
        }
    }

    /// Sends a beat by an operation of its own.
    pub async fn alone(&self, session: &WatchSessionId, beat: &Beat) -> Outcome<BeatAnswer> {
        let mut op = self.world.op(&self.learner).await;
        let answer = hours::receive_beat(&mut op, session, beat).await?;
        op.commit().await?;
        Ok(answer)
    }

    /// What is stored as covered.
    pub async fn covered_ms(&self) -> i64 {
        let mut op = self.world.op(&self.learner).await;
        let state = learning::lesson_state(&mut op, &self.enrolment, &self.lesson).await;
        state.unwrap().covered_ms
    }
}
