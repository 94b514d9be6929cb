//! A learner asks with a picture of her card; an officer of her bureau decides with words.

use domain::earlier::{self, NewRequest, Request, RequestStatus, Ruling};
use domain::queues::{self, Desk, Matter};
use domain::testing::papers::paper;
use domain::testing::{Cast, World};
use domain::{Actor, Op, evidence, hours, messages};
use kernel::{Category, Day, Hours, Outcome, PageSize};

use super::{asked, refused};

async fn ask(op: &mut Op, world: &World, new: NewRequest, name: u32) -> Outcome<Request> {
    let card = evidence::examine(&world.house, paper(name)).await?;
    earlier::request(op, new, card).await
}

async fn waiting(world: &World, actor: &Actor, new: NewRequest, name: u32) -> Request {
    let mut op = world.op(actor).await;
    let request = ask(&mut op, world, new, name).await.unwrap();
    op.commit().await.unwrap();
    request
}

#[tokio::test]
async fn a_card_is_looked_at_by_a_person_and_its_hours_name_it() {
    for world in World::on_each().await {
        let request = waiting(&world, &world.cast.learner, asked(), 1).await;
        let waits = request.waits.clone().unwrap();
        assert_eq!(
            (waits.kind, waits.desk),
            (Matter::Earlier, Desk::Bureau(world.cast.zone.clone()))
        );
        let officer = &world.cast.officer;
        let mut op = world.op(officer).await;
        assert!(
            earlier::preview(&mut op, &request.id)
                .await
                .unwrap()
                .starts_with(b"\x89PNG")
        );
        assert_eq!(
            earlier::known_hours(&mut op, &request).await.unwrap(),
            Hours::ZERO
        );
        let ruling = Ruling::Grant(Hours::whole(28));
        let done = earlier::decide(&mut op, &request.id, ruling, "卡面为28学时")
            .await
            .unwrap();
        assert_eq!(
            (done.status, done.granted),
            (RequestStatus::Granted, Some(Hours::whole(28)))
        );
        op.commit().await.unwrap();
        let mut op = world.op(&world.cast.learner).await;
        let me = Cast::id(&world.cast.learner);
        let lines = hours::ledger_lines(&mut op, &me, Some(2020)).await.unwrap();
        assert_eq!(
            lines[0].entry.title,
            "往年学时：纸质审验卡（编号 SYK-2020-17）"
        );
        assert_eq!(lines[0].entry.category, Category::Public);
        let told = messages::list(&mut op, None, PageSize::new(10))
            .await
            .unwrap();
        assert_eq!(told.items[0].kind, "earlier-granted");
        let desk = Desk::Bureau(world.cast.zone.clone());
        assert_eq!(queues::count(&mut op, &desk).await.unwrap(), []);
        drop(op);
        let again =
            async |op: &mut Op| earlier::decide(op, &request.id, Ruling::Refuse, "不认").await;
        assert_eq!(refused(&world, officer, again).await, "earlier.decided");
    }
}

#[tokio::test]
async fn hours_of_another_province_are_weighed_by_a_person_and_say_so() {
    for world in World::on_each().await {
        let outside = NewRequest {
            outside: true,
            origin: "宁夏回族自治区".into(),
            ..asked()
        };
        let silent = async |op: &mut Op| ask(op, &world, outside.clone(), 1).await;
        assert_eq!(
            refused(&world, &world.cast.learner, silent).await,
            "earlier.no_words"
        );
        let said = NewRequest {
            words: "2020 年在银川工作".into(),
            ..outside
        };
        let request = waiting(&world, &world.cast.learner, said, 1).await;
        let officer = &world.cast.officer;
        let bare = async |op: &mut Op| {
            earlier::decide(op, &request.id, Ruling::Grant(Hours::whole(30)), " ").await
        };
        assert_eq!(refused(&world, officer, bare).await, "earlier.no_words");
        let mut op = world.op(officer).await;
        let ruling = Ruling::Grant(Hours::whole(30));
        earlier::decide(&mut op, &request.id, ruling, "与当地人社部门核实")
            .await
            .unwrap();
        let me = Cast::id(&world.cast.learner);
        let lines = hours::ledger_lines(&mut op, &me, Some(2020)).await.unwrap();
        assert!(lines[0].entry.title.contains("区外宁夏回族自治区"));
        op.commit().await.unwrap();
    }
}

#[tokio::test]
async fn what_cannot_be_asked_or_granted_is_refused() {
    for world in World::on_each().await {
        let learner = &world.cast.learner;
        for (new, code) in [
            (
                NewRequest {
                    study_year: 1999,
                    ..asked()
                },
                "earlier.unknown_year",
            ),
            (
                NewRequest {
                    hours: Hours::ZERO,
                    ..asked()
                },
                "earlier.bad_hours",
            ),
            (
                NewRequest {
                    hours: Hours::whole(201),
                    ..asked()
                },
                "earlier.bad_hours",
            ),
            (
                NewRequest {
                    document: " ".into(),
                    ..asked()
                },
                "earlier.no_origin",
            ),
            (
                NewRequest {
                    origin: "长".repeat(51),
                    ..asked()
                },
                "earlier.no_origin",
            ),
            (
                NewRequest {
                    needed_by: Day::new(2022, 12, 1),
                    ..asked()
                },
                "earlier.bad_needed_by",
            ),
        ] {
            let work = async |op: &mut Op| ask(op, &world, new.clone(), 1).await;
            assert_eq!(refused(&world, learner, work).await, code);
        }
        let request = waiting(&world, learner, asked(), 1).await;
        let twice = async |op: &mut Op| ask(op, &world, asked(), 2).await;
        assert_eq!(
            refused(&world, learner, twice).await,
            "earlier.asked_already"
        );
        let officer = &world.cast.officer;
        for hours in [Hours::ZERO, Hours::hundredths(3001)] {
            let more = async |op: &mut Op| {
                earlier::decide(op, &request.id, Ruling::Grant(hours), "属实").await
            };
            assert_eq!(refused(&world, officer, more).await, "earlier.bad_hours");
        }
        let refuse =
            async |op: &mut Op| earlier::decide(op, &request.id, Ruling::Refuse, "看不清").await;
        for actor in [
            &world.cast.foreign_officer,
            &world.cast.other_learner,
            &world.cast.employer_admin,
            learner,
        ] {
            assert_eq!(refused(&world, actor, refuse).await, "permission.not_yours");
        }
        for actor in [&world.cast.foreign_officer, &world.cast.other_learner] {
            let look = async |op: &mut Op| earlier::file(op, &request.id).await;
            assert_eq!(refused(&world, actor, look).await, "permission.not_yours");
        }
        let mut op = world.op(learner).await;
        let back = earlier::withdraw(&mut op, &request.id).await.unwrap();
        assert_eq!((back.status, back.waits), (RequestStatus::Withdrawn, None));
        op.commit().await.unwrap();
        assert_eq!(refused(&world, officer, refuse).await, "earlier.decided");
    }
}

#[tokio::test]
async fn the_same_card_of_another_is_told_to_the_officer() {
    for world in World::on_each().await {
        waiting(&world, &world.cast.learner, asked(), 4).await;
        let request = waiting(&world, &world.cast.other_learner, asked(), 4).await;
        let mut op = world.op(&world.cast.officer).await;
        let same = earlier::same_files(&mut op, &request.id).await.unwrap();
        assert_eq!(same[0].1.as_deref(), Some("乌日娜"));
        drop(op);
        let look = async |op: &mut Op| earlier::same_files(op, &request.id).await;
        assert_eq!(
            refused(&world, &world.cast.other_learner, look).await,
            "permission.not_yours"
        );
    }
}
