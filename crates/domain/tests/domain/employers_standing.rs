//! Employers: where they lie and what they are by day, and how they are found.

use std::time::Duration;

use domain::employers::{self, Sector};
use domain::queues::{self, Desk, Matter};
use domain::testing::{Cast, World};
use domain::{identity, territory};
use kernel::{PageSize, TerritoryId};

use crate::employers::{accepted, application, day, told};
use crate::way;

const DAY: Duration = Duration::from_hours(24);

async fn baotou(world: &World) -> TerritoryId {
    let mut op = world.system().await;
    territory::find_by_code(&mut op, "baotou")
        .await
        .unwrap()
        .unwrap()
        .id
}

#[tokio::test]
async fn people_follow_their_employer_and_what_was_stays() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let (id, to) = (&cast.employer, baotou(&world).await);
        let mut op = world.op(&cast.employer_admin).await;
        let same = employers::ask_change(&mut op, id, &cast.zone, "搬迁").await;
        assert_eq!(same.unwrap_err().code(), "employers.same_territory");
        let change = employers::ask_change(&mut op, id, &to, "整体搬迁")
            .await
            .unwrap();
        let twice = employers::ask_change(&mut op, id, &to, "搬迁").await;
        assert_eq!(twice.unwrap_err().code(), "employers.change_waiting");
        op.commit().await.unwrap();

        // The old bureau does not decide it, and does not even see it.
        let mut op = world.op(&cast.officer).await;
        let refused = employers::accept_change(&mut op, &change.id, "")
            .await
            .unwrap_err();
        assert_eq!(refused.code(), "permission.denied");
        drop(op);
        let mut op = world.op(&cast.foreign_officer).await;
        let desk = Desk::Bureau(to.clone());
        let waits = queues::count(&mut op, &desk).await.unwrap();
        assert_eq!(waits, [(Matter::TerritoryChange, 1)]);
        assert!(
            employers::accept_change(&mut op, &change.id, "")
                .await
                .unwrap()
                .is_new()
        );
        assert!(
            !employers::accept_change(&mut op, &change.id, "")
                .await
                .unwrap()
                .is_new()
        );
        op.commit().await.unwrap();
        way::run_queue(&world).await;

        let mut op = world.system().await;
        let employer = employers::get(&mut op, id).await.unwrap();
        assert_eq!(employer.territory_id, to);
        for who in [&cast.learner, &cast.other_learner] {
            let worker = employers::worker(&mut op, &Cast::id(who)).await.unwrap();
            assert_eq!(worker.person.territory_id, to);
        }
        // The admin does not work there: she stays where she is.
        let admin = identity::get_person(&mut op, &Cast::id(&cast.employer_admin)).await;
        assert_eq!(admin.unwrap().territory_id, cast.zone);
        let before = employers::standing_on(&mut op, id, day("2022-12-14"))
            .await
            .unwrap();
        let after = employers::standing_on(&mut op, id, day("2022-12-15"))
            .await
            .unwrap();
        assert_eq!(
            (before.territory_id, after.territory_id),
            (cast.zone.clone(), to)
        );
        drop(op);
        assert_eq!(told(&world, &cast.learner).await, ["employers-followed"]);
        assert_eq!(
            told(&world, &cast.employer_admin).await,
            ["employers-change-accepted"]
        );
    }
}

#[tokio::test]
async fn a_wish_for_another_territory_is_returned_or_taken_back() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let (id, to) = (&cast.employer, baotou(&world).await);
        for is_returned in [true, false] {
            let mut op = world.op(&cast.employer_admin).await;
            let change = employers::ask_change(&mut op, id, &to, "搬迁")
                .await
                .unwrap();
            op.commit().await.unwrap();
            if is_returned {
                let mut op = world.op(&cast.foreign_officer).await;
                employers::return_change(&mut op, &change.id, "注册地未变")
                    .await
                    .unwrap();
                let late = employers::accept_change(&mut op, &change.id, "")
                    .await
                    .unwrap_err();
                assert_eq!(late.code(), "employers.decided_already");
                op.commit().await.unwrap();
            } else {
                let mut op = world.op(&cast.employer_admin).await;
                employers::withdraw_change(&mut op, &change.id)
                    .await
                    .unwrap();
                op.commit().await.unwrap();
            }
            let mut op = world.system().await;
            let still = employers::get(&mut op, id).await.unwrap();
            assert_eq!(still.territory_id, cast.zone);
            let desk = Desk::Bureau(to.clone());
            assert_eq!(queues::count(&mut op, &desk).await.unwrap(), []);
        }
    }
}

#[tokio::test]
async fn what_an_employer_is_has_a_day() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let (id, learner) = (&cast.employer, Cast::id(&cast.learner));
        let mut op = world.op(&cast.officer).await;
        let set = async |op: &mut domain::Op, from, sector, grassroots| {
            employers::set_standing(op, id, day(from), sector, grassroots, "批文").await
        };
        let same = set(&mut op, "2022-01-01", Sector::PublicInstitution, false)
            .await
            .unwrap_err();
        assert_eq!(same.code(), "employers.same_standing");
        let ahead = set(&mut op, "2022-12-16", Sector::School, false)
            .await
            .unwrap_err();
        assert_eq!(ahead.field(), Some("from_day"));
        let now = set(&mut op, "2022-06-01", Sector::StateEnterprise, true)
            .await
            .unwrap();
        assert_eq!(
            (now.sector, now.grassroots),
            (Sector::StateEnterprise, true)
        );
        // A later correction of an earlier time leaves what came after as it is.
        op.commit().await.unwrap();
        world.advance(DAY);
        let mut op = world.op(&cast.officer).await;
        let now = set(&mut op, "2020-01-01", Sector::School, false)
            .await
            .unwrap();
        assert_eq!(now.sector, Sector::StateEnterprise);
        for (on, sector) in [
            ("2019-12-31", Sector::PublicInstitution),
            ("2020-01-01", Sector::School),
            ("2022-05-31", Sector::School),
            ("2022-06-01", Sector::StateEnterprise),
        ] {
            let post = employers::post_on(&mut op, &learner, day(on))
                .await
                .unwrap()
                .unwrap();
            assert_eq!(post.standing.sector, sector, "{on}");
            assert_eq!(post.employment.employer_id, *id);
        }
        // Before she came she had no post.
        let none = employers::post_on(&mut op, &learner, day("2015-06-30"))
            .await
            .unwrap();
        assert!(none.is_none());
        let all = employers::get(&mut op, id).await.unwrap();
        assert_eq!(employers::standings(&mut op, &all).await.unwrap().len(), 3);
        drop(op);
        for who in [&cast.employer_admin, &cast.foreign_officer] {
            let mut op = world.op(who).await;
            let refused = set(&mut op, "2021-01-01", Sector::NonPublic, false)
                .await
                .unwrap_err();
            assert_eq!(refused.code(), "permission.denied");
        }
    }
}

#[tokio::test]
async fn employers_are_found_by_name_and_code_a_page_at_a_time() {
    for world in World::on_each().await {
        let cast = &world.cast;
        accepted(&world, &cast.instructor).await;
        let mut op = world.op(&cast.officer).await;
        let found = async |op: &mut domain::Op, path: &str, text: &str| {
            let page = employers::search(op, path, text, None, PageSize::default()).await;
            let names = page.unwrap().items.into_iter().map(|e| e.name);
            names.collect::<Vec<_>>()
        };
        let path = cast.zone_path.as_str();
        assert_eq!(
            found(&mut op, path, "").await,
            ["敕勒川软件有限公司", "经开区数据中心"]
        );
        assert_eq!(found(&mut op, path, "数据").await, ["经开区数据中心"]);
        let code = application(&world).credit_code.to_lowercase();
        assert_eq!(found(&mut op, path, &code).await, ["敕勒川软件有限公司"]);
        assert_eq!(
            found(&mut op, "/nei-mongol/baotou/", "").await,
            Vec::<String>::new()
        );
        let first = employers::search(&mut op, path, "", None, PageSize::new(1))
            .await
            .unwrap();
        let next = first.next.unwrap();
        let second = employers::search(&mut op, path, "", Some(&next), PageSize::new(1)).await;
        assert_eq!(second.unwrap().items[0].name, "经开区数据中心");
    }
}
