//! What a course in the making has beside its lessons: its bank goes with its publication, and
//! comes back into the draft of its next version.

use kernel::{CourseId, DraftId, Outcome};

use super::bank::add_questions;
use crate::Op;
use crate::catalogue::Course;
use crate::catalogue::making::{self, Draft, NewDraftQuestion, QuestionPurpose};
use crate::exams::model::{NewQuestion, QuestionKind};
use crate::exams::store;

/// Publishes a submitted draft with its questions: `catalogue::making::publish`, and the bank.
pub async fn publish(op: &mut Op, draft: &DraftId) -> Outcome<Course> {
    let published = making::publish(op, draft).await?;
    let mut bank = Vec::new();
    for (lesson, to) in &published.lessons {
        let of_lesson = published.questions.iter().filter(|question| {
            question.lesson_id == lesson.id && question.purpose == QuestionPurpose::Exam
        });
        bank.extend(of_lesson.map(|question| NewQuestion {
            lesson_position: to.position,
            kind: if question.key.len() == 1 {
                QuestionKind::Single
            } else {
                QuestionKind::Multiple
            },
            stem: question.stem.clone(),
            options: question.options.clone(),
            key: question.key.clone(),
        }));
    }
    add_questions(op, &published.course.id, bank).await?;
    Ok(published.course)
}

/// Begins the next version of a course with its bank: `catalogue::making::begin_version`.
pub async fn begin_version(op: &mut Op, course: &CourseId) -> Outcome<Draft> {
    let (draft, lessons) = making::begin_version(op, course).await?;
    let bank = store::list_questions(op, course).await?;
    let keys = store::list_keys(op, course).await?;
    let mut questions = Vec::new();
    // Both come in the bank's order.
    for (question, (_, key)) in bank.into_iter().zip(keys) {
        let mut known = lessons.iter();
        let lesson = known.find(|(old, _)| old.position == question.lesson_position);
        let Some((_, lesson)) = lesson else { continue };
        questions.push(NewDraftQuestion {
            lesson_id: lesson.clone(),
            purpose: QuestionPurpose::Exam,
            at_ms: None,
            stem: question.stem,
            options: question.options,
            key: key.0,
        });
    }
    making::keep_questions(op, &draft.id, questions).await?;
    Ok(draft)
}
