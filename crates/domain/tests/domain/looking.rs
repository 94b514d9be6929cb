//! Looking things up that the other tests do not look up on every engine.

use crate::way;
use domain::catalogue::{self, CourseFilter};
use domain::testing::{Cast, World};
use domain::{exams, hours, identity, orders};
use kernel::{Category, PageSize};

#[tokio::test]
async fn courses_are_found_by_category_field_year_and_words_a_page_at_a_time() {
    for world in World::on_each().await {
        for category in [
            Category::Public,
            Category::Professional,
            Category::Professional,
        ] {
            world.course(category, &[60]).await;
        }
        let mut op = world.op(&world.cast.learner).await;
        let fields = catalogue::list_fields(&mut op).await.unwrap();
        assert_eq!(fields.len(), 2);
        let filter = CourseFilter {
            category: Some(Category::Professional),
            field: Some("computer".into()),
            year: Some(2022),
            search: " COURSE ".into(),
        };
        let one = PageSize::new(1);
        let first = catalogue::list_courses(&mut op, filter.clone(), None, one)
            .await
            .unwrap();
        let after = first.next.as_deref();
        assert!(after.is_some());
        let second = catalogue::list_courses(&mut op, filter.clone(), after, one)
            .await
            .unwrap();
        assert_eq!((second.items.len(), second.next), (1, None));
        assert_ne!(first.items[0].id, second.items[0].id);
        let other_year = CourseFilter {
            year: Some(2019),
            ..filter
        };
        let none = catalogue::list_courses(&mut op, other_year, None, one)
            .await
            .unwrap();
        assert!(none.items.is_empty());
    }
}

#[tokio::test]
async fn a_course_that_waits_for_its_payment_is_known_and_a_passed_exam_has_its_time() {
    for world in World::on_each().await {
        let learner = &world.cast.learner;
        let course = world.course(Category::Professional, &[60]).await;
        let mut op = world.op(learner).await;
        let order = orders::place(&mut op, std::slice::from_ref(&course.id), 2022)
            .await
            .unwrap();
        let waiting = orders::list_waiting_courses(&mut op).await.unwrap();
        assert_eq!(waiting, [(course.id, order.id)]);
        op.commit().await.unwrap();
        let enrolment = way::watched(&world, learner, Category::Professional).await;
        way::take_exam(&world, learner, &enrolment, "对").await;
        let mut op = world.op(learner).await;
        let passed = exams::passed_at(&mut op, &Cast::id(learner)).await.unwrap();
        assert_eq!(passed, [(enrolment.id, world.now())]);
    }
}

#[tokio::test]
async fn open_revocations_are_listed_for_the_bureau_and_for_the_person() {
    for world in World::on_each().await {
        let (learner, officer) = (&world.cast.learner, &world.cast.officer);
        let enrolment = way::watched(&world, learner, Category::Public).await;
        let mut op = world.op(officer).await;
        let id = Cast::id(learner);
        let lines = hours::ledger_lines(&mut op, &id, Some(2022)).await.unwrap();
        assert_eq!(
            lines[0].entry.source,
            hours::enrolment_source(&enrolment.id)
        );
        hours::propose_revocation(&mut op, &lines[0].entry.id, "抽查不实")
            .await
            .unwrap();
        let open = hours::list_revocations_open(&mut op, &world.cast.zone_path)
            .await
            .unwrap();
        let hers = hours::revocations_of(&mut op, &id).await.unwrap();
        assert_eq!((open.len(), hers.len()), (1, 1));
        assert_eq!(open[0].revocation.id, hers[0].revocation.id);
    }
}

#[tokio::test]
async fn a_program_is_known_by_its_token() {
    for world in World::on_each().await {
        let id = Cast::id(&world.cast.learner);
        let mut op = world.system().await;
        let token = identity::issue_token(&mut op, &id, "test").await.unwrap();
        let actor = identity::actor_of_token(&mut op.tx, token.as_str())
            .await
            .unwrap()
            .unwrap();
        assert_eq!(actor.person(), Some(&id));
        assert!(
            identity::actor_of_token(&mut op.tx, "forged")
                .await
                .unwrap()
                .is_none()
        );
    }
}
