//! Standing in: a colleague has the role from one day to another, and not a day longer.

use std::time::Duration;

use domain::covers::{self, NewCover};
use domain::queues::{self, Desk, Matter, NewItem};
use domain::testing::{Cast, World};
use domain::{Actor, Role, identity, inbox};
use kernel::{Change, Day, Outcome};

const DAY: Duration = Duration::from_hours(24);

fn december(day: i8) -> Day {
    Day::new(2022, 12, day).unwrap()
}

/// The officer asks the instructor's colleague, the cashier's, whoever has that number.
async fn ask(
    world: &World,
    by: &Actor,
    role: Role,
    (number, name): (&str, &str),
    (from, until): (i8, i8),
) -> Outcome<Change<identity::Cover>> {
    let cast = &world.cast;
    let (holder, scope) = match role {
        Role::EmployerAdmin => (&cast.employer_admin, cast.employer.as_str()),
        Role::BaseAdmin => (&cast.base_admin, cast.base.as_str()),
        _ => (&cast.officer, cast.zone_path.as_str()),
    };
    let holder = Cast::id(holder);
    let mut op = world.op(by).await;
    let new = NewCover {
        holder: &holder,
        role,
        scope,
        number,
        name,
        from_on: december(from),
        until_on: december(until),
        why: "年休假",
    };
    let arranged = covers::arrange(&mut op, new).await?;
    op.commit().await?;
    Ok(arranged)
}

/// Whoever signs in again has what she holds now.
async fn again(world: &World, actor: &Actor) -> Actor {
    let mut op = world.system().await;
    identity::actor_of(&mut op, &Cast::id(actor)).await.unwrap()
}

const INSPECTOR: (&str, &str) = ("13800000008", "巡查");

#[tokio::test]
async fn a_deputy_has_the_role_on_its_days_only() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let officer = Role::BureauOfficer;
        assert!(!again(&world, &cast.inspector).await.holds(officer));
        let arranged = ask(&world, &cast.officer, officer, INSPECTOR, (16, 17)).await;
        assert!(arranged.unwrap().is_new());
        let twice = ask(&world, &cast.officer, officer, INSPECTOR, (16, 17)).await;
        assert!(!twice.unwrap().is_new());
        let clash = ask(&world, &cast.officer, officer, INSPECTOR, (17, 20)).await;
        assert_eq!(clash.unwrap_err().code(), "covers.covered_already");
        let mut held = Vec::new();
        for _ in 15..=18 {
            held.push(again(&world, &cast.inspector).await.holds(officer));
            world.advance(DAY);
        }
        assert_eq!(held, [false, true, true, false]);
    }
}

#[tokio::test]
async fn a_deputy_s_role_ends_with_the_holder_s_and_when_one_of_them_ends_it() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let officer = Role::BureauOfficer;
        let cover = ask(&world, &cast.officer, officer, INSPECTOR, (15, 20)).await;
        let cover = cover.unwrap().into_inner();
        let deputy = again(&world, &cast.inspector).await;
        assert!(deputy.is_covering(&Cast::id(&cast.officer)));
        // A deputy hands nothing on: the role is not hers.
        let onward = ask(&world, &deputy, officer, ("13800000009", "文员"), (15, 16)).await;
        assert_eq!(onward.unwrap_err().code(), "permission.not_yours");
        // Nor does a stranger end it.
        let mut op = world.op(&cast.second_officer).await;
        let refused = covers::end(&mut op, &cover.id).await.unwrap_err();
        assert_eq!(refused.code(), "permission.not_yours");
        drop(op);
        let mut op = world.system().await;
        let holder = Cast::id(&cast.officer);
        identity::end_grant(&mut op, &holder, officer, &cast.zone_path)
            .await
            .unwrap();
        op.commit().await.unwrap();
        assert!(!again(&world, &cast.inspector).await.holds(officer));
        let mut op = world.system().await;
        identity::grant(&mut op, &holder, officer, &cast.zone_path)
            .await
            .unwrap();
        op.commit().await.unwrap();
        assert!(again(&world, &cast.inspector).await.holds(officer));
        // The deputy gives it back.
        let mut op = world.op(&deputy).await;
        assert!(covers::end(&mut op, &cover.id).await.unwrap().is_new());
        assert!(!covers::end(&mut op, &cover.id).await.unwrap().is_new());
        op.commit().await.unwrap();
        assert!(!again(&world, &cast.inspector).await.holds(officer));
    }
}

#[tokio::test]
async fn only_a_colleague_stands_in_and_only_for_what_is_held() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let cases = [
            (
                &cast.officer,
                Role::BureauOfficer,
                ("13800000008", "王小明"),
                "covers.nobody_found",
            ),
            (
                &cast.officer,
                Role::BureauOfficer,
                ("13800000006", "官员甲"),
                "covers.oneself",
            ),
            (
                &cast.officer,
                Role::BureauOfficer,
                ("13800000003", "雇主"),
                "covers.no_colleague",
            ),
            (&cast.officer, Role::Cashier, INSPECTOR, "covers.not_held"),
            (
                &cast.officer,
                Role::EmployerAdmin,
                INSPECTOR,
                "permission.not_yours",
            ),
            (
                &cast.employer_admin,
                Role::EmployerAdmin,
                INSPECTOR,
                "covers.no_colleague",
            ),
            (
                &cast.base_admin,
                Role::BaseAdmin,
                INSPECTOR,
                "covers.no_colleague",
            ),
            (
                &cast.second_officer,
                Role::BureauOfficer,
                INSPECTOR,
                "permission.not_yours",
            ),
            (
                &cast.foreign_officer,
                Role::BureauOfficer,
                INSPECTOR,
                "permission.not_yours",
            ),
        ];
        for (by, role, deputy, code) in cases {
            let refused = ask(&world, by, role, deputy, (15, 16)).await.unwrap_err();
            assert_eq!(refused.code(), code, "{role} by {}", by.name());
        }
    }
}

#[tokio::test]
async fn employers_and_bases_arrange_their_own_and_the_region_for_who_fell_ill() {
    for world in World::on_each().await {
        let cast = &world.cast;
        for (by, role, deputy) in [
            (
                &cast.employer_admin,
                Role::EmployerAdmin,
                ("13800000001", "乌日娜"),
            ),
            (&cast.base_admin, Role::BaseAdmin, ("13800000005", "教师")),
            // She fell ill: the region arranges it.
            (&cast.region_admin, Role::BureauOfficer, INSPECTOR),
        ] {
            let arranged = ask(&world, by, role, deputy, (15, 16)).await;
            assert!(arranged.unwrap().is_new(), "{role}");
        }
    }
}

#[tokio::test]
async fn what_the_holder_took_is_the_deputy_s_to_go_on_with() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let desk = Desk::Bureau(cast.zone.clone());
        let item = NewItem {
            desk,
            kind: Matter::Fact,
            subject: "a",
            person: None,
            title: "事实",
            working_days: 5,
            needed_by: None,
            escalates_to: None,
        };
        let mut op = world.op(&cast.officer).await;
        queues::put(&mut op, item).await.unwrap();
        inbox::take(&mut op, Matter::Fact, "a").await.unwrap();
        op.commit().await.unwrap();
        let second = ("13800000007", cast.second_officer.name());
        let mut op = world.op(&cast.second_officer).await;
        let refused = inbox::take(&mut op, Matter::Fact, "a").await.unwrap_err();
        assert_eq!(refused.code(), "queues.taken_already");
        drop(op);
        ask(&world, &cast.officer, Role::BureauOfficer, second, (15, 16))
            .await
            .unwrap();
        let deputy = again(&world, &cast.second_officer).await;
        let mut op = world.op(&deputy).await;
        assert_eq!(inbox::desks(&mut op).await.unwrap().len(), 1);
        inbox::take(&mut op, Matter::Fact, "a").await.unwrap();
        let item = queues::find(&mut op, Matter::Fact, "a").await.unwrap();
        let taker = item.and_then(|item| item.taken_by);
        assert_eq!(taker, Some(Cast::id(&cast.second_officer)));
    }
}
