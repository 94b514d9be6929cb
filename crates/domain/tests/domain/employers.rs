//! Employers: their admins and departments; and what tests of employers share.

use domain::employers::{self, NewRegistration, Sector};
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

/// Applies for an employer.
pub async fn apply(
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
