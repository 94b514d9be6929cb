//! What may be claimed is told before, and a claim that cannot be is refused with what is wrong.

use std::time::Duration;

use domain::claims::{self, ClaimFields, Status};
use domain::queues::{self, Desk, Matter};
use domain::testing::papers::paper;
use domain::testing::{Cast, World};
use domain::{evidence, messages, runner};
use kernel::{Category, Hours, PageSize};

use super::{confirmed, day, exam, forum, refused, submitted};

#[tokio::test]
async fn kinds_rates_and_clauses_come_from_the_edition() {
    for world in World::on_each().await {
        let mut op = world.op(&world.cast.learner).await;
        let me = Cast::id(&world.cast.learner);
        let (kinds, years) = claims::kinds(&mut op, &me).await.unwrap();
        let names: Vec<_> = kinds.iter().map(|kind| kind.name.as_str()).collect();
        assert_eq!(
            names,
            [
                "qualification_exam",
                "three_subject_training",
                "workshop",
                "forum",
                "exchange",
                "study_visit",
                "skills_training"
            ]
        );
        assert_eq!(years, [2022, 2021, 2020]);
        let exam = &kinds[0];
        assert!(exam.is_deeming() && exam.looks_outside && exam.cite == "N2022 §3.6");
        let forum = &kinds[3];
        let conversion = forum.conversion.as_ref().unwrap();
        assert_eq!(conversion.hours_per_unit, Hours::whole(1));
        assert_eq!(conversion.cap_per_year, None);
        assert_eq!(forum.category, Category::Professional);
        assert!(
            forum.basis.contains("通知未写明"),
            "what must be confirmed is said"
        );
    }
}

#[tokio::test]
async fn a_claim_goes_to_the_employer_with_a_promise_and_then_to_the_bureau() {
    for world in World::on_each().await {
        let claim = submitted(&world, &world.cast.learner, forum(), 1).await;
        assert_eq!(claim.status, Status::WithEmployer);
        assert_eq!(claim.asked, Some(Hours::whole(12)));
        let waits = claim.waits.clone().unwrap();
        assert_eq!(waits.desk, Desk::Employer(world.cast.employer.clone()));
        assert_eq!(waits.answer_by, day("2022-12-22"), "five working days");
        let claim = {
            let mut op = world.op(&world.cast.employer_admin).await;
            let claim = claims::confirm(&mut op, &claim.id, "本人确实参加")
                .await
                .unwrap();
            assert_eq!(
                claims::confirm(&mut op, &claim.id, "")
                    .await
                    .unwrap()
                    .status,
                Status::WithBureau
            );
            op.commit().await.unwrap();
            claim
        };
        assert_eq!(
            claim.waits.unwrap().desk,
            Desk::Bureau(world.cast.zone.clone())
        );
        let mut op = world.op(&world.cast.learner).await;
        let steps = claims::steps(&mut op, &claim.id).await.unwrap();
        let steps: Vec<_> = steps
            .iter()
            .map(|step| {
                (
                    step.action.as_str(),
                    step.actor_name.as_str(),
                    step.note.as_str(),
                )
            })
            .collect();
        assert_eq!(
            steps,
            [
                ("drafted", "乌日娜", ""),
                ("submitted", "乌日娜", ""),
                ("confirmed", "雇主", "本人确实参加")
            ]
        );
        let told = messages::list(&mut op, None, PageSize::new(10))
            .await
            .unwrap();
        assert_eq!(told.items[0].kind, "claims-confirmed");
        assert_eq!(told.items[0].link, format!("/claims/{}", claim.id));
        let desk = Desk::Employer(world.cast.employer.clone());
        assert_eq!(queues::count(&mut op, &desk).await.unwrap(), []);
    }
}

#[tokio::test]
async fn an_employer_who_does_not_answer_cannot_block() {
    for world in World::on_each().await {
        let claim = submitted(&world, &world.cast.learner, forum(), 1).await;
        let officer = &world.cast.officer;
        let decide = async |op: &mut domain::Op| {
            claims::decide(op, &claim.id, claims::Ruling::Whole, "属实").await
        };
        assert_eq!(refused(&world, officer, decide).await, "claims.not_yours");
        world.advance(Duration::from_hours(10 * 24));
        runner::escalate(&world.house, world.now(), [1; 32])
            .await
            .unwrap();
        let mut op = world.op(officer).await;
        let late = claims::get(&mut op, &claim.id).await.unwrap();
        assert!(late.status == Status::WithEmployer && late.is_with_bureau());
        let decided = decide(&mut op).await.unwrap();
        assert_eq!(decided.status, Status::Approved);
        let bureau = Desk::Bureau(world.cast.zone.clone());
        assert_eq!(queues::count(&mut op, &bureau).await.unwrap(), []);
        assert!(queues::miscounts(&mut op).await.unwrap().is_empty());
        op.commit().await.unwrap();
    }
}

#[tokio::test]
async fn what_the_employer_returned_can_still_be_asked_of_the_bureau() {
    for world in World::on_each().await {
        let claim = submitted(&world, &world.cast.learner, forum(), 1).await;
        let admin = &world.cast.employer_admin;
        let silent =
            async |op: &mut domain::Op| claims::return_by_employer(op, &claim.id, "  ").await;
        assert_eq!(refused(&world, admin, silent).await, "claims.no_reason");
        let mut op = world.op(admin).await;
        let why = "单位没有派您参加";
        let returned = claims::return_by_employer(&mut op, &claim.id, why)
            .await
            .unwrap();
        assert_eq!((returned.status, returned.waits), (Status::Returned, None));
        op.commit().await.unwrap();
        let mut op = world.op(&world.cast.learner).await;
        let told = messages::list(&mut op, None, PageSize::new(10))
            .await
            .unwrap();
        assert_eq!(told.items[0].details["why"], why);
        let sent = claims::submit(&mut op, &claim.id).await.unwrap();
        assert_eq!(sent.status, Status::WithBureau);
        op.commit().await.unwrap();
    }
}

#[tokio::test]
async fn whoever_is_employed_nowhere_asks_the_bureau_at_once() {
    for world in World::on_each().await {
        // The second officer works nowhere; as a learner she may ask for her own hours.
        let me = Cast::id(&world.cast.second_officer);
        let claim = submitted(&world, &world.cast.second_officer, forum(), 1).await;
        assert_eq!(
            (claim.status, claim.employer_id.clone()),
            (Status::WithBureau, None)
        );
        let own = async |op: &mut domain::Op| {
            claims::decide(op, &claim.id, claims::Ruling::Whole, "属实").await
        };
        assert_eq!(claim.person_id, me);
        assert_eq!(
            refused(&world, &world.cast.second_officer, own).await,
            "claims.own_claim"
        );
    }
}

#[tokio::test]
async fn what_cannot_be_claimed_is_refused_with_what_is_wrong() {
    for world in World::on_each().await {
        let learner = &world.cast.learner;
        let with = |change: fn(&mut ClaimFields)| {
            let mut fields = forum();
            change(&mut fields);
            fields
        };
        for (fields, code) in [
            (with(|f| f.kind = "holiday".into()), "claims.unknown_kind"),
            (with(|f| f.study_year = 2019), "claims.unknown_year"),
            (with(|f| f.study_year = 2021), "claims.other_year"),
            (with(|f| f.title = " \n ".into()), "claims.missing"),
            (with(|f| f.organiser = "长".repeat(101)), "claims.too_long"),
            (with(|f| f.to_day = day("2022-12-16")), "claims.bad_days"),
            (with(|f| f.from_day = day("2022-08-22")), "claims.bad_days"),
            (with(|f| f.quantity = Hours::ZERO), "claims.bad_quantity"),
            (
                with(|f| f.quantity = Hours::whole(501)),
                "claims.bad_quantity",
            ),
            (
                with(|f| f.needed_by = Some(day("2022-12-14"))),
                "claims.bad_needed_by",
            ),
        ] {
            let draft = async |op: &mut domain::Op| claims::draft(op, fields.clone()).await;
            assert_eq!(refused(&world, learner, draft).await, code);
        }
        let nameless = ClaimFields {
            certificate_number: String::new(),
            ..exam(true)
        };
        let draft = async |op: &mut domain::Op| claims::draft(op, nameless.clone()).await;
        assert_eq!(refused(&world, learner, draft).await, "claims.missing");
    }
}

#[tokio::test]
async fn a_draft_is_begun_once_and_needs_a_file() {
    for world in World::on_each().await {
        let mut op = world.op(&world.cast.learner).await;
        let first = claims::draft(&mut op, forum()).await.unwrap();
        let again = claims::draft(&mut op, forum()).await.unwrap();
        assert_eq!(first.id, again.id);
        let bare = claims::submit(&mut op, &first.id).await.unwrap_err();
        assert_eq!(bare.code(), "claims.no_files");
        for name in 0..5 {
            let file = evidence::examine(&world.house, paper(name)).await.unwrap();
            claims::attach(&mut op, &first.id, file).await.unwrap();
        }
        let sixth = evidence::examine(&world.house, paper(9)).await.unwrap();
        let sixth = claims::attach(&mut op, &first.id, sixth).await.unwrap_err();
        assert_eq!(sixth.code(), "claims.too_many_files");
        let files = claims::files(&mut op, &first.id).await.unwrap();
        claims::detach(&mut op, &first.id, &files[0].id)
            .await
            .unwrap();
        assert_eq!(claims::files(&mut op, &first.id).await.unwrap().len(), 4);
        op.commit().await.unwrap();
        // Nobody else sees a draft.
        for other in [
            &world.cast.officer,
            &world.cast.employer_admin,
            &world.cast.other_learner,
        ] {
            let look = async |op: &mut domain::Op| claims::get(op, &first.id).await;
            assert_eq!(refused(&world, other, look).await, "permission.not_yours");
        }
        let mut op = world.op(&world.cast.learner).await;
        claims::submit(&mut op, &first.id).await.unwrap();
        let second = claims::draft(&mut op, forum()).await.unwrap_err();
        assert_eq!(second.code(), "claims.claimed_already");
        let late = claims::edit(&mut op, &first.id, forum()).await.unwrap_err();
        assert_eq!(late.code(), "claims.not_draft");
        op.commit().await.unwrap();
    }
}

#[tokio::test]
async fn a_claim_is_taken_back_only_before_it_is_decided() {
    for world in World::on_each().await {
        let learner = &world.cast.learner;
        let claim = confirmed(&world, forum(), 1).await;
        let mut op = world.op(learner).await;
        let back = claims::withdraw(&mut op, &claim.id).await.unwrap();
        assert_eq!((back.status, back.waits), (Status::Withdrawn, None));
        claims::withdraw(&mut op, &claim.id).await.unwrap();
        let bureau = Desk::Bureau(world.cast.zone.clone());
        assert_eq!(queues::count(&mut op, &bureau).await.unwrap(), []);
        assert!(
            queues::find(&mut op, Matter::Claim, claim.id.as_str())
                .await
                .unwrap()
                .is_none()
        );
        op.commit().await.unwrap();
        let second = confirmed(&world, forum(), 1).await;
        super::decided(
            &world,
            &world.cast.officer,
            &second.id,
            claims::Ruling::Whole,
        )
        .await;
        let late = async |op: &mut domain::Op| claims::withdraw(op, &second.id).await;
        assert_eq!(refused(&world, learner, late).await, "claims.decided");
    }
}

#[tokio::test]
async fn she_sees_her_own_claims_a_page_at_a_time() {
    for world in World::on_each().await {
        let mut ids = Vec::new();
        for (number, title) in (1..).zip(["第一届论坛", "第二届论坛", "第三届论坛"])
        {
            let fields = ClaimFields {
                title: title.into(),
                ..forum()
            };
            let claim = submitted(&world, &world.cast.learner, fields, number).await;
            ids.insert(0, claim.id);
            world.advance(Duration::from_secs(1));
        }
        let mut op = world.op(&world.cast.learner).await;
        let size = PageSize::new(2);
        let first = claims::list_mine(&mut op, None, size).await.unwrap();
        let after = first.next.as_deref();
        let rest = claims::list_mine(&mut op, after, size).await.unwrap();
        assert!(rest.next.is_none());
        let seen = first.items.into_iter().chain(rest.items);
        let seen: Vec<_> = seen.map(|claim| claim.id).collect();
        assert_eq!(seen, ids, "the newest first");
        drop(op);
        let mut op = world.op(&world.cast.other_learner).await;
        let others = claims::list_mine(&mut op, None, size).await.unwrap();
        assert!(others.items.is_empty());
    }
}
