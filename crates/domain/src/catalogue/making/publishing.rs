//! Publication: a draft becomes a version in the catalogue, and takes the place of the one before.
//! Withdrawal: nobody orders it any more; who is enrolled finishes.

use kernel::{CourseId, DraftId, Id, Outcome, Prefixed};

use super::drafts::{load, note, whole};
use super::model::{Draft, DraftInside, DraftLesson, DraftQuestion, DraftState};
use super::store;
use crate::catalogue::store as in_catalogue;
use crate::catalogue::{
    self, Course, Error, Lesson, NewCourse, NewLesson, NewLessonQuestion, NewMedia, Pages, Version,
};
use crate::permission::Action;
use crate::{Event, Op, editions, territory};

/// What a publication made: for the contexts that keep what a course has beside its lessons.
pub struct Published {
    /// The version, as it stands in the catalogue.
    pub course: Course,
    /// Its lessons, each with that of the draft that it was made from.
    pub lessons: Vec<(DraftLesson, Lesson)>,
    /// The draft's questions.
    pub questions: Vec<DraftQuestion>,
}

/// Publishes a submitted draft. The exam's questions are kept by who calls this (`exams::publish`).
pub async fn publish(op: &mut Op, id: &DraftId) -> Outcome<Published> {
    op.tx.lock(&format!("catalogue:{id}")).await?;
    let draft = load(op, id).await?;
    op.allow(Action::ReviewCourse, &draft)?;
    if draft.state != DraftState::Submitted {
        return Err(Error::NotSubmitted.into());
    }
    let inside = whole(op, draft).await?;
    if !inside.checklist.is_publishable() {
        return Err(Error::NotReady.into());
    }
    let course = add(op, &inside).await?;
    if !store::decide(op, id, DraftState::Published, "", Some(&course.id)).await? {
        return Err(Error::NotSubmitted.into());
    }
    note(op, "catalogue.course_published", id, course.id.as_str()).await?;
    let lessons = catalogue::lessons(op, &course.id).await?;
    let lessons: Vec<_> = inside.lessons.into_iter().zip(lessons).collect();
    for (from, to) in &lessons {
        let mine = inside.questions.iter().filter(|q| q.lesson_id == from.id);
        let questions: Vec<_> = mine.filter_map(proof).collect();
        catalogue::set_questions(op, to, &questions).await?;
    }
    Ok(Published {
        course,
        lessons,
        questions: inside.questions,
    })
}

/// A question by which presence is checked, if it is one.
fn proof(question: &DraftQuestion) -> Option<NewLessonQuestion> {
    Some(NewLessonQuestion {
        at_ms: question.at_ms?,
        text: question.stem.clone(),
        options: question.options.clone(),
        right: *question.key.first()?,
    })
}

async fn add(op: &mut Op, inside: &DraftInside) -> Outcome<Course> {
    let draft = &inside.draft;
    let (version, code) = place(op, draft).await?;
    let base = catalogue::base(op, &draft.base_id).await?;
    let home = territory::get(op, &base.territory_id).await?;
    let house = op.house.clone();
    let minutes_per_hour = editions::of_day(&house, &home.code, op.now.day())?.minutes_per_hour();
    let mut lessons = Vec::with_capacity(inside.lessons.len());
    for lesson in &inside.lessons {
        lessons.push(published_lesson(op, lesson).await?);
    }
    let text = draft.text.clone();
    let new = NewCourse {
        code,
        base_id: draft.base_id.clone(),
        category: text.category,
        field: text.field,
        // Whoever reads English and finds no title finds the Chinese one.
        title_en: if text.title_en.trim().is_empty() {
            text.title.clone()
        } else {
            text.title_en
        },
        title: text.title,
        summary: text.summary,
        year_from: text.year_from,
        year_to: text.year_to,
        minutes_per_hour,
        exam: text.exam,
        lessons,
    };
    catalogue::add_version(op, new, version).await
}

/// Which version it becomes, and its code. The one before is replaced.
async fn place(op: &mut Op, draft: &Draft) -> Outcome<(Option<Version>, String)> {
    let Some(from) = &draft.from_course_id else {
        let base = catalogue::base(op, &draft.base_id).await?;
        let code = format!("{}-{}", base.code, tail(&draft.id));
        return Ok((None, code));
    };
    let before = catalogue::get_course(op, from).await?;
    op.tx
        .lock(&format!("catalogue:{}", before.family_id))
        .await?;
    if before.replaced_at.is_some() || before.withdrawn_at.is_some() {
        return Err(Error::NotOffered.into());
    }
    in_catalogue::mark_replaced(op, &before.id).await?;
    let first = catalogue::get_course(op, &before.family_id).await?;
    let number = before.version + 1;
    let version = Version {
        family_id: before.family_id,
        number,
    };
    Ok((Some(version), format!("{}-v{number}", first.code)))
}

/// The last letters of an id: enough to tell drafts of a base apart.
fn tail<T: Prefixed>(id: &Id<T>) -> String {
    let text = id.as_str();
    let from = text.len().saturating_sub(8);
    text.get(from..).unwrap_or(text).to_lowercase()
}

async fn published_lesson(op: &mut Op, lesson: &DraftLesson) -> Outcome<NewLesson> {
    let file = lesson.file.as_ref().ok_or(Error::NotReady)?;
    let (found, length_ms) = lesson
        .found()
        .zip(lesson.length_ms())
        .ok_or(Error::NotReady)?;
    let captions = lesson.captions.as_ref();
    let captions = captions.filter(|file| file.state == super::FileState::Ready);
    let new = NewMedia {
        file_key: file.file_key.clone().ok_or(Error::NotReady)?,
        captions_key: captions.and_then(|file| file.file_key.clone()),
        mime: found.mime.clone(),
        length_ms,
        pages: found.pages.map(|count| Pages {
            count,
            dwell_ms: lesson.text.page_dwell_s * 1000,
        }),
    };
    let media = catalogue::add_media(op, new).await?;
    Ok(NewLesson {
        title: lesson.text.title.clone(),
        text: lesson.text.text.clone(),
        media_id: media.id,
        length_ms,
    })
}

/// Takes a course out of the catalogue; again is harmless. Who is enrolled finishes, and whoever
/// ordered it already may pay.
pub async fn withdraw(op: &mut Op, id: &CourseId) -> Outcome<()> {
    let course = catalogue::get_course(op, id).await?;
    let base = catalogue::base(op, &course.base_id).await?;
    op.allow(Action::WithdrawCourse, &base)?;
    op.tx
        .lock(&format!("catalogue:{}", course.family_id))
        .await?;
    if course.withdrawn_at.is_some() {
        return Ok(());
    }
    in_catalogue::mark_withdrawn(op, id).await?;
    op.audit(Event {
        action: "catalogue.course_withdrawn",
        about: None,
        subject: id.as_str(),
        details: &course.title,
    })
    .await
}
