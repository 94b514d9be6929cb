//! Shortcuts through the product's own services: a course, an enrolment, watched lessons.

use std::time::Duration;

use kernel::{Category, Fen, Outcome};

use super::World;
use crate::catalogue::{self, Course, ExamRules, NewCourse, NewLesson, NewMedia};
use crate::learning::{self, Beat, BeatAnswer};
use crate::orders::{self, Enrolment};
use crate::permission::Actor;
use crate::seams::PaymentNotice;

impl World {
    /// A course of the base with lessons of these lengths (seconds) and three questions a paper.
    pub async fn course(&self, category: Category, lessons_s: &[i64]) -> Course {
        let mut op = self.system().await;
        let media = catalogue::add_media(
            &mut op,
            NewMedia {
                file_key: "media/test.mp4".into(),
                captions_key: None,
                mime: "video/mp4".into(),
                length_ms: 2_700_000,
                pages: None,
            },
        )
        .await
        .unwrap();
        let lessons = (1..)
            .zip(lessons_s)
            .map(|(number, seconds)| NewLesson {
                title: format!("第{number}课"),
                text: "要点".into(),
                media_id: media.id.clone(),
                length_ms: seconds * 1000,
            })
            .collect();
        let field = match category {
            Category::Public => "community",
            Category::Professional => "computer",
        };
        let number = op.random_below(1_000_000_000);
        let new = NewCourse {
            code: format!("test-{number}"),
            base_id: self.cast.base.clone(),
            category,
            field: field.into(),
            title: format!("课程 {number}"),
            title_en: format!("Course {number}"),
            summary: "一门测试课程".into(),
            year_from: 2020,
            year_to: 2022,
            minutes_per_hour: 45,
            exam: ExamRules {
                questions: 3,
                minutes: 30,
                attempts: 2,
            },
            lessons,
        };
        let course = catalogue::add_course(&mut op, new).await.unwrap();
        op.commit().await.unwrap();
        course
    }

    /// Orders and pays a course for 2022.
    pub async fn enrol(&self, learner: &Actor, course: &Course) -> Enrolment {
        let mut op = self.op(learner).await;
        let order = orders::place(&mut op, std::slice::from_ref(&course.id), 2022)
            .await
            .unwrap();
        op.commit().await.unwrap();
        if order.fen > Fen::ZERO {
            let mut op = self.system().await;
            let notice = PaymentNotice {
                gateway: "sandbox",
                reference: format!("pay-{}", order.number),
                order_number: order.number.clone(),
                fen: order.fen,
            };
            orders::receive_payment(&mut op, &notice).await.unwrap();
            op.commit().await.unwrap();
        }
        let mut op = self.op(learner).await;
        let found = orders::find_enrolment(&mut op, &order.person_id, &course.id)
            .await
            .unwrap()
            .unwrap();
        op.commit().await.unwrap();
        found
    }

    /// Watches all lessons of an enrolment to their end at real speed, through `receive`.
    pub async fn watch_all<F>(&self, learner: &Actor, enrolment: &Enrolment, receive: F)
    where
        F: AsyncFn(&mut crate::Op, &kernel::WatchSessionId, &Beat) -> Outcome<BeatAnswer>,
    {
        let mut op = self.op(learner).await;
        let states = learning::lesson_states(&mut op, enrolment).await.unwrap();
        op.commit().await.unwrap();
        for state in states {
            let mut op = self.op(learner).await;
            let lesson = &state.lesson;
            let opened = learning::open_session(&mut op, &enrolment.id, &lesson.id, true, "")
                .await
                .unwrap();
            op.commit().await.unwrap();
            let (mut at, mut seq) = (0, 0);
            while at < lesson.length_ms {
                let to = (at + 500_000).min(lesson.length_ms);
                self.advance(Duration::from_millis(u64::try_from(to - at).unwrap()));
                seq += 1;
                let beat = Beat {
                    seq,
                    segments: vec![(at, to)],
                };
                let mut op = self.op(learner).await;
                receive(&mut op, &opened.id, &beat).await.unwrap();
                op.commit().await.unwrap();
                at = to;
            }
        }
    }
}
