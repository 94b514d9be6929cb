//! Certificates: issued once, frozen, standing as long as their hours.

use crate::way;
use domain::certificates::{self, Certificate, DocumentKind, DocumentNumber, Standing};
use domain::testing::{Cast, World};
use domain::{Actor, hours};
use kernel::{Category, EnrolmentId};

async fn list(world: &World, who: &Actor) -> Vec<Certificate> {
    let mut op = world.op(who).await;
    certificates::list(&mut op, &Cast::id(who)).await.unwrap()
}

async fn issue_again(world: &World, enrolment: &EnrolmentId) -> kernel::Change<Certificate> {
    let mut op = world.system().await;
    let change = certificates::issue(&mut op, enrolment).await.unwrap();
    op.commit().await.unwrap();
    change
}

#[tokio::test]
async fn a_passed_course_is_certified_once() {
    for world in World::on_each().await {
        let learner = &world.cast.learner;
        let enrolment = way::passed(&world, learner).await;
        assert_eq!(way::run_queue(&world).await, ["certificates.issue"]);

        let issued = list(&world, learner).await;
        assert_eq!(issued.len(), 1);
        let facts = &issued[0].facts;
        assert_eq!(
            (facts.name.as_str(), facts.study_year.as_str()),
            ("乌日娜", "2022")
        );
        assert_eq!(
            (facts.hours.as_str(), facts.score.as_str()),
            ("0.02", "100")
        );
        assert_eq!(
            (facts.category_zh.as_str(), facts.clause.as_str()),
            ("专业科目", "N2022 §2.2")
        );
        assert_eq!(facts.speciality, "计算机应用");
        assert_eq!(facts.issuer, "hohhot-etdz人社局");
        assert_eq!(facts.base, "职业技术学院");
        assert!(!facts.id_masked.contains("19900601"), "{}", facts.id_masked);
        let number = DocumentNumber::read(&facts.number).unwrap();
        assert_eq!(
            (number.kind(), number.year()),
            (DocumentKind::Certificate, 2022)
        );
        assert_eq!(issued[0].standing, Standing::Valid);

        let again = issue_again(&world, &enrolment.id).await;
        assert!(!again.is_new());
        assert_eq!(again.into_inner().number, issued[0].number);
        assert_eq!(list(&world, learner).await.len(), 1);
    }
}

#[tokio::test]
async fn a_public_course_is_certified_when_its_exam_is_passed() {
    let world = World::new().await;
    let learner = &world.cast.learner;
    let enrolment = way::watched(&world, learner, Category::Public).await;
    assert!(way::run_queue(&world).await.is_empty());
    way::take_exam(&world, learner, &enrolment, "对").await;
    way::run_queue(&world).await;
    let facts = list(&world, learner).await.remove(0).facts;
    assert_eq!(
        (facts.category.as_str(), facts.speciality.as_str()),
        ("public", "")
    );
    assert_eq!(facts.clause, "N2022 §2.1");
}

#[tokio::test]
async fn without_a_pass_there_is_no_certificate() {
    let world = World::new().await;
    let learner = &world.cast.learner;
    let enrolment = way::watched(&world, learner, Category::Professional).await;
    way::take_exam(&world, learner, &enrolment, "错").await;
    assert!(way::run_queue(&world).await.is_empty());
    let mut op = world.system().await;
    let refused = certificates::issue(&mut op, &enrolment.id)
        .await
        .unwrap_err();
    assert_eq!(refused.code(), "certificates.not_passed");
}

#[tokio::test]
async fn the_printed_bytes_are_those_that_were_issued() {
    let world = World::new().await;
    let learner = &world.cast.learner;
    way::passed(&world, learner).await;
    way::run_queue(&world).await;
    let id = list(&world, learner).await.remove(0).id;

    let mut op = world.op(learner).await;
    let (bytes, certificate) = certificates::bytes(&mut op, &id).await.unwrap();
    assert!(
        String::from_utf8(bytes)
            .unwrap()
            .contains(&certificate.number)
    );
    drop(op);

    let files = &world.house.files;
    files.delete(&certificate.file_key).await.unwrap();
    let other = "another".into();
    files.put(&certificate.file_key, other).await.unwrap();
    let mut op = world.op(learner).await;
    let refused = certificates::bytes(&mut op, &id)
        .await
        .map(drop)
        .unwrap_err();
    assert_eq!(refused.code(), "house.file_changed");
}

#[tokio::test]
async fn only_its_owner_and_her_bureau_print_a_certificate() {
    let world = World::new().await;
    way::passed(&world, &world.cast.learner).await;
    way::run_queue(&world).await;
    let id = list(&world, &world.cast.learner).await.remove(0).id;
    let cast = &world.cast;
    for (who, code) in [
        (&cast.officer, None),
        (&cast.other_learner, Some("permission.not_yours")),
        (&cast.foreign_officer, Some("permission.not_yours")),
        (&cast.employer_admin, Some("permission.not_yours")),
        (&Actor::anonymous(), Some("permission.sign_in_first")),
    ] {
        let mut op = world.op(who).await;
        let refused = certificates::bytes(&mut op, &id).await.err();
        assert_eq!(
            refused.as_ref().map(kernel::Fault::code),
            code,
            "{}",
            who.name()
        );
    }
    let mut op = world.op(&cast.other_learner).await;
    let refused = certificates::list(&mut op, &Cast::id(&cast.learner))
        .await
        .unwrap_err();
    assert_eq!(refused.code(), "permission.not_yours");
}

#[tokio::test]
async fn a_certificate_falls_with_its_hours_and_stays_as_it_was_written() {
    for world in World::on_each().await {
        let learner = &world.cast.learner;
        way::passed(&world, learner).await;
        way::run_queue(&world).await;
        let before = list(&world, learner).await.remove(0);
        let mut op = world.op(learner).await;
        let lines = hours::ledger_lines(&mut op, &Cast::id(learner), None)
            .await
            .unwrap();
        drop(op);
        way::revoke(&world, &lines[0].entry.id).await;

        let after = list(&world, learner).await.remove(0);
        assert_eq!(after.standing, Standing::Revoked);
        assert_eq!((after.facts, after.sha256), (before.facts, before.sha256));
        let mut op = world.op(learner).await;
        let refused = certificates::bytes(&mut op, &after.id)
            .await
            .map(drop)
            .unwrap_err();
        assert_eq!(refused.code(), "certificates.revoked");
    }
}
