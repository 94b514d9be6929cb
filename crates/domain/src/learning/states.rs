//! How far a person is: per lesson, and whether a course's lessons are all done.

use kernel::{LessonId, Outcome};

use super::coverage::Coverage;
use super::{Error, store};
use crate::Op;
use crate::catalogue::{self, Lesson};
use crate::orders::Enrolment;

/// A lesson with what a person covered of it.
#[derive(Clone, Debug)]
pub struct LessonState {
    /// The lesson.
    pub lesson: Lesson,
    /// What is covered.
    pub covered: Coverage,
    /// How many milliseconds that is.
    pub covered_ms: i64,
    /// Whether the lesson is complete.
    pub complete: bool,
}

/// All lessons of an enrolment's course in order. Whether the actor may look is asked by the
/// caller, on the enrolment.
pub async fn lesson_states(op: &mut Op, enrolment: &Enrolment) -> Outcome<Vec<LessonState>> {
    let lessons = catalogue::lessons(op, &enrolment.course_id).await?;
    let known = store::list_progress(op, enrolment).await?;
    Ok(lessons
        .into_iter()
        .map(|lesson| {
            let found = known.iter().find(|(id, _)| *id == lesson.id);
            let covered = found
                .map(|(_, progress)| progress.covered.clone())
                .unwrap_or_default();
            LessonState {
                lesson,
                covered_ms: covered.total(),
                covered,
                complete: found.is_some_and(|(_, progress)| progress.completed_at.is_some()),
            }
        })
        .collect())
}

/// One lesson of an enrolment.
pub async fn lesson_state(
    op: &mut Op,
    enrolment: &Enrolment,
    lesson: &LessonId,
) -> Outcome<LessonState> {
    lesson_states(op, enrolment)
        .await?
        .into_iter()
        .find(|state| state.lesson.id == *lesson)
        .ok_or_else(|| Error::ForeignLesson.into())
}

/// Whether all lessons of the enrolment's course are complete.
pub async fn is_complete(op: &mut Op, enrolment: &Enrolment) -> Outcome<bool> {
    let lessons = catalogue::lessons(op, &enrolment.course_id).await?;
    let complete = store::count_complete(op, enrolment).await?;
    Ok(!lessons.is_empty() && usize::try_from(complete).is_ok_and(|n| n >= lessons.len()))
}
