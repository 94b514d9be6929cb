//! Laying a lesson open, for its learner and for who decides on a dispute about it.

use kernel::{EnrolmentId, LessonId, Outcome, limits};

use super::model::{Ground, LessonRecord};
use super::{read, store};
use crate::learning::{Error, disputes, looking};
use crate::orders::Enrolment;
use crate::{Op, catalogue, learning};

/// A lesson of an enrolment, laid open for its learner.
pub async fn lesson_record(
    op: &mut Op,
    enrolment: &EnrolmentId,
    lesson: &LessonId,
) -> Outcome<LessonRecord> {
    let enrolment = looking::get_enrolment(op, enrolment).await?;
    of_lesson(op, &enrolment, lesson).await
}

/// The same; whether the actor may look is asked by the caller.
pub(in crate::learning) async fn of_lesson(
    op: &mut Op,
    enrolment: &Enrolment,
    lesson: &LessonId,
) -> Outcome<LessonRecord> {
    let lesson = catalogue::get_lesson(op, lesson).await?;
    if lesson.course_id != enrolment.course_id {
        return Err(Error::ForeignLesson.into());
    }
    let progress = learning::store::list_progress(op, enrolment).await?;
    let progress = progress.into_iter().find(|(id, _)| *id == lesson.id);
    let progress = progress.map(|(_, progress)| progress).unwrap_or_default();
    let most = limits::GLASS_BEATS_MAX;
    let mut beats = store::list_beats(op, enrolment, &lesson.id, most + 1).await?;
    let is_cut = i64::try_from(beats.len()).is_ok_and(|read| read > most);
    if is_cut {
        beats.remove(0);
    }
    let misses = store::list_misses(op, enrolment, &lesson.id).await?;
    let grants = disputes::grants_of(op, enrolment, &lesson.id).await?;
    let ground = Ground {
        length_ms: lesson.length_ms,
        granted: grants
            .iter()
            .flat_map(|grant| grant.spans.spans().iter().copied())
            .collect(),
        ahead: store::find_ahead(op, enrolment, &lesson.id).await?,
        covered: progress.covered,
    };
    Ok(LessonRecord {
        stretches: read(&beats, &misses, &ground),
        covered_ms: ground.covered.total(),
        completed_at: progress.completed_at,
        sessions: store::list_sessions(op, enrolment, &lesson.id).await?,
        beats,
        is_cut,
        lesson,
    })
}
