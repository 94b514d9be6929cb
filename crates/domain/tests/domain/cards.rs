//! Cards, what anyone may verify, and the queue that issues both kinds of document.

use crate::way;
use domain::cards::{self, Card, Document, Standing, Verdict, Verification};
use domain::certificates::{self, DocumentKind, DocumentNumber};
use domain::reports::CardDue;
use domain::runner::{Ran, run_due};
use domain::testing::{Cast, World};
use domain::{Actor, reports};
use jobs::Job;
use kernel::{Category, EntryId, Outcome, ReportId};
use serde::{Deserialize, Serialize};

/// The learner's card of 2022 and the entry of her professional hours.
async fn carded(world: &World) -> (Card, EntryId) {
    let learner = &world.cast.learner;
    let entry = way::whole_year(world, learner).await;
    let report = way::draw(world, learner).await.unwrap();
    way::confirm_and_approve(world, &report).await;
    assert_eq!(way::run_queue(world).await, ["cards.issue"]);
    (card(world).await, entry)
}

async fn card(world: &World) -> Card {
    let learner = &world.cast.learner;
    let mut op = world.op(learner).await;
    cards::find(&mut op, &Cast::id(learner), 2022)
        .await
        .unwrap()
        .unwrap()
}

async fn verify(world: &World, number: &str) -> Outcome<Verification> {
    let mut op = world.op(&Actor::anonymous()).await;
    cards::verify(&mut op, number).await
}

#[tokio::test]
async fn an_approved_report_gives_one_card() {
    for world in World::on_each().await {
        let (card, _) = carded(&world).await;
        let facts = &card.facts;
        assert!(card.number.starts_with("K2022-"), "{}", card.number);
        assert_eq!(
            (
                facts.name.as_str(),
                facts.employer.as_str(),
                facts.post_title.as_str()
            ),
            ("乌日娜", "经开区数据中心", "工程师")
        );
        assert_eq!(
            [
                &facts.public_hours,
                &facts.professional_hours,
                &facts.total_hours
            ],
            ["30", "60", "90"]
        );
        assert_eq!(
            (facts.issuer.as_str(), facts.approved_on.to_string()),
            ("hohhot-etdz人社局", "2022-12-15".into())
        );
        assert_eq!(card.standing, Standing::Valid);

        let mut op = world.system().await;
        let again = cards::issue(&mut op, &card.report_id).await.unwrap();
        assert!(!again.is_new());
        assert_eq!(again.into_inner().number, card.number);
        drop(op);

        let mut op = world.op(&world.cast.learner).await;
        let (bytes, _) = cards::bytes(&mut op, &card.id).await.unwrap();
        assert!(String::from_utf8(bytes).unwrap().contains(&card.number));
    }
}

#[tokio::test]
async fn there_is_no_card_before_the_approval() {
    let world = World::new().await;
    way::whole_year(&world, &world.cast.learner).await;
    let report = way::draw(&world, &world.cast.learner).await.unwrap();
    let mut op = world.system().await;
    let refused = cards::issue(&mut op, &report.id).await.unwrap_err();
    assert_eq!(refused.code(), "cards.not_approved");
}

#[tokio::test]
async fn only_its_owner_and_her_bureau_print_a_card() {
    let world = World::new().await;
    let (card, _) = carded(&world).await;
    let cast = &world.cast;
    for (who, code) in [
        (&cast.officer, None),
        (&cast.other_learner, Some("permission.not_yours")),
        (&cast.foreign_officer, Some("permission.not_yours")),
        (&Actor::anonymous(), Some("permission.sign_in_first")),
    ] {
        let mut op = world.op(who).await;
        let refused = cards::bytes(&mut op, &card.id).await.err();
        assert_eq!(
            refused.as_ref().map(kernel::Fault::code),
            code,
            "{}",
            who.name()
        );
    }
}

#[tokio::test]
async fn a_card_is_suspended_while_its_year_is_not_whole() {
    for world in World::on_each().await {
        let (issued, entry) = carded(&world).await;
        way::revoke(&world, &entry).await;
        let suspended = card(&world).await;
        assert_eq!(suspended.standing, Standing::Suspended);
        assert_eq!(
            (&suspended.facts, &suspended.sha256),
            (&issued.facts, &issued.sha256)
        );
        let mut op = world.op(&world.cast.learner).await;
        let refused = cards::bytes(&mut op, &issued.id)
            .await
            .map(drop)
            .unwrap_err();
        assert_eq!(refused.code(), "cards.suspended");
        drop(op);
        assert_eq!(
            verify(&world, &issued.number).await.unwrap().verdict,
            Verdict::Suspended
        );

        way::recognise(&world, &world.cast.learner, Category::Professional, 60).await;
        assert_eq!(card(&world).await.standing, Standing::Valid);
    }
}

#[tokio::test]
async fn a_card_goes_on_counting_in_a_year_without_a_notice() {
    let world = World::new().await;
    let (issued, entry) = carded(&world).await;
    world.advance(std::time::Duration::from_hours(24 * 365));
    assert_eq!(
        verify(&world, &issued.number).await.unwrap().verdict,
        Verdict::Valid
    );
    assert_eq!(card(&world).await.standing, Standing::Valid);
    let mut op = world.op(&world.cast.learner).await;
    assert!(cards::bytes(&mut op, &issued.id).await.is_ok());
    drop(op);
    // Its own year's rules go on deciding, also against it.
    way::revoke(&world, &entry).await;
    assert_eq!(card(&world).await.standing, Standing::Suspended);
}

#[tokio::test]
async fn anyone_verifies_a_card_and_sees_no_more_than_needed() {
    for world in World::on_each().await {
        let (card, _) = carded(&world).await;
        let typed = card.number.to_lowercase().replace('-', " ");
        let seen = verify(&world, &typed).await.unwrap();
        assert_eq!(
            (seen.number.as_str(), seen.verdict),
            (card.number.as_str(), Verdict::Valid)
        );
        assert_eq!(
            (seen.name_masked.as_str(), seen.study_year.as_str()),
            ("乌**", "2022")
        );
        assert!(
            matches!(&seen.document, Document::Card { total_hours, .. } if total_hours == "90")
        );
        let shown = format!("{seen:?}");
        assert!(
            !shown.contains("乌日娜") && !shown.contains("数据中心"),
            "{shown}"
        );
    }
}

#[tokio::test]
async fn anyone_verifies_a_certificate_valid_or_revoked() {
    for world in World::on_each().await {
        let learner = &world.cast.learner;
        way::passed(&world, learner).await;
        way::run_queue(&world).await;
        let mut op = world.op(learner).await;
        let id = Cast::id(learner);
        let number = certificates::list(&mut op, &id)
            .await
            .unwrap()
            .remove(0)
            .number;
        let lines = domain::hours::ledger_lines(&mut op, &id, None)
            .await
            .unwrap();
        drop(op);
        let seen = verify(&world, &number).await.unwrap();
        assert_eq!(seen.verdict, Verdict::Valid);
        assert!(matches!(&seen.document,
            Document::Certificate { hours, base, .. } if hours == "0.02" && base == "职业技术学院"));
        way::revoke(&world, &lines[0].entry.id).await;
        assert_eq!(
            verify(&world, &number).await.unwrap().verdict,
            Verdict::Revoked
        );
    }
}

#[tokio::test]
async fn numbers_that_were_never_issued_are_told_from_mistyped_ones() {
    let world = World::new().await;
    for kind in [DocumentKind::Certificate, DocumentKind::Card] {
        let number = DocumentNumber::new(kind, 2022, [5; 11]).to_string();
        let fault = verify(&world, &number).await.unwrap_err();
        assert_eq!(
            fault.to_string(),
            format!("cards.never_issued number={number}")
        );
        assert_eq!(fault.kind(), kernel::Kind::NotFound);
    }
    for text in ["", "C2022-7K3M-9QWX-4T", "证书", "K2022-0000-0000-0001"] {
        let fault = verify(&world, text).await.unwrap_err();
        assert_eq!(
            (fault.code(), fault.kind()),
            ("cards.number_malformed", kernel::Kind::NotFound),
            "{text}"
        );
    }
}

#[derive(Serialize, Deserialize)]
struct Unknown;
impl Job for Unknown {
    const KIND: &'static str = "test.unknown";
}

#[tokio::test]
async fn a_job_that_fails_leaves_nothing_and_is_tried_again_until_it_is_given_up() {
    for world in World::on_each().await {
        let mut op = world.system().await;
        op.enqueue(&Unknown).await.unwrap();
        op.commit().await.unwrap();
        for tries in 1..=jobs::TRIES_MAX {
            let ran = run_due(&world.house, world.now(), [1; 32]).await.unwrap();
            let dead = tries == jobs::TRIES_MAX;
            let kind = Unknown::KIND.to_owned();
            assert_eq!(
                ran,
                Ran::Failed {
                    kind,
                    code: "jobs.unknown_kind",
                    dead
                }
            );
            let at_once = run_due(&world.house, world.now(), [1; 32]).await.unwrap();
            assert_eq!(at_once, Ran::Nothing);
            world.advance(std::time::Duration::from_mins(20));
        }
        assert_eq!(
            run_due(&world.house, world.now(), [1; 32]).await.unwrap(),
            Ran::Nothing
        );
        let mut op = world.system().await;
        assert_eq!(jobs::list_dead(&mut op.tx, 10).await.unwrap().len(), 1);
    }
}

#[tokio::test]
async fn a_card_job_for_a_report_that_is_not_approved_does_nothing() {
    let world = World::new().await;
    way::whole_year(&world, &world.cast.learner).await;
    let report = way::draw(&world, &world.cast.learner).await.unwrap();
    let mut op = world.system().await;
    op.enqueue(&CardDue {
        report_id: report.id.clone(),
    })
    .await
    .unwrap();
    let nowhere = ReportId::from_parts(world.now(), 9);
    op.enqueue(&CardDue { report_id: nowhere }).await.unwrap();
    op.commit().await.unwrap();
    let mut codes = Vec::new();
    for _ in 0..2 {
        if let Ran::Failed { code, .. } = run_due(&world.house, world.now(), [1; 32]).await.unwrap()
        {
            codes.push(code);
        }
    }
    codes.sort_unstable();
    assert_eq!(codes, ["cards.not_approved", "reports.unknown"]);
    let mut op = world.op(&world.cast.learner).await;
    assert!(
        cards::list(&mut op, &Cast::id(&world.cast.learner))
            .await
            .unwrap()
            .is_empty()
    );
    let found = reports::find(&mut op, &Cast::id(&world.cast.learner), 2022)
        .await
        .unwrap();
    assert_eq!(found.unwrap().status, reports::Status::WithEmployer);
}
