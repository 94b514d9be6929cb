//! Films, sound, documents and captions of lessons, to whoever is enrolled, under an address that is
//! hers and lives for hours ([`address`]). The bytes go from the store to the socket in pieces.

pub mod address;
mod ranges;
mod send;

use axum::extract::State;
use axum::http::HeaderMap;
use domain::Op;
use domain::catalogue::Media;
use domain::learning;
use kernel::{EnrolmentId, Fault, LessonId, Outcome, faults};

use crate::App;
use crate::problem::PageResult;
use crate::request::{Look, Path, Query};
use address::Signature;
pub use send::{http_date, send};

faults! {
    /// Refusals of media.
    pub enum Error {
        /// The lesson has no captions.
        NoCaptions = NotFound "media.no_captions",
        /// The file is not where it should be.
        NoFile = Unavailable "media.no_file",
        /// The address was not given to this person.
        BadAddress = Forbidden "media.bad_address",
        /// The address is too old.
        ExpiredAddress = Forbidden "media.expired_address",
    }
}

const VTT: &str = "text/vtt; charset=utf-8";

/// `GET /media/{enrolment}/{lesson}`.
pub async fn film(
    State(app): State<App>,
    Path((enrolment, lesson)): Path<(EnrolmentId, LessonId)>,
    Query(signature): Query<Signature>,
    headers: HeaderMap,
    Look { mut op, .. }: Look,
) -> PageResult {
    let media = watched(&mut op, &enrolment, &lesson, &signature).await?;
    // A film may take an hour to send: the connection to the database goes back first.
    drop(op);
    Ok(send(&app, &media.file_key, &media.mime, &headers).await?)
}

/// `GET /media/{enrolment}/{lesson}/captions`.
pub async fn captions(
    State(app): State<App>,
    Path((enrolment, lesson)): Path<(EnrolmentId, LessonId)>,
    Query(signature): Query<Signature>,
    headers: HeaderMap,
    Look { mut op, .. }: Look,
) -> PageResult {
    let media = watched(&mut op, &enrolment, &lesson, &signature).await?;
    drop(op);
    let key = media.captions_key.ok_or(Fault::from(Error::NoCaptions))?;
    Ok(send(&app, &key, VTT, &headers).await?)
}

/// What a lesson plays, to who may learn on the enrolment and was given this address.
async fn watched(
    op: &mut Op,
    enrolment: &EnrolmentId,
    lesson: &LessonId,
    signature: &Signature,
) -> Outcome<Media> {
    let media = learning::lesson_media(op, enrolment, lesson).await?;
    let person = op.actor.signed_in()?;
    signature.check(&op.house, person, enrolment, lesson, op.now)?;
    Ok(media)
}
