//! The way to a certificate and to a whole year, through the product's own services.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::panic,
    reason = "each test file walks a part of the way; a test fails by panicking"
)]

use domain::exams::{self, NewQuestion, QuestionKind};
use domain::orders::Enrolment;
use domain::reports::{self, Report};
use domain::runner::{Ran, run_due};
use domain::testing::{Cast, World};
use domain::{Actor, hours};
use kernel::{Category, EntryId, Hours, Outcome};

/// Runs the queue until nothing is due; the kinds that were done, in order.
pub async fn run_queue(world: &World) -> Vec<String> {
    let mut done = Vec::new();
    loop {
        let seed = [u8::try_from(done.len()).unwrap() + 100; 32];
        match run_due(&world.house, world.now(), seed).await.unwrap() {
            Ran::Nothing => return done,
            Ran::Done { kind } => done.push(kind),
            Ran::Failed { kind, code, .. } => panic!("{kind} failed: {code}"),
        }
    }
}

/// A course of one short lesson, watched to its end.
pub async fn watched(world: &World, learner: &Actor, category: Category) -> Enrolment {
    let course = world.course(category, &[60]).await;
    let question = |number| NewQuestion {
        kind: QuestionKind::Single,
        lesson_position: 1,
        stem: format!("第{number}题"),
        options: vec!["错".into(), "对".into(), "也错".into()],
        key: vec![1],
    };
    let mut op = world.system().await;
    exams::add_questions(&mut op, &course.id, (1..=4).map(question).collect())
        .await
        .unwrap();
    op.commit().await.unwrap();
    let enrolment = world.enrol(learner, &course).await;
    world
        .watch_all(learner, &enrolment, hours::receive_beat)
        .await;
    enrolment
}

/// Takes the exam; all right, or all wrong.
pub async fn take_exam(world: &World, learner: &Actor, enrolment: &Enrolment, choice: &str) {
    let mut op = world.op(learner).await;
    let attempt = hours::start_attempt(&mut op, &enrolment.id)
        .await
        .unwrap()
        .into_inner();
    let paper = exams::paper(&mut op, &attempt.id).await.unwrap();
    for question in paper.questions {
        let shown = question
            .options
            .iter()
            .position(|option| option == choice)
            .unwrap();
        exams::save_answer(&mut op, &attempt.id, question.position, vec![shown], 0)
            .await
            .unwrap();
    }
    hours::submit_attempt(&mut op, &attempt.id).await.unwrap();
    op.commit().await.unwrap();
}

/// A passed professional course.
pub async fn passed(world: &World, learner: &Actor) -> Enrolment {
    let enrolment = watched(world, learner, Category::Professional).await;
    take_exam(world, learner, &enrolment, "对").await;
    enrolment
}

/// Hours of 2022 that an officer recognises on evidence.
pub async fn recognise(world: &World, who: &Actor, category: Category, hours: i64) -> EntryId {
    let mut op = world.op(&world.cast.officer).await;
    let hours = Hours::whole(hours);
    let entry = hours::recognise(
        &mut op,
        &Cast::id(who),
        2022,
        category,
        hours,
        "研修班结业证书",
    )
    .await;
    op.commit().await.unwrap();
    entry.unwrap().id
}

/// The whole year of 2022; the entry of the professional hours.
pub async fn whole_year(world: &World, who: &Actor) -> EntryId {
    recognise(world, who, Category::Public, 30).await;
    recognise(world, who, Category::Professional, 60).await
}

/// Two officers revoke an entry.
pub async fn revoke(world: &World, entry: &EntryId) {
    let mut op = world.op(&world.cast.officer).await;
    let proposed = hours::propose_revocation(&mut op, entry, "证明材料不实")
        .await
        .unwrap();
    op.commit().await.unwrap();
    let mut op = world.op(&world.cast.second_officer).await;
    hours::decide_revocation(&mut op, &proposed.id, true)
        .await
        .unwrap();
    op.commit().await.unwrap();
}

/// Draws up the report of 2022.
pub async fn draw(world: &World, who: &Actor) -> Outcome<Report> {
    let mut op = world.op(who).await;
    let report = reports::draw(&mut op, 2022).await?;
    op.commit().await?;
    Ok(report)
}

/// Confirms and approves a report.
pub async fn confirm_and_approve(world: &World, report: &Report) -> Report {
    let mut op = world.op(&world.cast.employer_admin).await;
    reports::confirm(&mut op, &report.id).await.unwrap();
    op.commit().await.unwrap();
    let mut op = world.op(&world.cast.officer).await;
    let approved = reports::approve(&mut op, &report.id).await.unwrap();
    op.commit().await.unwrap();
    approved
}
