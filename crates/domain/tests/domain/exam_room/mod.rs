//! An exam room for tests: a bank whose right options say so, and learners who sit papers.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking, and not every test uses every shortcut"
)]

use domain::catalogue::Course;
use domain::exams::{self, Attempt, NewQuestion, Paper, PaperQuestion, QuestionKind, Receipt};
use domain::orders::Enrolment;
use domain::testing::World;
use domain::{Actor, hours};
use kernel::{AttemptId, Category, Outcome};

/// Right options begin with 对, wrong ones with 错, so that a test can sit an exam honestly.
pub fn question(number: usize, kind: QuestionKind, lesson_position: i64) -> NewQuestion {
    let (options, key) = match kind {
        QuestionKind::Single => (vec!["错甲", "对乙", "错丙", "错丁"], vec![1]),
        QuestionKind::Multiple => (vec!["对甲", "错乙", "对丙", "对丁"], vec![0, 2, 3]),
        QuestionKind::TrueFalse => (vec!["错", "对"], vec![1]),
    };
    let options = options.into_iter().map(str::to_owned).collect();
    NewQuestion {
        kind,
        lesson_position,
        stem: format!("第{number}题？"),
        options,
        key,
    }
}

/// Six questions on the first lesson.
pub fn questions() -> Vec<NewQuestion> {
    let kinds = [
        QuestionKind::Single,
        QuestionKind::Multiple,
        QuestionKind::TrueFalse,
    ];
    (0..6)
        .map(|number| question(number, kinds[number % 3], 1))
        .collect()
}

/// A course of one lesson of nine minutes (0.2 hours) with a bank of six questions.
pub async fn course(world: &World, category: Category) -> Course {
    let course = world.course(category, &[540]).await;
    let mut op = world.system().await;
    exams::add_questions(&mut op, &course.id, questions())
        .await
        .unwrap();
    op.commit().await.unwrap();
    course
}

/// The learner has paid the course and watched all of it.
pub async fn studied(world: &World, learner: &Actor, category: Category) -> Enrolment {
    let course = course(world, category).await;
    let enrolment = world.enrol(learner, &course).await;
    world
        .watch_all(learner, &enrolment, hours::receive_beat)
        .await;
    enrolment
}

pub async fn start(world: &World, learner: &Actor, enrolment: &Enrolment) -> Outcome<Attempt> {
    let mut op = world.op(learner).await;
    let attempt = hours::start_attempt(&mut op, &enrolment.id)
        .await?
        .into_inner();
    op.commit().await.unwrap();
    Ok(attempt)
}

pub async fn paper(world: &World, learner: &Actor, attempt: &AttemptId) -> Paper {
    let mut op = world.op(learner).await;
    exams::paper(&mut op, attempt).await.unwrap()
}

pub async fn answer(
    world: &World,
    learner: &Actor,
    attempt: &AttemptId,
    position: i64,
    choice: &[usize],
    seen: i64,
) -> Outcome<Receipt> {
    let mut op = world.op(learner).await;
    let receipt = exams::save_answer(&mut op, attempt, position, choice.to_vec(), seen).await?;
    op.commit().await.unwrap();
    Ok(receipt)
}

pub async fn submit(world: &World, learner: &Actor, attempt: &AttemptId) -> Outcome<Attempt> {
    let mut op = world.op(learner).await;
    let attempt = hours::submit_attempt(&mut op, attempt).await?;
    op.commit().await.unwrap();
    Ok(attempt)
}

pub fn right(question: &PaperQuestion) -> Vec<usize> {
    let shown = question.options.iter().enumerate();
    shown
        .filter(|(_, option)| option.starts_with('对'))
        .map(|(at, _)| at)
        .collect()
}

/// Answers the first `count` questions of a paper rightly and leaves the others open.
pub async fn answer_rightly(world: &World, learner: &Actor, attempt: &AttemptId, count: usize) {
    for question in paper(world, learner, attempt)
        .await
        .questions
        .iter()
        .take(count)
    {
        answer(
            world,
            learner,
            attempt,
            question.position,
            &right(question),
            0,
        )
        .await
        .unwrap();
    }
}

/// Sits the whole exam: three questions, so many of them right.
pub async fn sit(world: &World, learner: &Actor, enrolment: &Enrolment, count: usize) -> Attempt {
    let attempt = start(world, learner, enrolment).await.unwrap();
    answer_rightly(world, learner, &attempt.id, count).await;
    submit(world, learner, &attempt.id).await.unwrap()
}
