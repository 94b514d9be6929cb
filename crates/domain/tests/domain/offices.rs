//! What the offices look at: an employer's staff by state, a base's courses, the region, health;
//! and the small questions that their pages ask.

use crate::way;
use domain::employers::{self, NewEmployment};
use domain::hours::{self, StaffState};
use domain::statistics;
use domain::testing::{Cast, World};
use domain::{Actor, Role, decisions, identity, territory};
use kernel::{Category, Day, Fault, Hours, Outcome};
use policy::{Applicant, Application, Purpose};

fn code<T>(outcome: &Outcome<T>) -> Option<&'static str> {
    outcome.as_ref().err().map(Fault::code)
}

async fn recognised(world: &World, learner: &Actor, category: Category, whole: i64) {
    let mut op = world.op(&world.cast.officer).await;
    let hours = Hours::whole(whole);
    hours::recognise(
        &mut op,
        &Cast::id(learner),
        2022,
        category,
        hours,
        "结业证书",
    )
    .await
    .unwrap();
    op.commit().await.unwrap();
}

#[tokio::test]
async fn staff_stand_where_their_ledgers_stand() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let mut op = world.system().await;
        let third = NewEmployment {
            person_id: Cast::id(&cast.inspector),
            employer_id: cast.employer.clone(),
            post_title: "会计师".into(),
            speciality: "accounting".into(),
            from_day: Day::new(2020, 1, 1).unwrap(),
            from_government_on: None,
        };
        employers::employ(&mut op, third).await.unwrap();
        op.commit().await.unwrap();
        recognised(&world, &cast.learner, Category::Public, 30).await;
        recognised(&world, &cast.learner, Category::Professional, 60).await;
        recognised(&world, &cast.other_learner, Category::Professional, 12).await;

        let mut op = world.op(&cast.employer_admin).await;
        let staff = hours::staff(&mut op, &cast.employer, 2022).await.unwrap();
        let read: Vec<_> = staff
            .rows
            .iter()
            .map(|row| {
                (
                    row.name.as_str(),
                    row.forecast.state,
                    row.year.rows[1].counted.to_string(),
                )
            })
            .collect();
        assert_eq!(
            read,
            [
                ("乌日娜", StaffState::Done, "60".into()),
                ("巡查", StaffState::Nothing, "0".into()),
                ("王小明", StaffState::WillMiss, "12".into()),
            ]
        );
        assert_eq!(
            StaffState::ALL.map(|state| staff.count(state)),
            [1, 0, 1, 1]
        );
        // Hours of one year say nothing about another.
        let before = hours::staff(&mut op, &cast.employer, 2021).await.unwrap();
        assert_eq!(before.count(StaffState::Nothing), 3);
        assert_eq!(before.study_years, [2020, 2021, 2022]);
        let unknown = hours::staff(&mut op, &cast.employer, 1999).await;
        assert_eq!(code(&unknown), Some("hours.unknown_year"));
        drop(op);
        let mut op = world.op(&cast.base_admin).await;
        let refused = hours::staff(&mut op, &cast.employer, 2022).await;
        assert_eq!(code(&refused), Some("permission.denied"));
    }
}

#[tokio::test]
async fn a_base_is_counted_for_its_own_people_and_its_inspectors() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let enrolment = way::passed(&world, &cast.learner).await;
        way::watched(&world, &cast.other_learner, Category::Public).await;
        for actor in [
            &cast.base_admin,
            &cast.instructor,
            &cast.inspector,
            &cast.officer,
        ] {
            let mut op = world.op(actor).await;
            let figures = statistics::base_figures(&mut op, &cast.base).await.unwrap();
            assert_eq!(figures.courses.len(), 2);
            assert_eq!((figures.enrolments(), figures.passes()), (2, 1));
            let passed = figures
                .courses
                .iter()
                .find(|c| c.course.id == enrolment.course_id);
            let passed = passed.unwrap();
            assert_eq!((passed.lessons, passed.questions, passed.passes), (1, 4, 1));
            let inside = statistics::course_inside(&mut op, &enrolment.course_id)
                .await
                .unwrap();
            assert_eq!(inside.lessons[0].questions, 4);
        }
        let mut op = world.op(&cast.foreign_officer).await;
        let refused = statistics::base_figures(&mut op, &cast.base).await;
        assert_eq!(code(&refused), Some("permission.denied"));
        drop(op);
        let mut op = world.op(&cast.inspector).await;
        let zone = territory::get(&mut op, &cast.zone).await.unwrap();
        let bases = statistics::inspected_bases(&mut op, &zone).await.unwrap();
        assert_eq!(bases.len(), 1);
        drop(op);
        let mut op = world.op(&cast.learner).await;
        let refused = statistics::inspected_bases(&mut op, &zone).await;
        assert_eq!(code(&refused), Some("permission.denied"));
    }
}

#[tokio::test]
async fn the_region_sees_its_tree_and_its_officers() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let mut op = world.op(&cast.region_admin).await;
        let all = territory::list(&mut op).await.unwrap();
        let region = statistics::region(&mut op, &all[0]).await.unwrap();
        let zone = region
            .territories
            .iter()
            .find(|t| t.territory.id == cast.zone)
            .unwrap();
        assert_eq!((zone.depth, zone.employers, zone.bases), (2, 1, 1));
        assert_eq!(region.territories[0].depth, 0);
        assert!(zone.people > 10);
        let offices = |name: &str| region.officers.iter().filter(|o| o.name == name).count();
        // The second officer is the cashier too; learners hold no office.
        assert_eq!(
            (offices("官员乙"), offices("外地官员"), offices("乌日娜")),
            (2, 1, 0)
        );
        drop(op);
        let mut op = world.op(&cast.officer).await;
        assert_eq!(
            code(&statistics::region(&mut op, &all[0]).await),
            Some("permission.denied")
        );
    }
}

#[tokio::test]
async fn only_an_operator_sees_how_the_machine_is() {
    for world in World::on_each().await {
        let mut op = world.op(&world.cast.operator).await;
        let health = statistics::health(&mut op, 10).await.unwrap();
        assert!(health.schema.is_none());
        assert_eq!((health.queue.dead, health.audit.len()), (0, 10));
        drop(op);
        let mut op = world.op(&world.cast.region_admin).await;
        assert_eq!(
            code(&statistics::health(&mut op, 10).await),
            Some("permission.denied")
        );
    }
}

#[tokio::test]
async fn an_officer_says_why_she_reads_a_citizen_id() {
    let world = World::new().await;
    let id = Cast::id(&world.cast.learner);
    let mut op = world.op(&world.cast.officer).await;
    let refused = identity::reveal_citizen_id(&mut op, &id, "  ")
        .await
        .unwrap_err();
    assert_eq!(
        (refused.code(), refused.field()),
        ("identity.no_reason", Some("why"))
    );
    identity::reveal_citizen_id(&mut op, &id, "电话核对")
        .await
        .unwrap();
    drop(op);
    let mut own = world.op(&world.cast.learner).await;
    identity::reveal_citizen_id(&mut own, &id, "")
        .await
        .unwrap();
}

#[tokio::test]
async fn a_committee_checks_applicants_of_its_own_territory() {
    let world = World::new().await;
    let cast = &world.cast;
    let on = Day::new(2022, 9, 1).unwrap();
    let application = Application {
        purpose: Purpose::Appraisal,
        level: None,
        degree: None,
        on,
    };
    let mut applicant = Applicant::new("A-1", application);
    let mut op = world.op(&cast.clerk).await;
    let decision = decisions::check(&mut op, &applicant).await.unwrap();
    assert_eq!(decision.outcome, policy::Outcome::NotMet);
    applicant.post.territory = Some("nowhere".into());
    let unknown = decisions::check(&mut op, &applicant).await;
    assert_eq!(code(&unknown), Some("decisions.unknown_territory"));
    applicant.post.territory = Some("baotou".into());
    assert_eq!(
        code(&decisions::check(&mut op, &applicant).await),
        Some("permission.denied")
    );
    drop(op);
    let names = identity::names(&mut world.system().await, &[Cast::id(&cast.learner)]).await;
    assert_eq!(names.unwrap().into_values().collect::<Vec<_>>(), ["乌日娜"]);
    assert!(cast.clerk.holds(Role::CommitteeClerk));
}
