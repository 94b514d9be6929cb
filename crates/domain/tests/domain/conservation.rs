//! The conservation check: clean records have no difference, and each kind of damage is named.

use domain::hours::{self, Proof};
use domain::learning::{self, NewDispute, Ruling};
use domain::orders::Enrolment;
use domain::testing::World;
use kernel::{Category, LessonId};

/// A learner who has completed a public course of two lessons, whose hours are posted, and begun a
/// professional one of which an officer credited a part.
struct Learned {
    world: World,
    public: Enrolment,
    begun: Enrolment,
    lesson: LessonId,
}

impl Learned {
    async fn on_each() -> Vec<Self> {
        let mut all = Vec::new();
        for world in World::on_each().await {
            let learner = world.cast.learner.clone();
            let course = world.course(Category::Public, &[60, 90]).await;
            let public = world.enrol(&learner, &course).await;
            world
                .watch_all(&learner, &public, hours::receive_beat)
                .await;
            let course = world.course(Category::Professional, &[60]).await;
            let begun = world.enrol(&learner, &course).await;
            let mut op = world.op(&learner).await;
            let states = learning::lesson_states(&mut op, &begun).await.unwrap();
            let lesson = states[0].lesson.id.clone();
            let (span, words) = ((0, 20_000), "断网".into());
            let new = NewDispute { span, words };
            let dispute = learning::open_dispute(&mut op, &begun.id, &lesson, &new)
                .await
                .unwrap()
                .into_inner();
            op.commit().await.unwrap();
            let mut op = world.op(&world.cast.officer).await;
            hours::decide_dispute(&mut op, &dispute.id, Ruling::Credit(span), "核对")
                .await
                .unwrap();
            op.commit().await.unwrap();
            all.push(Self {
                world,
                public,
                begun,
                lesson,
            });
        }
        all
    }

    async fn differences(&self) -> (Proof, Vec<&'static str>) {
        let mut op = self.world.system().await;
        let mut codes = Vec::new();
        let proof = hours::prove(&mut op, |found| codes.push(found.code), |_| {})
            .await
            .unwrap();
        codes.sort_unstable();
        (proof, codes)
    }

    /// Damages the records behind the product's back.
    async fn damage(&self, sql: &'static str, values: &[&str]) {
        let mut op = self.world.system().await;
        let mut query = op.tx.query(sql);
        for value in values {
            query = query.bind(*value);
        }
        let changed = query.execute().await.unwrap();
        assert!(changed > 0, "{sql}");
        op.commit().await.unwrap();
    }

    /// The damage is named, and nothing else.
    async fn names(&self, expected: &[&'static str]) {
        assert_eq!(self.differences().await.1, expected);
    }
}

#[tokio::test]
async fn clean_records_have_no_difference() {
    for learned in Learned::on_each().await {
        let (proof, codes) = learned.differences().await;
        assert_eq!(codes, [""; 0]);
        assert_eq!((proof.enrolments, proof.lessons, proof.entries), (2, 3, 1));
        assert_eq!((proof.grants, proof.sessions, proof.beats), (1, 2, 2));
    }
}

#[tokio::test]
async fn a_sheaf_that_lies_and_a_number_that_lies_twice_are_named() {
    for learned in Learned::on_each().await {
        learned
            .damage(
                "INSERT INTO learning_sheaves (person_id, session_id, first_seq, last_seq, \
                 first_at, last_at, beats) SELECT person_id, session_id, first_seq + 1000, \
                 last_seq, first_at, last_at, beats FROM learning_sheaves WHERE person_id = $1 \
                 AND session_id = (SELECT min(session_id) FROM learning_sheaves)",
                &[learned.begun.person_id.as_str()],
            )
            .await;
        let codes = learned.differences().await.1;
        for code in ["learning.number", "learning.sheaf", "learning.sum"] {
            assert!(codes.contains(&code), "{codes:?}");
        }
    }
}

#[tokio::test]
async fn seconds_that_no_beat_credited_are_named() {
    for learned in Learned::on_each().await {
        let (enrolment, lesson) = (learned.begun.id.as_str(), learned.lesson.as_str());
        learned
            .damage(
                "UPDATE learning_progress SET covered = '[[0,50000]]', covered_ms = 50000 \
                 WHERE enrolment_id = $1 AND lesson_id = $2",
                &[enrolment, lesson],
            )
            .await;
        learned.names(&["learning.sum", "learning.unclaimed"]).await;
        learned
            .damage(
                "UPDATE learning_progress SET covered = '[[0,10000],[5000,90000]]' \
                 WHERE enrolment_id = $1 AND lesson_id = $2",
                &[enrolment, lesson],
            )
            .await;
        learned
            .names(&[
                "learning.stretches",
                "learning.sum",
                "learning.total",
                "learning.unclaimed",
            ])
            .await;
        learned
            .damage(
                "DELETE FROM learning_progress WHERE enrolment_id = $1",
                &[enrolment],
            )
            .await;
        learned.names(&["learning.lost"]).await;
    }
}

#[tokio::test]
async fn completions_that_rest_on_nothing_or_are_lacking_are_named() {
    for learned in Learned::on_each().await {
        let enrolment = learned.begun.id.as_str();
        learned
            .damage(
                "UPDATE learning_progress SET completed_at = 1 WHERE enrolment_id = $1",
                &[enrolment],
            )
            .await;
        learned.names(&["learning.incomplete"]).await;
        learned
            .damage(
                "UPDATE learning_progress SET completed_at = NULL WHERE completed_at IS NOT NULL \
                 AND covered_ms = 90000 AND $1 = $1",
                &["x"],
            )
            .await;
        learned
            .names(&[
                "hours.lessons_missing",
                "learning.incomplete",
                "learning.not_completed",
            ])
            .await;
    }
}

#[tokio::test]
async fn sessions_that_overlap_or_outran_the_clock_are_named() {
    for learned in Learned::on_each().await {
        learned
            .damage(
                "UPDATE learning_sessions SET opened_at = opened_at + 10000000 WHERE id = \
                 (SELECT max(id) FROM learning_sessions WHERE enrolment_id = $1)",
                &[learned.public.id.as_str()],
            )
            .await;
        learned.names(&["learning.outran_clock"]).await;
        learned
            .damage(
                "UPDATE learning_sessions SET ended_at = ended_at + 20000000 WHERE id = \
                 (SELECT min(id) FROM learning_sessions WHERE enrolment_id = $1)",
                &[learned.public.id.as_str()],
            )
            .await;
        learned
            .names(&["learning.outran_clock", "learning.sessions_overlap"])
            .await;
    }
}

#[tokio::test]
async fn hours_that_match_no_course_or_were_never_posted_are_named() {
    for learned in Learned::on_each().await {
        let public = learned.public.id.as_str();
        learned
            .damage(
                "UPDATE catalogue_courses SET hours = hours + 100 WHERE id = $1",
                &[learned.public.course_id.as_str()],
            )
            .await;
        learned.names(&["hours.amount"]).await;
        learned
            .damage(
                "UPDATE catalogue_courses SET hours = hours - 100 WHERE id = $1",
                &[learned.public.course_id.as_str()],
            )
            .await;
        learned
            .damage(
                "UPDATE learning_progress SET enrolment_id = $1 WHERE enrolment_id = $2 \
                 AND lesson_id = (SELECT max(lesson_id) FROM learning_progress \
                 WHERE enrolment_id = $2)",
                &[learned.begun.id.as_str(), public],
            )
            .await;
        let (_, codes) = learned.differences().await;
        for code in ["hours.lessons_missing", "learning.lost"] {
            assert!(codes.contains(&code), "{codes:?}");
        }
    }
}

#[tokio::test]
async fn hours_that_were_earned_and_not_posted_or_posted_and_not_earned_are_named() {
    for world in World::on_each().await {
        let learner = world.cast.learner.clone();
        let course = world.course(Category::Public, &[60]).await;
        let public = world.enrol(&learner, &course).await;
        // Past the service that posts.
        world
            .watch_all(&learner, &public, async |op, session, beat| {
                let received = learning::receive_beat(op, session, beat).await?;
                Ok(received.answer)
            })
            .await;
        let course = world.course(Category::Professional, &[60]).await;
        let professional = world.enrol(&learner, &course).await;
        world
            .watch_all(&learner, &professional, hours::receive_beat)
            .await;
        let mut op = world.system().await;
        let posting = ledger::Posting {
            person: professional.person_id.clone(),
            study_year: professional.study_year,
            category: course.category,
            hours: course.hours,
            source: hours::enrolment_source(&professional.id),
            clause: "N2022 §2.2".into(),
            title: course.title.clone(),
            recorded_by: None,
        };
        let (id, now) = (op.new_id(), op.now);
        ledger::post(&mut op.tx, id, now, &posting).await.unwrap();
        let mut codes = Vec::new();
        let proof = hours::prove(&mut op, |found| codes.push(found.code), |_| {})
            .await
            .unwrap();
        assert_eq!(codes, ["hours.exam_missing", "hours.not_posted"]);
        assert_eq!(proof.differences, 2);
    }
}
