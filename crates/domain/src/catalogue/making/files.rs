//! Files of a draft's lessons: from a whole upload to a lesson.

use kernel::{DraftId, DraftLessonId, LessonFileId, Outcome, UploadId};

use super::drafts::note;
use super::lessons::open_lesson;
use super::model::{FilePurpose, FileState, LessonFile};
use super::store;
use crate::{Op, uploads};

/// Gives a lesson a file that was uploaded whole. It is looked into afterwards
/// ([`super::examine_next`]); until then the lesson has no length.
pub async fn attach(
    op: &mut Op,
    draft: &DraftId,
    lesson: &DraftLessonId,
    upload: &UploadId,
    purpose: FilePurpose,
) -> Outcome<LessonFileId> {
    let lesson = open_lesson(op, draft, lesson).await?;
    let upload = uploads::claim_whole(op, upload).await?;
    let file = LessonFile {
        id: op.new_id(),
        base_id: upload.base_id,
        upload_id: Some(upload.id),
        name: upload.name,
        purpose,
        state: FileState::Waiting,
        why: None,
        file_key: None,
        found: None,
        tries: 0,
    };
    store::insert_file(op, &file).await?;
    let (media, captions) = (lesson.file.map(|f| f.id), lesson.captions.map(|f| f.id));
    match purpose {
        FilePurpose::Media => {
            store::set_files(op, &lesson.id, Some(&file.id), captions.as_ref()).await?;
        }
        FilePurpose::Captions => {
            store::set_files(op, &lesson.id, media.as_ref(), Some(&file.id)).await?;
        }
    }
    note(op, "catalogue.file_attached", draft, &file.name).await?;
    Ok(file.id)
}

/// Takes a file away from a lesson; again is harmless.
pub async fn detach(
    op: &mut Op,
    draft: &DraftId,
    lesson: &DraftLessonId,
    purpose: FilePurpose,
) -> Outcome<()> {
    let lesson = open_lesson(op, draft, lesson).await?;
    let (media, captions) = (lesson.file.map(|f| f.id), lesson.captions.map(|f| f.id));
    match purpose {
        FilePurpose::Media => store::set_files(op, &lesson.id, None, captions.as_ref()).await,
        FilePurpose::Captions => store::set_files(op, &lesson.id, media.as_ref(), None).await,
    }
}
