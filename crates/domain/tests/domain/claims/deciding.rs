//! Granting is a ledger entry, or a year that decisions know of; the same paper twice is seen.

use std::time::Duration;

use domain::Op;
use domain::claims::{self, ClaimFields, Granted, Ruling, Status, source};
use domain::decisions::{self, Question};
use domain::evidence;
use domain::facts::{self, FactKind, NewFact};
use domain::hours;
use domain::testing::papers::paper;
use domain::testing::{Cast, World};
use kernel::{Category, Hours};
use policy::{Language, Level, Outcome, Purpose};

use super::{confirmed, day, decided, exam, forum, refused, submitted};

#[tokio::test]
async fn what_is_granted_is_an_entry_that_names_the_claim_and_keeps_the_speciality() {
    for world in World::on_each().await {
        let claim = confirmed(&world, forum(), 1).await;
        let officer = &world.cast.officer;
        let done = decided(&world, officer, &claim.id, Ruling::Whole).await;
        assert_eq!(done.status, Status::Approved);
        assert_eq!(done.granted, Some(Granted::Hours(Hours::whole(12))));
        let mut op = world.op(&world.cast.learner).await;
        let me = Cast::id(&world.cast.learner);
        let lines = hours::ledger_lines(&mut op, &me, Some(2022)).await.unwrap();
        let entry = &lines[0].entry;
        assert_eq!(entry.source, source(&claim.id));
        assert_eq!(
            (entry.clause.as_str(), entry.category),
            ("N2022 §3.6", Category::Professional)
        );
        assert_eq!(entry.title, "论坛：数据安全高峰论坛（计算机）");
        assert_eq!(
            (entry.hours, entry.recorded_by.clone()),
            (Hours::whole(12), Some(Cast::id(officer)))
        );
        let year = hours::year(&mut op, &me, 2022).await.unwrap();
        assert_eq!(
            year.row(Category::Professional).unwrap().counted,
            Hours::whole(12)
        );
        drop(op);
        // Deciding once more changes nothing.
        let again =
            async |op: &mut domain::Op| claims::decide(op, &claim.id, Ruling::Whole, "属实").await;
        assert_eq!(refused(&world, officer, again).await, "claims.decided");
    }
}

#[tokio::test]
async fn a_part_is_granted_with_words_and_never_more_than_the_rate_gives() {
    for world in World::on_each().await {
        let claim = confirmed(&world, forum(), 1).await;
        let officer = &world.cast.officer;
        for hours in [Hours::ZERO, Hours::hundredths(1201)] {
            let grant = async |op: &mut domain::Op| {
                claims::decide(op, &claim.id, Ruling::Part(hours), "第二天未签到").await
            };
            assert_eq!(refused(&world, officer, grant).await, "claims.bad_grant");
        }
        let silent =
            async |op: &mut domain::Op| claims::decide(op, &claim.id, Ruling::Whole, "").await;
        assert_eq!(refused(&world, officer, silent).await, "claims.no_reason");
        let part = decided(&world, officer, &claim.id, Ruling::Part(Hours::whole(6))).await;
        assert!(part.is_cut() && part.status == Status::Approved);
    }
}

#[tokio::test]
async fn nobody_decides_who_may_not() {
    for world in World::on_each().await {
        let claim = confirmed(&world, forum(), 1).await;
        let decide =
            async |op: &mut domain::Op| claims::decide(op, &claim.id, Ruling::Whole, "属实").await;
        for actor in [
            &world.cast.learner,
            &world.cast.other_learner,
            &world.cast.employer_admin,
            &world.cast.foreign_officer,
            &world.cast.inspector,
            &world.cast.region_admin,
            &world.cast.operator,
        ] {
            assert_eq!(refused(&world, actor, decide).await, "permission.not_yours");
        }
        let other = submitted(&world, &world.cast.other_learner, forum(), 2).await;
        for actor in [
            &world.cast.learner,
            &world.cast.officer,
            &world.cast.foreign_officer,
        ] {
            let confirm = async |op: &mut domain::Op| claims::confirm(op, &other.id, "").await;
            assert_eq!(
                refused(&world, actor, confirm).await,
                "permission.not_yours"
            );
        }
        for actor in [
            &world.cast.learner,
            &world.cast.foreign_officer,
            &world.cast.base_admin,
        ] {
            let look = async |op: &mut domain::Op| claims::files(op, &other.id).await;
            assert_eq!(refused(&world, actor, look).await, "permission.not_yours");
        }
    }
}

/// An application for an intermediate title at the end of 2022.
fn question() -> Question {
    let level = Some(Level::Intermediate);
    Question::new(Purpose::TitleReview, level, None, day("2022-12-20"))
}

/// Whether the decision calls the professional hours of 2022 deemed.
async fn is_deemed(world: &World) -> bool {
    let mut op = world.op(&world.cast.learner).await;
    let me = Cast::id(&world.cast.learner);
    let shown = decisions::consider(&mut op, &me, question()).await.unwrap();
    let rows = shown.decision.requirements.iter();
    let mut of_year = rows.filter(|row| row.year == Some(2022) && row.category == "professional");
    of_year.any(|row| row.deemed)
}

#[tokio::test]
async fn an_exam_of_the_region_deems_its_year_until_two_officers_take_that_back() {
    for world in World::on_each().await {
        let claim = confirmed(&world, exam(true), 1).await;
        assert!(claim.is_deeming() && !is_deemed(&world).await);
        let (officer, second) = (&world.cast.officer, &world.cast.second_officer);
        let part = async |op: &mut domain::Op| {
            claims::decide(op, &claim.id, Ruling::Part(Hours::whole(5)), "一部分").await
        };
        assert_eq!(refused(&world, officer, part).await, "claims.bad_grant");
        let done = decided(&world, officer, &claim.id, Ruling::Whole).await;
        assert_eq!(done.granted, Some(Granted::Year));
        assert!(is_deemed(&world).await);
        let mut op = world.op(officer).await;
        let me = Cast::id(&world.cast.learner);
        assert!(
            hours::ledger_lines(&mut op, &me, None)
                .await
                .unwrap()
                .is_empty()
        );
        let today = op.now.day();
        let deemed = hours::deemed(&mut op, &me, today).await.unwrap();
        assert_eq!(deemed.len(), 1);
        assert_eq!(
            (deemed[0].study_year, deemed[0].source.as_str()),
            (2022, source(&claim.id).as_str())
        );
        let before = hours::deemed(&mut op, &me, today.plus_days(-1)).await;
        assert!(before.unwrap().is_empty(), "not granted yet on that day");
        drop(op);
        let alone = async |op: &mut domain::Op| claims::undeem(op, &claim.id, true, "伪造").await;
        assert_eq!(refused(&world, second, alone).await, "claims.not_proposed");
        let mut op = world.op(officer).await;
        claims::propose_undeeming(&mut op, &claim.id, "证书系伪造")
            .await
            .unwrap();
        op.commit().await.unwrap();
        assert_eq!(refused(&world, officer, alone).await, "claims.same_officer");
        assert!(is_deemed(&world).await, "a proposal changes nothing");
        let mut op = world.op(second).await;
        let taken = claims::undeem(&mut op, &claim.id, true, "经核实，属实")
            .await
            .unwrap();
        assert_eq!(taken.status, Status::Undeemed);
        op.commit().await.unwrap();
        assert!(!is_deemed(&world).await);
    }
}

#[tokio::test]
async fn an_exam_from_elsewhere_is_for_a_person_to_weigh_and_brings_hours() {
    for world in World::on_each().await {
        let claim = confirmed(&world, exam(false), 1).await;
        assert!(!claim.is_deeming());
        let mut op = world.op(&world.cast.officer).await;
        assert_eq!(
            claims::most_hours(&mut op, &claim).await.unwrap(),
            Hours::whole(60)
        );
        drop(op);
        let done = decided(
            &world,
            &world.cast.officer,
            &claim.id,
            Ruling::Part(Hours::whole(40)),
        );
        assert_eq!(done.await.granted, Some(Granted::Hours(Hours::whole(40))));
        assert!(!is_deemed(&world).await);
        let mut op = world.op(&world.cast.learner).await;
        let me = Cast::id(&world.cast.learner);
        let asked = decisions::consider(&mut op, &me, question()).await.unwrap();
        assert_eq!(asked.decision.outcome, Outcome::NotMet);
        let year = hours::year(&mut op, &me, 2022).await.unwrap();
        assert_eq!(
            year.row(Category::Professional).unwrap().counted,
            Hours::whole(40)
        );
    }
}

#[tokio::test]
async fn a_revoked_entry_shows_on_the_claim() {
    for world in World::on_each().await {
        let claim = confirmed(&world, forum(), 1).await;
        decided(&world, &world.cast.officer, &claim.id, Ruling::Whole).await;
        let mut op = world.op(&world.cast.officer).await;
        let posted = ledger::find_by_source(&mut op.tx, &source(&claim.id))
            .await
            .unwrap()
            .unwrap();
        let proposal = hours::propose_revocation(&mut op, &posted.entry.id, "证书系伪造")
            .await
            .unwrap();
        op.commit().await.unwrap();
        let mut op = world.op(&world.cast.second_officer).await;
        hours::decide_revocation(&mut op, &proposal.id, true)
            .await
            .unwrap();
        let revoked = claims::get(&mut op, &claim.id).await.unwrap();
        assert!(revoked.is_revoked);
        op.commit().await.unwrap();
    }
}

#[tokio::test]
async fn the_same_paper_of_another_is_shown_to_the_officer_only() {
    for world in World::on_each().await {
        let first = confirmed(&world, forum(), 7).await;
        let second = submitted(&world, &world.cast.other_learner, forum(), 7).await;
        let honest = submitted(
            &world,
            &world.cast.other_learner,
            ClaimFields {
                title: "另一个论坛".into(),
                ..forum()
            },
            8,
        )
        .await;
        let mut op = world.op(&world.cast.officer).await;
        let alike = claims::alike(&mut op, &second.id).await.unwrap();
        let other = &alike[0].others[0];
        assert_eq!(other.owner_name.as_deref(), Some("乌日娜"));
        assert_eq!(other.claim.as_ref().unwrap().0, first.id);
        let drawn = claims::alike_preview(&mut op, &second.id, &other.id)
            .await
            .unwrap();
        assert!(drawn.starts_with(b"\x89PNG"));
        assert!(claims::alike(&mut op, &honest.id).await.unwrap().is_empty());
        // A file that is not the same is not opened by this door.
        let its = claims::files(&mut op, &honest.id).await.unwrap();
        let door = claims::alike_preview(&mut op, &second.id, &its[0].id)
            .await
            .unwrap_err();
        assert_eq!(door.code(), "claims.unknown_file");
        op.commit().await.unwrap();
        for actor in [&world.cast.employer_admin, &world.cast.other_learner] {
            let look = async |op: &mut domain::Op| claims::alike(op, &second.id).await;
            assert_eq!(refused(&world, actor, look).await, "permission.not_yours");
        }
    }
}

#[tokio::test]
async fn a_cap_counts_what_was_granted_before() {
    // No edition in force has a cap yet: the rule itself is held here.
    let edition = policy::Policies::embedded().unwrap();
    let edition = edition.for_territory("hohhot-etdz", 2022).unwrap();
    let mut forum = edition.conversions()[2].clone();
    assert_eq!(forum.words.get(Language::Zh), "论坛");
    forum.cap_per_year = Some(Hours::whole(20));
    assert_eq!(forum.hours(Hours::whole(12), Hours::ZERO), Hours::whole(12));
    assert_eq!(
        forum.hours(Hours::whole(12), Hours::whole(12)),
        Hours::whole(8)
    );
    assert_eq!(forum.hours(Hours::whole(12), Hours::whole(20)), Hours::ZERO);
}

#[tokio::test]
async fn training_of_the_three_subjects_is_for_those_confirmed_as_their_teachers() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let fields = ClaimFields {
            kind: "three_subject_training".into(),
            ..forum()
        };
        let claim = confirmed(&world, fields, 41).await;
        let mut op = world.op(&cast.learner).await;
        let lacks = claims::lacking(&mut op, &claim).await.unwrap();
        assert_eq!(lacks, Some(FactKind::ThreeSubjectTeacher));
        drop(op);
        let decide = async |op: &mut Op| claims::decide(op, &claim.id, Ruling::Whole, "属实").await;
        let code = refused(&world, &cast.officer, decide).await;
        assert_eq!(code, "claims.fact_missing");
        // Confirmed from the day after she came home: still not hers on the last day.
        for (from, kept, is_hers) in [("2022-08-22", 42, false), ("2022-08-01", 43, true)] {
            teaches(&world, from, kept).await;
            let mut op = world.op(&cast.learner).await;
            let lacks = claims::lacking(&mut op, &claim).await.unwrap();
            assert_eq!(lacks.is_none(), is_hers, "from {from}");
        }
        let granted = decided(&world, &cast.officer, &claim.id, Ruling::Whole).await;
        assert_eq!(granted.granted, Some(Granted::Hours(Hours::whole(12))));
    }
}

/// The school confirms that the learner teaches one of the three subjects from a day on.
async fn teaches(world: &World, from: &str, kept: u32) {
    world.advance(Duration::from_hours(1));
    let person = Cast::id(&world.cast.learner);
    let mut op = world.op(&world.cast.learner).await;
    let file = evidence::keep(&mut op, &person, paper(kept)).await.unwrap();
    let new = NewFact {
        kind: FactKind::ThreeSubjectTeacher,
        value: String::new(),
        from_day: day(from),
        to_day: None,
        words: "任教语文".into(),
        needed_by: None,
        evidence_id: Some(file.id),
    };
    let fact = facts::claim(&mut op, &person, new).await.unwrap();
    op.commit().await.unwrap();
    let mut op = world.op(&world.cast.employer_admin).await;
    facts::confirm(&mut op, &fact.id, "课表属实").await.unwrap();
    op.commit().await.unwrap();
}
