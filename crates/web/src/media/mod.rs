//! Films and captions of lessons, to whoever is enrolled. The file goes from the disk to the socket
//! in pieces: ranges, dates and tags are tower-http's, and no file is ever held in memory.

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use domain::learning;
use kernel::{EnrolmentId, Fault, LessonId, faults};
use tower::ServiceExt as _;
use tower_http::services::ServeFile;

use crate::App;
use crate::problem::PageResult;
use crate::request::{Look, Path};

faults! {
    /// Refusals of media.
    pub enum Error {
        /// The lesson has no captions.
        NoCaptions = NotFound "media.no_captions",
        /// The file is not where it should be.
        NoFile = Unavailable "media.no_file",
    }
}

/// The browser may keep its parts while she watches; nobody in between may.
const KEEP: HeaderValue = HeaderValue::from_static("private, max-age=3600");
const VTT: &str = "text/vtt; charset=utf-8";

/// `GET /media/{enrolment}/{lesson}`.
pub async fn film(
    State(app): State<App>,
    Path((enrolment, lesson)): Path<(EnrolmentId, LessonId)>,
    Look { mut op, .. }: Look,
    request: Request,
) -> PageResult {
    let media = learning::lesson_media(&mut op, &enrolment, &lesson).await?;
    // A film may take an hour to send: the connection to the database goes back first.
    drop(op);
    send(&app, &media.file_key, &media.mime, request).await
}

/// `GET /media/{enrolment}/{lesson}/captions`.
pub async fn captions(
    State(app): State<App>,
    Path((enrolment, lesson)): Path<(EnrolmentId, LessonId)>,
    Look { mut op, .. }: Look,
    request: Request,
) -> PageResult {
    let media = learning::lesson_media(&mut op, &enrolment, &lesson).await?;
    drop(op);
    let key = media.captions_key.ok_or(Fault::from(Error::NoCaptions))?;
    send(&app, &key, VTT, request).await
}

async fn send(app: &App, key: &str, media_type: &str, request: Request) -> PageResult {
    let path = app
        .house
        .files
        .local_path(key)
        .ok_or(Fault::from(Error::NoFile))?;
    let answer = match ServeFile::new(path).oneshot(request).await {
        Ok(answer) => answer.map(Body::new),
        Err(never) => match never {},
    };
    if answer.status() == StatusCode::NOT_FOUND {
        tracing::error!(key, "a media file is missing");
        return Err(Fault::from(Error::NoFile).into());
    }
    Ok(dressed(answer, media_type))
}

fn dressed(mut answer: Response, media_type: &str) -> Response {
    let is_content = answer.status().is_success();
    let headers = answer.headers_mut();
    headers.insert(header::CACHE_CONTROL, KEEP);
    if let Ok(value) = HeaderValue::from_str(media_type)
        && is_content
    {
        headers.insert(header::CONTENT_TYPE, value);
    }
    answer
}
