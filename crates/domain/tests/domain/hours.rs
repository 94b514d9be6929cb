//! What earns hours, and what officers may do to them.

use std::time::Duration;

use crate::exam_room as room;
use domain::hours::{self, Verdict};
use domain::testing::{Cast, World};
use domain::{Actor, exams};
use kernel::{Category, Change, EntryId, Hours, Outcome};
use ledger::{Entry, Line};

const HALF_HOUR: Duration = Duration::from_mins(30);

async fn lines(world: &World, learner: &Actor) -> Vec<Line> {
    let mut op = world.op(learner).await;
    let lines = hours::ledger_lines(&mut op, &Cast::id(learner), Some(2022))
        .await
        .unwrap();
    assert!(ledger::verify(&mut op.tx).await.unwrap().breaks.is_empty());
    lines
}

async fn counted(world: &World, learner: &Actor, category: Category) -> Hours {
    let mut op = world.op(learner).await;
    let year = hours::year(&mut op, &Cast::id(learner), 2022)
        .await
        .unwrap();
    year.row(category).unwrap().counted
}

async fn queued(world: &World) -> Vec<String> {
    let mut op = world.system().await;
    let open = jobs::list_open(&mut op.tx, 10).await.unwrap();
    open.into_iter().map(|job| job.kind).collect()
}

async fn recognise(world: &World, officer: &Actor, hours: &str, on: &str) -> Outcome<Entry> {
    let mut op = world.op(officer).await;
    let learner = Cast::id(&world.cast.learner);
    let hours: Hours = hours.parse().unwrap();
    let category = Category::Professional;
    let entry = hours::recognise(&mut op, &learner, 2022, category, hours, on).await?;
    op.commit().await.unwrap();
    Ok(entry)
}

async fn propose(world: &World, officer: &Actor, entry: &EntryId) -> Outcome<hours::Revocation> {
    let mut op = world.op(officer).await;
    let revocation = hours::propose_revocation(&mut op, entry, "重复计入").await?;
    op.commit().await.unwrap();
    Ok(revocation)
}

async fn decide(
    world: &World,
    officer: &Actor,
    revocation: &hours::Revocation,
    confirm: bool,
) -> Outcome<Change<hours::Revocation>> {
    let mut op = world.op(officer).await;
    let change = hours::decide_revocation(&mut op, &revocation.id, confirm).await?;
    op.commit().await.unwrap();
    Ok(change)
}

#[tokio::test]
async fn public_hours_post_when_the_last_lesson_completes_and_their_exam_posts_nothing() {
    for world in World::on_each().await {
        let learner = world.cast.learner.clone();
        let enrolment = room::studied(&world, &learner, Category::Public).await;
        let posted = lines(&world, &learner).await;
        assert_eq!(posted.len(), 1);
        let entry = &posted[0].entry;
        assert_eq!(
            (entry.hours, &*entry.clause),
            (Hours::hundredths(20), "N2022 §2.1")
        );
        assert_eq!(entry.source, format!("enrolment:{}", enrolment.id));
        assert!(queued(&world).await.is_empty());

        let id = Cast::id(&learner);
        let mut op = world.op(&learner).await;
        let missing = hours::exams_missing(&mut op, &id, 2022).await.unwrap();
        assert_eq!(missing, std::slice::from_ref(&enrolment));
        drop(op);

        room::sit(&world, &learner, &enrolment, 3).await;
        assert_eq!(lines(&world, &learner).await.len(), 1);
        assert_eq!(queued(&world).await, ["certificates.issue"]);
        let mut op = world.op(&learner).await;
        assert!(
            hours::exams_missing(&mut op, &id, 2022)
                .await
                .unwrap()
                .is_empty()
        );
    }
}

#[tokio::test]
async fn professional_hours_wait_for_the_exam() {
    for world in World::on_each().await {
        let learner = world.cast.learner.clone();
        let enrolment = room::studied(&world, &learner, Category::Professional).await;
        assert!(lines(&world, &learner).await.is_empty());
        room::sit(&world, &learner, &enrolment, 1).await;
        assert!(
            lines(&world, &learner).await.is_empty(),
            "33 of 100 does not pass"
        );
        assert!(queued(&world).await.is_empty());
        room::sit(&world, &learner, &enrolment, 2).await;
        let posted = lines(&world, &learner).await;
        assert_eq!((posted.len(), &*posted[0].entry.clause), (1, "N2022 §2.2"));
    }
}

#[tokio::test]
async fn hours_are_posted_once_however_often_it_is_submitted() {
    for world in World::on_each().await {
        let learner = world.cast.learner.clone();
        let enrolment = room::studied(&world, &learner, Category::Professional).await;
        let attempt = room::sit(&world, &learner, &enrolment, 3).await;
        for _ in 0..3 {
            room::submit(&world, &learner, &attempt.id).await.unwrap();
            let mut op = world.op(&learner).await;
            hours::settle_attempt(&mut op, &attempt.id).await.unwrap();
            op.commit().await.unwrap();
        }
        assert_eq!(lines(&world, &learner).await.len(), 1);
        assert_eq!(queued(&world).await, ["certificates.issue"]);
    }
}

#[tokio::test]
async fn at_zero_the_server_closes_with_what_it_holds_and_posts_it() {
    for world in World::on_each().await {
        let (learner, other) = (world.cast.learner.clone(), world.cast.other_learner.clone());
        for (person, right) in [(&learner, 3), (&other, 1)] {
            let enrolment = room::studied(&world, person, Category::Professional).await;
            let attempt = room::start(&world, person, &enrolment).await.unwrap();
            room::answer_rightly(&world, person, &attempt.id, right).await;
        }
        let close = async || {
            let mut op = world.system().await;
            let closed = hours::close_overdue_attempts(&mut op).await.unwrap();
            op.commit().await.unwrap();
            closed
        };
        world.advance(HALF_HOUR);
        assert_eq!(close().await, 2);
        assert_eq!(close().await, 0);
        assert_eq!(lines(&world, &learner).await.len(), 1);
        assert_eq!(lines(&world, &other).await.len(), 0);
        assert_eq!(queued(&world).await, ["certificates.issue"]);
    }
}

#[tokio::test]
async fn two_tabs_at_once_make_one_attempt_one_answer_and_one_entry() {
    for world in World::on_each().await {
        let learner = world.cast.learner.clone();
        let enrolment = room::studied(&world, &learner, Category::Professional).await;
        let start = || room::start(&world, &learner, &enrolment);
        let (one, other) = tokio::join!(start(), start());
        let attempt = one.unwrap();
        assert_eq!(other.unwrap(), attempt);

        let choose =
            |choice: &'static [usize]| room::answer(&world, &learner, &attempt.id, 1, choice, 0);
        let (one, other) = tokio::join!(choose(&[0]), choose(&[1]));
        let refused = [one, other]
            .into_iter()
            .filter_map(Result::err)
            .collect::<Vec<_>>();
        assert_eq!(
            refused.iter().map(kernel::Fault::code).collect::<Vec<_>>(),
            ["exams.newer_answer"]
        );

        for question in room::paper(&world, &learner, &attempt.id).await.questions {
            let seen = question.answer.as_ref().map_or(0, |answer| answer.revision);
            let (position, right) = (question.position, room::right(&question));
            room::answer(&world, &learner, &attempt.id, position, &right, seen)
                .await
                .unwrap();
        }
        let submit = || room::submit(&world, &learner, &attempt.id);
        let (one, other) = tokio::join!(submit(), submit());
        assert_eq!(one.unwrap(), other.unwrap());
        assert_eq!(lines(&world, &learner).await.len(), 1);
    }
}

#[tokio::test]
async fn a_running_attempt_is_left_alone_by_the_closing() {
    let world = World::new().await;
    let learner = world.cast.learner.clone();
    let enrolment = room::studied(&world, &learner, Category::Professional).await;
    let attempt = room::start(&world, &learner, &enrolment).await.unwrap();
    let mut op = world.op(&learner).await;
    assert_eq!(hours::close_overdue_attempts(&mut op).await.unwrap(), 0);
    assert_eq!(
        hours::settle_attempt(&mut op, &attempt.id).await.unwrap(),
        attempt
    );
}

#[tokio::test]
async fn who_starts_again_after_a_pass_by_time_sees_that_pass() {
    let world = World::new().await;
    let learner = world.cast.learner.clone();
    let enrolment = room::studied(&world, &learner, Category::Professional).await;
    let attempt = room::start(&world, &learner, &enrolment).await.unwrap();
    room::answer_rightly(&world, &learner, &attempt.id, 3).await;
    world.advance(HALF_HOUR);
    let shown = room::start(&world, &learner, &enrolment).await.unwrap();
    assert_eq!((shown.id, shown.passed), (attempt.id, Some(true)));
    assert_eq!(lines(&world, &learner).await.len(), 1);
}

#[tokio::test]
async fn who_starts_again_after_a_failure_by_time_gets_the_next_attempt() {
    let world = World::new().await;
    let learner = world.cast.learner.clone();
    let enrolment = room::studied(&world, &learner, Category::Professional).await;
    room::start(&world, &learner, &enrolment).await.unwrap();
    world.advance(HALF_HOUR);
    assert_eq!(
        room::start(&world, &learner, &enrolment)
            .await
            .unwrap()
            .number,
        2
    );
    let mut op = world.op(&learner).await;
    let attempts = exams::attempts(&mut op, &enrolment.id).await.unwrap();
    assert_eq!(attempts[0].passed, Some(false));
}

#[tokio::test]
async fn an_officer_recognises_hours_on_evidence_once() {
    for world in World::on_each().await {
        let officer = world.cast.officer.clone();
        let first = recognise(&world, &officer, "12.5", "高级研修班结业证 NMG-7")
            .await
            .unwrap();
        assert_eq!(&*first.clause, "N2022 §3.9");
        assert_eq!(first.recorded_by, Some(Cast::id(&officer)));
        let again = recognise(&world, &officer, "12.5", " 高级研修班结业证 NMG-7 ")
            .await
            .unwrap();
        assert_eq!(again, first);
        recognise(&world, &officer, "12.5", "高级研修班结业证 NMG-8")
            .await
            .unwrap();
        let learner = world.cast.learner.clone();
        assert_eq!(
            counted(&world, &learner, Category::Professional).await,
            Hours::whole(25)
        );
        let state = {
            let mut op = world.op(&learner).await;
            hours::year(&mut op, &Cast::id(&learner), 2022)
                .await
                .unwrap()
        };
        assert_eq!(
            state.row(Category::Professional).unwrap().short,
            Hours::whole(35)
        );
        assert_eq!(state.row(Category::Public).unwrap().short, Hours::whole(30));
    }
}

#[tokio::test]
async fn only_an_officer_of_the_territory_recognises_and_not_for_herself() {
    let world = World::new().await;
    let cast = world.cast.clone();
    for actor in [
        &cast.learner,
        &cast.employer_admin,
        &cast.foreign_officer,
        &cast.operator,
    ] {
        let refused = recognise(&world, actor, "1", "证书").await.unwrap_err();
        assert_eq!(refused.code(), "permission.not_yours");
    }
    let mut op = world.op(&cast.officer).await;
    let own = Cast::id(&cast.officer);
    let one = Hours::whole(1);
    let refused = hours::recognise(&mut op, &own, 2022, Category::Public, one, "证书").await;
    assert_eq!(refused.unwrap_err().code(), "hours.own_hours");
    let learner = Cast::id(&cast.learner);
    for (year, hours, evidence, code) in [
        (1999, one, "证书", "hours.unknown_year"),
        (2022, Hours::ZERO, "证书", "hours.bad_hours"),
        (2022, Hours::whole(201), "证书", "hours.bad_hours"),
        (2022, one, "  ", "hours.no_evidence"),
    ] {
        let refused =
            hours::recognise(&mut op, &learner, year, Category::Public, hours, evidence).await;
        assert_eq!(refused.unwrap_err().code(), code);
    }
}

#[tokio::test]
async fn a_revocation_takes_two_officers_and_leaves_both_lines() {
    for world in World::on_each().await {
        let (officer, second) = (
            world.cast.officer.clone(),
            world.cast.second_officer.clone(),
        );
        let learner = world.cast.learner.clone();
        let entry = recognise(&world, &officer, "10", "结业证").await.unwrap();
        let proposed = propose(&world, &officer, &entry.id).await.unwrap();
        assert_eq!(
            propose(&world, &officer, &entry.id).await.unwrap(),
            proposed
        );
        let doubled = propose(&world, &second, &entry.id).await.unwrap_err();
        assert_eq!(doubled.code(), "hours.already_proposed");
        assert_eq!(
            counted(&world, &learner, Category::Professional).await,
            Hours::whole(10)
        );

        let alone = decide(&world, &officer, &proposed, true).await.unwrap_err();
        assert_eq!(alone.code(), "hours.same_officer");
        let decided = decide(&world, &second, &proposed, true).await.unwrap();
        assert!(decided.is_new());
        let decided = decided.into_inner();
        assert_eq!(decided.decision, Some(Verdict::Confirmed));
        let again = decide(&world, &second, &proposed, true).await.unwrap();
        assert_eq!(again, Change::Already(decided));
        let turned = decide(&world, &second, &proposed, false).await.unwrap_err();
        assert_eq!(turned.code(), "hours.already_decided");

        let lines = lines(&world, &learner).await;
        assert_eq!(lines.len(), 2);
        assert!(lines[0].revoked);
        assert_eq!(lines[1].entry.reverses, Some(entry.id.clone()));
        assert_eq!(
            counted(&world, &learner, Category::Professional).await,
            Hours::ZERO
        );
        for id in [&entry.id, &lines[1].entry.id] {
            let refused = propose(&world, &officer, id).await.unwrap_err();
            assert_eq!(refused.code(), "hours.not_revocable");
        }
        // The same evidence may be recognised anew, when the revocation was the mistake.
        recognise(&world, &officer, "10", "结业证").await.unwrap();
        assert_eq!(
            counted(&world, &learner, Category::Professional).await,
            Hours::whole(10)
        );
    }
}

#[tokio::test]
async fn revoked_hours_of_a_course_do_not_come_back_by_submitting_again() {
    let world = World::new().await;
    let learner = world.cast.learner.clone();
    let enrolment = room::studied(&world, &learner, Category::Professional).await;
    let attempt = room::sit(&world, &learner, &enrolment, 3).await;
    let entry = lines(&world, &learner).await.remove(0).entry;
    let proposed = propose(&world, &world.cast.officer, &entry.id)
        .await
        .unwrap();
    decide(&world, &world.cast.second_officer, &proposed, true)
        .await
        .unwrap();
    room::submit(&world, &learner, &attempt.id).await.unwrap();
    assert_eq!(lines(&world, &learner).await.len(), 2);
    assert_eq!(
        counted(&world, &learner, Category::Professional).await,
        Hours::ZERO
    );
    let mut op = world.op(&learner).await;
    let missing = hours::exams_missing(&mut op, &Cast::id(&learner), 2022)
        .await
        .unwrap();
    assert!(missing.is_empty());
}

#[tokio::test]
async fn a_rejected_proposal_leaves_the_entry_and_may_be_made_again() {
    let world = World::new().await;
    let (officer, second) = (
        world.cast.officer.clone(),
        world.cast.second_officer.clone(),
    );
    let entry = recognise(&world, &officer, "10", "结业证").await.unwrap();
    let proposed = propose(&world, &officer, &entry.id).await.unwrap();
    decide(&world, &second, &proposed, false).await.unwrap();
    assert_eq!(lines(&world, &world.cast.learner).await.len(), 1);
    let anew = propose(&world, &second, &entry.id).await.unwrap();
    assert_ne!(anew.id, proposed.id);
}

#[tokio::test]
async fn officers_see_what_waits_in_their_territory_and_the_learner_sees_hers() {
    let world = World::new().await;
    let cast = world.cast.clone();
    let entry = recognise(&world, &cast.officer, "10", "结业证")
        .await
        .unwrap();
    let proposed = propose(&world, &cast.officer, &entry.id).await.unwrap();
    let mut op = world.op(&cast.second_officer).await;
    let open = hours::list_revocations_open(&mut op, &cast.zone_path)
        .await
        .unwrap();
    assert_eq!(open.len(), 1);
    assert_eq!(
        (&*open[0].person_name, &*open[0].proposed_by_name),
        ("乌日娜", "官员甲")
    );
    assert_eq!(open[0].entry, entry);
    drop(op);

    for actor in [&cast.foreign_officer, &cast.learner] {
        let mut op = world.op(actor).await;
        let refused = hours::list_revocations_open(&mut op, &cast.zone_path)
            .await
            .unwrap_err();
        assert_eq!(refused.code(), "permission.denied");
        let refused = hours::decide_revocation(&mut op, &proposed.id, true)
            .await
            .unwrap_err();
        assert_eq!(refused.code(), "permission.not_yours");
    }
    decide(&world, &cast.second_officer, &proposed, true)
        .await
        .unwrap();
    let mut op = world.op(&cast.learner).await;
    let hers = hours::revocations_of(&mut op, &Cast::id(&cast.learner))
        .await
        .unwrap();
    assert_eq!(hers[0].decided_by_name.as_deref(), Some("官员乙"));
    drop(op);
    let mut op = world.op(&cast.officer).await;
    let open = hours::list_revocations_open(&mut op, &cast.zone_path)
        .await
        .unwrap();
    assert!(open.is_empty());
}

#[tokio::test]
async fn hours_are_seen_by_those_whom_they_concern() {
    let world = World::new().await;
    let cast = world.cast.clone();
    let learner = Cast::id(&cast.learner);
    let concerned = [
        &cast.learner,
        &cast.employer_admin,
        &cast.officer,
        &cast.clerk,
        &cast.region_admin,
    ];
    for actor in concerned {
        let mut op = world.op(actor).await;
        assert!(hours::year(&mut op, &learner, 2022).await.is_ok());
    }
    for actor in [
        &cast.other_learner,
        &cast.foreign_officer,
        &cast.base_admin,
        &cast.operator,
    ] {
        let mut op = world.op(actor).await;
        let refused = hours::ledger_lines(&mut op, &learner, None)
            .await
            .unwrap_err();
        assert_eq!(refused.code(), "permission.not_yours");
        assert!(hours::year(&mut op, &learner, 2022).await.is_err());
        assert!(hours::exams_missing(&mut op, &learner, 2022).await.is_err());
        assert!(hours::revocations_of(&mut op, &learner).await.is_err());
    }
}
