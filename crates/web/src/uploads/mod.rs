//! Resumable uploads by tus 1.0.0 (core, creation, termination, checksum, expiration) under
//! `/uploads`: what a request says in its headers, and how it is answered. The bytes are received in
//! [`receiving`]; what an upload is and who may send it is the domain's.

mod error;
mod headers;
mod receiving;
mod sending;

use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::uploads::{self, Appending, NewUpload, Upload};
use kernel::{Fault, Kind, Outcome, UploadId};

use crate::media::http_date;
use crate::problem::PageResult;
use crate::request::{Look, Path};
pub use error::Error;
pub(crate) use headers::mark;
use headers::{CHECKSUM, LENGTH, METADATA, OFFSET, OVERRIDE, number, says};
use receiving::{Checksum, receive};
pub use sending::{Sender, Sending};

/// Where uploads are.
pub const PATH: &str = "/uploads";

/// `OPTIONS /uploads`: what we can.
pub async fn options(Look { p: _, op }: Look) -> Response {
    let most = op.house.settings.upload_bytes_max.to_string();
    let head = [
        (
            "tus-extension",
            "creation,termination,checksum,expiration".to_owned(),
        ),
        ("tus-checksum-algorithm", Checksum::NAMES.to_owned()),
        ("tus-max-size", most),
    ];
    (StatusCode::NO_CONTENT, head).into_response()
}

/// `POST /uploads`: begins one.
pub async fn create(Sending { sender, .. }: Sending) -> PageResult {
    headers::check_version(&sender.headers)?;
    if says(&sender.headers, "upload-defer-length").is_some() {
        return Err(Error::LengthLater.fault().into());
    }
    let bytes = number(&sender.headers, LENGTH)?;
    let metadata = says(&sender.headers, METADATA).unwrap_or_default();
    let new = NewUpload {
        base_id: sender.base()?,
        metadata: metadata.to_owned(),
        bytes,
    };
    let mut op = sender.act().await?;
    let upload = uploads::create(&mut op, new).await?;
    op.commit().await?;
    let place = (header::LOCATION, format!("{PATH}/{}", upload.id));
    Ok((StatusCode::CREATED, [place, expiry(&upload)]).into_response())
}

/// `HEAD /uploads/{id}`: how far it is.
pub async fn offset(
    Path(id): Path<UploadId>,
    headers: HeaderMap,
    Look { mut op, .. }: Look,
) -> PageResult {
    headers::check_version(&headers)?;
    Ok(standing(&uploads::get(&mut op, &id).await?))
}

/// `PATCH /uploads/{id}`: a further piece.
pub async fn append(Path(id): Path<UploadId>, sending: Sending) -> PageResult {
    appended(&id, sending).await
}

/// `DELETE /uploads/{id}`: ends it.
pub async fn end(Path(id): Path<UploadId>, Sending { sender, .. }: Sending) -> PageResult {
    ended(&id, &sender).await
}

/// `POST /uploads/{id}`: for who can send no other method (`X-HTTP-Method-Override`).
pub async fn by_another_name(Path(id): Path<UploadId>, sending: Sending) -> PageResult {
    let method = says(&sending.sender.headers, OVERRIDE).unwrap_or_default();
    match Method::from_bytes(method.as_bytes()) {
        Ok(Method::PATCH) => appended(&id, sending).await,
        Ok(Method::DELETE) => ended(&id, &sending.sender).await,
        Ok(Method::HEAD) => {
            headers::check_version(&sending.sender.headers)?;
            let mut op = sending.sender.look().await?;
            Ok(standing(&uploads::get(&mut op, &id).await?))
        }
        _ => Err(Fault::new(Kind::Invalid, "web.method_not_allowed").into()),
    }
}

async fn appended(id: &UploadId, Sending { sender, body }: Sending) -> PageResult {
    headers::check_version(&sender.headers)?;
    if says(&sender.headers, "content-type") != Some("application/offset+octet-stream") {
        return Err(Error::NotOctets.fault().into());
    }
    let offset = number(&sender.headers, OFFSET)?;
    let checksum = says(&sender.headers, CHECKSUM)
        .map(Checksum::parse)
        .transpose()?;
    let mut op = sender.look().await?;
    // Whether she may, and whether it is there at all, before its lock is touched.
    uploads::get(&mut op, id).await?;
    uploads::get_for_sending(&mut op, id, offset).await?;
    drop(op);
    let file = Appending::lock(&sender.app().house.staging, id).await?;
    // Under the lock nobody else moves the offset.
    let mut op = sender.look().await?;
    let upload = uploads::get_for_sending(&mut op, id, offset).await?;
    drop(op);
    // In a task of its own: when the line is cut, what arrived is still written down.
    let upload = tokio::spawn(receive(sender, body, upload, file, checksum))
        .await
        .map_err(|error| Fault::internal("uploads.task", error))??;
    let at = (headers::offset_name(), upload.received.to_string());
    Ok((StatusCode::NO_CONTENT, [at, expiry(&upload)]).into_response())
}

async fn ended(id: &UploadId, sender: &Sender) -> PageResult {
    headers::check_version(&sender.headers)?;
    let mut op = sender.act().await?;
    uploads::end(&mut op, id).await?;
    op.commit().await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

fn standing(upload: &Upload) -> Response {
    let mut head = HeaderMap::new();
    let mut say = |name: &'static str, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            head.insert(name, value);
        }
    };
    say(OFFSET, &upload.received.to_string());
    say(LENGTH, &upload.bytes.to_string());
    if !upload.metadata.is_empty() {
        say(METADATA, &upload.metadata);
    }
    say("upload-expires", &http_date(upload.expires_at));
    (StatusCode::OK, head).into_response()
}

fn expiry(upload: &Upload) -> (header::HeaderName, String) {
    let name = header::HeaderName::from_static("upload-expires");
    (name, http_date(upload.expires_at))
}

/// The base for which somebody sends files.
fn base_of(actor: &domain::Actor) -> Outcome<kernel::BaseId> {
    let roles = [domain::Role::BaseAdmin, domain::Role::Instructor];
    let scope = roles.into_iter().find_map(|role| actor.scope_of(role));
    scope
        .ok_or_else(|| Fault::from(domain::permission::Error::Denied))?
        .parse()
}
