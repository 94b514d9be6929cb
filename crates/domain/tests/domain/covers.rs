//! Standing in: a colleague has the role from one day to another, and not a day longer.

use std::time::Duration;

use domain::covers::{self, NewCover};
use domain::employers::{self, EndedWhy};
use domain::identity::NewPerson;
use domain::queues::{self, Desk, Matter, NewItem};
use domain::testing::{Cast, World};
use domain::{Actor, Role, identity, inbox};
use kernel::{Change, CitizenId, Day, Outcome, PageSize};

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

const CASHIER: (&str, &str) = ("13800000077", "收款");

/// A colleague at the counter, who confirms payments and nothing else.
async fn cashier(world: &World) -> Actor {
    let new = NewPerson {
        name: CASHIER.1.into(),
        citizen_id: CitizenId::from_seventeen("15010219900601772").unwrap(),
        phone: Some(CASHIER.0.parse().unwrap()),
        territory_id: world.cast.zone.clone(),
    };
    let mut op = world.system().await;
    let person = identity::register(&mut op, new).await.unwrap();
    identity::grant(&mut op, &person.id, Role::Cashier, &world.cast.zone_path)
        .await
        .unwrap();
    op.commit().await.unwrap();
    let mut op = world.system().await;
    identity::actor_of(&mut op, &person.id).await.unwrap()
}

#[tokio::test]
async fn a_deputy_has_the_role_on_its_days_only() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let colleague = cashier(&world).await;
        let officer = Role::BureauOfficer;
        assert!(!again(&world, &colleague).await.holds(officer));
        let arranged = ask(&world, &cast.officer, officer, CASHIER, (16, 17)).await;
        assert!(arranged.unwrap().is_new());
        let twice = ask(&world, &cast.officer, officer, CASHIER, (16, 17)).await;
        assert!(!twice.unwrap().is_new());
        let clash = ask(&world, &cast.officer, officer, CASHIER, (17, 20)).await;
        assert_eq!(clash.unwrap_err().code(), "covers.covered_already");
        let mut held = Vec::new();
        for _ in 15..=18 {
            held.push(again(&world, &colleague).await.holds(officer));
            world.advance(DAY);
        }
        assert_eq!(held, [false, true, true, false]);
    }
}

#[tokio::test]
async fn a_deputy_s_role_ends_with_the_holder_s_and_when_one_of_them_ends_it() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let colleague = cashier(&world).await;
        let officer = Role::BureauOfficer;
        let cover = ask(&world, &cast.officer, officer, CASHIER, (15, 20)).await;
        let cover = cover.unwrap().into_inner();
        let deputy = again(&world, &colleague).await;
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
        assert!(!again(&world, &colleague).await.holds(officer));
        let mut op = world.system().await;
        identity::grant(&mut op, &holder, officer, &cast.zone_path)
            .await
            .unwrap();
        op.commit().await.unwrap();
        assert!(again(&world, &colleague).await.holds(officer));
        // The deputy gives it back.
        let mut op = world.op(&deputy).await;
        assert!(covers::end(&mut op, &cover.id).await.unwrap().is_new());
        assert!(!covers::end(&mut op, &cover.id).await.unwrap().is_new());
        op.commit().await.unwrap();
        assert!(!again(&world, &colleague).await.holds(officer));
    }
}

#[tokio::test]
async fn only_a_colleague_stands_in_and_only_for_what_is_held() {
    for world in World::on_each().await {
        let cast = &world.cast;
        cashier(&world).await;
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
            (&cast.officer, Role::Cashier, CASHIER, "covers.not_held"),
            (
                &cast.officer,
                Role::EmployerAdmin,
                CASHIER,
                "permission.not_yours",
            ),
            (
                &cast.employer_admin,
                Role::EmployerAdmin,
                CASHIER,
                "covers.no_colleague",
            ),
            (
                &cast.base_admin,
                Role::BaseAdmin,
                CASHIER,
                "covers.no_colleague",
            ),
            (
                &cast.second_officer,
                Role::BureauOfficer,
                CASHIER,
                "permission.not_yours",
            ),
            (
                &cast.foreign_officer,
                Role::BureauOfficer,
                CASHIER,
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
        cashier(&world).await;
        for (by, role, deputy) in [
            (
                &cast.employer_admin,
                Role::EmployerAdmin,
                ("13800000001", "乌日娜"),
            ),
            (&cast.base_admin, Role::BaseAdmin, ("13800000005", "教师")),
            // She fell ill: the region arranges it.
            (&cast.region_admin, Role::BureauOfficer, CASHIER),
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

#[tokio::test]
async fn nobody_who_inspects_becomes_whom_she_looks_at() {
    for world in World::on_each().await {
        let cast = &world.cast;
        for deputy in [("13800000008", "巡查"), ("13800000009", "评委")] {
            let role = Role::BureauOfficer;
            let refused = ask(&world, &cast.officer, role, deputy, (15, 16)).await;
            assert_eq!(refused.unwrap_err().code(), "covers.no_colleague");
        }
    }
}

#[tokio::test]
async fn a_deputy_of_an_employer_makes_and_ends_no_admins_and_stops_when_she_leaves() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let role = Role::EmployerAdmin;
        let staff = ("13800000001", "乌日娜");
        ask(&world, &cast.employer_admin, role, staff, (15, 20))
            .await
            .unwrap();
        let deputy = again(&world, &cast.learner).await;
        assert!(deputy.holds(role));
        let mut op = world.op(&deputy).await;
        let id = &cast.employer;
        let taken = employers::add_admin(&mut op, id, staff.0, staff.1).await;
        assert_eq!(taken.unwrap_err().code(), "permission.denied");
        let holder = Cast::id(&cast.employer_admin);
        let thrown_out = employers::end_admin(&mut op, id, &holder).await;
        assert_eq!(thrown_out.unwrap_err().code(), "permission.denied");
        // What waits at the desk is hers to do.
        inbox::open(
            &mut op,
            &Desk::Employer(id.clone()),
            None,
            None,
            PageSize::new(5),
        )
        .await
        .unwrap();
        drop(op);
        let mut op = world.op(&cast.employer_admin).await;
        let posts = employers::posts(&mut op, id).await.unwrap();
        let me = Cast::id(&cast.learner);
        let post = posts.into_iter().find(|post| post.person_id == me).unwrap();
        employers::end(&mut op, &post.id, december(15), EndedWhy::Left)
            .await
            .unwrap();
        op.commit().await.unwrap();
        assert!(!again(&world, &cast.learner).await.holds(role));
    }
}
