//! Beginning a draft, its words, and looking at it.

use kernel::{BaseId, CourseId, DraftId, DraftLessonId, LessonFileId, Outcome};

use super::model::{
    Draft, DraftInside, DraftLesson, DraftState, DraftText, FilePurpose, FileState, Found,
    LessonFile, LessonText, NewDraftQuestion, QuestionPurpose,
};
use super::{rules, store};
use crate::catalogue::{self, Error, Lesson, LessonKey, LessonQuestion, Media};
use crate::permission::Action;
use crate::{Event, Op, editions, territory};

/// Seconds that a page of a document is to be looked at, unless its base says otherwise.
const PAGE_DWELL_S: i64 = 60;

/// Begins a course of a base.
pub async fn begin(op: &mut Op, base: &BaseId, text: DraftText) -> Outcome<Draft> {
    begun(op, base, None, text).await
}

async fn begun(
    op: &mut Op,
    base: &BaseId,
    from: Option<&CourseId>,
    text: DraftText,
) -> Outcome<Draft> {
    let base = catalogue::base(op, base).await?;
    let draft = Draft {
        id: op.new_id(),
        base_id: base.id,
        territory_path: base.territory_path,
        from_course_id: from.cloned(),
        text,
        state: DraftState::Draft,
        words: String::new(),
        submitted_at: None,
        decided_at: None,
        course_id: None,
        updated_at: op.now,
    };
    op.allow(Action::MakeCourse, &draft)?;
    rules::check_text(&draft.text)?;
    store::insert_draft(op, &draft).await?;
    note(op, "catalogue.draft_begun", &draft.id, &draft.text.title).await?;
    Ok(draft)
}

/// Begins the next version of a published course: its words, its lessons, their files and proofs of
/// presence. The exam's questions are the caller's, for they are kept elsewhere. With the draft
/// come its lessons, beside those that they were made from.
pub async fn begin_version(
    op: &mut Op,
    course: &CourseId,
) -> Outcome<(Draft, Vec<(Lesson, DraftLessonId)>)> {
    let course = catalogue::get_course(op, course).await?;
    op.tx
        .lock(&format!("catalogue:{}", course.family_id))
        .await?;
    if course.replaced_at.is_some() || course.withdrawn_at.is_some() {
        return Err(Error::NotOffered.into());
    }
    if let Some(id) = store::find_next(op, &course.id).await? {
        return Err(Error::VersionInTheMaking.fault().with("draft", id));
    }
    let text = DraftText {
        category: course.category,
        field: course.field,
        title: course.title,
        title_en: course.title_en,
        summary: course.summary,
        year_from: course.year_from,
        year_to: course.year_to,
        exam: course.exam,
    };
    let draft = begun(op, &course.base_id, Some(&course.id), text).await?;
    let mut lessons = Vec::new();
    for lesson in catalogue::lessons(op, &course.id).await? {
        let id = copy_lesson(op, &draft, &lesson).await?;
        let proofs = proofs(op, &lesson, &id).await?;
        super::keep_questions(op, &draft.id, proofs).await?;
        lessons.push((lesson, id));
    }
    Ok((draft, lessons))
}

/// The questions of a published lesson by which presence is checked.
async fn proofs(
    op: &mut Op,
    lesson: &Lesson,
    copy: &DraftLessonId,
) -> Outcome<Vec<NewDraftQuestion>> {
    let questions = catalogue::questions_with_keys(op, &lesson.id).await?;
    let proof = |(question, key): (LessonQuestion, LessonKey)| NewDraftQuestion {
        lesson_id: copy.clone(),
        purpose: QuestionPurpose::Presence,
        at_ms: Some(question.at_ms),
        stem: question.text,
        options: question.options,
        key: vec![key.reveal()],
    };
    Ok(questions.into_iter().map(proof).collect())
}

async fn copy_lesson(op: &mut Op, draft: &Draft, lesson: &Lesson) -> Outcome<DraftLessonId> {
    let media = catalogue::media(op, &lesson.media_id).await?;
    let dwell_ms = media.pages.as_ref().map(|pages| pages.dwell_ms);
    let file = known_file(op, draft, &media, lesson, FilePurpose::Media).await?;
    let captions = match &media.captions_key {
        Some(_) => Some(known_file(op, draft, &media, lesson, FilePurpose::Captions).await?),
        None => None,
    };
    let copy = DraftLesson {
        id: op.new_id(),
        draft_id: draft.id.clone(),
        position: lesson.position,
        text: LessonText {
            title: lesson.title.clone(),
            text: lesson.text.clone(),
            page_dwell_s: dwell_ms.map_or(PAGE_DWELL_S, |ms| (ms / 1000).max(1)),
        },
        file: Some(file),
        captions,
    };
    store::insert_lesson(op, &copy).await?;
    Ok(copy.id)
}

/// A file of a published lesson, which needs no looking into.
async fn known_file(
    op: &mut Op,
    draft: &Draft,
    media: &Media,
    lesson: &Lesson,
    purpose: FilePurpose,
) -> Outcome<LessonFile> {
    let id: LessonFileId = op.new_id();
    let is_media = purpose == FilePurpose::Media;
    let key = if is_media {
        Some(media.file_key.clone())
    } else {
        media.captions_key.clone()
    };
    let name = key.as_deref().unwrap_or_default().rsplit('/').next();
    let file = LessonFile {
        id,
        base_id: draft.base_id.clone(),
        upload_id: None,
        name: name.unwrap_or_default().to_owned(),
        purpose,
        state: FileState::Ready,
        why: None,
        found: Some(Found {
            kind: media.kind,
            mime: media.mime.clone(),
            // A lesson may play less than its file holds.
            length_ms: Some(lesson.length_ms),
            pages: media.pages.as_ref().map(|pages| pages.count),
            codecs: String::new(),
        }),
        file_key: key,
        tries: 0,
    };
    store::insert_file(op, &file).await?;
    Ok(file)
}

/// A draft that the actor may look at.
pub async fn get_draft(op: &mut Op, id: &DraftId) -> Outcome<Draft> {
    let draft = load(op, id).await?;
    op.allow(Action::SeeDraft, &draft)?;
    Ok(draft)
}

pub(super) async fn load(op: &mut Op, id: &DraftId) -> Outcome<Draft> {
    let draft = store::find_draft(op, id).await?;
    let mut draft = draft.ok_or(Error::UnknownDraft)?;
    draft.territory_path = catalogue::base(op, &draft.base_id).await?.territory_path;
    Ok(draft)
}

/// A draft that the actor may change now, under its lock.
pub(super) async fn open(op: &mut Op, id: &DraftId) -> Outcome<Draft> {
    op.tx.lock(&format!("catalogue:{id}")).await?;
    let draft = load(op, id).await?;
    op.allow(Action::MakeCourse, &draft)?;
    if !draft.is_open() {
        return Err(Error::DraftClosed.into());
    }
    Ok(draft)
}

/// A draft with everything in it, for who may look at it.
pub async fn inside(op: &mut Op, id: &DraftId) -> Outcome<DraftInside> {
    let draft = get_draft(op, id).await?;
    whole(op, draft).await
}

pub(super) async fn whole(op: &mut Op, draft: Draft) -> Outcome<DraftInside> {
    let base = catalogue::base(op, &draft.base_id).await?;
    let lessons = store::list_lessons(op, &draft.id).await?;
    let questions = store::list_questions(op, &draft.id).await?;
    let house = op.house.clone();
    let home = territory::get(op, &base.territory_id).await?;
    let minutes = editions::of_day(&house, &home.code, op.now.day())?.minutes_per_hour();
    let checklist = rules::checklist(&draft, &lessons, &questions, minutes);
    Ok(DraftInside {
        draft,
        base_name: base.name,
        lessons,
        questions,
        checklist,
    })
}

/// The drafts of a base that were not given up, the newest first.
pub async fn list_drafts(op: &mut Op, base: &BaseId) -> Outcome<Vec<Draft>> {
    let path = catalogue::base(op, base).await?.territory_path;
    let mut drafts = store::list_drafts(op, base).await?;
    for draft in &mut drafts {
        draft.territory_path.clone_from(&path);
    }
    drafts.retain(|draft| op.may(Action::SeeDraft, draft));
    Ok(drafts)
}

/// Changes what a draft says of its course.
pub async fn save_text(op: &mut Op, id: &DraftId, text: &DraftText) -> Outcome<()> {
    let draft = open(op, id).await?;
    rules::check_text(text)?;
    store::save_text(op, &draft.id, text).await?;
    note(op, "catalogue.draft_changed", id, &text.title).await
}

/// Gives a draft up. Its files stay where they are, for they may be another's too.
pub async fn drop_draft(op: &mut Op, id: &DraftId) -> Outcome<()> {
    let draft = open(op, id).await?;
    store::set_state(op, id, draft.state, DraftState::Dropped).await?;
    note(op, "catalogue.draft_dropped", id, &draft.text.title).await
}

pub(super) async fn note(
    op: &mut Op,
    action: &'static str,
    id: &DraftId,
    details: &str,
) -> Outcome<()> {
    op.audit(Event {
        action,
        about: None,
        subject: id.as_str(),
        details,
    })
    .await
}
