//! Joining an employer: invited, or by one's own word; never in the way of learning.

use std::time::Duration;

use domain::queues::{self, Desk, Matter};
use domain::rosters::{self, JoinState, JoiningKind, NewClaim, NewInvitation};
use domain::testing::{Cast, World};
use domain::{Actor, Op, employers, messages, runner};
use kernel::{Category, Day, EmployerId, Fault, JoiningId, PageSize};

use crate::employers::accepted;
use crate::way;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn claim(employer: &EmployerId, from: &str) -> NewClaim {
    NewClaim {
        employer_id: employer.clone(),
        from_day: day(from),
        post_title: "讲师".into(),
        speciality: "中小学教育".into(),
        note: "人事处已签合同".into(),
    }
}

async fn claimed(world: &World, who: &Actor, from: &str) -> Result<JoiningId, Fault> {
    let mut op = world.op(who).await;
    let joining = rosters::claim(&mut op, claim(&world.cast.employer, from)).await?;
    op.commit().await?;
    Ok(joining.into_inner().id)
}

fn invitation(number: &str, name: &str) -> NewInvitation {
    NewInvitation {
        number: number.into(),
        name: name.into(),
        from_day: day("2022-12-01"),
        post_title: "工程师".into(),
        speciality: "computer".into(),
        department_id: None,
    }
}

async fn works_at(op: &mut Op, who: &Actor) -> Option<EmployerId> {
    let worker = employers::worker(op, &Cast::id(who)).await.unwrap();
    worker.employer.map(|employer| employer.id)
}

async fn told(world: &World, who: &Actor) -> Vec<String> {
    let mut op = world.op(who).await;
    let page = messages::list(&mut op, None, PageSize::default()).await;
    let mut kinds: Vec<_> = page.unwrap().items.into_iter().map(|m| m.kind).collect();
    kinds.sort();
    kinds
}

#[tokio::test]
async fn the_employer_confirms_who_says_that_she_works_there() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let id = claimed(&world, &cast.instructor, "2022-09-01")
            .await
            .unwrap();
        // Saying it twice is one claim.
        let twice = claimed(&world, &cast.instructor, "2022-10-01")
            .await
            .unwrap();
        assert_eq!(twice, id);
        let mut op = world.op(&cast.employer_admin).await;
        let desk = Desk::Employer(cast.employer.clone());
        assert_eq!(
            queues::count(&mut op, &desk).await.unwrap(),
            [(Matter::Joining, 1)]
        );
        let (kind, size) = (JoiningKind::Claim, PageSize::default());
        let open = rosters::list_of_employer(&mut op, &cast.employer, kind, None, size).await;
        let open = open.unwrap().items;
        assert_eq!(
            (open[0].person_name.as_str(), open[0].speciality.as_str()),
            ("教师", "teaching")
        );
        let room = employers::add_department(&mut op, &cast.employer, "教研室")
            .await
            .unwrap();
        assert!(
            rosters::confirm(&mut op, &id, Some(room.clone()))
                .await
                .unwrap()
                .is_new()
        );
        assert!(!rosters::confirm(&mut op, &id, None).await.unwrap().is_new());
        assert_eq!(queues::count(&mut op, &desk).await.unwrap(), []);
        let worker = employers::worker(&mut op, &Cast::id(&cast.instructor))
            .await
            .unwrap();
        let post = worker.employment.unwrap();
        assert_eq!(
            (post.from_day, post.department_id),
            (day("2022-09-01"), Some(room))
        );
        op.commit().await.unwrap();
        assert_eq!(told(&world, &cast.instructor).await, ["rosters-confirmed"]);
        assert_eq!(
            told(&world, &cast.employer_admin).await,
            ["rosters-claimed"]
        );
        let here = claimed(&world, &cast.instructor, "2022-11-01")
            .await
            .unwrap_err();
        assert_eq!(here.code(), "rosters.works_here");
    }
}

#[tokio::test]
async fn what_the_employer_does_not_answer_the_bureau_does() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let id = claimed(&world, &cast.instructor, "2022-09-01")
            .await
            .unwrap();
        let mut op = world.op(&cast.officer).await;
        let early = rosters::confirm(&mut op, &id, None).await.unwrap_err();
        assert_eq!(early.code(), "rosters.with_employer");
        drop(op);
        // Ten working days and one more.
        world.advance(Duration::from_hours(24 * 15));
        assert_eq!(
            runner::escalate(&world.house, world.now(), [1; 32])
                .await
                .unwrap(),
            1
        );
        let mut op = world.op(&cast.officer).await;
        let desk = Desk::Bureau(cast.zone.clone());
        assert_eq!(
            queues::count(&mut op, &desk).await.unwrap(),
            [(Matter::Joining, 1)]
        );
        assert!(rosters::confirm(&mut op, &id, None).await.unwrap().is_new());
        assert_eq!(
            works_at(&mut op, &cast.instructor).await,
            Some(cast.employer.clone())
        );
    }
}

#[tokio::test]
async fn where_nobody_is_there_to_ask_the_bureau_is_asked_at_once() {
    for world in World::on_each().await {
        let cast = &world.cast;
        // The only admin's own claim is nobody's but the bureau's.
        let id = claimed(&world, &cast.employer_admin, "2022-09-01")
            .await
            .unwrap();
        let mut op = world.op(&cast.employer_admin).await;
        let own = rosters::confirm(&mut op, &id, None).await.unwrap_err();
        assert_eq!(own.code(), "rosters.own_joining");
        drop(op);
        let mut op = world.op(&cast.officer).await;
        let silent = rosters::refuse(&mut op, &id, "").await.unwrap_err();
        assert_eq!(silent.field(), Some("why"));
        rosters::refuse(&mut op, &id, "合同查无此人").await.unwrap();
        let late = rosters::confirm(&mut op, &id, None).await.unwrap_err();
        assert_eq!(late.code(), "rosters.answered_already");
        op.commit().await.unwrap();
        let heard = told(&world, &cast.employer_admin).await;
        assert_eq!(heard, ["rosters-claimed", "rosters-refused"]);
        // She may say it again.
        claimed(&world, &cast.employer_admin, "2022-09-01")
            .await
            .unwrap();
    }
}

#[tokio::test]
async fn a_claim_never_blocks_learning() {
    let world = World::new().await;
    let cast = &world.cast;
    // The learner moves: her claim at the other employer waits, and she studies on.
    let (other, _) = accepted(&world, &cast.instructor).await;
    let mut op = world.op(&cast.learner).await;
    rosters::claim(&mut op, claim(&other, "2022-12-01"))
        .await
        .unwrap();
    op.commit().await.unwrap();
    let enrolment = way::watched(&world, &cast.learner, Category::Professional).await;
    way::take_exam(&world, &cast.learner, &enrolment, "对").await;
}

#[tokio::test]
async fn whoever_accepts_an_invitation_moves_and_the_old_employer_need_not_agree() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let (other, admin) = accepted(&world, &cast.instructor).await;
        let mut op = world.op(&admin).await;
        for (number, name) in [("13800000001", "王小明"), ("13999999999", "乌日娜")] {
            let nobody = rosters::invite(&mut op, &other, invitation(number, name)).await;
            assert_eq!(nobody.unwrap_err().code(), "employers.nobody_found");
        }
        let early = NewInvitation {
            from_day: day("2015-07-01"),
            ..invitation("13800000001", "乌日娜")
        };
        let early = rosters::invite(&mut op, &other, early).await.unwrap_err();
        assert_eq!(early.code(), "employers.day_before_post");
        let new = || invitation("13800000001", "乌日娜");
        let invited = rosters::invite(&mut op, &other, new()).await.unwrap();
        assert!(
            !rosters::invite(&mut op, &other, new())
                .await
                .unwrap()
                .is_new()
        );
        let id = invited.into_inner().id;
        op.commit().await.unwrap();

        // Nobody else answers for her, and she is where she was until she does.
        for who in [&admin, &cast.other_learner, &cast.officer] {
            let mut op = world.op(who).await;
            let refused = rosters::accept_invitation(&mut op, &id).await.unwrap_err();
            assert_eq!(refused.code(), "permission.not_yours");
        }
        let mut op = world.op(&cast.learner).await;
        assert_eq!(
            works_at(&mut op, &cast.learner).await,
            Some(cast.employer.clone())
        );
        let mine = rosters::list_of_person(&mut op).await.unwrap();
        assert_eq!(
            (mine.len(), mine[0].employer_name.as_str()),
            (1, "敕勒川软件有限公司")
        );
        assert!(
            rosters::accept_invitation(&mut op, &id)
                .await
                .unwrap()
                .is_new()
        );
        assert!(
            !rosters::accept_invitation(&mut op, &id)
                .await
                .unwrap()
                .is_new()
        );
        assert_eq!(works_at(&mut op, &cast.learner).await, Some(other));
        op.commit().await.unwrap();
        let old = told(&world, &cast.employer_admin).await;
        assert_eq!(old, ["employers-moved-away"]);
        assert!(
            told(&world, &admin)
                .await
                .contains(&"rosters-accepted".to_owned())
        );
    }
}

#[tokio::test]
async fn invitations_are_declined_and_taken_back() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let (other, admin) = accepted(&world, &cast.instructor).await;
        for declines in [true, false] {
            let mut op = world.op(&admin).await;
            let new = invitation("13800000001", "乌日娜");
            let id = rosters::invite(&mut op, &other, new)
                .await
                .unwrap()
                .into_inner()
                .id;
            op.commit().await.unwrap();
            let who = if declines { &cast.learner } else { &admin };
            let mut op = world.op(who).await;
            if declines {
                let foreign = rosters::withdraw_joining(&mut op, &id).await.unwrap_err();
                assert_eq!(foreign.code(), "permission.denied");
                rosters::decline_invitation(&mut op, &id).await.unwrap();
            } else {
                rosters::withdraw_joining(&mut op, &id).await.unwrap();
            }
            op.commit().await.unwrap();
            let mut op = world.op(&cast.learner).await;
            let late = rosters::accept_invitation(&mut op, &id).await.unwrap_err();
            assert_eq!(late.code(), "rosters.answered_already");
            let state = rosters::get_joining(&mut op, &id).await.unwrap().state;
            assert_eq!(state == JoinState::Declined, declines);
        }
    }
}

#[tokio::test]
async fn claims_of_others_are_closed_to_foreign_employers_and_bureaus() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let id = claimed(&world, &cast.inspector, "2022-09-01")
            .await
            .unwrap();
        let (_, foreign) = accepted(&world, &cast.instructor).await;
        for who in [&foreign, &cast.foreign_officer, &cast.other_learner] {
            let mut op = world.op(who).await;
            for refused in [
                rosters::get_joining(&mut op, &id).await.unwrap_err(),
                rosters::confirm(&mut op, &id, None).await.unwrap_err(),
                rosters::refuse(&mut op, &id, "不是").await.unwrap_err(),
                rosters::withdraw_joining(&mut op, &id).await.unwrap_err(),
            ] {
                assert_eq!(refused.code(), "permission.not_yours");
            }
        }
        // A claim is no invitation: nobody accepts it for herself.
        let mut op = world.op(&cast.inspector).await;
        let wrong = rosters::accept_invitation(&mut op, &id).await.unwrap_err();
        assert_eq!(wrong.code(), "rosters.unknown_joining");
        rosters::withdraw_joining(&mut op, &id).await.unwrap();
        let desk = Desk::Employer(cast.employer.clone());
        assert_eq!(queues::count(&mut op, &desk).await.unwrap(), []);
    }
}

#[tokio::test]
async fn what_is_wrong_in_a_claim_is_said_at_its_field() {
    let world = World::new().await;
    let cast = &world.cast;
    let mut op = world.op(&cast.instructor).await;
    let good = || claim(&cast.employer, "2022-09-01");
    for (new, field) in [
        (
            NewClaim {
                from_day: day("2022-12-16"),
                ..good()
            },
            "from_day",
        ),
        (
            NewClaim {
                post_title: " ".into(),
                ..good()
            },
            "post_title",
        ),
        (
            NewClaim {
                speciality: "专".repeat(51),
                ..good()
            },
            "speciality",
        ),
        (
            NewClaim {
                note: "话".repeat(501),
                ..good()
            },
            "note",
        ),
    ] {
        let refused = rosters::claim(&mut op, new).await.unwrap_err();
        assert_eq!(refused.field(), Some(field), "{refused:?}");
    }
}
