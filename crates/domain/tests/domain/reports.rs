//! Annual reports: drawn up, confirmed, approved, or returned.

use crate::way;
use domain::reports::{self, Report, Status};
use domain::testing::{Cast, World};
use domain::{Actor, Grant, Role};
use kernel::{Category, Fault, Outcome};

#[derive(Clone, Copy, Debug)]
enum Step {
    Confirm,
    ReturnByEmployer,
    Approve,
    ReturnByBureau,
}

async fn step(world: &World, who: &Actor, report: &Report, step: Step) -> Outcome<Report> {
    let mut op = world.op(who).await;
    let (id, why) = (&report.id, "单位信息有误");
    let report = match step {
        Step::Confirm => reports::confirm(&mut op, id).await,
        Step::ReturnByEmployer => reports::return_by_employer(&mut op, id, why).await,
        Step::Approve => reports::approve(&mut op, id).await,
        Step::ReturnByBureau => reports::return_by_bureau(&mut op, id, why).await,
    }?;
    op.commit().await?;
    Ok(report)
}

fn code<T>(outcome: &Outcome<T>) -> Option<&'static str> {
    outcome.as_ref().err().map(Fault::code)
}

#[tokio::test]
async fn a_whole_year_is_drawn_up_confirmed_and_approved() {
    for world in World::on_each().await {
        let cast = &world.cast;
        way::whole_year(&world, &cast.learner).await;
        let drawn = way::draw(&world, &cast.learner).await.unwrap();
        assert_eq!(drawn.status, Status::WithEmployer);
        assert_eq!(
            (
                drawn.public_hours.to_string(),
                drawn.professional_hours.to_string()
            ),
            ("30".into(), "60".into())
        );
        assert!(drawn.ledger_head.starts_with("2:"));
        assert_eq!(
            (drawn.person_name.as_str(), drawn.employer_name.as_str()),
            ("乌日娜", "经开区数据中心")
        );

        world.advance(std::time::Duration::from_hours(1));
        let confirmed = step(&world, &cast.employer_admin, &drawn, Step::Confirm)
            .await
            .unwrap();
        assert_eq!(
            (confirmed.status, confirmed.since),
            (Status::WithBureau, world.now())
        );
        let approved = step(&world, &cast.officer, &drawn, Step::Approve)
            .await
            .unwrap();
        assert_eq!(approved.status, Status::Approved);

        let mut op = world.op(&cast.learner).await;
        let steps = reports::steps(&mut op, &drawn.id).await.unwrap();
        let taken: Vec<_> = steps
            .iter()
            .map(|step| (step.status, step.actor_name.as_str()))
            .collect();
        assert_eq!(
            taken,
            [
                (Status::WithEmployer, "乌日娜"),
                (Status::WithBureau, "雇主"),
                (Status::Approved, "官员甲"),
            ]
        );
        drop(op);
        assert_eq!(way::run_queue(&world).await, ["cards.issue"]);
    }
}

#[tokio::test]
async fn an_incomplete_year_is_refused_with_what_is_missing() {
    let world = World::new().await;
    let learner = &world.cast.learner;
    way::recognise(&world, learner, Category::Public, 30).await;
    way::recognise(&world, learner, Category::Professional, 12).await;
    let refused = way::draw(&world, learner).await.unwrap_err();
    assert_eq!(
        refused.to_string(),
        "reports.hours_short public=0 professional=48"
    );
    // More public hours do not help.
    way::recognise(&world, learner, Category::Public, 60).await;
    assert_eq!(
        code(&way::draw(&world, learner).await),
        Some("reports.hours_short")
    );
}

#[tokio::test]
async fn the_exam_of_a_public_course_must_be_passed() {
    let world = World::new().await;
    let learner = &world.cast.learner;
    way::whole_year(&world, learner).await;
    let enrolment = way::watched(&world, learner, Category::Public).await;
    let refused = way::draw(&world, learner).await.unwrap_err();
    assert_eq!(refused.to_string(), "reports.exams_missing count=1");
    way::take_exam(&world, learner, &enrolment, "对").await;
    way::run_queue(&world).await;
    assert!(way::draw(&world, learner).await.is_ok());
}

#[tokio::test]
async fn nobody_without_an_employer_draws_up_a_report() {
    let world = World::new().await;
    let officer = &world.cast.second_officer;
    way::whole_year(&world, officer).await;
    assert_eq!(
        code(&way::draw(&world, officer).await),
        Some("reports.no_employer")
    );
    assert_eq!(
        code(&way::draw(&world, &Actor::anonymous()).await),
        Some("permission.sign_in_first")
    );
}

#[tokio::test]
async fn a_year_for_which_nothing_is_owed_has_no_report() {
    let world = World::new().await;
    let mut op = world.op(&world.cast.learner).await;
    let refused = reports::draw(&mut op, 1999).await;
    assert_eq!(code(&refused), Some("reports.year_not_owed"));
}

#[tokio::test]
async fn repeating_a_step_changes_nothing() {
    let world = World::new().await;
    let cast = &world.cast;
    way::whole_year(&world, &cast.learner).await;
    let first = way::draw(&world, &cast.learner).await.unwrap();
    let second = way::draw(&world, &cast.learner).await.unwrap();
    assert_eq!((second.id, second.since), (first.id.clone(), first.since));
    for _ in 0..2 {
        step(&world, &cast.employer_admin, &first, Step::Confirm)
            .await
            .unwrap();
    }
    for _ in 0..2 {
        step(&world, &cast.officer, &first, Step::Approve)
            .await
            .unwrap();
    }
    let mut op = world.op(&cast.officer).await;
    assert_eq!(reports::steps(&mut op, &first.id).await.unwrap().len(), 3);
    drop(op);
    assert_eq!(way::run_queue(&world).await, ["cards.issue"]);
}

#[tokio::test]
async fn a_returned_report_is_drawn_up_again() {
    for world in World::on_each().await {
        let cast = &world.cast;
        way::whole_year(&world, &cast.learner).await;
        let drawn = way::draw(&world, &cast.learner).await.unwrap();
        let returned = step(&world, &cast.employer_admin, &drawn, Step::ReturnByEmployer)
            .await
            .unwrap();
        assert_eq!(returned.status, Status::Returned);
        assert_eq!(
            code(&step(&world, &cast.employer_admin, &drawn, Step::Confirm).await),
            Some("reports.returned")
        );

        way::recognise(&world, &cast.learner, Category::Professional, 5).await;
        let again = way::draw(&world, &cast.learner).await.unwrap();
        assert_eq!(
            (again.id.clone(), again.status),
            (drawn.id.clone(), Status::WithEmployer)
        );
        assert_eq!(again.professional_hours.to_string(), "65");

        step(&world, &cast.employer_admin, &again, Step::Confirm)
            .await
            .unwrap();
        step(&world, &cast.officer, &again, Step::ReturnByBureau)
            .await
            .unwrap();
        let last = way::draw(&world, &cast.learner).await.unwrap();
        assert_eq!(
            way::confirm_and_approve(&world, &last).await.status,
            Status::Approved
        );
        let mut op = world.op(&cast.learner).await;
        let steps = reports::steps(&mut op, &drawn.id).await.unwrap();
        assert_eq!(steps.len(), 8);
        assert_eq!(steps[1].note, "单位信息有误");
    }
}

#[tokio::test]
async fn steps_out_of_turn_and_strangers_are_refused() {
    let world = World::new().await;
    let cast = &world.cast;
    way::whole_year(&world, &cast.learner).await;
    let drawn = way::draw(&world, &cast.learner).await.unwrap();
    let foreign = Some("permission.not_yours");
    for (who, what, expected) in [
        (&cast.officer, Step::Approve, Some("reports.not_confirmed")),
        (
            &cast.officer,
            Step::ReturnByBureau,
            Some("reports.not_confirmed"),
        ),
        (&cast.learner, Step::Confirm, foreign),
        (&cast.learner, Step::Approve, foreign),
        (&cast.other_learner, Step::ReturnByEmployer, foreign),
        (&cast.officer, Step::Confirm, foreign),
        (&cast.employer_admin, Step::Approve, foreign),
        (&cast.foreign_officer, Step::ReturnByBureau, foreign),
        (&cast.employer_admin, Step::Confirm, None),
        (
            &cast.employer_admin,
            Step::ReturnByEmployer,
            Some("reports.already_confirmed"),
        ),
        (&cast.officer, Step::Approve, None),
        (
            &cast.officer,
            Step::ReturnByBureau,
            Some("reports.already_approved"),
        ),
        (
            &cast.employer_admin,
            Step::ReturnByEmployer,
            Some("reports.already_approved"),
        ),
    ] {
        let outcome = step(&world, who, &drawn, what).await;
        assert_eq!(code(&outcome), expected, "{what:?} by {}", who.name());
    }
}

#[tokio::test]
async fn a_return_says_why() {
    let world = World::new().await;
    let cast = &world.cast;
    way::whole_year(&world, &cast.learner).await;
    let drawn = way::draw(&world, &cast.learner).await.unwrap();
    let mut op = world.op(&cast.employer_admin).await;
    let refused = reports::return_by_employer(&mut op, &drawn.id, "  ")
        .await
        .unwrap_err();
    assert_eq!(
        (refused.code(), refused.field()),
        ("reports.no_reason", Some("why"))
    );
}

#[tokio::test]
async fn who_confirmed_does_not_approve_and_nobody_approves_her_own() {
    let world = World::new().await;
    let cast = &world.cast;
    way::whole_year(&world, &cast.learner).await;
    let drawn = way::draw(&world, &cast.learner).await.unwrap();
    let both = |actor: &Actor| {
        let grants = vec![
            Grant {
                role: Role::EmployerAdmin,
                scope: cast.employer.as_str().into(),
                covering: None,
            },
            Grant {
                role: Role::BureauOfficer,
                scope: cast.zone_path.clone(),
                covering: None,
            },
        ];
        Actor::person_with(Cast::id(actor), actor.name().into(), grants)
    };
    let confirmer = both(&cast.employer_admin);
    step(&world, &confirmer, &drawn, Step::Confirm)
        .await
        .unwrap();
    let refused = step(&world, &confirmer, &drawn, Step::Approve).await;
    assert_eq!(code(&refused), Some("reports.same_person"));
    let refused = step(&world, &both(&cast.learner), &drawn, Step::Approve).await;
    assert_eq!(code(&refused), Some("reports.own_report"));
    assert!(
        step(&world, &both(&cast.second_officer), &drawn, Step::Approve)
            .await
            .is_ok()
    );
}

#[tokio::test]
async fn hours_revoked_on_the_way_stop_the_approval() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let entry = way::whole_year(&world, &cast.learner).await;
        let drawn = way::draw(&world, &cast.learner).await.unwrap();
        step(&world, &cast.employer_admin, &drawn, Step::Confirm)
            .await
            .unwrap();
        way::revoke(&world, &entry).await;
        let refused = step(&world, &cast.officer, &drawn, Step::Approve)
            .await
            .unwrap_err();
        assert_eq!(
            refused.to_string(),
            "reports.no_longer_complete public=0 professional=60"
        );
        assert!(way::run_queue(&world).await.is_empty());
        // Made good, the approval rests on what the ledger says then.
        way::recognise(&world, &cast.learner, Category::Professional, 64).await;
        let approved = step(&world, &cast.officer, &drawn, Step::Approve)
            .await
            .unwrap();
        assert_eq!(approved.professional_hours.to_string(), "64");
        assert!(
            approved.ledger_head.starts_with("4:"),
            "{}",
            approved.ledger_head
        );
    }
}

#[tokio::test]
async fn employer_and_bureau_see_what_waits_for_them() {
    for world in World::on_each().await {
        let cast = &world.cast;
        way::whole_year(&world, &cast.learner).await;
        way::whole_year(&world, &cast.other_learner).await;
        let first = way::draw(&world, &cast.learner).await.unwrap();
        world.advance(std::time::Duration::from_mins(5));
        let second = way::draw(&world, &cast.other_learner).await.unwrap();
        step(&world, &cast.employer_admin, &first, Step::Confirm)
            .await
            .unwrap();

        let mut op = world.op(&cast.employer_admin).await;
        let listed = reports::list_for_employer(&mut op, &cast.employer)
            .await
            .unwrap();
        let ids: Vec<_> = listed.iter().map(|report| report.id.clone()).collect();
        assert_eq!(ids, [second.id.clone(), first.id.clone()]);
        let refused = reports::list_for_bureau(&mut op, &cast.zone_path).await;
        assert_eq!(code(&refused), Some("permission.denied"));
        drop(op);

        let mut op = world.op(&cast.officer).await;
        let queue = reports::list_for_bureau(&mut op, &cast.zone_path)
            .await
            .unwrap();
        assert_eq!(queue.len(), 1);
        assert_eq!(
            (queue[0].id.clone(), queue[0].person_name.as_str()),
            (first.id, "乌日娜")
        );
        drop(op);

        let mut op = world.op(&cast.other_learner).await;
        let found = reports::find(&mut op, &Cast::id(&cast.other_learner), 2022)
            .await
            .unwrap();
        assert_eq!(found.unwrap().id, second.id);
        assert!(
            reports::find(&mut op, &Cast::id(&cast.other_learner), 2021)
                .await
                .unwrap()
                .is_none()
        );
        let refused = reports::find(&mut op, &Cast::id(&cast.learner), 2022).await;
        assert_eq!(code(&refused), Some("permission.not_yours"));
    }
}

#[tokio::test]
async fn the_report_of_a_year_goes_its_way_after_new_year_before_the_next_notice() {
    for world in World::on_each().await {
        let cast = &world.cast;
        way::whole_year(&world, &cast.learner).await;
        world.advance(std::time::Duration::from_hours(24 * 25));
        assert_eq!(world.now().day().to_string(), "2023-01-09");

        let mut op = world.op(&cast.learner).await;
        let progress = reports::progress(&mut op, &Cast::id(&cast.learner), 2022)
            .await
            .unwrap();
        assert!(progress.may_draw());
        drop(op);
        let drawn = way::draw(&world, &cast.learner).await.unwrap();
        assert_eq!(drawn.status, Status::WithEmployer);
        let approved = way::confirm_and_approve(&world, &drawn).await;
        assert_eq!(approved.status, Status::Approved);
        assert_eq!(way::run_queue(&world).await, ["cards.issue"]);
        // A year that nobody was ever asked for is still none.
        let mut op = world.op(&cast.learner).await;
        let refused = reports::draw(&mut op, 2023).await;
        assert_eq!(code(&refused), Some("reports.year_not_owed"));
    }
}

#[tokio::test]
async fn after_new_year_a_short_year_is_still_refused() {
    let world = World::new().await;
    let learner = &world.cast.learner;
    way::recognise(&world, learner, Category::Public, 30).await;
    world.advance(std::time::Duration::from_hours(24 * 25));
    let refused = way::draw(&world, learner).await.unwrap_err();
    assert_eq!(
        refused.to_string(),
        "reports.hours_short public=0 professional=60"
    );
    // An officer may still recognise what was studied elsewhere in 2022.
    way::recognise(&world, learner, Category::Professional, 60).await;
    assert!(way::draw(&world, learner).await.is_ok());
}
