//! The lessons of a draft: adding, changing, ordering, removing.

use kernel::{DraftId, DraftLessonId, Outcome};

use super::drafts::{note, open};
use super::model::{DraftLesson, LessonText};
use super::{rules, store};
use crate::Op;
use crate::catalogue::Error;

/// Most lessons of a course.
const LESSONS_MAX: usize = 100;

/// Adds a lesson behind the others.
pub async fn add_lesson(op: &mut Op, draft: &DraftId, text: LessonText) -> Outcome<DraftLessonId> {
    let draft = open(op, draft).await?;
    rules::check_lesson(&text)?;
    let lessons = store::list_lessons(op, &draft.id).await?;
    if lessons.len() >= LESSONS_MAX {
        return Err(Error::TooManyLessons.fault().with("most", LESSONS_MAX));
    }
    let last = lessons.last().map_or(0, |lesson| lesson.position);
    let lesson = DraftLesson {
        id: op.new_id(),
        draft_id: draft.id.clone(),
        position: last + 1,
        text,
        file: None,
        captions: None,
    };
    store::insert_lesson(op, &lesson).await?;
    note(op, "catalogue.lesson_added", &draft.id, &lesson.text.title).await?;
    Ok(lesson.id)
}

/// Changes the words of a lesson.
pub async fn save_lesson(
    op: &mut Op,
    draft: &DraftId,
    lesson: &DraftLessonId,
    text: &LessonText,
) -> Outcome<()> {
    let lesson = open_lesson(op, draft, lesson).await?;
    rules::check_lesson(text)?;
    store::save_lesson(op, &lesson.id, text).await
}

/// Moves a lesson up or down by one; at an end it stays.
pub async fn move_lesson(
    op: &mut Op,
    draft: &DraftId,
    lesson: &DraftLessonId,
    up: bool,
) -> Outcome<()> {
    let lesson = open_lesson(op, draft, lesson).await?;
    let lessons = store::list_lessons(op, draft).await?;
    let neighbour = if up {
        lessons
            .iter()
            .rev()
            .find(|other| other.position < lesson.position)
    } else {
        lessons
            .iter()
            .find(|other| other.position > lesson.position)
    };
    if let Some(neighbour) = neighbour {
        store::place_lesson(op, &lesson.id, neighbour.position).await?;
        store::place_lesson(op, &neighbour.id, lesson.position).await?;
    }
    Ok(())
}

/// Removes a lesson with its questions; those behind it move up.
pub async fn remove_lesson(op: &mut Op, draft: &DraftId, lesson: &DraftLessonId) -> Outcome<()> {
    let lesson = open_lesson(op, draft, lesson).await?;
    store::delete_lesson(op, &lesson.id).await?;
    let rest = store::list_lessons(op, draft).await?;
    for (position, other) in (1..).zip(&rest) {
        store::place_lesson(op, &other.id, position).await?;
    }
    note(op, "catalogue.lesson_removed", draft, &lesson.text.title).await
}

/// A lesson of a draft that the actor may change now.
pub(super) async fn open_lesson(
    op: &mut Op,
    draft: &DraftId,
    lesson: &DraftLessonId,
) -> Outcome<DraftLesson> {
    let draft = open(op, draft).await?;
    let mut lessons = store::list_lessons(op, &draft.id).await?.into_iter();
    let found = lessons.find(|known| known.id == *lesson);
    found.ok_or_else(|| Error::UnknownLesson.into())
}
