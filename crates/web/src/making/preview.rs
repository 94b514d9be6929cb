//! A draft's files, for those who make it and those who review it.

use axum::extract::State;
use axum::http::HeaderMap;
use domain::Op;
use domain::catalogue::Error;
use domain::catalogue::making::{self, DraftLesson};
use kernel::{DraftId, DraftLessonId, Fault, Outcome};

use crate::App;
use crate::media::send;
use crate::problem::PageResult;
use crate::request::{Look, Path};

/// `GET /drafts/{id}/lessons/{draft_lesson}/file`.
pub async fn file(
    State(app): State<App>,
    Path((id, lesson)): Path<(DraftId, DraftLessonId)>,
    headers: HeaderMap,
    Look { mut op, .. }: Look,
) -> PageResult {
    let lesson = load(&mut op, &id, &lesson).await?;
    drop(op);
    let (found, file) = (lesson.found(), lesson.file.as_ref());
    let (Some(found), Some(key)) = (found, file.and_then(|file| file.file_key.as_ref())) else {
        return Err(Fault::from(Error::UnknownMedia).into());
    };
    Ok(send(&app, key, &found.mime, &headers).await?)
}

/// `GET /drafts/{id}/lessons/{draft_lesson}/captions`.
pub async fn captions(
    State(app): State<App>,
    Path((id, lesson)): Path<(DraftId, DraftLessonId)>,
    headers: HeaderMap,
    Look { mut op, .. }: Look,
) -> PageResult {
    let lesson = load(&mut op, &id, &lesson).await?;
    drop(op);
    let key = lesson.captions.and_then(|file| file.file_key);
    let key = key.ok_or_else(|| Fault::from(Error::UnknownMedia))?;
    Ok(send(&app, &key, "text/vtt; charset=utf-8", &headers).await?)
}

async fn load(op: &mut Op, id: &DraftId, lesson: &DraftLessonId) -> Outcome<DraftLesson> {
    let mut lessons = making::inside(op, id).await?.lessons.into_iter();
    let found = lessons.find(|known| known.id == *lesson);
    found.ok_or_else(|| Error::UnknownLesson.into())
}
