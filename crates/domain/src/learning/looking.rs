//! Looking at what one learns: the enrolment for whoever may learn on it, the film of a lesson.

use kernel::{EnrolmentId, LessonId, Outcome};

use super::Error;
use crate::Op;
use crate::catalogue::{self, Media};
use crate::orders::{self, Enrolment};
use crate::permission::Action;

/// An enrolment on which the actor may learn.
pub async fn get_enrolment(op: &mut Op, id: &EnrolmentId) -> Outcome<Enrolment> {
    let enrolment = orders::get_enrolment(op, id).await?;
    op.allow(Action::Learn, &enrolment)?;
    enrolment.active()?;
    Ok(enrolment)
}

/// What a lesson of an enrolment plays; only for whoever may learn on it.
pub async fn lesson_media(
    op: &mut Op,
    enrolment: &EnrolmentId,
    lesson: &LessonId,
) -> Outcome<Media> {
    let enrolment = get_enrolment(op, enrolment).await?;
    let lesson = catalogue::get_lesson(op, lesson).await?;
    if lesson.course_id != enrolment.course_id {
        return Err(Error::ForeignLesson.into());
    }
    catalogue::media(op, &lesson.media_id).await
}
