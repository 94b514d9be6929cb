//! Registration of employers: applied for, accepted, returned, taken back.

use domain::employers::{self, NewRegistration, Verdict};
use domain::evidence::{self, FileGiven};
use domain::queues::{self, Desk, Matter};
use domain::testing::World;
use domain::{Actor, Role};
use image::{ImageFormat, RgbImage};
use kernel::{EvidenceId, PageSize};

use crate::employers::{again, application, apply, told};

/// An application whose code's check character does not fit.
fn doubtful(world: &World) -> NewRegistration {
    let mut new = application(world);
    let last = new.credit_code.pop().unwrap();
    new.credit_code.push(if last == '1' { '2' } else { '1' });
    new
}

/// A scan that somebody gave.
async fn scan(world: &World, who: &Actor) -> EvidenceId {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let picture = RgbImage::from_pixel(40, 30, image::Rgb([200, 90, 40]));
    picture.write_to(&mut bytes, ImageFormat::Png).unwrap();
    let given = FileGiven {
        name: "执照.png".into(),
        bytes: bytes.into_inner(),
    };
    let mut op = world.op(who).await;
    let kept = evidence::keep(&mut op, who.person().unwrap(), given).await;
    op.commit().await.unwrap();
    kept.unwrap().id
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
        let bare = apply(&world, &cast.learner, explained.clone()).await;
        assert_eq!(bare.unwrap_err().code(), "employers.code_needs_scan");
        let explained = NewRegistration {
            evidence_id: Some(scan(&world, &cast.learner).await),
            ..explained
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
