//! Marking, and what a learner is told about it. The only place that reads keys.

use std::collections::BTreeMap;

use kernel::{AttemptId, Outcome};

use super::closing::pass_mark;
use super::looking;
use crate::exams::model::{Attempt, Explained, MissedLesson, Paper, Review};
use crate::exams::rules::Marked;
use crate::exams::{Error, rules, store};
use crate::{Op, catalogue};

/// What came of a closed attempt: the lessons to look at again, and the key when nobody can use
/// it any more (passed, or no attempts left and none running).
///
/// Which question was wrong is told only with the key: a title says what to learn, a mark per
/// question would give the key away, one attempt at a time.
pub async fn result(op: &mut Op, id: &AttemptId) -> Outcome<Review> {
    let paper = looking::paper(op, id).await?;
    if paper.attempt.closed_at.is_none() {
        return Err(Error::StillOpen.into());
    }
    let course = catalogue::get_course(op, &paper.attempt.course_id).await?;
    let attempts = store::list_attempts(op, &paper.attempt.enrolment_id).await?;
    let marked = mark(op, &paper.attempt).await?;
    let key = if rules::may_see_key(&attempts, course.exam.attempts) {
        Some(explain(op, &paper).await?)
    } else {
        None
    };
    Ok(Review {
        pass_mark: pass_mark(op, &paper.attempt).await?,
        attempts_left: course
            .exam
            .attempts
            .saturating_sub(rules::used(&attempts))
            .max(0),
        by_lesson: missed_lessons(op, &paper.attempt, &marked).await?,
        attempt: paper.attempt,
        key,
    })
}

/// Marks what the server holds, in the order of the paper.
pub(super) async fn mark(op: &mut Op, attempt: &Attempt) -> Outcome<Vec<Marked>> {
    let drawn = store::get_drawn(op, &attempt.id).await?;
    let keys: BTreeMap<_, _> = store::list_keys(op, &attempt.course_id)
        .await?
        .into_iter()
        .collect();
    let answers: BTreeMap<_, _> = store::list_answers(op, &attempt.id)
        .await?
        .into_iter()
        .collect();
    let marked = (1_i64..).zip(drawn).map(|(position, drawn)| {
        let choice = answers
            .get(&position)
            .map_or(&[][..], |answer| &answer.choice);
        let key = keys.get(&drawn.question);
        let is_right = key.is_some_and(|key| rules::is_right(&drawn.order, key, choice));
        Marked {
            question: drawn.question,
            is_right,
        }
    });
    Ok(marked.collect())
}

async fn explain(op: &mut Op, paper: &Paper) -> Outcome<Vec<Explained>> {
    let drawn = store::get_drawn(op, &paper.attempt.id).await?;
    let keys: BTreeMap<_, _> = store::list_keys(op, &paper.attempt.course_id)
        .await?
        .into_iter()
        .collect();
    let explained = paper
        .questions
        .iter()
        .zip(&drawn)
        .filter_map(|(question, drawn)| {
            let key = keys.get(&drawn.question)?;
            let choice = question
                .answer
                .as_ref()
                .map_or(Vec::new(), |answer| answer.choice.clone());
            Some(Explained {
                position: question.position,
                kind: question.kind,
                stem: question.stem.clone(),
                options: question.options.clone(),
                right: rules::right_as_shown(&drawn.order, key),
                is_right: rules::is_right(&drawn.order, key, &choice),
                choice,
            })
        });
    Ok(explained.collect())
}

/// The lessons of missed questions, in the course's order, each once.
async fn missed_lessons(
    op: &mut Op,
    attempt: &Attempt,
    marked: &[Marked],
) -> Outcome<Vec<MissedLesson>> {
    let bank = store::list_questions(op, &attempt.course_id).await?;
    let is_missed = |position: i64| {
        marked
            .iter()
            .filter(|marked| !marked.is_right)
            .any(|marked| {
                bank.iter().any(|question| {
                    question.id == marked.question && question.lesson_position == position
                })
            })
    };
    let lessons = catalogue::lessons(op, &attempt.course_id).await?;
    let missed = lessons
        .into_iter()
        .filter(|lesson| is_missed(lesson.position));
    Ok(missed
        .map(|lesson| MissedLesson {
            lesson_id: lesson.id,
            position: lesson.position,
            title: lesson.title,
        })
        .collect())
}
