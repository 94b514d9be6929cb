//! Who works where since when; and that an employer sees of everybody the years of her time there.

use domain::employers::{self, EndedWhy, NewPost, Sight};
use domain::testing::{Cast, World};
use domain::{Actor, Op, certificates, hours, messages, reports};
use kernel::{Category, Day, EmployerId, EmploymentId, Hours, PageSize};

use crate::employers::accepted;
use crate::way;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn post(employer: &EmployerId, from: &str) -> NewPost {
    NewPost {
        employer_id: employer.clone(),
        from_day: day(from),
        post_title: "工程师".into(),
        speciality: "computer".into(),
        department_id: None,
    }
}

async fn present(op: &mut Op, actor: &Actor) -> EmploymentId {
    let worker = employers::worker(op, &Cast::id(actor)).await.unwrap();
    worker.employment.unwrap().id
}

#[tokio::test]
async fn whoever_moves_leaves_the_day_before_and_the_old_employer_is_told() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let (other, _) = accepted(&world, &cast.instructor).await;
        let learner = Cast::id(&cast.learner);
        let mut op = world.system().await;
        for (from, code) in [
            ("2015-07-01", "employers.day_before_post"),
            ("2022-12-16", "employers.bad_day"),
        ] {
            let refused = employers::take_up(&mut op, &learner, post(&other, from)).await;
            assert_eq!(refused.unwrap_err().code(), code);
        }
        let own = employers::take_up(&mut op, &learner, post(&cast.employer, "2022-12-01")).await;
        assert_eq!(own.unwrap_err().code(), "employers.employed_already");
        employers::take_up(&mut op, &learner, post(&other, "2022-12-01"))
            .await
            .unwrap();
        let worker = employers::worker(&mut op, &learner).await.unwrap();
        let all = employers::employments(&mut op, &worker).await.unwrap();
        let spans: Vec<_> = all
            .iter()
            .map(|time| (time.from_day, time.to_day, time.ended_why))
            .collect();
        assert_eq!(
            spans,
            [
                (day("2022-12-01"), None, None),
                (
                    day("2015-07-01"),
                    Some(day("2022-11-30")),
                    Some(EndedWhy::Moved)
                ),
            ]
        );
        // Two times never lie over each other.
        for on in ["2022-11-30", "2022-12-01"] {
            let at = employers::post_on(&mut op, &learner, day(on))
                .await
                .unwrap()
                .unwrap();
            assert_eq!(at.employment.employer_id == other, on == "2022-12-01");
        }
        op.commit().await.unwrap();
        let mut op = world.op(&cast.employer_admin).await;
        let told = messages::list(&mut op, None, PageSize::default())
            .await
            .unwrap();
        assert_eq!(told.items[0].kind, "employers-moved-away");
        assert_eq!(told.items[0].details["name"], "乌日娜");
    }
}

#[tokio::test]
async fn somebody_retires_and_comes_back() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let mut op = world.op(&cast.employer_admin).await;
        let id = present(&mut op, &cast.learner).await;
        for (on, code) in [
            ("2022-12-16", "employers.bad_day"),
            ("2015-06-30", "employers.day_before_post"),
        ] {
            let refused = employers::end(&mut op, &id, day(on), EndedWhy::Retired).await;
            assert_eq!(refused.unwrap_err().code(), code);
        }
        let ended = employers::end(&mut op, &id, day("2022-11-30"), EndedWhy::Retired).await;
        assert_eq!(ended.unwrap().ended_why, Some(EndedWhy::Retired));
        let twice = employers::end(&mut op, &id, day("2022-11-30"), EndedWhy::Left).await;
        assert_eq!(twice.unwrap_err().code(), "employers.ended_already");
        let employer = employers::get(&mut op, &cast.employer).await.unwrap();
        let former = employers::former_staff(&mut op, &employer, None, PageSize::new(1)).await;
        assert_eq!(former.unwrap().items[0].id, id);
        let early = employers::take_back(&mut op, &id, day("2022-11-30")).await;
        assert_eq!(early.unwrap_err().code(), "employers.day_before_post");
        let back = employers::take_back(&mut op, &id, day("2022-12-01"))
            .await
            .unwrap();
        assert_eq!((back.to_day, back.post_title.as_str()), (None, "工程师"));
        let twice = employers::take_back(&mut op, &id, day("2022-12-02")).await;
        assert_eq!(twice.unwrap_err().code(), "employers.employed_already");
        op.commit().await.unwrap();
        let mut op = world.op(&cast.learner).await;
        let told = messages::list(&mut op, None, PageSize::default())
            .await
            .unwrap();
        let mut kinds: Vec<_> = told.items.iter().map(|told| told.kind.as_str()).collect();
        kinds.sort_unstable();
        assert_eq!(kinds, ["employers-post-ended", "employers-taken-back"]);
    }
}

#[tokio::test]
async fn only_her_employer_ends_or_changes_a_post() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let (_, foreign) = accepted(&world, &cast.instructor).await;
        for who in [
            &foreign,
            &cast.officer,
            &cast.learner,
            &cast.foreign_officer,
        ] {
            let mut op = world.op(who).await;
            let id = present(&mut op, &cast.learner).await;
            let end = employers::end(&mut op, &id, day("2022-12-01"), EndedWhy::Left).await;
            assert_eq!(end.unwrap_err().code(), "permission.denied");
            let change = employers::change_post(&mut op, &id, "主任", "computer", None).await;
            assert_eq!(change.unwrap_err().code(), "permission.denied");
        }
    }
}

/// The learner has hours of 2021 and 2022, and moves to another employer in 2022.
async fn moved(world: &World) -> Actor {
    let cast = &world.cast;
    for year in [2020, 2021, 2022] {
        let mut op = world.op(&cast.officer).await;
        let (learner, twelve) = (Cast::id(&cast.learner), Hours::whole(12));
        hours::recognise(&mut op, &learner, year, Category::Public, twelve, "证明")
            .await
            .unwrap();
        op.commit().await.unwrap();
    }
    let (other, admin) = accepted(world, &cast.instructor).await;
    let mut op = world.op(&cast.employer_admin).await;
    let id = present(&mut op, &cast.learner).await;
    employers::end(&mut op, &id, day("2021-12-31"), EndedWhy::Left)
        .await
        .unwrap();
    op.commit().await.unwrap();
    let mut op = world.system().await;
    let learner = Cast::id(&cast.learner);
    employers::take_up(&mut op, &learner, post(&other, "2022-03-01"))
        .await
        .unwrap();
    op.commit().await.unwrap();
    admin
}

#[tokio::test]
async fn an_employer_sees_the_years_of_its_own_time() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let new_admin = moved(&world).await;
        let learner = Cast::id(&cast.learner);
        for (who, sees, not) in [
            (&cast.employer_admin, vec![2020, 2021], vec![2022]),
            (&new_admin, vec![2022], vec![2020, 2021]),
            (&cast.officer, vec![2020, 2021, 2022], vec![]),
            (&cast.learner, vec![2020, 2021, 2022], vec![]),
        ] {
            let mut op = world.op(who).await;
            let lines = hours::ledger_lines(&mut op, &learner, None).await.unwrap();
            let years: Vec<i16> = lines.iter().map(|line| line.entry.study_year).collect();
            assert_eq!(years, sees);
            let years = hours::years(&mut op, &learner).await.unwrap();
            assert!(years.iter().all(|year| sees.contains(&year.study_year)));
            for year in &sees {
                hours::year_ledger(&mut op, &learner, *year).await.unwrap();
                hours::exams_missing(&mut op, &learner, *year)
                    .await
                    .unwrap();
                assert!(
                    reports::find(&mut op, &learner, *year)
                        .await
                        .unwrap()
                        .is_none()
                );
            }
            for year in not {
                let code = "employers.outside_span";
                let refused = hours::year(&mut op, &learner, year).await.unwrap_err();
                assert_eq!(refused.code(), code);
                let refused = hours::year_ledger(&mut op, &learner, year)
                    .await
                    .unwrap_err();
                assert_eq!(refused.code(), code);
                let refused = hours::exams_missing(&mut op, &learner, year)
                    .await
                    .unwrap_err();
                assert_eq!(refused.code(), code);
                let refused = reports::find(&mut op, &learner, year).await.unwrap_err();
                assert_eq!(refused.code(), code);
            }
        }
    }
}

#[tokio::test]
async fn an_employer_of_nobodys_time_sees_nothing() {
    let world = World::new().await;
    let cast = &world.cast;
    let (other, admin) = accepted(&world, &cast.instructor).await;
    let learner = Cast::id(&cast.learner);
    let mut op = world.op(&admin).await;
    let worker = employers::worker(&mut op, &learner).await.unwrap();
    for refused in [
        employers::sight(&mut op, &worker).await.unwrap_err(),
        employers::see_person(&mut op, &worker).await.unwrap_err(),
        hours::ledger_lines(&mut op, &learner, None)
            .await
            .unwrap_err(),
        hours::revocations_of(&mut op, &learner).await.unwrap_err(),
        certificates::list(&mut op, &learner).await.unwrap_err(),
        hours::staff(&mut op, &cast.employer, 2022)
            .await
            .unwrap_err(),
    ] {
        assert!(
            ["permission.not_yours", "permission.denied"].contains(&refused.code()),
            "{refused:?}"
        );
    }
    let own = hours::staff(&mut op, &other, 2022).await.unwrap();
    assert!(own.rows.is_empty());
}

#[tokio::test]
async fn the_staff_of_a_year_are_those_who_had_come_by_then() {
    let world = World::new().await;
    let new_admin = moved(&world).await;
    let employer = new_admin.scope_of(domain::Role::EmployerAdmin).unwrap();
    let employer: EmployerId = employer.parse().unwrap();
    let mut op = world.op(&new_admin).await;
    let now = hours::staff(&mut op, &employer, 2022).await.unwrap();
    assert_eq!(now.rows.len(), 1);
    let before = hours::staff(&mut op, &employer, 2021).await.unwrap();
    assert!(
        before.rows.is_empty(),
        "her hours of 2021 are not this employer's business"
    );
}

#[tokio::test]
async fn certificates_of_other_years_stay_hidden() {
    let world = World::new().await;
    let cast = &world.cast;
    way::passed(&world, &cast.learner).await;
    way::run_queue(&world).await;
    let learner = Cast::id(&cast.learner);
    let mut op = world.op(&cast.employer_admin).await;
    assert_eq!(
        certificates::list(&mut op, &learner).await.unwrap().len(),
        1
    );
    let id = present(&mut op, &cast.learner).await;
    employers::end(&mut op, &id, day("2021-12-31"), EndedWhy::Left)
        .await
        .unwrap();
    assert!(
        certificates::list(&mut op, &learner)
            .await
            .unwrap()
            .is_empty()
    );
    let worker = employers::worker(&mut op, &learner).await.unwrap();
    let sight = employers::sight(&mut op, &worker).await.unwrap();
    assert_eq!(sight, Sight::Years(vec![(2015, 2021)]));
}
