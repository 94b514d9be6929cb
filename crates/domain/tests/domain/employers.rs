//! Employers: registered and accepted, their admins, departments, and what they are by day.

use domain::employers::{self, NewRegistration, Sector, Verdict};
use domain::queues::{self, Desk, Matter};
use domain::testing::{Cast, World};
use domain::{Actor, Role, identity, messages};
use kernel::{CreditCode, Day, EmployerId, Fault, PageSize};

pub fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// An application that the bureau of the zone gets.
pub fn application(world: &World) -> NewRegistration {
    NewRegistration {
        credit_code: CreditCode::from_seventeen("91150100MA0000001")
            .unwrap()
            .to_string(),
        name: "敕勒川软件有限公司".into(),
        sector: Some(Sector::NonPublic),
        grassroots: false,
        territory_id: Some(world.cast.zone.clone()),
        ..NewRegistration::default()
    }
}

/// The same with a check character that does not fit.
fn doubtful(world: &World) -> NewRegistration {
    let mut new = application(world);
    let last = new.credit_code.pop().unwrap();
    new.credit_code.push(if last == '1' { '2' } else { '1' });
    new
}

/// The roles that somebody holds now, as the next page will ask.
pub async fn again(world: &World, actor: &Actor) -> Actor {
    let mut op = world.system().await;
    identity::actor_of(&mut op, &Cast::id(actor)).await.unwrap()
}

/// What somebody was told, by name: all of it happens in one instant here.
pub async fn told(world: &World, actor: &Actor) -> Vec<String> {
    let mut op = world.op(actor).await;
    let page = messages::list(&mut op, None, PageSize::default()).await;
    let kinds = page.unwrap().items.into_iter().map(|told| told.kind);
    let mut kinds: Vec<String> = kinds.collect();
    kinds.sort();
    kinds
}

async fn apply(
    world: &World,
    by: &Actor,
    new: NewRegistration,
) -> Result<kernel::RegistrationId, Fault> {
    let mut op = world.op(by).await;
    let change = employers::apply(&mut op, new).await?;
    op.commit().await?;
    Ok(change.into_inner().id)
}

/// A second employer, of which the applicant is the admin.
pub async fn accepted(world: &World, by: &Actor) -> (EmployerId, Actor) {
    let id = apply(world, by, application(world)).await.unwrap();
    let mut op = world.op(&world.cast.officer).await;
    let employer = employers::accept(&mut op, &id, "").await.unwrap();
    op.commit().await.unwrap();
    (employer.into_inner().id, again(world, by).await)
}

#[tokio::test]
async fn whoever_applied_is_the_admin_of_what_the_bureau_accepts() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let id = apply(&world, &cast.instructor, application(&world))
            .await
            .unwrap();
        // Sending the form twice is one application.
        let twice = apply(&world, &cast.instructor, application(&world))
            .await
            .unwrap();
        assert_eq!(twice, id);
        let mut op = world.op(&cast.officer).await;
        let desk = Desk::Bureau(cast.zone.clone());
        let waiting = queues::count(&mut op, &desk).await.unwrap();
        assert_eq!(waiting, [(Matter::Employer, 1)]);
        let employer = employers::accept(&mut op, &id, "")
            .await
            .unwrap()
            .into_inner();
        let same = employers::accept(&mut op, &id, "").await.unwrap();
        assert!(!same.is_new() && same.into_inner() == employer);
        assert_eq!(queues::count(&mut op, &desk).await.unwrap(), []);
        op.commit().await.unwrap();

        let admin = again(&world, &cast.instructor).await;
        assert!(admin.holds(Role::EmployerAdmin) && admin.holds(Role::Instructor));
        let mut op = world.op(&admin).await;
        let there = employers::admins(&mut op, &employer).await.unwrap();
        assert_eq!(there.len(), 1);
        assert_eq!(there[0].name, "教师");
        let mine = employers::list_registrations(&mut op, None, PageSize::default()).await;
        assert_eq!(mine.unwrap().items[0].state, Verdict::Accepted);
        drop(op);
        let heard = told(&world, &admin).await;
        assert_eq!(heard, ["employers-accepted", "employers-applied"]);
    }
}

#[tokio::test]
async fn a_code_that_does_not_check_needs_words_on_both_sides() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let refused = apply(&world, &cast.learner, doubtful(&world))
            .await
            .unwrap_err();
        assert_eq!(refused.code(), "employers.code_doubtful");
        assert_eq!(refused.field(), Some("code_reason"));
        let explained = NewRegistration {
            code_reason: "营业执照原件即为此码".into(),
            ..doubtful(&world)
        };
        let id = apply(&world, &cast.learner, explained).await.unwrap();
        let mut op = world.op(&cast.officer).await;
        let silent = employers::accept(&mut op, &id, "  ").await.unwrap_err();
        assert_eq!(silent.code(), "employers.override_needs_words");
        let seen = employers::registration(&mut op, &id).await.unwrap();
        assert!(!seen.credit_code.checks() && seen.code_reason == "营业执照原件即为此码");
        let words = "已核对营业执照原件";
        let employer = employers::accept(&mut op, &id, words).await.unwrap();
        assert_eq!(employer.into_inner().code_note, words);
    }
}

#[tokio::test]
async fn a_code_is_registered_once() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let first = apply(&world, &cast.learner, application(&world))
            .await
            .unwrap();
        let taken = apply(&world, &cast.other_learner, application(&world))
            .await
            .unwrap_err();
        assert_eq!(taken.code(), "employers.code_waiting");
        let mut op = world.op(&cast.officer).await;
        employers::accept(&mut op, &first, "").await.unwrap();
        op.commit().await.unwrap();
        for who in [&cast.learner, &cast.other_learner] {
            let taken = apply(&world, who, application(&world)).await.unwrap_err();
            assert_eq!(taken.code(), "employers.code_registered");
            assert_eq!(taken.field(), Some("credit_code"));
        }
    }
}

#[tokio::test]
async fn what_is_missing_in_an_application_is_said_at_its_field() {
    let world = World::new().await;
    let learner = &world.cast.learner;
    let good = || application(&world);
    for (new, field) in [
        (
            NewRegistration {
                credit_code: "1501".into(),
                ..good()
            },
            "credit_code",
        ),
        (
            NewRegistration {
                name: " ".into(),
                ..good()
            },
            "name",
        ),
        (
            NewRegistration {
                name: "学".repeat(101),
                ..good()
            },
            "name",
        ),
        (
            NewRegistration {
                sector: None,
                ..good()
            },
            "sector",
        ),
        (
            NewRegistration {
                territory_id: None,
                ..good()
            },
            "territory",
        ),
        (
            NewRegistration {
                code_reason: "因".repeat(501),
                ..doubtful(&world)
            },
            "code_reason",
        ),
    ] {
        let refused = apply(&world, learner, new).await.unwrap_err();
        assert_eq!(refused.field(), Some(field), "{refused:?}");
    }
    let nobody = apply(&world, &Actor::anonymous(), good())
        .await
        .unwrap_err();
    assert_eq!(nobody.code(), "permission.sign_in_first");
}

#[tokio::test]
async fn an_application_is_returned_with_words_or_taken_back_and_may_come_again() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let first = apply(&world, &cast.learner, application(&world))
            .await
            .unwrap();
        let mut op = world.op(&cast.officer).await;
        let silent = employers::return_registration(&mut op, &first, "")
            .await
            .unwrap_err();
        assert_eq!(silent.field(), Some("note"));
        employers::return_registration(&mut op, &first, "名称与执照不符")
            .await
            .unwrap();
        let late = employers::accept(&mut op, &first, "").await.unwrap_err();
        assert_eq!(late.code(), "employers.decided_already");
        op.commit().await.unwrap();
        let heard = told(&world, &cast.learner).await;
        assert_eq!(heard, ["employers-applied", "employers-returned"]);

        let second = apply(&world, &cast.learner, application(&world))
            .await
            .unwrap();
        assert_ne!(first, second);
        let mut op = world.op(&cast.other_learner).await;
        let foreign = employers::withdraw_registration(&mut op, &second)
            .await
            .unwrap_err();
        assert_eq!(foreign.code(), "permission.not_yours");
        drop(op);
        let mut op = world.op(&cast.learner).await;
        employers::withdraw_registration(&mut op, &second)
            .await
            .unwrap();
        let desk = Desk::Bureau(cast.zone.clone());
        assert_eq!(queues::count(&mut op, &desk).await.unwrap(), []);
    }
}

#[tokio::test]
async fn only_the_territorys_officer_decides_and_never_on_her_own() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let id = apply(&world, &cast.officer, application(&world))
            .await
            .unwrap();
        for who in [&cast.foreign_officer, &cast.employer_admin, &cast.inspector] {
            let mut op = world.op(who).await;
            let refused = employers::accept(&mut op, &id, "").await.unwrap_err();
            assert_eq!(refused.code(), "permission.not_yours");
            let refused = employers::registration(&mut op, &id).await.unwrap_err();
            assert_eq!(refused.code(), "permission.not_yours");
        }
        let mut op = world.op(&cast.officer).await;
        let own = employers::accept(&mut op, &id, "").await.unwrap_err();
        assert_eq!(own.code(), "employers.own_registration");
        drop(op);
        let mut op = world.op(&cast.second_officer).await;
        assert!(employers::accept(&mut op, &id, "").await.unwrap().is_new());
    }
}

#[tokio::test]
async fn the_role_is_handed_on_before_it_is_laid_down() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let (id, old) = (&cast.employer, &cast.employer_admin);
        let mut op = world.op(old).await;
        let alone = employers::end_admin(&mut op, id, &Cast::id(old))
            .await
            .unwrap_err();
        assert_eq!(alone.code(), "employers.last_admin");
        // A number without its name opens nothing, nor does an unknown one.
        for (number, name) in [
            ("13800000001", "王小明"),
            ("13999999999", "乌日娜"),
            ("", ""),
        ] {
            let refused = employers::add_admin(&mut op, id, number, name)
                .await
                .unwrap_err();
            assert_eq!(refused.code(), "employers.nobody_found");
        }
        let added = employers::add_admin(&mut op, id, "138 0000 0001", "乌日娜 ")
            .await
            .unwrap();
        assert!(added.is_new());
        let again_ = employers::add_admin(&mut op, id, "13800000001", "乌日娜")
            .await
            .unwrap();
        assert!(!again_.is_new());
        employers::end_admin(&mut op, id, &Cast::id(old))
            .await
            .unwrap();
        op.commit().await.unwrap();

        assert!(!again(&world, old).await.holds(Role::EmployerAdmin));
        let new = again(&world, &cast.learner).await;
        assert_eq!(told(&world, &new).await, ["employers-admin-added"]);
        // Back again: the role that ended is held anew.
        let mut op = world.op(&new).await;
        employers::add_admin(&mut op, id, "13800000003", "雇主")
            .await
            .unwrap();
        op.commit().await.unwrap();
        assert!(again(&world, old).await.holds(Role::EmployerAdmin));
    }
}

#[tokio::test]
async fn the_bureau_appoints_only_where_nobody_is_left() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let id = &cast.employer;
        let mut op = world.op(&cast.officer).await;
        let appoint = |name: &'static str| ("13800000002", name, "原管理员离职");
        let (number, name, why) = appoint("王小明");
        let early = employers::appoint_admin(&mut op, id, number, name, why)
            .await
            .unwrap_err();
        assert_eq!(early.code(), "employers.admins_left");
        let old = Cast::id(&cast.employer_admin);
        assert!(
            employers::end_admin(&mut op, id, &old)
                .await
                .unwrap()
                .is_new()
        );
        assert!(
            !employers::end_admin(&mut op, id, &old)
                .await
                .unwrap()
                .is_new()
        );
        let silent = employers::appoint_admin(&mut op, id, number, name, "")
            .await
            .unwrap_err();
        assert_eq!(silent.field(), Some("why"));
        employers::appoint_admin(&mut op, id, number, name, why)
            .await
            .unwrap();
        op.commit().await.unwrap();
        assert!(
            again(&world, &cast.other_learner)
                .await
                .holds(Role::EmployerAdmin)
        );
        let heard = told(&world, &cast.employer_admin).await;
        assert_eq!(heard, ["employers-admin-ended"]);

        let mut op = world.op(&cast.foreign_officer).await;
        let refused = employers::end_admin(&mut op, id, &old).await.unwrap_err();
        assert_eq!(refused.code(), "permission.denied");
    }
}

#[tokio::test]
async fn departments_are_added_renamed_and_closed_when_empty() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let id = &cast.employer;
        let mut op = world.op(&cast.employer_admin).await;
        let research = employers::add_department(&mut op, id, " 研发部 ")
            .await
            .unwrap();
        let taken = employers::add_department(&mut op, id, "研发部")
            .await
            .unwrap_err();
        assert_eq!(taken.code(), "employers.department_taken");
        let quality = employers::add_department(&mut op, id, "质量部")
            .await
            .unwrap();
        let taken = employers::rename_department(&mut op, id, &quality, "研发部")
            .await
            .unwrap_err();
        assert_eq!(taken.code(), "employers.department_taken");
        employers::rename_department(&mut op, id, &quality, "质检部")
            .await
            .unwrap();

        let worker = employers::worker(&mut op, &Cast::id(&cast.learner))
            .await
            .unwrap();
        let post = worker.employment.unwrap();
        employers::change_post(&mut op, &post.id, "高级工程师", "computer", Some(&research))
            .await
            .unwrap();
        let full = employers::close_department(&mut op, id, &research)
            .await
            .unwrap_err();
        assert_eq!(full.code(), "employers.department_not_empty");
        employers::close_department(&mut op, id, &quality)
            .await
            .unwrap();
        let gone = employers::close_department(&mut op, id, &quality)
            .await
            .unwrap_err();
        assert_eq!(gone.code(), "employers.unknown_department");
        // The name is free again.
        employers::add_department(&mut op, id, "质检部")
            .await
            .unwrap();
        let employer = employers::get(&mut op, id).await.unwrap();
        let open = employers::departments(&mut op, &employer).await.unwrap();
        let named: Vec<_> = open.iter().map(|d| (d.name.as_str(), d.people)).collect();
        assert_eq!(named, [("研发部", 1), ("质检部", 0)]);
        op.commit().await.unwrap();

        let (other, admin) = accepted(&world, &cast.instructor).await;
        let mut op = world.op(&admin).await;
        let foreign = employers::add_department(&mut op, id, "别人的")
            .await
            .unwrap_err();
        assert_eq!(foreign.code(), "permission.denied");
        let foreign = employers::close_department(&mut op, &other, &research)
            .await
            .unwrap_err();
        assert_eq!(foreign.code(), "employers.unknown_department");
    }
}
